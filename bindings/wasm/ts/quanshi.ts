import type { BatchOptions, QuanshiPage } from "./batch.js";
import { quanshiCall, type QuanshiAuth as CoreAuth } from "./core.js";
import { lookup, type Authorize, type CallOptions, type Service, type ServiceOptions } from "./drive.js";
import type { QuanshiGetUsersByEmailsMobiles } from "./generated/quanshi.js";
import type { SigningParams } from "./machine.js";
import type { QuanshiSecret } from "./server.js";
import type { QuanshiUsers } from "./users.js";

/** How many identifiers of each list go into one request: 最大支持200个. */
export const QUANSHI_MAX_PER_LIST = 200;

/** Quanshi's credentials: a token, a server that signs, or, on a server, what it signs with. */
export type QuanshiAuth =
  | Exclude<CoreAuth, { readonly delegated: true }>
  | {
      /** A page uses Quanshi so: the SecretKey stays on the app's own server. */
      readonly authorize: Authorize;
    }
  | QuanshiSecret;

/** What {@link Quanshi} is made of. */
export interface QuanshiOptions extends ServiceOptions {
  /** The credentials. */
  readonly auth: QuanshiAuth;
}

/** What holds for one lookup of identifiers. Where there are many, time limits hold for each request. */
export interface QuanshiCallOptions extends CallOptions {
  /** Requests under way and pages not taken, together; 1 or more. 4 unless told. */
  readonly maxInFlight?: BatchOptions["maxInFlight"];
  /**
   * Called as it goes on: of `total` identifiers that were taken from the lists so far, `done` were answered or have
   * failed. What it throws ends the lookup.
   */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/** Identifiers, one after the other. */
export type Identifiers = Iterable<string> | AsyncIterable<string>;

/** Identifiers of any number. */
export type QuanshiIdentifiers = { readonly [L in keyof QuanshiGetUsersByEmailsMobiles]?: Identifiers | undefined };

/** 全时 Quanshi: accounts of its conferences. */
export class Quanshi {
  readonly #service: Service;
  readonly #auth: CoreAuth;

  /** @param options `baseUrl` is `https://openapi.quanshi.com` unless told. */
  constructor(options: QuanshiOptions) {
    const auth = { ...options.auth } as Partial<Extract<QuanshiAuth, { token: string }> & { authorize: Authorize } & QuanshiSecret>;
    // The module that signs is no part of a page.
    const signs = async (params: SigningParams): Promise<Record<string, string>> =>
      (await import("./server.js")).sign(auth as QuanshiSecret, params);
    const authorize = auth.authorize ?? (auth.token === undefined ? signs : undefined);
    this.#service = { ...options, authorize };
    this.#auth = authorize ? { delegated: true } : (auth as CoreAuth);
  }

  /**
   * Accounts by email address, mobile number and login name: as many of each as there are, and at least one
   * identifier in all. The service takes up to {@link QUANSHI_MAX_PER_LIST} of each at a time; longer lists become
   * several requests. Should one of these fail, its error is thrown and the others' answers are lost: {@link pages}
   * keeps them.
   *
   * @throws LookupError
   */
  async getUsersByEmailsMobiles(
    input: QuanshiGetUsersByEmailsMobiles,
    options: QuanshiCallOptions = {},
  ): Promise<QuanshiUsers> {
    const lists = [input.emails, input.mobiles, input.loginNames];
    if (lists.some((list) => Array.isArray(list) && list.length > QUANSHI_MAX_PER_LIST)) {
      return (await import("./pages.js")).joined(this.#service, this.#auth, input, options);
    }
    const total = lists.flatMap((list) => list ?? []).length;
    const users = await lookup((core) => quanshiCall(input, { ...core, auth: this.#auth }), this.#service, options);
    options.onProgress?.(total, total);
    return users;
  }

  /**
   * Accounts of any number of identifiers, page by page as they arrive. No more of the lists is taken than the next
   * request needs, and a page that is not taken yet keeps a place in which no other request starts: a hundred thousand
   * are never in memory together. Nothing is sent before the first page is asked for; leaving the loop ends what is
   * under way. A request that fails costs its own identifiers alone: `page.failed`.
   *
   * After the last page, it throws if the credentials were refused, an identifier is not allowed (`emails[3]` is the
   * fourth) or there is none at all. What was not sent by then is not sent.
   *
   * @throws LookupError
   */
  async *pages(input: QuanshiIdentifiers, options: QuanshiCallOptions = {}): AsyncGenerator<QuanshiPage, void, undefined> {
    yield* (await import("./pages.js")).pages(this.#service, this.#auth, input, options);
  }
}
