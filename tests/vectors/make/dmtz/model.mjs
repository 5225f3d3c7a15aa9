// The model of dmtz 微信授权, which computes the expected result for a response.
//
// The user under `data` and the codes 500, 401, and 403 are those of RuoYi's `AjaxResult` (inferred). 40029 and similar
// codes are those of WeChat's code2Session.

import { any, first, flag, Flaw, glance, int, isEmptyString, isNothing, member, required, row, secret, spelled, text, verdict } from "../records.mjs";

// The sources of the cases.

export const PAGE = "http://doc.yunucms.com/doc/51608806/gUEiQXX5/ajQrneXg";
export const RUOYI = "RuoYi-Vue, AjaxResult.java";
export const WECHAT_CODES = "WeChat, auth.code2Session error codes";

// The vendor's tables.

const EXTRA = {
  country: { ...text, wire: "Country" },
  province: { ...text, wire: "Province" },
  city: { ...text, wire: "City" },
  gender: { ...int, wire: "Gender" },
  privilege: { kind: "texts", wire: "Privilege" },
};

const USER = {
  startTime: any,
  endTime: any,
  time: any,
  filter: any,
  name: any,
  id: required(text),
  realName: any,
  creationTime: spelled(text, "CreationTime"),
  creatorId: any,
  userTypeCode: text,
  isBackground: flag,
  phoneNumber: text,
  surname: text,
  remark: any,
  password: secret(any),
  userName: text,
  email: text,
  lastModificationTime: text,
  avatarUrl: text,
  registerTime: spelled(text, "RegisterTime"),
  isDeleted: flag,
  tenantId: any,
  normalizedUserName: text,
  normalizedEmail: text,
  emailConfirmed: flag,
  passwordHash: secret(any),
  securityStamp: secret(text),
  isExternal: flag,
  phoneNumberConfirmed: flag,
  isActive: flag,
  twoFactorEnabled: flag,
  lockoutEnd: any,
  lockoutEnabled: flag,
  accessFailedCount: int,
  shouldChangePasswordOnNextLogin: flag,
  lastPasswordChangeTime: any,
  extraProperties: { kind: "embedded", record: EXTRA },
  concurrencyStamp: secret(text),
  lastModifierId: any,
  deleterId: any,
  deletionTime: any,
  cancelFollowTime: spelled(text, "CancelFollowTime"),
  isFollow: flag,
  isRisk: flag,
  productTrialTimeFrom: spelled(text, "ProductTrialTimeFrom"),
  productTrialTimeTo: spelled(text, "ProductTrialTimeTo"),
  phoneNumberMask: text,
  entityVersion: int,
};

const profile = (user) => ({
  id: user.id,
  displayName: first(user.realName, user.name, user.surname, user.userName),
  phone: first(user.phoneNumber, user.phoneNumberMask),
  email: first(user.email),
  avatarUrl: first(user.avatarUrl),
  tenant: first(user.tenantId),
});

/** Returns `providerCode`, `requestId`, and the words of a body that is the vendor's envelope. */
const envelope = (body) => ({ providerCode: glance("int", body, "code"), words: glance("text", body, "msg") });

function read(body, context) {
  const code = verdict(body, "code", "code", false);
  if (code !== 200) throw context.refused(body, code === 401 || code === 403 ? "UNAUTHENTICATED" : "REJECTED");
  const data = member(body, "data");
  // The flat form applies only if there is nothing under data.
  const nested = !isNothing(data) && !isEmptyString(data);
  if (nested && data.type !== "object") throw new Flaw("data");
  return context.withProfile(row(USER, nested ? data : body, nested ? "data" : "", context.secrets));
}

export const model = {
  provider: "dmtz",
  operation: "getUserInfo",
  hosts: ["redirect.dmtz.com.cn", "doc.yunucms.com"],
  repeatable: false,
  profile,
  envelope,
  read,
};
