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
 * Quanshi's credentials. Their secrets print as `[redacted]`. With `authorize`: The app's own server signs the
 * requests, so that the secret stays on the server.
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
   * Looks up accounts by email address, mobile number, and login name. There has to be at least one identifier. Lists
   * can have any length: a request takes 200 identifiers of each, and several requests are sent. If one of them fails,
   * the lookup is rejected with its error, and the other answers are lost. {@link pages} keeps them.
   *
   * @throws LookupError
   */
  getUsersByEmailsMobiles(question: QuanshiGetUsersByEmailsMobiles, options?: ListOptions): Promise<Answers<QuanshiAccount>> {
    return this.#service.all(quanshiGetUsersByEmailsMobiles, question, options);
  }

  /**
   * Looks up accounts by email address, mobile number, and login name. The pages come as they are answered. No more of
   * the lists is read than the next request needs, and a page that was not taken counts as a request in flight, so
   * memory does not grow with the number of identifiers. Nothing is sent before the first page is asked for. Leaving
   * the loop ends what is in flight.
   *
   * A request that fails costs only its own identifiers: see `page.failed`. After the last page, the loop throws if the
   * credentials were refused, an identifier is not allowed (`emails[3]` is the fourth), there is none at all, or the
   * signal was aborted. Then nothing more is sent.
   *
   * @throws LookupError
   */
  pages(lists: Lists<QuanshiGetUsersByEmailsMobiles>, options?: ListOptions): AsyncGenerator<Page<QuanshiGetUsersByEmailsMobiles, QuanshiAccount>, void, undefined> {
    return this.#service.pages(quanshiGetUsersByEmailsMobiles, lists, options);
  }
}
