// Generated from the core's tables by `cargo xtask generate`; do not edit.

import type { CallOptions, Renewable, ServiceOptions } from "../options.js";
import { Service } from "../service.js";
import {
  mysoftGetUserInfo,
  type MysoftGetUserInfo,
  type MysoftUserInfo,
  type MysoftAccessToken,
} from "./mysoft.js";

/** Mysoft's credentials. Their secrets print as `[redacted]`. */
export type MysoftAuth = MysoftAccessToken & Renewable;

/** The options of {@link Mysoft}. */
export interface MysoftOptions extends ServiceOptions {
  /**
   * The base URL of the service. There is no default: the host in the vendor's example looks like a test environment.
   */
  readonly baseUrl: string;
  /** The credentials. */
  readonly auth: MysoftAuth;
}

/** Mysoft Yunzhushou (明源云助手): turns an access token and a device into an employee. */
export class Mysoft {
  readonly #service: Service;

  constructor(options: MysoftOptions) {
    this.#service = new Service(options);
  }

  /**
   * Looks up the employee behind an access token.
   *
   * @throws LookupError
   */
  getUserInfo(question: MysoftGetUserInfo = {}, options?: CallOptions): Promise<MysoftUserInfo> {
    return this.#service.one(mysoftGetUserInfo, question, options);
  }
}
