import type { Provider } from "./profile.js";

/** What went wrong; these names never change. */
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
 * How the transport failed. `offline` and `refused`: the request certainly never left.
 * `timeout` and `interrupted`: it may have arrived.
 */
export type TransportKind = "offline" | "refused" | "timeout" | "interrupted";

/** A {@link LookupError} as plain data, the same in every language of Mingpian; absent members are left out. */
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

// Registered, so that errors of another copy of this package or of another realm carry the same one.
const BRAND = Symbol.for("mingpian.LookupError");

/**
 * Why a lookup gave no answer. Every member is safe to log: none holds a URL, a body, an identifier that was asked
 * for, or a secret.
 */
export abstract class LookupError extends Error {
  /** The class's name, also in minified code. */
  declare readonly name: string;
  /** What went wrong. */
  declare readonly code: ErrorCode;
  /** Whether the same lookup may be asked again, unchanged. It has been already, as far as the retry policy goes. */
  declare readonly retryable: boolean;
  /** The service that was asked. */
  declare readonly provider?: Provider;
  /** The HTTP status, 100 to 599; 0 for a redirect that a browser hides. */
  declare readonly status?: number;
  /** The provider's own code. */
  declare readonly providerCode?: number;
  /** The provider's own text, at most 200 characters, with what may be personal replaced by `[redacted]`. */
  declare readonly providerText?: string;
  /** The id that the provider's support asks for. */
  declare readonly requestId?: string;
  /** How long the provider asked to be left alone, in milliseconds. */
  declare readonly retryAfterMs?: number;
  /** The input's field, or the JSON path in the response with map keys replaced by `*`; "" is the root. */
  declare readonly field?: string;
  /** How the transport failed. */
  declare readonly kind?: TransportKind;

  /** Makes the error of its plain form; `options.cause` is what led to it. */
  constructor(json: LookupErrorJson, options?: { readonly cause?: unknown }) {
    const { message, ...members } = json;
    super(message, options);
    Object.assign(this, members);
  }

  /** The error as plain data; `JSON.stringify` uses it. */
  toJSON(): LookupErrorJson {
    return { ...this, message: this.message };
  }
}

/** The caller's mistake: `field` names what is not allowed. Nothing was sent. */
export class InvalidInputError extends LookupError {
  declare readonly name: "InvalidInputError";
  declare readonly code: "INVALID_INPUT";
  declare readonly field: string;
}

/** The provider does not accept the credentials. */
export class UnauthenticatedError extends LookupError {
  declare readonly name: "UnauthenticatedError";
  declare readonly code: "UNAUTHENTICATED";
}

/** Too many requests; ask again after `retryAfterMs`, if the provider said so. */
export class RateLimitedError extends LookupError {
  declare readonly name: "RateLimitedError";
  declare readonly code: "RATE_LIMITED";
}

/** The provider understood and said no; `providerCode` and `providerText` hold its reason. */
export class RejectedError extends LookupError {
  declare readonly name: "RejectedError";
  declare readonly code: "REJECTED";
}

/** An HTTP status that is no success and no other error's. */
export class HttpStatusError extends LookupError {
  declare readonly name: "HttpStatusError";
  declare readonly code: "HTTP_STATUS";
  declare readonly status: number;
}

/** The response is not what the provider documents; `field` is the place. */
export class MalformedResponseError extends LookupError {
  declare readonly name: "MalformedResponseError";
  declare readonly code: "MALFORMED_RESPONSE";
  declare readonly field: string;
}

/** The body is longer than `maxBodyBytes`; the rest was not read. */
export class ResponseTooLargeError extends LookupError {
  declare readonly name: "ResponseTooLargeError";
  declare readonly code: "RESPONSE_TOO_LARGE";
}

/** No complete response arrived; `kind` says how. */
export class TransportError extends LookupError {
  declare readonly name: "TransportError";
  declare readonly code: "TRANSPORT";
  declare readonly kind: TransportKind;
}

/** The caller's signal was aborted; `cause` is the signal's reason. */
export class CancelledError extends LookupError {
  declare readonly name: "CancelledError";
  declare readonly code: "CANCELLED";
}

/** A fault of this package, or WebAssembly is not allowed here; `cause` tells. */
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
  // Minifiers rename classes, so the name is made from the code: RATE_LIMITED, RateLimitedError.
  const words = code.toLowerCase().replace(/(^|_)./g, (start) => start.slice(-1).toUpperCase());
  Object.defineProperty(prototype, "name", { value: `${words}Error` });
}

/**
 * The class that belongs to the code, made of the plain form.
 *
 * @internal
 */
export const lookupError = (json: LookupErrorJson, options?: { readonly cause?: unknown }): LookupError =>
  new CLASSES[json.code](json, options);

/** Whether `value` is a {@link LookupError}, also one of another copy of this package or of another realm. */
export function isLookupError(value: unknown): value is LookupError {
  return BRAND in Object(value);
}
