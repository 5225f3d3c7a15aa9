import { hidden } from "./hide.js";

/**
 * Creates a `T` from the row at position `i` of the index `t`, whose text cells count UTF-16 units of `s`.
 *
 * A row is `[end, flaw, key start, key end]`, followed by a cell of two words for each column. The first word of a cell
 * is 0 if the value is absent. The comments on the functions below show the words of a value that is present.
 */
export type Read<T> = (s: string, t: Uint32Array, i: number) => T;

/** A JSON document that the provider sends inside a string, and the record in it, if the document can be read. */
export interface Embedded<T> {
  readonly text: string;
  readonly value: T | undefined;
}

// Is added to the high word of an integer, so that the word is never 0, which means absent.
const BIAS = 1 << 30;

/** Reads `[2 * start, + 1 if it has escapes; end]`. */
export const text: Read<string | undefined> = (s, t, i) => {
  const from = t[i]!;
  if (from === 0) return undefined;
  const written = s.substring(from >>> 1, t[i + 1]);
  return from & 1 ? unescape(written) : written;
};
// It is a separate function so that the function above is small enough to be inlined.
const unescape = (written: string): string => JSON.parse(`"${written}"`) as string;

/** Reads `[1 for false, 2 for true]`. */
export const flag = (t: Uint32Array, i: number): boolean | undefined => (t[i] ? t[i] === 2 : undefined);

/** Reads `[high word + BIAS, low word]` of the two's complement. */
export const int = (t: Uint32Array, i: number): number | undefined =>
  t[i] === BIAS ? t[i + 1]! : t[i] ? (t[i] - BIAS) * 2 ** 32 + t[i + 1]! : undefined;

/** Reads `[position of the row]`. */
export const one = <T>(s: string, t: Uint32Array, i: number, read: Read<T>): T | undefined =>
  t[i] ? read(s, t, t[i]) : undefined;

// The bit that is set in the count of a list if some of its entries cannot be read.
const BROKEN = 1 << 31;

/** Reads `[position of the first row, count]`. Each row ends where the next begins. */
export const list = <T>(s: string, t: Uint32Array, i: number, read: Read<T>): T[] => {
  const rows: T[] = [];
  for (let at = t[i]!, left = at && t[i + 1]! & ~BROKEN; left > 0; left--, at = t[at]!) rows.push(read(s, t, at));
  return rows;
};

/** Reads a list whose rows have no columns. The key of each row is the text. */
export const texts = (s: string, t: Uint32Array, i: number): string[] => list(s, t, i, key);

/**
 * Reads `[position of the row]`. The key of the row is the document. The positions in its cells are relative to the
 * document.
 */
export const embedded = <T>(s: string, t: Uint32Array, i: number, read: Read<T>): Embedded<T> | undefined => {
  const at = t[i]!;
  const document = at && key(s, t, at);
  return document === 0 ? undefined : { text: document, value: t[at + 1] === 0 ? read(document, t, at) : undefined };
};

/** The list of unreadable fields of nearly every record. */
export const NONE: readonly string[] = /* @__PURE__ */ Object.freeze([]);

/**
 * Returns the keys of a row's values that cannot be read. `keys` contains the keys of all columns, and `lists` contains
 * the positions of the cells with lists. Word 3 is 0 if there is no such value in the whole index.
 */
export const unreadable = (t: Uint32Array, i: number, keys: readonly string[], lists: readonly number[] = []): string[] =>
  keys.filter((_, column) => {
    const at = 4 + 2 * column;
    return t[i + at] === 0 ? t[i + at + 1] !== 0 : lists.includes(at) && (t[i + at + 1]! & BROKEN) !== 0;
  });

/** Returns the first of two cells that has a value. The cells belong to two spellings of one field. */
export const either = (t: Uint32Array, i: number, j: number): number => (t[i] ? i : j);

/** Reads the key of a row. */
export const key: Read<string> = (s, t, i) => text(s, t, i + 2)!;

/**
 * Adds a record's group of secrets, if the caller asked for them. The group is not enumerable, so that it is not listed
 * or copied by accident.
 */
export const secrets = <R extends { readonly secrets: object | undefined }>(
  t: Uint32Array,
  record: Omit<R, "secrets">,
  members: () => NonNullable<R["secrets"]>,
): R => {
  const group = t[1] ? members() : undefined;
  return (group ? Object.defineProperty(record, "secrets", { value: new (hidden(Object.keys(group)))(group) }) : record) as R;
};
