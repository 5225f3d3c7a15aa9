import type { Failure } from "./errors.js";
import type { Provider } from "./generated/names.js";
import type { CoreOptions } from "./generated/options.js";
import type { RedactedRequest, SigningParams } from "./steps.js";
import type { Transport } from "./transport.js";

/** The options of every lookup of a service object. */
export interface ServiceOptions extends Omit<CoreOptions, "includeSecrets"> {
  /** The function that sends the requests. Defaults to the global `fetch`. */
  readonly fetch?: typeof fetch | undefined;
  /** The function that sends the requests instead of `fetch`. */
  readonly transport?: Transport | undefined;
}

/** The options of one lookup. They take precedence over the options of the service object. */
export interface CallOptions extends Omit<CoreOptions, "baseUrl" | "maxBodyBytes" | "maxInFlight"> {
  /** Aborts the lookup. It then rejects with a `CancelledError`, and its connections are closed. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Called with every attempt before it is sent, so that an app can show it. If it throws, the lookup rejects with the
   * same error.
   */
  readonly onRequest?: ((request: RedactedRequest) => void) | undefined;
  /**
   * Called after every attempt, for logs and metrics. If it throws, the lookup rejects with the same error. An attempt
   * that is in flight when the caller leaves a loop of pages is not reported.
   */
  readonly onAttempt?: ((attempt: Attempt) => void) | undefined;
}

/** An attempt to send a request, after it has ended. It contains no personal data or secrets, so it is safe to log. */
export interface Attempt {
  /** The provider that was asked. */
  readonly provider: Provider;
  /** The name of the operation. */
  readonly operation: string;
  /** The number of this attempt of the request, beginning with 1. */
  readonly number: number;
  /** The HTTP status, or `undefined` if no response arrived. */
  readonly status: number | undefined;
  /** The reason why no response arrived, or `undefined` if one did or the attempt was aborted. */
  readonly failure: Failure | undefined;
  /**
   * Whether the lookup abandoned the attempt because a time limit had passed, it was cancelled, or another of its
   * requests failed.
   */
  readonly isAborted: boolean;
  /** Whether the response answers the question. If it does not, the lookup tries again or fails. */
  readonly isAccepted: boolean;
  /** The time from sending the request to the end of the response, in milliseconds. */
  readonly durationMs: number;
  /** The length of the response's body after decompression, in bytes. */
  readonly bytes: number;
}

/** The options of one lookup of identifiers. Time limits apply to each of its requests. */
export interface ListOptions extends CallOptions, Pick<CoreOptions, "maxInFlight"> {
  /**
   * Called as the lookup proceeds. `total` is the number of identifiers that were taken from the lists so far, and
   * `done` is the number of these that were answered or have failed. If it throws, the lookup rejects with the same
   * error.
   */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/**
 * Asks the app's own server, which knows the secret, to sign a request. Returns the headers that the server created.
 *
 * If it returns `null` or `undefined`, the server refused, and the lookup rejects with an `UnauthenticatedError`. If it
 * rejects, the lookup retries as after a transport error, or rejects with a `LookupError`. `signal` is aborted when the
 * attempt is abandoned.
 */
export type Authorize = (
  params: SigningParams,
  signal: AbortSignal,
) => Promise<Readonly<Record<string, string>> | null | undefined>;

/**
 * Obtains and returns a new token after the service has refused the current one. If it returns `null` or `undefined`,
 * the lookup rejects with an `UnauthenticatedError`. If it rejects, its error becomes the `cause` of that error.
 *
 * A lookup calls it at most once. Lookups of a service object that need a token at the same time share a call, and
 * later lookups begin with the token that it returned. Requests that were refused are sent again, and each uses another
 * of its attempts.
 */
export type RenewToken = () => Promise<string | null | undefined>;

/** Credentials whose token can be renewed. */
export interface Renewable {
  readonly renew?: RenewToken | undefined;
}

/** A list of identifiers of any length. */
export type Identifiers = Iterable<string> | AsyncIterable<string>;
/** A question whose lists are read while the lookup proceeds. */
export type Lists<Q> = { readonly [L in keyof Q]?: Identifiers | undefined };
