// The vendors' tables, as the reading model knows them.

const text = { kind: "text" };
const any = { kind: "any" };
const flag = { kind: "flag" };
const int = { kind: "int" };
const required = (kind) => ({ ...kind, required: true });
const secret = (kind) => ({ ...kind, secret: true });
const or = (kind, preset) => ({ ...kind, preset });
const spelled = (kind, second) => ({ ...kind, second });

const DMTZ_EXTRA = {
  country: { ...text, wire: "Country" },
  province: { ...text, wire: "Province" },
  city: { ...text, wire: "City" },
  gender: { ...int, wire: "Gender" },
  privilege: { kind: "texts", wire: "Privilege" },
};

export const DMTZ_USER = {
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
  extraProperties: { kind: "embedded", record: DMTZ_EXTRA },
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

const snake = (record) =>
  Object.fromEntries(
    Object.entries(record).map(([name, field]) => [
      name,
      { wire: name.replace(/[A-Z]/g, (letter) => "_" + letter.toLowerCase()), ...field },
    ]),
  );

const MYSOFT_IM = snake({
  token: secret(text),
  imUserId: text,
  imUserPassword: secret(text),
  discussionTypeEnable: or(flag, false),
  associateWorkEnable: or(flag, false),
  associateWorkLink: text,
  enable: flag,
});
const MYSOFT_CLOUD = snake({ host: text, yzsAppPublishUrl: text });
const MYSOFT_DEPARTMENT = snake({ yzsOrderHierarchyCode: text, deptName: text });
export const MYSOFT_USER = snake({
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
  im: { kind: "one", record: MYSOFT_IM },
  canChangeAccountPassword: flag,
  changeAccountPasswordUrl: text,
  changeAccountPasswordTip: text,
  addressEnable: or(flag, true),
  cloud: { kind: "one", record: MYSOFT_CLOUD },
  belongDept: { kind: "list", record: MYSOFT_DEPARTMENT },
  settingTelPassword: flag,
});

export const QUANSHI_ACCOUNT = {
  userId: required(int),
  loginName: text,
  email: text,
  countryCode: text,
  mobile: text,
  customerCode: text,
  companyName: text,
  displayName: text,
  firstName: text,
  middleName: text,
  lastName: text,
};
