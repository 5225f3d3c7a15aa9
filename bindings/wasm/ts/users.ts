import {
  QuanshiAccountColumns,
  QuanshiEnvelope,
  readQuanshiAccount,
  type QuanshiAccount,
  type QuanshiGetUsersByEmailsMobiles,
} from "./generated/quanshi.js";
import { either, flaw, key, text } from "./read.js";

/** An account that the service sent and that could not be read. */
export interface QuanshiUnreadable {
  /** The identifier as it was asked for, or the key that nobody asked for. Personal data. */
  readonly identifier: string;
  /** The account's field that is missing or of the wrong type, or "" where the account is no object. */
  readonly field: string;
}

/** What became of each identifier. */
export interface QuanshiUsers {
  /** The accounts by identifier as it was asked for. */
  readonly found: ReadonlyMap<string, QuanshiAccount>;
  /** Identifiers that the service does not know: email addresses, then mobile numbers, then login names. Personal data. */
  readonly notFound: readonly string[];
  /** Identifiers whose account could not be read; it costs the others nothing. */
  readonly unreadable: readonly QuanshiUnreadable[];
  /** Accounts that the service sent under keys that nobody asked for. */
  readonly unasked: ReadonlyMap<string, QuanshiAccount>;
  /** The id that the service's support asks for. */
  readonly requestId: string | undefined;
}

/**
 * Reads the outcomes at word 2: `[count, place of the row or 0 for every identifier, count, places of the rows that
 * nobody asked for]`.
 */
export function usersReader(input: QuanshiGetUsersByEmailsMobiles): (s: string, t: Uint32Array) => QuanshiUsers {
  // Copied, because the caller may change the lists before the answer is there.
  const asked = [input.emails, input.mobiles, input.loginNames].flatMap((list) => list ?? []);
  return (s, t) => {
    const found = new Map<string, QuanshiAccount>();
    const unasked = new Map<string, QuanshiAccount>();
    const notFound: string[] = [];
    const unreadable: QuanshiUnreadable[] = [];
    const sort = (identifier: string, row: number, accounts: Map<string, QuanshiAccount>): void => {
      const why = flaw(t, row);
      if (why === 0) accounts.set(identifier, readQuanshiAccount(s, t, row));
      else unreadable.push({ identifier, field: QuanshiAccountColumns[why - 1] ?? "" });
    };
    let at = t[2]! + 1;
    for (const identifier of asked) {
      const row = t[at++]!;
      if (row) sort(identifier, row, found);
      else notFound.push(identifier);
    }
    for (let left = t[at++]!; left > 0; left--) {
      const row = t[at++]!;
      sort(key(s, t, row), row, unasked);
    }
    const root = t[0]!;
    const requestId = text(s, t, either(t, root + QuanshiEnvelope.requestId, root + QuanshiEnvelope.reqid));
    return { found, notFound, unreadable, unasked, requestId };
  };
}
