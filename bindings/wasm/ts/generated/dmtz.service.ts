// Generated from the core's tables by `cargo xtask generate`; do not edit.

import type { CallOptions, ServiceOptions } from "../options.js";
import { Service } from "../service.js";
import {
  dmtzGetUserInfo,
  type DmtzGetUserInfo,
  type DmtzUser,
} from "./dmtz.js";

/** The options of {@link Dmtz}. */
export interface DmtzOptions extends ServiceOptions {
}

/** dmtz (WeChat authorization): turns a WeChat code into a user. */
export class Dmtz {
  readonly #service: Service;

  /**
   * @param options The base URL defaults to `https://redirect.dmtz.com.cn`.
   */
  constructor(options: DmtzOptions = {}) {
    this.#service = new Service(options);
  }

  /**
   * Looks up the user behind a WeChat code. While its request is in flight, other lookups of the same question on this
   * object share it, because it must not be sent twice.
   *
   * @throws LookupError
   */
  getUserInfo(question: DmtzGetUserInfo, options?: CallOptions): Promise<DmtzUser> {
    return this.#service.one(dmtzGetUserInfo, question, options);
  }
}
