import { mysoftCall, type MysoftAuth } from "./core.js";
import { lookup, type CallOptions, type ServiceOptions } from "./drive.js";
import type { MysoftGetUserInfo, MysoftUserInfo } from "./generated/mysoft.js";

/** What {@link Mysoft} is made of. */
export interface MysoftOptions extends ServiceOptions {
  /** Where the tenant's cloud is. There is no default: the host in the vendor's example is a test environment. */
  readonly baseUrl: string;
  /** The credentials. */
  readonly auth: MysoftAuth;
}

/** 明源云助手 (Yunzhushou): users of a tenant of Mysoft's. */
export class Mysoft {
  readonly #options: MysoftOptions;

  constructor(options: MysoftOptions) {
    this.#options = { ...options };
  }

  /**
   * A user of the tenant.
   *
   * @throws LookupError
   */
  getUserInfo(input: MysoftGetUserInfo, options?: CallOptions): Promise<MysoftUserInfo> {
    const { baseUrl, auth } = this.#options;
    return lookup((core) => mysoftCall(input, { ...core, baseUrl, auth }), this.#options, options);
  }
}
