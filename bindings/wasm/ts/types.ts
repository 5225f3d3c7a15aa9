/** What `mingpian` and `mingpian/core` both hand out. */
export type { ShownRequest, SigningParams } from "./machine.js";
export type { DmtzExtraProperties, DmtzGetUserInfo, DmtzUser, DmtzUserSecrets } from "./generated/dmtz.js";
export type {
  MysoftCloud,
  MysoftDepartment,
  MysoftGetUserInfo,
  MysoftIm,
  MysoftImSecrets,
  MysoftUserInfo,
  MysoftUserInfoSecrets,
} from "./generated/mysoft.js";
export type { QuanshiAccount, QuanshiGetUsersByEmailsMobiles } from "./generated/quanshi.js";
export type { RetryPolicy } from "./options.js";
export type { Profile, Provider } from "./profile.js";
export type { Embedded } from "./read.js";
export type { QuanshiUnreadable, QuanshiUsers } from "./users.js";
