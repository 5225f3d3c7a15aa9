/**
 * Lookups without their HTTP: what to send, when to send it, and what the responses say. `mingpian` adds `fetch`.
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

/** What a lookup is opened with: a question, or `pages`, whose lists are fed and whose answers come page by page. */
export type Asked<Q, A> = { readonly options?: CoreOptions | undefined } & (
  | { readonly question: Q }
  | { readonly pages: true }
) &
  // The host can renew the token of `auth`; `token` is one that it has renewed before.
  ({ readonly renews?: false | undefined } | { readonly renews: true; readonly token?: string | undefined }) &
  ([A] extends [undefined] ? unknown : { readonly auth: A });

/**
 * Opens a lookup. Close it when it is no longer needed. What is not allowed becomes its error.
 *
 * @throws InternalError if the module is not loaded: call {@link load} before, and after any other `InternalError`.
 * @throws InvalidInputError if the operation is none.
 */
export function open<Q, A, T>(operation: Operation<Q, A, T>, asked: Asked<Q, A>): Lookup<T> {
  const module = instance();
  if (!module) throw internal("the module is not loaded");
  expect(typeof operation?.name === "string", "operation", "an operation of this package", operation);
  return new Lookup(module, operation, write(asked)).watch();
}
