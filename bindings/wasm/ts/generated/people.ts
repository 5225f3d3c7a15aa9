// Generated from the core's tables by `cargo xtask generate`; do not edit.

import type { Given } from "../fake/person.js";
import type { DmtzUser } from "./dmtz.js";
import type { MysoftUserInfo } from "./mysoft.js";
import type { QuanshiAccount } from "./quanshi.js";

/** An invented person whom dmtz knows, with any fields of a {@link DmtzUser}. */
export interface DmtzPerson extends Given<"dmtz", DmtzUser> {}

/** An invented person whom mysoft knows, with any fields of a {@link MysoftUserInfo}. */
export interface MysoftPerson extends Given<"mysoft", MysoftUserInfo> {}

/** An invented person whom quanshi knows, with any fields of a {@link QuanshiAccount}. */
export interface QuanshiPerson extends Given<"quanshi", QuanshiAccount> {}

/** An invented person, in the words of one provider. */
export type Person = DmtzPerson | MysoftPerson | QuanshiPerson;
