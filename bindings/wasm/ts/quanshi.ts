import { quanshiCall, type QuanshiAuth } from "./core.js";
import { lookup, type CallOptions, type ServiceOptions } from "./drive.js";
import type { QuanshiGetUsersByEmailsMobiles } from "./generated/quanshi.js";
import type { QuanshiUsers } from "./users.js";

/** How many identifiers each list of a lookup may hold: 最大支持200个. */
export const QUANSHI_MAX_PER_LIST = 200;

/** What {@link Quanshi} is made of. */
export interface QuanshiOptions extends ServiceOptions {
  /** The credentials. */
  readonly auth: QuanshiAuth;
}

/** 全时 Quanshi: accounts of its conferences. */
export class Quanshi {
  readonly #options: QuanshiOptions;

  /** @param options `baseUrl` is `https://openapi.quanshi.com` unless told. */
  constructor(options: QuanshiOptions) {
    this.#options = { ...options };
  }

  /**
   * Accounts by email address, mobile number and login name; up to {@link QUANSHI_MAX_PER_LIST} of each, and at least
   * one identifier in all.
   *
   * @throws LookupError
   */
  getUsersByEmailsMobiles(input: QuanshiGetUsersByEmailsMobiles, options?: CallOptions): Promise<QuanshiUsers> {
    const { auth } = this.#options;
    return lookup((core) => quanshiCall(input, { ...core, auth }), this.#options, options);
  }
}
