import type { LookupError } from "./generated/errors.js";
import { key, type Read } from "./read.js";

/** A record that the provider sent but that could not be read. */
export interface Unreadable {
  /** The requested identifier, or the key that was not requested. Personal data. */
  readonly identifier: string;
  /** The field that is missing or of another type than documented. It is empty if the record is not an object. */
  readonly field: string;
}

/** The outcomes for the identifiers. Each identifier is in exactly one of `found`, `notFound`, and `unreadable`. */
export interface Answers<R> {
  /** The records, keyed by the requested identifier. */
  readonly found: ReadonlyMap<string, R>;
  /** The identifiers without a record, in the order of the requests and, within each, of its lists. Personal data. */
  readonly notFound: readonly string[];
  /** The identifiers whose record could not be read. They do not affect the other identifiers. */
  readonly unreadable: readonly Unreadable[];
  /** The records under keys that were not requested. The keys are spelled as in the response. */
  readonly unasked: ReadonlyMap<string, R>;
  /**
   * The ID by which the provider's support team can identify the request. It is absent if several requests were sent.
   */
  readonly requestId: string | undefined;
  /** Returns the answers as data, for `JSON.stringify`. The method is not enumerable. */
  toJSON(): AnswersJson<R>;
}

/** The outcomes for the identifiers of one request. */
export interface Page<Q, R> extends Answers<R> {
  /** The question, which can be asked again, and the error. It is set only if the request failed. */
  readonly failed: { readonly request: Q; readonly error: LookupError } | undefined;
  toJSON(): PageJson<Q, R>;
}

/** {@link Answers} as data, with an object in place of each map. */
export interface AnswersJson<R> extends Omit<Answers<R>, "found" | "unasked" | "toJSON"> {
  readonly found: Readonly<Record<string, R>>;
  readonly unasked: Readonly<Record<string, R>>;
}

/** A {@link Page} as data. */
export type PageJson<Q, R> = AnswersJson<R> & Pick<Page<Q, R>, "failed">;

/** Adds `toJSON` to answers. The method is not enumerable, so that the answers can still be cloned. */
export const serializable = <R, T extends object>(members: T): T & Pick<Answers<R>, "toJSON"> =>
  Object.defineProperty(members, "toJSON", { value: toJSON, configurable: true }) as T & Pick<Answers<R>, "toJSON">;

function toJSON(this: object): object {
  const members = Object.entries(this).map(([name, value]) => [name, value instanceof Map ? Object.fromEntries(value) : value]);
  return Object.fromEntries(members);
}

/**
 * Creates an answer from a body's text, its index, and the remaining members. The index is a view of the module's
 * memory and is valid only until the next call.
 */
export type ReadAnswer<T> = (
  s: string,
  t: Uint32Array,
  rest: Pick<Answers<never>, "notFound" | "unreadable" | "requestId">,
) => T;

/** Returns a function that reads one record. Word 0 is the position of its row. */
export const oneRecord =
  <R>(read: Read<R>): ReadAnswer<R> =>
  (s, t) =>
    read(s, t, t[0]!);

/**
 * Returns a function that reads records by identifier. Word 2 is the position of the outcomes, in which the rows of
 * each map follow their count.
 */
export const byIdentifier =
  <R>(read: Read<R>): ReadAnswer<Answers<R>> =>
  (s, t, { notFound, unreadable, requestId }) => {
    let at = t[2]!;
    const records = (): Map<string, R> => {
      const map = new Map<string, R>();
      for (let left = t[at++]!; left > 0; left--) {
        const row = t[at++]!;
        map.set(key(s, t, row), read(s, t, row));
      }
      return map;
    };
    return serializable({ found: records(), notFound, unreadable, unasked: records(), requestId });
  };

/** Merges the answers to all requests of a lookup. `all` is in the order of the requests. */
export function merge<R>(all: readonly Answers<R>[]): Answers<R> {
  if (all.length === 1) return all[0]!;
  return serializable({
    found: new Map(all.flatMap(({ found }) => [...found])),
    notFound: all.flatMap(({ notFound }) => notFound),
    unreadable: all.flatMap(({ unreadable }) => unreadable),
    unasked: new Map(all.flatMap(({ unasked }) => [...unasked])),
    requestId: undefined,
  });
}
