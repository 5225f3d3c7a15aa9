import type { Authorize, CallOptions, ListOptions, Page as PackagePage, Provider, RedactedRequest } from "mingpian";
import type { Person } from "../about";
import type { Page } from "../batch";

export type DoorName = "typescript" | "rust";

/** The options of a lookup that the page lets people set. */
export interface Settings {
  readonly baseUrl: string;
  readonly timeoutMs?: number;
  readonly attemptTimeoutMs?: number;
  readonly maxAttempts?: number;
  readonly includeSecrets: boolean;
}

/** Stops a lookup, and gets the requests that it sends. */
export interface Watch {
  readonly signal: AbortSignal;
  readonly onRequest: (request: RedactedRequest) => void;
}

/** The same for lists, whose progress and pages it gets, too. */
export interface ListWatch extends Watch {
  readonly onProgress: (done: number) => void;
  readonly onPage: (page: Page) => void;
}

/** A question about one person: as data for the Rust door, and as a call of the npm package. */
export interface One<P extends Person> {
  readonly provider: Provider;
  readonly question: object;
  readonly auth: object;
  readonly call: (baseUrl: string, options: CallOptions) => Promise<P>;
}

/** Credentials as the npm package takes them, the signature of the app's own server among them. */
export type Auth<A extends object> = A | { readonly authorize: Authorize };

/** How a service learns who asks: by credentials, or by the signature of the app's own server, which has this URL. */
export type Way<A extends object> = A | { readonly signer: string };

/** Lists about whose identifiers a service is asked: as data for the Rust door, and as a call of the npm package. */
export interface Many<A extends object> {
  readonly provider: Provider;
  readonly lists: readonly (readonly string[])[];
  readonly way: Way<A>;
  readonly call: (baseUrl: string, auth: Auth<A>, options: ListOptions) => AsyncIterable<PackagePage<object, Person>>;
}

/** A way from the page to the services. A lookup that fails rejects with a `Failure`. */
export interface Door {
  one<P extends Person>(lookup: One<P>, settings: Settings, watch: Watch): Promise<P>;
  /**
   * Asks about any number of identifiers. A request that fails becomes a page; the promise rejects with what stopped the
   * others.
   */
  many<A extends object>(lookup: Many<A>, settings: Settings, watch: ListWatch): Promise<void>;
}
