import type { LookupError } from "./errors.js";
import { key, type Read } from "./read.js";

/** A record that the provider sent and that could not be read. */
export interface Unreadable {
  /** The identifier, or the key that was not asked for. Personal data. */
  readonly identifier: string;
  /** The field that is missing or of another type than documented. It is empty if the record is not an object. */
  readonly field: string;
}

/** What became of each identifier. Each is in exactly one of `found`, `notFound`, and `unreadable`. */
export interface Answers<R> {
  /** The records by the identifier that was asked for. */
  readonly found: ReadonlyMap<string, R>;
  /** The identifiers without a record, in the order of the lists. Personal data. */
  readonly notFound: readonly string[];
  /** The identifiers whose record could not be read. They cost the others nothing. */
  readonly unreadable: readonly Unreadable[];
  /** The records under keys that were not asked for, as the provider wrote them. */
  readonly unasked: ReadonlyMap<string, R>;
  /** The ID under which the provider's support finds the request. It is absent if several requests were sent. */
  readonly requestId: string | undefined;
}

/** Identifiers without an answer. */
export interface Failed<Q> {
  /** The question with these identifiers, to be asked again. Personal data. */
  readonly request: Q;
  /** Why there is no answer. */
  readonly error: LookupError;
}

/** What became of the identifiers of one request. */
export interface Page<Q, R> extends Answers<R> {
  /** What failed, if the request failed. The page has nothing else then. */
  readonly failed: Failed<Q> | undefined;
}

/** What the module tells about an answer. */
export interface RawAnswer {
  /** The body's text. */
  readonly text: string;
  /** Where the values stand in it. It is a view of the module's memory, which the next call may move. */
  readonly index: Uint32Array;
  readonly notFound: readonly string[];
  readonly unreadable: readonly Unreadable[];
  readonly requestId: string | undefined;
}

/** Makes a typed answer. */
export type ReadAnswer<T> = (answer: RawAnswer) => T;

// Words of an index's head.
const ROOT = 0;
const OUTCOMES = 2;

/** Returns the reader of an answer that is one record. */
export const oneRecord =
  <R>(read: Read<R>): ReadAnswer<R> =>
  ({ text, index }) =>
    read(text, index, index[ROOT]!);

/** Returns the reader of an answer that has records by identifier. */
export const byIdentifier =
  <R>(read: Read<R>): ReadAnswer<Answers<R>> =>
  ({ text, index, notFound, unreadable, requestId }) => {
    let at = index[OUTCOMES]!;
    const records = (): Map<string, R> => {
      const map = new Map<string, R>();
      for (let left = index[at++]!; left > 0; left--) {
        const row = index[at++]!;
        map.set(key(text, index, row), read(text, index, row));
      }
      return map;
    };
    return { found: records(), notFound, unreadable, unasked: records(), requestId };
  };

/** Returns the answers of several requests as one. */
export function merge<R>(all: readonly Answers<R>[]): Answers<R> {
  if (all.length === 1) return all[0]!;
  return {
    found: new Map(all.flatMap(({ found }) => [...found])),
    notFound: all.flatMap(({ notFound }) => notFound),
    unreadable: all.flatMap(({ unreadable }) => unreadable),
    unasked: new Map(all.flatMap(({ unasked }) => [...unasked])),
    requestId: undefined,
  };
}

/** Returns the page of a request that failed. */
export const failedPage = <Q, R>(failed: Failed<Q>): Page<Q, R> => ({ ...merge<R>([]), failed });
