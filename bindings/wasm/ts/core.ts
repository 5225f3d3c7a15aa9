/**
 * Lookups without HTTP. They build requests, schedule them, and interpret the responses. `mingpian` adds `fetch`.
 *
 * @module
 */
import { write } from "./document.js";
import type { CoreOptions } from "./generated/options.js";
import { Lookup, type Operation } from "./lookup.js";
import { expect, internal } from "./refuse.js";
import { instance } from "./wasm.js";

export * from "./exports.js";
export * from "./generated/operations.js";
export type { Failure } from "./errors.js";
export type { HttpResponse, Lookup, Operation } from "./lookup.js";
export type { HttpRequest, Step } from "./steps.js";

/**
 * The arguments of a lookup: a question, or `pages` for a lookup whose identifiers are added later and whose answers
 * arrive page by page.
 */
export type Asked<Q, A> = { readonly options?: CoreOptions | undefined } & (
  | { readonly question: Q }
  | { readonly pages: true }
) &
  // With `renews`, the host can renew the token of `auth`. `token` is the result of an earlier renewal.
  ({ readonly renews?: false | undefined } | { readonly renews: true; readonly token?: string | undefined }) &
  ([A] extends [undefined] ? unknown : { readonly auth: A });

/**
 * Opens a lookup. Close it when it is no longer needed. If the arguments are not allowed, the lookup ends with an
 * error.
 *
 * @throws InternalError if the module is not loaded. Call {@link load} first, and again after any other
 * `InternalError`.
 * @throws InvalidInputError if `operation` is not an operation.
 */
export function open<Q, A, T>(operation: Operation<Q, A, T>, asked: Asked<Q, A>): Lookup<T> {
  const module = instance();
  if (!module) throw internal("the module is not loaded");
  expect(typeof operation?.name === "string", "operation", "an operation of this package", operation);
  return new Lookup(module, operation, write(asked)).watch();
}
