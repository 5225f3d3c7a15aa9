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

/** Stops a lookup, and receives the requests that it sends. */
export interface Watch {
  readonly signal: AbortSignal;
  readonly onRequest: (request: RedactedRequest) => void;
}

/** Stops a lookup of lists, and also receives its progress and pages. */
export interface ListWatch extends Watch {
  readonly onProgress: (done: number) => void;
  readonly onPage: (page: Page) => void;
}

/** A question about one person, both as data for the Rust door and as a call of the npm package. */
export interface One<P extends Person> {
  readonly provider: Provider;
  readonly question: object;
  readonly auth: object;
  readonly call: (baseUrl: string, options: CallOptions) => Promise<P>;
}

/** Credentials in the form of the npm package, including the signature of the app's own server. */
export type Auth<A extends object> = A | { readonly authorize: Authorize };

/** A way to authenticate: credentials, or the URL of the app's own server, which signs. */
export type Way<A extends object> = A | { readonly signer: string };

/** A question of lists of identifiers, both as data for the Rust door and as a call of the npm package. */
export interface Many<A extends object> {
  readonly provider: Provider;
  readonly lists: readonly (readonly string[])[];
  readonly way: Way<A>;
  readonly call: (baseUrl: string, auth: Auth<A>, options: ListOptions) => AsyncIterable<PackagePage<object, Person>>;
}

/** An implementation of lookups: the npm package, or the Rust core. A lookup that fails rejects with a `Failure`. */
export interface Door {
  one<P extends Person>(lookup: One<P>, settings: Settings, watch: Watch): Promise<P>;
  /**
   * Looks up any number of identifiers. A request that fails becomes a page. The promise rejects with the error that
   * stopped the other requests.
   */
  many<A extends object>(lookup: Many<A>, settings: Settings, watch: ListWatch): Promise<void>;
}
