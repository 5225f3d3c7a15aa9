import { invalid } from "../refuse.js";
import type { Embedded } from "../read.js";
import type { Field, Fields, Kind } from "./table.js";

/** Any fields of a record and of its nested records. */
export type Members<R> = {
  readonly [F in keyof R as Exclude<F, "profile" | "unreadableFields">]?: Value<R[F]> | undefined;
} & {
  /** The vendor's names of the fields that the service sends in an unreadable form. */
  readonly unreadableFields?: readonly string[] | undefined;
};

/** A document inside a string is specified as its record or as text, which may be broken. */
type Value<T> =
  T extends Embedded<infer R> ? string | Members<R>
  : T extends readonly (infer E)[] ? readonly Value<E>[]
  : T extends object ? Members<T>
  : T;

/** An invented person, with any fields of the provider's record and the identifiers of the person. */
export type Given<P, R> = Members<R> & {
  /** The provider whose service knows the person. */
  readonly provider: P;
  /**
   * The identifiers of the person: emails, mobile numbers, login names, user IDs, or codes. Defaults to the fields of
   * the record that can be looked up, such as `email` and `mobile`.
   */
  readonly identifiers?: readonly string[] | undefined;
  /** Whether the service sends a record without an ID, which cannot be read. Defaults to `false`. */
  readonly unreadable?: boolean | undefined;
};

/** A person in the vendor's format. */
export type Written = Record<string, unknown>;

/** A value that cannot be read, because no type of field is a list of lists. */
const BROKEN = [[true]];

/** Returns a person in the vendor's format. Required fields that are missing are derived from `number`. */
export function write(person: object, fields: Fields, path: string, number: number): Written {
  const { provider: _, identifiers: __, unreadable = false, ...members } = person as Given<string, object>;
  const written = writeMembers(members, fields, path);
  for (const { key, kind, isRequired } of Object.values(fields)) {
    if (!isRequired) continue;
    if (unreadable) written[key] = BROKEN;
    else written[key] ??= kind === "int" ? number : String(number);
  }
  return written;
}

function writeMembers(members: object, fields: Fields, path: string, isSecret = false): Written {
  const written: Written = {};
  for (const [name, value] of Object.entries(members) as [string, unknown][]) {
    const at = `${path}.${name}`;
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (value === undefined || name === "unreadableFields") continue;
    if (name === "secrets" && !isSecret) Object.assign(written, writeMembers(object(value, at), fields, at, true));
    else if (!field || (field.isSecret ?? false) !== isSecret) throw invalid(at, "expected a field of the record");
    else written[field.key] = writeValue(value, field, at);
  }
  const { unreadableFields = [] } = members as Members<object>;
  unreadableFields.forEach((key, n) => {
    const field = Object.values(fields).find((field) => field.key === key);
    const canBeUnreadable = field !== undefined && field.kind !== "anyJson" && field.kind !== "embedded";
    if (!canBeUnreadable) throw invalid(`${path}.unreadableFields[${n}]`, "expected a field that can be unreadable");
    written[key] = BROKEN;
  });
  return written;
}

const CHECKS: Readonly<Record<Kind, readonly [expected: string, check: (value: unknown) => boolean]>> = {
  text: ["a string", (value) => typeof value === "string"],
  anyJson: ["a string", (value) => typeof value === "string"],
  bool: ["a boolean", (value) => typeof value === "boolean"],
  int: ["a whole number", (value) => Number.isSafeInteger(value)],
  texts: ["a list of strings", (value) => Array.isArray(value) && value.every((text) => typeof text === "string")],
  embedded: ["an object or a string", (value) => typeof value === "string" || isObject(value)],
  object: ["an object", (value) => isObject(value)],
  list: ["a list of objects", (value) => Array.isArray(value) && value.every(isObject)],
};

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null && !Array.isArray(value);

function object(value: unknown, path: string): object {
  if (!isObject(value)) throw invalid(path, "expected an object");
  return value;
}

function writeValue(value: unknown, { kind, fields = {} }: Field, path: string): unknown {
  const [expected, check] = CHECKS[kind];
  if (!check(value)) throw invalid(path, `expected ${expected}`);
  switch (kind) {
    case "object":
      return writeMembers(value as object, fields, path);
    case "list":
      return (value as object[]).map((each, n) => writeMembers(each, fields, `${path}[${n}]`));
    case "embedded":
      return typeof value === "string" ? value : JSON.stringify(writeMembers(value as object, fields, path));
    default:
      return value;
  }
}
