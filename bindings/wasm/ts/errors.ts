import type { ErrorCode, Provider } from "./generated/names.js";

/**
 * How the transport failed. With `offline` and `refused`, the request certainly never left. With `timeout` and
 * `interrupted`, it may have arrived.
 */
export type TransportKind = "offline" | "refused" | "timeout" | "interrupted";

/** How a request failed. `too_large`: the body exceeded `maxBodyBytes` and was not read to its end. */
export type Failure = TransportKind | "too_large";

/** A {@link LookupError} as data, the same in every language of Mingpian. Members without a value are left out. */
export interface LookupErrorJson {
  /** What went wrong. */
  readonly code: ErrorCode;
  /** Whether the same lookup, repeated later, may succeed and does no harm. */
  readonly retryable: boolean;
  /** The provider that was asked. */
  readonly provider?: Provider;
  /** The HTTP status: 100 to 599, or 0 for a redirect that a browser hides. */
  readonly status?: number;
  /** The provider's own code. */
  readonly providerCode?: number;
  /** The provider's own text, at most 200 characters. What may be personal or a secret is `[redacted]`. */
  readonly providerText?: string;
  /** The ID under which the provider's support finds the request. */
  readonly requestId?: string;
  /** How long the provider asks to be left alone, in milliseconds. */
  readonly retryAfterMs?: number;
  /** The field of the input, or the path in the response with `*` for the keys of maps. It is empty for the whole body. */
  readonly field?: string;
  /** How the transport failed. */
  readonly kind?: TransportKind;
  /** What went wrong, for people. */
  readonly message: string;
}

// It is registered, so that errors of another copy of this package or of another realm carry the same one.
const BRAND = Symbol.for("mingpian.LookupError");

/** What the classes of all errors have in common. */
export interface BaseError extends Omit<LookupErrorJson, "message"> {
  /** The name of the class, also in minified code. */
  readonly name: string;
}
export abstract class BaseError extends Error {
  /** Makes an error of its data. */
  constructor(json: LookupErrorJson, options?: { readonly cause?: unknown }) {
    const { message, ...members } = json;
    super(message, options);
    Object.assign(this, members);
  }

  /** Returns the error as data, for `JSON.stringify` and `postMessage`. */
  toJSON(): LookupErrorJson {
    return { ...this, message: this.message };
  }
}
Object.defineProperty(BaseError.prototype, BRAND, { value: true });

/** Returns whether a value has what marks the errors of this package. @internal */
export const isBranded = (value: unknown): boolean => BRAND in Object(value);

/** Adds what led to an error, if it is known. Like the member that the constructor makes, it is not enumerable. @internal */
export const because = <E extends Error>(error: E, cause: unknown): E =>
  cause === undefined ? error : Object.defineProperty(error, "cause", { value: cause, writable: true, configurable: true });
