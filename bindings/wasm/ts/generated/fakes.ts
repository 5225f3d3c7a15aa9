// Generated from the core's tables by `cargo xtask generate`; do not edit.

import type { FakeService, Fields } from "../fake/table.js";

/** The provider's code for a rejection. */
export const REJECTED = -1;

const dmtzExtraProperties: Fields = {
  country: { key: "Country", kind: "text" },
  province: { key: "Province", kind: "text" },
  city: { key: "City", kind: "text" },
  gender: { key: "Gender", kind: "int" },
  privilege: { key: "Privilege", kind: "texts" },
};

const dmtzUser: Fields = {
  startTime: { key: "startTime", kind: "anyJson" },
  endTime: { key: "endTime", kind: "anyJson" },
  time: { key: "time", kind: "anyJson" },
  filter: { key: "filter", kind: "anyJson" },
  name: { key: "name", kind: "anyJson" },
  id: { key: "id", kind: "text", isRequired: true },
  realName: { key: "realName", kind: "anyJson" },
  creationTime: { key: "creationTime", kind: "text" },
  creatorId: { key: "creatorId", kind: "anyJson" },
  userTypeCode: { key: "userTypeCode", kind: "text" },
  isBackground: { key: "isBackground", kind: "bool" },
  phoneNumber: { key: "phoneNumber", kind: "text" },
  surname: { key: "surname", kind: "text" },
  remark: { key: "remark", kind: "anyJson" },
  password: { key: "password", kind: "anyJson", isSecret: true },
  userName: { key: "userName", kind: "text" },
  email: { key: "email", kind: "text" },
  lastModificationTime: { key: "lastModificationTime", kind: "text" },
  avatarUrl: { key: "avatarUrl", kind: "text" },
  registerTime: { key: "registerTime", kind: "text" },
  isDeleted: { key: "isDeleted", kind: "bool" },
  tenantId: { key: "tenantId", kind: "anyJson" },
  normalizedUserName: { key: "normalizedUserName", kind: "text" },
  normalizedEmail: { key: "normalizedEmail", kind: "text" },
  emailConfirmed: { key: "emailConfirmed", kind: "bool" },
  passwordHash: { key: "passwordHash", kind: "anyJson", isSecret: true },
  securityStamp: { key: "securityStamp", kind: "text", isSecret: true },
  isExternal: { key: "isExternal", kind: "bool" },
  phoneNumberConfirmed: { key: "phoneNumberConfirmed", kind: "bool" },
  isActive: { key: "isActive", kind: "bool" },
  twoFactorEnabled: { key: "twoFactorEnabled", kind: "bool" },
  lockoutEnd: { key: "lockoutEnd", kind: "anyJson" },
  lockoutEnabled: { key: "lockoutEnabled", kind: "bool" },
  accessFailedCount: { key: "accessFailedCount", kind: "int" },
  shouldChangePasswordOnNextLogin: { key: "shouldChangePasswordOnNextLogin", kind: "bool" },
  lastPasswordChangeTime: { key: "lastPasswordChangeTime", kind: "anyJson" },
  extraProperties: { key: "extraProperties", kind: "embedded", fields: dmtzExtraProperties },
  concurrencyStamp: { key: "concurrencyStamp", kind: "text", isSecret: true },
  lastModifierId: { key: "lastModifierId", kind: "anyJson" },
  deleterId: { key: "deleterId", kind: "anyJson" },
  deletionTime: { key: "deletionTime", kind: "anyJson" },
  cancelFollowTime: { key: "cancelFollowTime", kind: "text" },
  isFollow: { key: "isFollow", kind: "bool" },
  isRisk: { key: "isRisk", kind: "bool" },
  productTrialTimeFrom: { key: "productTrialTimeFrom", kind: "text" },
  productTrialTimeTo: { key: "productTrialTimeTo", kind: "text" },
  phoneNumberMask: { key: "phoneNumberMask", kind: "text" },
  entityVersion: { key: "entityVersion", kind: "int" },
};

const mysoftDepartment: Fields = {
  yzsOrderHierarchyCode: { key: "yzs_order_hierarchy_code", kind: "text" },
  deptName: { key: "dept_name", kind: "text" },
};

const mysoftCloud: Fields = {
  host: { key: "host", kind: "text" },
  yzsAppPublishUrl: { key: "yzs_app_publish_url", kind: "text" },
};

