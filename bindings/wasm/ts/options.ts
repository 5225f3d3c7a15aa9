import type { Failure } from "./errors.js";
import type { Provider } from "./generated/names.js";
import type { CoreOptions } from "./generated/options.js";
import type { RedactedRequest, SigningParams } from "./steps.js";
import type { Transport } from "./transport.js";

/** What holds for every lookup of a service object. */
export interface ServiceOptions extends Omit<CoreOptions, "includeSecrets"> {
  /** Sends the requests. Defaults to the global `fetch`. */
  readonly fetch?: typeof fetch | undefined;
  /** Sends the requests instead of `fetch`. */
  readonly transport?: Transport | undefined;
}

/** What holds for one lookup. It takes precedence over what holds for the service object. */
export interface CallOptions extends Omit<CoreOptions, "baseUrl" | "maxBodyBytes" | "maxInFlight"> {
  /** Ends the lookup with a `CancelledError`, and closes its connections. */
  readonly signal?: AbortSignal | undefined;
  /** Is called with every attempt before it is sent, to show it. If it throws, the lookup ends with what it threw. */
  readonly onRequest?: ((request: RedactedRequest) => void) | undefined;
  /**
   * Is called after every attempt, for logs and metrics. If it throws, the lookup ends with what it threw. An attempt that
   * is in flight when the caller leaves a loop of pages is not reported.
   */
  readonly onAttempt?: ((attempt: Attempt) => void) | undefined;
}

/** An attempt to send a request, after it has ended. It holds no personal data and no secrets, so it is safe to log. */
export interface Attempt {
  /** The provider that was asked. */
  readonly provider: Provider;
  /** The name of the operation. */
  readonly operation: string;
  /** Which attempt of its request this was, counted from 1. */
  readonly number: number;
  /** The HTTP status, or nothing if no response arrived. */
  readonly status: number | undefined;
  /** Why no response arrived, or nothing if one did or the attempt was aborted. */
  readonly failure: Failure | undefined;
  /**
   * Whether the lookup gave the attempt up, because a time limit was over, it was cancelled, or another of its requests
   * failed.
   */
  readonly isAborted: boolean;
  /** Whether the response answers the question. If it does not, the lookup tries again or fails. */
  readonly isAccepted: boolean;
  /** The time from sending the request to the end of the response, in milliseconds. */
  readonly durationMs: number;
  /** The length of the response's body after decompression, in bytes. */
  readonly bytes: number;
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

/**
 * Obtains a token in place of one that the service has refused, and returns it. If it returns nothing, the lookup is
 * rejected with the refusal, an `UnauthenticatedError`. If it rejects, what it rejects with is the `cause` of the refusal.
 *
 * A lookup calls it once at most. Lookups of a service object that need a token at the same time share a call, and later
 * ones begin with the token that it returned. Requests that were refused are sent again, which takes one of their attempts.
 */
export type RenewToken = () => Promise<string | null | undefined>;

/** Credentials whose token can be renewed. */
export interface Renewable {
  readonly renew?: RenewToken | undefined;
}

/** Identifiers, one after the other, in lists of any length. */
export type Identifiers = Iterable<string> | AsyncIterable<string>;
/** A question whose lists may become known while the lookup proceeds. */
export type Lists<Q> = { readonly [L in keyof Q]?: Identifiers | undefined };
