// The model of 明源云助手 Mysoft, which computes the expected result for a response.

import { first, flag, Flaw, glance, int, isNothing, member, or, required, row, secret, snake, text, verdict } from "../records.mjs";

// The sources of the cases.

export const PAGE = "https://open.fdccloud.com/docs/yzs-api/_book/get-user-info.html";
/** The source of `platform`, `push_channel`, and other types of the same fields. */
export const LOGIN = "https://open.fdccloud.com/docs/yzs-api/_book/login.html";
/** The source of the envelope and its two failures. */
export const ENVELOPE_PAGE = "https://open.fdccloud.com/docs/yzs-api/_book/verify-password.html";

// The vendor's tables.

const IM = snake({
  token: secret(text),
  imUserId: text,
  imUserPassword: secret(text),
  discussionTypeEnable: or(flag, false),
  associateWorkEnable: or(flag, false),
  associateWorkLink: text,
  enable: flag,
});
const CLOUD = snake({ host: text, yzsAppPublishUrl: text });
const DEPARTMENT = snake({ yzsOrderHierarchyCode: text, deptName: text });
const USER = snake({
  id: required(text),
  name: text,
  avatar: text,
  sex: int,
  protected: flag,
  oftenDevice: flag,
  wzsUserId: text,
  erpUserCode: text,
  phone: text,
  tenantId: text,
  tenantLogoUrl: text,
  tabIndex: int,
  tenantName: text,
  tenantCode: text,
  forcedGesture: flag,
  forcedProtected: or(flag, false),
  gestureEnable: flag,
  gestureTimeInterval: or(int, 30),
  gesturePassword: secret(text),
  pageCode: text,
  im: { kind: "one", record: IM },
  canChangeAccountPassword: flag,
  changeAccountPasswordUrl: text,
  changeAccountPasswordTip: text,
  addressEnable: or(flag, true),
  cloud: { kind: "one", record: CLOUD },
  belongDept: { kind: "list", record: DEPARTMENT },
  settingTelPassword: flag,
});

const profile = (user) => ({
  id: user.id,
  displayName: first(user.name, user.erpUserCode),
  phone: first(user.phone),
  avatarUrl: first(user.avatar),
  organization: first(user.belongDept[0]?.deptName),
  tenant: first(user.tenantName, user.tenantCode),
});

/** Returns a status, in which 1 may be written as `true`. */
const one = (node, name) => (glance("text", node, name) === "true" ? 1 : glance("int", node, name));

/** Returns `providerCode`, `requestId`, and the words of a body that is the vendor's envelope. */
function envelope(body) {
  const success = one(body, "success");
  const data = body?.type === "object" ? member(body, "data") : undefined;
  if (success === 1) return { providerCode: one(data, "code"), words: glance("text", data, "message") };
  return { providerCode: success, words: data?.type === "string" ? data.value : undefined };
}

function read(body, context) {
  if (verdict(body, "success", "success", true) !== 1) throw context.refused(body, "REJECTED");
  const data = member(body, "data");
  if (isNothing(data) || data.type !== "object") throw new Flaw("data");
  if (verdict(data, "code", "data.code", true) !== 1) throw context.refused(body, "REJECTED");
  const user = member(data, "user_info");
  if (isNothing(user) || user.type !== "object") throw new Flaw("data.user_info");
  return context.withProfile(row(USER, user, "data.user_info", context.secrets));
}

export const model = {
  provider: "mysoft",
  operation: "getUserInfo",
  hosts: ["open.fdccloud.com"],
  repeatable: true,
  profile,
  envelope,
  read,
};
