// Converts values to fields, and defines the kinds of fields that the models of the providers use.

import { parse } from "./json.mjs";

// The kinds of fields in a vendor's tables.

export const text = { kind: "text" };
export const any = { kind: "any" };
export const flag = { kind: "flag" };
export const int = { kind: "int" };
export const required = (kind) => ({ ...kind, required: true });
export const secret = (kind) => ({ ...kind, secret: true });
export const or = (kind, preset) => ({ ...kind, preset });
export const spelled = (kind, second) => ({ ...kind, second });

/** Returns a record whose keys on the wire are in snake case. */
export const snake = (record) =>
  Object.fromEntries(
    Object.entries(record).map(([name, field]) => [
      name,
      { wire: name.replace(/[A-Z]/g, (letter) => "_" + letter.toLowerCase()), ...field },
    ]),
  );

// Records.

/** The error for a value that does not fit. `path` is its position. */
export class Flaw extends Error {
  constructor(path) {
    super(path);
    this.path = path;
  }
}

export const isNothing = (node) =>
  node === undefined ||
  node.type === "null" ||
  (node.type === "object" && node.members.length === 0) ||
  (node.type === "array" && node.items.length === 0);
export const isEmptyString = (node) => node.type === "string" && node.value === "";
const under = (path, name) => (path === "" ? name : `${path}.${name}`);

/** Returns the last member with this name. */
export const member = (node, name) => node.members.findLast(([key]) => key === name)?.[1];

/** Parses a whole number that is exact in JavaScript, in decimal with or without a fraction and an exponent. */
function integer(written) {
  const found = /^(?<sign>-?)(?<whole>[0-9]{1,16})(?:\.(?<fraction>[0-9]{1,16}))?(?:[eE](?<power>[+-]?[0-9]{1,16}))?$/.exec(written)?.groups;
  if (found === undefined) return undefined;
  const { sign, whole, fraction = "", power = "0" } = found;
  const shift = Number(power) - fraction.length;
  if (Math.abs(Number(power)) > 400) return undefined;
  const size = BigInt(whole + fraction) * 10n ** BigInt(Math.max(shift, 0));
  const unit = 10n ** BigInt(Math.max(-shift, 0));
  const value = Number(`${sign}${size / unit}`);
  return size % unit === 0n && Number.isSafeInteger(value) ? value + 0 : undefined;
}

/** Returns the entries of a list, or of an object whose keys are whole numbers. */
function entries(node, path) {
  if (node.type === "array") return node.items;
  if (node.type === "object" && node.members.every(([key]) => /^[0-9]+$/.test(key))) return node.members.map(([, item]) => item);
  throw new Flaw(path);
}

/** Reads a value as the kind of a field, or returns undefined if it is empty. Unreadable list entries call `lose`. */
function cell(field, node, path, secrets, lose = () => {}) {
  if (isNothing(node)) return undefined;
  switch (field.kind) {
    case "text":
      if (node.type === "string") return node.value;
      if (node.type === "object" || node.type === "array") throw new Flaw(path);
      return node.raw;
    case "any":
      return node.type === "string" ? node.value : node.raw;
    case "flag": {
      const word = node.type === "string" ? node.value.toLowerCase() : node.raw;
      if (node.type === "string" && word === "") return undefined;
      if (node.type !== "object" && node.type !== "array") {
        if (word === "true" || integer(word) === 1) return true;
        if (word === "false" || integer(word) === 0) return false;
      }
      throw new Flaw(path);
    }
    case "int": {
      if (isEmptyString(node)) return undefined;
      const quoted = node.type === "string";
      const value = quoted || node.type === "number" ? integer(quoted ? node.value : node.raw) : undefined;
      if (value === undefined) throw new Flaw(path);
      return value;
    }
    case "one":
      return isEmptyString(node) ? undefined : row(field.record, node, path, secrets);
    case "list":
      if (isEmptyString(node)) return undefined;
      return entries(node, path)
        .filter((item) => !isNothing(item) && !isEmptyString(item))
        .flatMap((item) => {
          const found = readable(() => row(field.record, item, "", secrets));
          if (found === undefined) lose();
          return found ?? [];
        });
    case "texts":
      return entries(node, path).map((item) => {
        const value = cell({ kind: "text" }, item, `${path}[]`, secrets);
        if (value === undefined) throw new Flaw(`${path}[]`);
        return value;
      });
    case "embedded": {
      if (isEmptyString(node)) return undefined;
      const written = node.type === "string" ? node.value : node.raw;
      const inner = parse(written);
      if (inner?.type !== "object") return { text: written };
      return compact({ text: written, value: readable(() => row(field.record, inner, "", secrets)) });
    }
  }
  throw new Error(`no such kind: ${field.kind}`);
}

/** Returns the result of `read`, or undefined if it throws a flaw. */
function readable(read) {
  try {
    return read();
  } catch (error) {
    if (error instanceof Flaw) return undefined;
    throw error;
  }
}

/** Reads an object as a record. */
export function row(record, node, path, secrets) {
  if (node.type !== "object") throw new Flaw(path);
  const value = {};
  const kept = {};
  const unreadableFields = [];
  let group = false;
  for (const [name, field] of Object.entries(record)) {
    group ||= field.secret === true;
    if (field.secret === true && !secrets) continue;
    const wire = field.wire ?? name;
    const spelling = (key) => {
      const written = member(node, key);
      const lose = () => unreadableFields.push(key);
      const found = readable(() => ({ value: cell(field, written, "", secrets, lose) }));
      if (found === undefined) lose();
      return found?.value;
    };
    const spellings = [wire, ...(field.second === undefined ? [] : [field.second])].map(spelling);
    let found = spellings.find((value) => value !== undefined);
    if (found === undefined && field.required === true) throw new Flaw(under(path, wire));
    found ??= field.preset ?? (field.kind === "list" || field.kind === "texts" ? [] : undefined);
    if (found !== undefined) (field.secret === true ? kept : value)[name] = found;
  }
  if (group && secrets) value.secrets = kept;
  value.unreadableFields = [...new Set(unreadableFields)];
  return value;
}

// Profiles and envelopes.

/** Returns the first candidate that is not empty. */
export const first = (...candidates) => candidates.find((candidate) => candidate !== undefined && candidate !== "");
/** Returns an object without the members that are undefined. */
export const compact = (value) => Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined));

/** Reads a member of an envelope that is only used for failures. A member of another type counts as absent. */
export const glance = (kind, node, name) => {
  if (node?.type !== "object") return undefined;
  try {
    return cell({ kind }, member(node, name), name, false);
  } catch (error) {
    if (error instanceof Flaw) return undefined;
    throw error;
  }
};

/** Reads a status: `true` is 1 where that is allowed, and a missing status or one that is not an integer is a flaw. */
export function verdict(node, name, path, truth) {
  const found = member(node, name);
  if (truth && found?.type === "true") return 1;
  const value = cell({ kind: "int" }, found, path, false);
  if (value === undefined) throw new Flaw(path);
  return value;
}
