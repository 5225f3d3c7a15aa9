/**
 * Lookups without their HTTP: what to send, when to send it, and what the responses say. `mingpian` adds `fetch`.
 *
 * @module
 */
import { write } from "./document.js";
import { InternalError } from "./errors.js";
import type { CoreOptions } from "./generated/options.js";
import { Lookup, type Operation } from "./lookup.js";
import { instance } from "./wasm.js";

export * from "./errors.js";
export * from "./generated/operations.js";
export * from "./types.js";
export type { Failure, HttpResponse, Lookup, Operation } from "./lookup.js";
export type { HttpRequest, Step } from "./steps.js";
export { load } from "./wasm.js";

/** What a lookup is opened with. */
export type Asked<Q, A> = ([A] extends [undefined] ? { readonly auth?: undefined } : { readonly auth: A }) & {
  /** How the lookup is carried out. */
  readonly options?: CoreOptions | undefined;
} & (
    | {
        /** The question. Its answers together are the answer. */
        readonly question: Q;
      }
    | {
        /** The lists are fed, and each answer is a page. */
        readonly pages: true;
      }
  );

/**
 * Opens a lookup. What is not allowed becomes its error. Call `close` when it is no longer needed.
 *
 * @throws InternalError if the module is not loaded: call {@link load} before, and after any other `InternalError`.
 * @throws InvalidInputError for a value that JSON cannot carry.
 */
export function open<Q, A, T>(operation: Operation<Q, A, T>, asked: Asked<Q, A>): Lookup<T> {
  const module = instance();
  if (!module) throw new InternalError({ code: "INTERNAL", retryable: false, message: "the module is not loaded" });
  return new Lookup(module, operation, write(asked, "question")).watch();
}