const mysoftIm: Fields = {
  token: { key: "token", kind: "text", isSecret: true },
  imUserId: { key: "im_user_id", kind: "text" },
  imUserPassword: { key: "im_user_password", kind: "text", isSecret: true },
  discussionTypeEnable: { key: "discussion_type_enable", kind: "bool" },
  associateWorkEnable: { key: "associate_work_enable", kind: "bool" },
  associateWorkLink: { key: "associate_work_link", kind: "text" },
  enable: { key: "enable", kind: "bool" },
};

const mysoftUserInfo: Fields = {
  id: { key: "id", kind: "text", isRequired: true },
  name: { key: "name", kind: "text" },
  avatar: { key: "avatar", kind: "text" },
  sex: { key: "sex", kind: "int" },
  protected: { key: "protected", kind: "bool" },
  oftenDevice: { key: "often_device", kind: "bool" },
  wzsUserId: { key: "wzs_user_id", kind: "text" },
  erpUserCode: { key: "erp_user_code", kind: "text" },
  phone: { key: "phone", kind: "text" },
  tenantId: { key: "tenant_id", kind: "text" },
  tenantLogoUrl: { key: "tenant_logo_url", kind: "text" },
  tabIndex: { key: "tab_index", kind: "int" },
  tenantName: { key: "tenant_name", kind: "text" },
  tenantCode: { key: "tenant_code", kind: "text" },
  forcedGesture: { key: "forced_gesture", kind: "bool" },
  forcedProtected: { key: "forced_protected", kind: "bool" },
  gestureEnable: { key: "gesture_enable", kind: "bool" },
  gestureTimeInterval: { key: "gesture_time_interval", kind: "int" },
  gesturePassword: { key: "gesture_password", kind: "text", isSecret: true },
  pageCode: { key: "page_code", kind: "text" },
  im: { key: "im", kind: "object", fields: mysoftIm },
  canChangeAccountPassword: { key: "can_change_account_password", kind: "bool" },
  changeAccountPasswordUrl: { key: "change_account_password_url", kind: "text" },
  changeAccountPasswordTip: { key: "change_account_password_tip", kind: "text" },
  addressEnable: { key: "address_enable", kind: "bool" },
  cloud: { key: "cloud", kind: "object", fields: mysoftCloud },
  belongDept: { key: "belong_dept", kind: "list", fields: mysoftDepartment },
  settingTelPassword: { key: "setting_tel_password", kind: "bool" },
};

const quanshiAccount: Fields = {
  userId: { key: "userId", kind: "int", isRequired: true },
  loginName: { key: "loginName", kind: "text" },
  email: { key: "email", kind: "text" },
  countryCode: { key: "countryCode", kind: "text" },
  mobile: { key: "mobile", kind: "text" },
  customerCode: { key: "customerCode", kind: "text" },
  companyName: { key: "companyName", kind: "text" },
  displayName: { key: "displayName", kind: "text" },
  firstName: { key: "firstName", kind: "text" },
  middleName: { key: "middleName", kind: "text" },
  lastName: { key: "lastName", kind: "text" },
};

/** The services that a fake transport can imitate. */
export const SERVICES: readonly FakeService[] = [
  {
    provider: "dmtz",
    path: "/account_api/wechat/user/getUserInfo",
    isByIdentifier: false,
    isOnce: true,
    identifiers: [["code"]],
    layers: [
      { code: "code", success: 200, unauthenticated: [401, 403], text: "msg", inner: "data" },
    ],
    fields: dmtzUser,
  },
  {
    provider: "mysoft",
    path: "/api/wzs/get-user-info",
    isByIdentifier: false,
    isOnce: false,
    identifiers: [["wzs_user_id", "wzs_user_id"]],
    layers: [
      { code: "success", success: 1, unauthenticated: [], text: "data", inner: "data" },
      { code: "code", success: 1, unauthenticated: [], text: "message", inner: "user_info" },
    ],
    fields: mysoftUserInfo,
  },
  {
    provider: "quanshi",
    path: "/confopenapi/account/getUsersByEmailsMobiles",
    isByIdentifier: true,
    isOnce: false,
    identifiers: [["emails", "email"], ["mobiles", "mobile"], ["loginNames", "loginName"]],
    layers: [
      { code: "status", success: 0, unauthenticated: [], text: "msg", requestId: "request_id", inner: "result" },
    ],
    fields: quanshiAccount,
  },
];
