import type { CoreOptions } from "./generated/options.js";
import type { RedactedRequest, SigningParams } from "./steps.js";

/** What holds for every lookup of a service object. `fetch` sends the requests and defaults to the global one. */
export interface ServiceOptions extends Omit<CoreOptions, "includeSecrets"> {
  readonly fetch?: typeof fetch | undefined;
}

/** What holds for one lookup. It takes precedence over what holds for the service object. */
export interface CallOptions extends Omit<CoreOptions, "baseUrl" | "maxBodyBytes" | "maxInFlight"> {
  /** Ends the lookup with a `CancelledError`, and closes its connections. */
  readonly signal?: AbortSignal | undefined;
  /** Is called with every attempt before it is sent, to show it. If it throws, the lookup ends with what it threw. */
  readonly onRequest?: ((request: RedactedRequest) => void) | undefined;
}

/** What holds for one lookup of identifiers. Time limits hold for each of its requests. */
export interface ListOptions extends CallOptions, Pick<CoreOptions, "maxInFlight"> {
  /**
   * Is called as the lookup proceeds: of `total` identifiers that were taken from the lists so far, `done` were answered
   * or have failed. If it throws, the lookup ends with what it threw.
   */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/**
 * Has the app's own server, which knows the secret, sign a request, and returns the headers that it made.
 *
 * If it returns nothing, the server refused, and the lookup is rejected with an `UnauthenticatedError`. If it rejects, the
 * lookup tries again as after a transport error, or ends with a `LookupError`. `signal` is aborted when the attempt is
 * given up.
 */
export type Authorize = (
  params: SigningParams,
  signal: AbortSignal,
) => Promise<Readonly<Record<string, string>> | null | undefined>;

/** Identifiers, one after the other, in lists of any length. */
export type Identifiers = Iterable<string> | AsyncIterable<string>;
/** A question whose lists may become known while the lookup proceeds. */
export type Lists<Q> = { readonly [L in keyof Q]?: Identifiers | undefined };
