// Helps tests to use lookups of `mingpian/core` with any operation.
import * as core from "mingpian/core";
import type { HttpResponse, Lookup, LookupError, LookupErrorJson, Operation, Step } from "mingpian/core";
import { holds, plain } from "./check.js";

export const NOW = 1_800_000_000_000;
export const RANDOM: Uint8Array = new Uint8Array(16).fill(7);

/** An operation without its types. */
export type AnyOperation = Operation<object, object, unknown>;

/** A document that opens a lookup, in the format of the vectors. */
export interface Document {
  readonly question?: unknown;
  readonly auth?: unknown;
  readonly options?: unknown;
  readonly pages?: unknown;
}

const isOperation = (value: unknown): value is AnyOperation =>
  typeof value === "object" && value !== null && "provider" in value && "maxPerList" in value;

/** Every operation of every provider. */
export const OPERATIONS: readonly AnyOperation[] = Object.values<unknown>({ ...core }).filter(isOperation);

/** Returns an operation of a provider. Without a name, returns its only operation. */
export function operationOf(provider: string, name?: string): AnyOperation {
  const found = OPERATIONS.filter((each) => each.provider === provider && (name === undefined || each.name === name));
  holds(found.length === 1, `one operation ${name ?? ""} of ${provider}, not ${found.length}`);
  return found[0]!;
}

/** Opens a lookup with an unchanged document. The module must be loaded. */
export const openDocument = (operation: AnyOperation, document: Document): Lookup<unknown> =>
  core.open(operation, document as core.Asked<object, object>);

/** Returns the next step, which must be of this kind. */
export function expectStep<T, const Kind extends Step<T>["kind"]>(
  lookup: Lookup<T>,
  kind: Kind,
  now: number = NOW,
  random: Uint8Array = RANDOM,
): Extract<Step<T>, { readonly kind: Kind }> {
  const step = lookup.poll(now, random);
  holds(step.kind === kind, `a step ${kind}, not ${JSON.stringify(step)}`);
  return step as Extract<Step<T>, { readonly kind: Kind }>;
}

/** Returns the error with which a lookup ended. */
export function refusal(lookup: Lookup<unknown>, now?: number): LookupError {
  const { error } = expectStep(lookup, "done", now);
  holds(error, "an error");
  return error;
}

/** Returns a response with this body. */
export const response = (body: string | Uint8Array, status = 200, headers: HeaderPairs = []): HttpResponse => ({
  status,
  // This is a map with names in lower case, because `Headers` in Node refuses some headers that a vendor may send.
  headers: new Map(headers.map(([name, value]) => [name.toLowerCase(), value])),
  body: typeof body === "string" ? new TextEncoder().encode(body) : body,
});

export type HeaderPairs = readonly (readonly [string, string])[];

/** Returns an error without its message, which may change. The message must not be empty. */
export function withoutMessage(error: LookupError): Omit<LookupErrorJson, "message"> {
  const { message, ...members } = error.toJSON();
  holds(message, "a message");
  return members;
}

/** Returns plain data in which the records by identifier are sorted. In the vectors, they are lists of pairs. */
export function comparable(value: unknown): unknown {
  const sorted = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(sorted);
    if (typeof value !== "object" || value === null) return value;
    const members = Object.entries(value).map(([name, member]): [string, unknown] => {
      const isMap = (name === "found" || name === "unasked") && Array.isArray(member);
      return [name, isMap ? [...(member as [string, unknown][])].sort(([a], [b]) => (a < b ? -1 : 1)) : sorted(member)];
    });
    return Object.fromEntries(members);
  };
  return sorted(plain(value));
}

/** Reads hexadecimal digits. */
export const fromHex = (hex: string): Uint8Array =>
  Uint8Array.from(hex.match(/../g) ?? [], (byte) => parseInt(byte, 16));
