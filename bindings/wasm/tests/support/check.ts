// Provides assertions that also run in a browser.
import { isLookupError, type LookupError, type LookupErrorJson } from "mingpian/core";

/**
 * Converts a result of a lookup to plain data: maps become pairs, and absent members and groups of secrets are removed.
 */
export function plain(value: unknown): unknown {
  if (value instanceof Map) return Array.from(value, (entry) => plain(entry));
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(([name, member]) => member !== undefined && name !== "secrets");
  return Object.fromEntries(kept.map(([name, member]) => [name, plain(member)]));
}

/** Sorts the members of plain data, so that equal data has equal text. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return { object: members.map(([name, member]) => [name, ordered(member)]) };
}

/** Throws unless both values are deeply equal. */
export function same(actual: unknown, expected: unknown, what = "value"): void {
  const [is, wanted] = [actual, expected].map((value) => JSON.stringify(ordered(plain(value))));
  if (is !== wanted) throw new Error(`${what}: is ${shorten(actual)}, not ${shorten(expected)}`);
}

/** Throws unless the condition holds. */
export function holds(condition: unknown, what: string): asserts condition {
  if (!condition) throw new Error(`does not hold: ${what}`);
}

const shorten = (value: unknown): string => String(JSON.stringify(plain(value))).slice(0, 2_000);

/** Throws unless the promise is rejected with a lookup error that has these members. */
export async function fails(promise: Promise<unknown>, members: Partial<LookupErrorJson>): Promise<LookupError> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  holds(isLookupError(error), `a LookupError, not ${String(error)}`);
  for (const [name, wanted] of Object.entries(members)) {
    same(error[name as keyof LookupErrorJson], wanted, `${name} of ${shorten(error)}`);
  }
  return error;
}

export const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Waits until the condition holds, for at most five seconds. */
export async function eventually(condition: () => Promise<boolean>, what: string): Promise<void> {
  for (const end = Date.now() + 5_000; Date.now() < end; await sleep(20)) if (await condition()) return;
  throw new Error(`never: ${what}`);
}
