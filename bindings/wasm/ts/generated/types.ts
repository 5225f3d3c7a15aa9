// Generated from the core's tables by `cargo xtask generate`; do not edit.

export type { DmtzGetUserInfo, DmtzUser, DmtzUserSecrets, DmtzExtraProperties } from "./dmtz.js";
export type {
  MysoftCredentials,
  MysoftAccessToken,
  MysoftGetUserInfo,
  MysoftUserInfo,
  MysoftUserInfoSecrets,
  MysoftIm,
  MysoftImSecrets,
  MysoftCloud,
  MysoftDepartment,
} from "./mysoft.js";
export type {
  QuanshiCredentials,
  QuanshiCheckSum,
  QuanshiToken,
  QuanshiDelegated,
  QuanshiGetUsersByEmailsMobiles,
  QuanshiAccount,
} from "./quanshi.js";
