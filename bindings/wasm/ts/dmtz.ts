import { dmtzCall } from "./core.js";
import { lookup, type CallOptions, type ServiceOptions } from "./drive.js";
import type { DmtzGetUserInfo, DmtzUser } from "./generated/dmtz.js";

/** dmtz 微信授权: users of a WeChat official account. It needs no credentials. */
export class Dmtz {
  readonly #options: ServiceOptions;

  /** @param options `baseUrl` is `https://redirect.dmtz.com.cn` unless told. */
  constructor(options: ServiceOptions = {}) {
    this.#options = { ...options };
  }

  /**
   * The user behind a WeChat code. A code is good for one use, so the request is sent again only if it certainly
   * never left, which a browser cannot know.
   *
   * @throws LookupError
   */
  getUserInfo(input: DmtzGetUserInfo, options?: CallOptions): Promise<DmtzUser> {
    return lookup((core) => dmtzCall(input, core), this.#options, options);
  }
}
