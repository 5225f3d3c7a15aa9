import { hide } from "./hide.js";

/**
 * Makes a `T` of the row at place `i` of the index `t`, whose text cells count UTF-16 units of `s`.
 *
 * A row is `[end, flaw, key from, key to]` and two words per column. The first word of a cell is 0 when there is
 * nothing; the functions below say what the words are otherwise.
 */
export type Read<T> = (s: string, t: Uint32Array, i: number) => T;

/** A JSON document that the provider sends inside a string. */
export interface Embedded<T> {
  /** The document as it came. */
  readonly text: string;
  /** What it says, unless it is no JSON object of the expected form. */
  readonly value: T | undefined;
}

// Integers carry their high word with this added, so that it is never 0, which is nothing.
const BIAS = 1 << 30;

/** `[from << 1 | 1 when it has escapes, to]` */
export const text: Read<string | undefined> = (s, t, i) => {
  const from = t[i]!;
  if (from === 0) return undefined;
  const written = s.substring(from >>> 1, t[i + 1]);
  return from & 1 ? (JSON.parse(`"${written}"`) as string) : written;
};

/** `[1 for false, 2 for true]` */
export const flag = (t: Uint32Array, i: number): boolean | undefined => (t[i] ? t[i] === 2 : undefined);

/** `[high word + BIAS, low word]` of the two's complement. */
export const int = (t: Uint32Array, i: number): number | undefined =>
  t[i] ? (t[i] - BIAS) * 2 ** 32 + t[i + 1]! : undefined;

/** `[place of the row]` */
export const one = <T>(s: string, t: Uint32Array, i: number, read: Read<T>): T | undefined =>
  t[i] ? read(s, t, t[i]) : undefined;

/** `[place of the first row, count]`; each row ends where the next begins. Rows that are nothing are passed over. */
export const list = <T>(s: string, t: Uint32Array, i: number, read: Read<T>): T[] => {
  const rows: T[] = [];
  for (let at = t[i]!, left = t[i + 1]!; left > 0; left--, at = t[at]!) {
    if (flaw(t, at) === 0) rows.push(read(s, t, at));
  }
  return rows;
};

/** Like a list; the rows have no columns, and their key is the text. */
export const texts = (s: string, t: Uint32Array, i: number): string[] => list(s, t, i, key);

/** `[place of the row]`; its key is the document, whose cells count the document's own units. */
export const embedded = <T>(s: string, t: Uint32Array, i: number, read: Read<T>): Embedded<T> | undefined => {
  const at = t[i]!;
  if (at === 0) return undefined;
  const document = key(s, t, at);
  return { text: document, value: flaw(t, at) === 0 ? read(document, t, at) : undefined };
};

/** The first of two cells that holds something: the spellings of one field. */
export const either = (t: Uint32Array, i: number, j: number): number => (t[i] ? i : j);

/** The key of a row. */
export const key: Read<string> = (s, t, i) => text(s, t, i + 2)!;

/** Why a row cannot be read: 0 it can; 1 + the first column at fault; more than there are columns, it is no object. */
export const flaw = (t: Uint32Array, i: number): number => t[i + 1]!;

/** A record's group of secrets, if the caller asked for them. */
export const secrets = <T extends object>(t: Uint32Array, members: () => T): T | undefined =>
  t[1] ? hide(members()) : undefined;
