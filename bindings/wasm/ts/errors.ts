import type { Provider } from "./generated/providers.js";

/** What went wrong. These names are frozen. */
export type ErrorCode =
  | "INVALID_INPUT"
  | "UNAUTHENTICATED"
  | "RATE_LIMITED"
  | "REJECTED"
  | "HTTP_STATUS"
  | "MALFORMED_RESPONSE"
  | "RESPONSE_TOO_LARGE"
  | "TRANSPORT"
  | "CANCELLED"
  | "INTERNAL";

/**
 * How the transport failed. With `offline` and `refused`, the request certainly never left. With `timeout` and
 * `interrupted`, it may have arrived.
 */
export type TransportKind = "offline" | "refused" | "timeout" | "interrupted";

/** A {@link LookupError} as data, the same in every language of Mingpian. Members without a value are left out. */
export interface LookupErrorJson {
  readonly code: ErrorCode;
  readonly retryable: boolean;
  readonly provider?: Provider;
  readonly status?: number;
  readonly providerCode?: number;
  readonly providerText?: string;
  readonly requestId?: string;
  readonly retryAfterMs?: number;
  readonly field?: string;
  readonly kind?: TransportKind;
  readonly message: string;
}

// It is registered, so that errors of another copy of this package or of another realm carry the same one.
const BRAND = Symbol.for("mingpian.LookupError");

/**
 * Says why a lookup gave no answer. Every member is safe to log: none holds a URL, a body, an identifier, or a secret.
 * Only `cause`, the platform's own error, is not checked. It is never serialized.
 */
export abstract class LookupError extends Error {
  /** The name of the class, also in minified code. */
  declare readonly name: string;
  /** What went wrong. */
  declare readonly code: ErrorCode;
  /** Whether the same lookup, repeated later, may succeed and does no harm. Attempts within the options were made. */
  declare readonly retryable: boolean;
  /** The provider that was asked. */
  declare readonly provider?: Provider;
  /** The HTTP status: 100 to 599, or 0 for a redirect that a browser hides. */
  declare readonly status?: number;
  /** The provider's own code. */
  declare readonly providerCode?: number;
  /** The provider's own text, at most 200 characters. What may be personal or a secret is `[redacted]`. */
  declare readonly providerText?: string;
  /** The ID under which the provider's support finds the request. */
  declare readonly requestId?: string;
  /** How long the provider asks to be left alone, in milliseconds. */
  declare readonly retryAfterMs?: number;
  /** The field of the input, or the path in the response with `*` for the keys of maps. It is empty for the whole body. */
  declare readonly field?: string;
  /** How the transport failed. */
  declare readonly kind?: TransportKind;

  /** Makes an error of its data. */
  constructor(json: LookupErrorJson, options?: { readonly cause?: unknown }) {
    const { message, ...members } = json;
    super(message, options);
    Object.assign(this, members);
  }

  /** Returns the error as data, for `JSON.stringify`. */
  toJSON(): LookupErrorJson {
    return { ...this, message: this.message };
  }
}

/** The question or an option is not allowed. `field` names it. Nothing was sent. */
export class InvalidInputError extends LookupError {
  declare readonly name: "InvalidInputError";
  declare readonly code: "INVALID_INPUT";
  declare readonly field: string;
}

/** The provider refused the credentials. */
export class UnauthenticatedError extends LookupError {
  declare readonly name: "UnauthenticatedError";
  declare readonly code: "UNAUTHENTICATED";
}

/** The provider received too many requests. Ask again after `retryAfterMs`, if the provider says so. */
export class RateLimitedError extends LookupError {
  declare readonly name: "RateLimitedError";
  declare readonly code: "RATE_LIMITED";
}

/** The provider understood the request and rejected it. `providerCode` and `providerText` say why. */
export class RejectedError extends LookupError {
  declare readonly name: "RejectedError";
  declare readonly code: "REJECTED";
}

/** The HTTP status means neither success nor one of the other errors. */
export class HttpStatusError extends LookupError {
  declare readonly name: "HttpStatusError";
  declare readonly code: "HTTP_STATUS";
  declare readonly status: number;
}

/** The response is not what the provider documents. `field` is the place. */
export class MalformedResponseError extends LookupError {
  declare readonly name: "MalformedResponseError";
  declare readonly code: "MALFORMED_RESPONSE";
  declare readonly field: string;
}

/** The response is longer than `maxBodyBytes`. The rest was not read. */
export class ResponseTooLargeError extends LookupError {
  declare readonly name: "ResponseTooLargeError";
  declare readonly code: "RESPONSE_TOO_LARGE";
}

/** No complete response arrived. `kind` says how, and `cause` is the platform's error. */
export class TransportError extends LookupError {
  declare readonly name: "TransportError";
  declare readonly code: "TRANSPORT";
  declare readonly kind: TransportKind;
}

/** The caller's signal was aborted. `cause` is its reason. */
export class CancelledError extends LookupError {
  declare readonly name: "CancelledError";
  declare readonly code: "CANCELLED";
}

/** This package has a bug, or WebAssembly is not allowed here. `cause` says more. */
export class InternalError extends LookupError {
  declare readonly name: "InternalError";
  declare readonly code: "INTERNAL";
}

const CLASSES = {
  INVALID_INPUT: InvalidInputError,
  UNAUTHENTICATED: UnauthenticatedError,
  RATE_LIMITED: RateLimitedError,
  REJECTED: RejectedError,
  HTTP_STATUS: HttpStatusError,
  MALFORMED_RESPONSE: MalformedResponseError,
  RESPONSE_TOO_LARGE: ResponseTooLargeError,
  TRANSPORT: TransportError,
  CANCELLED: CancelledError,
  INTERNAL: InternalError,
};

Object.defineProperty(LookupError.prototype, BRAND, { value: true });
for (const [code, { prototype }] of Object.entries(CLASSES)) {
  // Minifiers rename classes, so the name is made of the code: RATE_LIMITED, RateLimitedError.
  const words = code.toLowerCase().replace(/(^|_)./g, (start) => start.slice(-1).toUpperCase());
  Object.defineProperty(prototype, "name", { value: `${words}Error` });
}

/**
 * Makes an error of the class that belongs to the code.
 *
 * @internal
 */
export const lookupError = (json: LookupErrorJson, options?: { readonly cause?: unknown }): LookupError =>
  new CLASSES[json.code](json, options);

/** Returns whether `value` is a {@link LookupError}, also one of another copy of this package or of another realm. */
export function isLookupError(value: unknown): value is LookupError {
  return BRAND in Object(value);
}

/**
 * Adds what led to an error.
 *
 * @internal
 */
export const because = <E extends Error>(error: E, cause: unknown): E =>
  // Like the member that the constructor makes, it is not enumerable.
  Object.defineProperty(error, "cause", { value: cause, writable: true, configurable: true });
