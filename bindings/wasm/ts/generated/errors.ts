// Generated from the core's tables by `cargo xtask generate`; do not edit.

import { BaseError, isBranded, type LookupErrorJson, type TransportKind } from "../errors.js";

/** The question or an option is not allowed. Correct the field that the error names. Nothing was sent. */
export class InvalidInputError extends BaseError {
  declare readonly name: "InvalidInputError";
  declare readonly code: "INVALID_INPUT";
  declare readonly field: string;
}

/** The provider refused the credentials. Check the app ID and the secret, get a new token, or set the clock. */
export class UnauthenticatedError extends BaseError {
  declare readonly name: "UnauthenticatedError";
  declare readonly code: "UNAUTHENTICATED";
}

/** The provider received too many requests. Wait for `retryAfterMs`, or for a while if it is absent, and ask again. */
export class RateLimitedError extends BaseError {
  declare readonly name: "RateLimitedError";
  declare readonly code: "RATE_LIMITED";
}

/**
 * The provider rejected the request. Read the provider's code and text. If the question contains a single-use code,
 * obtain a new one.
 */
export class RejectedError extends BaseError {
  declare readonly name: "RejectedError";
  declare readonly code: "REJECTED";
}

/** The HTTP status of the response is unexpected. Look at the status. Ask again later if `retryable` is true. */
export class HttpStatusError extends BaseError {
  declare readonly name: "HttpStatusError";
  declare readonly code: "HTTP_STATUS";
  declare readonly status: number;
}

/** The response is not what the provider documents. Report the path that the error names. Asking again rarely helps. */
export class MalformedResponseError extends BaseError {
  declare readonly name: "MalformedResponseError";
  declare readonly code: "MALFORMED_RESPONSE";
  declare readonly field: string;
}

/** The response is longer than the limit. Ask for fewer people at a time, or raise the limit. */
export class ResponseTooLargeError extends BaseError {
  declare readonly name: "ResponseTooLargeError";
  declare readonly code: "RESPONSE_TOO_LARGE";
}

/** No response arrived. Ask again if `retryable` is true. Otherwise, obtain a new single-use code. */
export class TransportError extends BaseError {
  declare readonly name: "TransportError";
  declare readonly code: "TRANSPORT";
  declare readonly kind: TransportKind;
}

/** The caller cancelled the lookup. */
export class CancelledError extends BaseError {
  declare readonly name: "CancelledError";
  declare readonly code: "CANCELLED";
}

/** This library has a bug. Report it. */
export class InternalError extends BaseError {
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
for (const [code, { prototype }] of Object.entries(CLASSES)) {
  // Minifiers rename classes, so the name is created from the code: RATE_LIMITED becomes RateLimitedError.
  const words = code.toLowerCase().replace(/(^|_)./g, (start) => start.slice(-1).toUpperCase());
  Object.defineProperty(prototype, "name", { value: `${words}Error` });
}

/**
 * The reason why a lookup failed. Every member except `cause` is safe to log, because it contains no URL, body,
 * identifier, or secret. `cause` is the platform's own error. It is not checked, and never serialized.
 */
export type LookupError =
  | InvalidInputError
  | UnauthenticatedError
  | RateLimitedError
  | RejectedError
  | HttpStatusError
  | MalformedResponseError
  | ResponseTooLargeError
  | TransportError
  | CancelledError
  | InternalError;

/** Returns whether `value` is a {@link LookupError}. It may come from another copy of this package or from another realm. */
export const isLookupError = (value: unknown): value is LookupError => isBranded(value);

/** The class that all errors extend, for `instanceof`. */
export interface LookupErrorClass extends Function {
  readonly prototype: LookupError;
  /**
   * Makes an error of its data, of the class that belongs to its code. `postMessage` and `structuredClone` keep nothing
   * of an error but its message, so what crosses is `error.toJSON()`.
   *
   * @throws InvalidInputError if `json` has no code of this package.
   */
  fromJSON(json: LookupErrorJson): LookupError;
}
const fromJSON = (json: LookupErrorJson): LookupError => {
  if (Object.keys(CLASSES).includes(Object(json).code as string)) return new CLASSES[json.code](json);
  const message = "code: expected the code of a LookupError";
  throw new InvalidInputError({ code: "INVALID_INPUT", retryable: false, field: "code", message });
};
export const LookupError: LookupErrorClass = /* @__PURE__ */ Object.assign(BaseError as unknown as LookupErrorClass, { fromJSON });
