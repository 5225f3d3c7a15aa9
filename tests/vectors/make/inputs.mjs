// Helpers for the documents that open a lookup or are rejected with the name of the invalid field. Values from callers
// are read strictly: they must have exactly the declared types, and no undeclared members.

import * as source from "./sources.mjs";

/** Returns functions that create the cases of an operation. */
export function inputCases({ provider, operation }) {
  const make = (name, document, expect) => ({
    name: `${provider}: ${name}`,
    source: source.STRICT,
    mark: "ours",
    provider,
    operation,
    document,
    expect,
  });
  return {
    open: (name, document) => make(name, document, { opens: true }),
    refuse: (name, field, document) => make(name, document, { error: { code: "INVALID_INPUT", field } }),
  };
}

/** Values that are not texts, by name. */
export const NO_TEXTS = [
  ["null", null],
  ["a number", 7],
  ["true", true],
  ["an empty object", {}],
  ["an object", { a: "b" }],
  ["an empty list", []],
  ["a list", ["a"]],
];
/** Values that are not integers. */
export const NO_INTEGERS = [
  ["null", null],
  ["a fraction", 1.5],
  ["a number in a string", "1"],
  ["an empty string", ""],
  ["true", true],
  ["an empty list", []],
  ["an empty object", {}],
];
/** Values that are not lists of texts. The error names an entry that is not a text by its position. */
export const NO_LISTS = [
  ["null", null, ""],
  ["an empty string", "", ""],
  ["a string", "a@example.com", ""],
  ["a number", 10000000001, ""],
  ["true", true, ""],
  ["an empty object", {}, ""],
  ["an object", { 0: "a@example.com" }, ""],
  ["a list with null", ["a@example.com", null], "[1]"],
  ["a list with a number", ["a", "b", "c", 10000000001, 10000000002], "[3]"],
  ["a list with true", [true], "[0]"],
  ["a list with an empty object", ["a", "b", {}], "[2]"],
  ["a list in a list", [["a@example.com"]], "[0]"],
  ["a list with an empty list", ["a", []], "[1]"],
  ["a list with an empty string", ["a", "b", ""], "[2]"],
];
const OPTIONS = ["timeoutMs", "attemptTimeoutMs", "maxAttempts", "maxBodyBytes", "maxInFlight"];
const PAUSES = ["baseDelayMs", "maxDelayMs"];

/** Returns the cases for options, which are the same for every operation. */
export function optionCases({ open, refuse }, question) {
  const bad = (name, field, value) => refuse(name, field, { question, options: value });
  const good = {
    baseUrl: "https://example.com",
    timeoutMs: 1,
    attemptTimeoutMs: 1,
    maxAttempts: 1,
    baseDelayMs: 0,
    maxDelayMs: 0,
    maxBodyBytes: 1,
    maxInFlight: 1,
    clockOffsetMs: -1,
    includeSecrets: true,
  };
  return [
    open("the least of every option", { question, options: good }),
    open("no options", { question, options: {} }),
    ...[["null", null], ["a list", [1]], ["a string", "fast"]].map(([name, value]) => bad(`the options are ${name}`, "options", value)),
    bad("an undeclared option", "timeout", { timeout: 1000 }),
    bad("the base URL is null", "baseUrl", { baseUrl: null }),
    bad("the base URL is an object", "baseUrl", { baseUrl: { href: "https://example.com" } }),
    ...[...OPTIONS, ...PAUSES].map((name) => bad(`${name} is negative`, name, { [name]: -1 })),
    ...OPTIONS.map((name) => bad(`${name} is 0`, name, { [name]: 0 })),
    ...NO_INTEGERS.map(([name, value]) => bad(`maxAttempts is ${name}`, "maxAttempts", { maxAttempts: value })),
    bad("clockOffsetMs is a fraction", "clockOffsetMs", { clockOffsetMs: 0.5 }),
    ...[["null", null], ["a string", "true"], ["1", 1], ["an empty list", []]].map(([name, value]) =>
      bad(`includeSecrets is ${name}`, "includeSecrets", { includeSecrets: value }),
    ),
  ];
}
