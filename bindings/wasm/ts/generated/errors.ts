// Generated from the core's tables by `cargo xtask generate`; do not edit.

import { BaseError, isBranded, type LookupErrorJson, type TransportKind } from "../errors.js";

/** Where the fault lies: The caller. What to do: Correct the field that the error names. Nothing was sent. */
export class InvalidInputError extends BaseError {
  declare readonly name: "InvalidInputError";
  declare readonly code: "INVALID_INPUT";
  declare readonly field: string;
}

/**
 * Where the fault lies: The credentials, or the clock that signed them. What to do: Check the app ID and the secret,
 * get a new token, or set the clock.
 */
export class UnauthenticatedError extends BaseError {
  declare readonly name: "UnauthenticatedError";
  declare readonly code: "UNAUTHENTICATED";
}

/**
 * Where the fault lies: Too many requests at a time. What to do: Wait for `retry_after_ms`, or for a while, and ask
 * again.
 */
export class RateLimitedError extends BaseError {
  declare readonly name: "RateLimitedError";
  declare readonly code: "RATE_LIMITED";
}

/**
 * Where the fault lies: The question, as the provider sees it. What to do: Read the provider's code and text. A
 * single-use code has to be a fresh one.
 */
export class RejectedError extends BaseError {
  declare readonly name: "RejectedError";
  declare readonly code: "REJECTED";
}

/**
 * Where the fault lies: The provider, or a server between you and it. What to do: Look at the status. Ask again later
 * if `retryable` is true.
 */
export class HttpStatusError extends BaseError {
  declare readonly name: "HttpStatusError";
  declare readonly code: "HTTP_STATUS";
  declare readonly status: number;
}

/**
 * Where the fault lies: The provider, or this library. What to do: Report the path that the error names. Asking again
 * rarely helps.
 */
export class MalformedResponseError extends BaseError {
  declare readonly name: "MalformedResponseError";
  declare readonly code: "MALFORMED_RESPONSE";
  declare readonly field: string;
}

/**
 * Where the fault lies: The provider, or a limit that is too low. What to do: Ask for fewer people at a time, or raise
 * the limit.
 */
export class ResponseTooLargeError extends BaseError {
  declare readonly name: "ResponseTooLargeError";
  declare readonly code: "RESPONSE_TOO_LARGE";
}

/**
 * Where the fault lies: The network. What to do: Ask again if `retryable` is true. Otherwise get a fresh single-use
 * code.
 */
export class TransportError extends BaseError {
  declare readonly name: "TransportError";
  declare readonly code: "TRANSPORT";
  declare readonly kind: TransportKind;
}

/** Where the fault lies: The caller cancelled the lookup. What to do: Nothing. */
export class CancelledError extends BaseError {
  declare readonly name: "CancelledError";
  declare readonly code: "CANCELLED";
}

/** Where the fault lies: This library. What to do: Report it. */
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
  // Minifiers rename classes, so the name is made of the code: RATE_LIMITED, RateLimitedError.
  const words = code.toLowerCase().replace(/(^|_)./g, (start) => start.slice(-1).toUpperCase());
  Object.defineProperty(prototype, "name", { value: `${words}Error` });
}

/**
 * Says why a lookup gave no answer. Every member is safe to log: none holds a URL, a body, an identifier, or a secret.
 * Only `cause`, the platform's own error, is not checked. It is never serialized.
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

/** Returns whether `value` is a {@link LookupError}, also one of another copy of this package or of another realm. */
export const isLookupError = (value: unknown): value is LookupError => isBranded(value);

/** The class that all errors extend, for `instanceof`. */
export interface LookupErrorClass extends Function {
  readonly prototype: LookupError;
  /**
   * Makes an error of its data, of the class that belongs to its code. `postMessage` and `structuredClone` keep nothing
   * of an error but its message, so what crosses is `error.toJSON()`.
   *
   * @throws InvalidInputError if the data have no code of this package.
   */
  fromJSON(json: LookupErrorJson): LookupError;
}
const fromJSON = (json: LookupErrorJson): LookupError => {
  if (Object.keys(CLASSES).includes(Object(json).code as string)) return new CLASSES[json.code](json);
  const message = "code: expected the code of a LookupError";
  throw new InvalidInputError({ code: "INVALID_INPUT", retryable: false, field: "code", message });
};
export const LookupError: LookupErrorClass = /* @__PURE__ */ Object.assign(BaseError as unknown as LookupErrorClass, { fromJSON });
