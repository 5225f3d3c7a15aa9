// Generated from the core's tables by `cargo xtask generate`; do not edit.

import type { Answers, Page } from "../answers.js";
import type { Authorize, ListOptions, Lists, Renewable, ServiceOptions } from "../options.js";
import { Service } from "../service.js";
import {
  quanshiGetUsersByEmailsMobiles,
  type QuanshiGetUsersByEmailsMobiles,
  type QuanshiAccount,
  type QuanshiCheckSum,
  type QuanshiToken,
} from "./quanshi.js";

/**
 * Quanshi's credentials. Their secrets print as `[redacted]`. For `authorize`: The app's own server signs the requests,
 * so that the secret stays on the server.
 */
export type QuanshiAuth = QuanshiCheckSum | QuanshiToken & Renewable | { readonly authorize: Authorize };

/** The options of {@link Quanshi}. */
export interface QuanshiOptions extends ServiceOptions {
  /** The credentials. */
  readonly auth: QuanshiAuth;
}

/** Quanshi (全时): turns emails, mobile numbers, and login names into accounts. */
export class Quanshi {
  readonly #service: Service;

  /**
   * @param options The base URL defaults to `https://openapi.quanshi.com`.
   */
  constructor(options: QuanshiOptions) {
    this.#service = new Service(options);
  }

  /**
   * Looks up accounts by email address, mobile number, and login name. Lists may have any length, but at least one
   * identifier is required. A request contains up to 200 identifiers of each list, and longer lists are split into
   * several requests. If one of them fails, the promise is rejected with its error, and the answers to the others are
   * lost. Use {@link pages} to keep them.
   *
   * @throws LookupError
   */
  getUsersByEmailsMobiles(question: QuanshiGetUsersByEmailsMobiles, options?: ListOptions): Promise<Answers<QuanshiAccount>> {
    return this.#service.all(quanshiGetUsersByEmailsMobiles, question, options);
  }

  /**
   * Looks up accounts by email address, mobile number, and login name. Each page is the answer to one request and is
   * returned when it arrives. The lookup reads only as many identifiers as the next request needs, and a page that has
   * not been taken counts as a request in flight. Therefore, memory use does not grow with the number of identifiers.
   * Nothing is sent before the first page is requested. Leaving the loop cancels the requests in flight.
   *
   * A request that fails affects only its own identifiers, and `page.failed` lists them. After the last page, the loop
   * throws if the credentials were refused, if an identifier is not allowed (`emails[3]` means the fourth), if there
   * are no identifiers, or if the signal was aborted. In these cases, nothing more is sent.
   *
   * @throws LookupError
   */
  pages(lists: Lists<QuanshiGetUsersByEmailsMobiles>, options?: ListOptions): AsyncGenerator<Page<QuanshiGetUsersByEmailsMobiles, QuanshiAccount>, void, undefined> {
    return this.#service.pages(quanshiGetUsersByEmailsMobiles, lists, options);
  }
}
