// Generated from the core's tables by `cargo xtask generate`; do not edit.

import type { Given } from "../fake/person.js";
import type { DmtzUser } from "./dmtz.js";
import type { MysoftUserInfo } from "./mysoft.js";
import type { QuanshiAccount } from "./quanshi.js";

/** An invented person of the fake service dmtz, with any fields of a {@link DmtzUser}. */
export interface DmtzPerson extends Given<"dmtz", DmtzUser> {}

/** An invented person of the fake service mysoft, with any fields of a {@link MysoftUserInfo}. */
export interface MysoftPerson extends Given<"mysoft", MysoftUserInfo> {}

/** An invented person of the fake service quanshi, with any fields of a {@link QuanshiAccount}. */
export interface QuanshiPerson extends Given<"quanshi", QuanshiAccount> {}

/** An invented person of one of the fake services. */
export type Person = DmtzPerson | MysoftPerson | QuanshiPerson;
