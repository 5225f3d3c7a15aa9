import { because } from "./errors.js";
import { InternalError, InvalidInputError } from "./generated/errors.js";

/** Returns the error for an argument that is not allowed. */
export const invalid = (field: string, detail: string, cause?: unknown): InvalidInputError =>
  because(new InvalidInputError({ code: "INVALID_INPUT", retryable: false, field, message: `${field}: ${detail}` }), cause);

/** Returns the error for a failure of this package, or for a feature that the platform lacks. */
export const internal = (message: string, cause?: unknown): InternalError =>
  because(new InternalError({ code: "INTERNAL", retryable: false, message }), cause);

/** Throws an error unless `holds` is true. The error contains the type of the value, but never the value itself. */
export function expect(holds: boolean, field: string, expected: string, value: unknown): void {
  if (!holds) throw invalid(field, `expected ${expected}, got ${value === null ? "null" : typeof value}`);
}

/** Throws an error unless a value is a time that can be signed. */
export function expectTime(field: string, value: number): void {
  expect(typeof value === "number", field, "milliseconds since 1970", value);
  if (!(value >= 0 && value < Infinity)) throw invalid(field, `expected milliseconds since 1970, got ${value}`);
}
