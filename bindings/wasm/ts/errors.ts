import type { ErrorCode, Provider } from "./generated/names.js";

/**
 * How the transport failed. With `offline` and `refused`, it is certain that the request was never sent. With `timeout`
 * and `interrupted`, it may have reached the service.
 */
export type TransportKind = "offline" | "refused" | "timeout" | "interrupted";

/** How a request failed. `too_large` means that the body exceeded `maxBodyBytes` and was not read to its end. */
export type Failure = TransportKind | "too_large";

/** A {@link LookupError} as data, in the same form in every language. Members without a value are left out. */
export interface LookupErrorJson {
  /** The code of the error. */
  readonly code: ErrorCode;
  /** Whether the same lookup is safe to repeat and may succeed later. */
  readonly retryable: boolean;
  /** The provider that was asked. */
  readonly provider?: Provider;
  /** The HTTP status: 100 to 599, or 0 for a redirect that a browser does not reveal. */
  readonly status?: number;
  /** The provider's own code. */
  readonly providerCode?: number;
  /**
   * The provider's own text, at most 200 characters. Text that may be personal or secret is replaced with `[redacted]`.
   */
  readonly providerText?: string;
  /** The ID by which the provider's support team can identify the request. */
  readonly requestId?: string;
  /** How long the provider asks clients to wait before the next request, in milliseconds. */
  readonly retryAfterMs?: number;
  /**
   * The field of the input that is not allowed, or the path to the value in the response that cannot be read, with `*`
   * for the keys of maps. The path is empty for the whole body.
   */
  readonly field?: string;
  /** How the transport failed. */
  readonly kind?: TransportKind;
  /** A description of the error in English, for logs and developers. */
  readonly message: string;
}

// The symbol is registered, so that errors of another copy of this package or of another realm have the same one.
const BRAND = Symbol.for("mingpian.LookupError");

/** The members that the classes of all errors share. */
export interface BaseError extends Omit<LookupErrorJson, "message"> {
  /** The name of the class, even in minified code. */
  readonly name: string;
}
export abstract class BaseError extends Error {
  /** Creates an error from its data. */
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

/** Returns whether a value is marked as an error of this package. @internal */
export const isBranded = (value: unknown): boolean => BRAND in Object(value);

/**
 * Adds the cause of an error, if it is known. Like the member that the constructor creates, it is not enumerable.
 * @internal
 */
export const because = <E extends Error>(error: E, cause: unknown): E =>
  cause === undefined ? error : Object.defineProperty(error, "cause", { value: cause, writable: true, configurable: true });
