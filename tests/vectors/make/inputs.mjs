// Documents that open a lookup, and the field that is not allowed. Callers' values are read strictly: exactly the
// declared types, and no undeclared member.

import * as source from "./sources.mjs";

const OPERATIONS = { dmtz: "getUserInfo", mysoft: "getUserInfo", quanshi: "getUsersByEmailsMobiles" };

const make = (provider, name, document, expect, from = source.STRICT) => ({
  name: `${provider}: ${name}`,
  source: from,
  mark: "ours",
  provider,
  operation: OPERATIONS[provider],
  document,
  expect,
});
const refuse = (provider, name, field, document) =>
  make(provider, name, document, { error: { code: "INVALID_INPUT", field } });
const open = (provider, name, document) => make(provider, name, document, { opens: true });

/** Values that are no text, by name. */
const NO_TEXTS = [
  ["null", null],
  ["a number", 7],
  ["true", true],
  ["an empty object", {}],
  ["an object", { a: "b" }],
  ["an empty list", []],
  ["a list", ["a"]],
];
/** Values that are no integer. */
const NO_INTEGERS = [
  ["null", null],
  ["a fraction", 1.5],
  ["a number in a string", "1"],
  ["an empty string", ""],
  ["true", true],
  ["an empty list", []],
  ["an empty object", {}],
];
/** Values that are no list of texts. An entry that is no text is named by its position. */
const NO_LISTS = [
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

function dmtz() {
  const question = { code: "demo-code" };
  const bad = (name, field, document) => refuse("dmtz", name, field, document);
  return [
    open("dmtz", "a code", { question }),
    bad("no question", "code", {}),
    bad("an empty question", "code", { question: {} }),
    ...[["null", null], ["a string", "demo-code"], ["a list", ["demo-code"]], ["a number", 7]].map(([name, value]) =>
      bad(`the question is ${name}`, "question", { question: value }),
    ),
    ...NO_TEXTS.map(([name, code]) => bad(`the code is ${name}`, "code", { question: { code } })),
    bad("a misspelled member", "Code", { question: { Code: "demo-code" } }),
    bad("a member too many", "state", { question: { ...question, state: "a" } }),
    bad("a member whose name may be private", "question", { question: { ...question, "a@example.com": 1 } }),
    bad("an undeclared member of the document", "input", { question, input: question }),
    bad("credentials where there are none", "token", { question, auth: { token: "demo-token" } }),
    bad("pages of one user", "pages", { pages: true }),
  ];
}

function options() {
  const question = { code: "demo-code" };
  const bad = (name, field, value) => refuse("dmtz", name, field, { question, options: value });
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
    open("dmtz", "the least of every option", { question, options: good }),
    open("dmtz", "no options", { question, options: {} }),
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

function mysoft() {
  const rest = { auth: { accessToken: "demo-token" }, options: { baseUrl: "https://example.com" } };
  const bad = (name, field, document) => refuse("mysoft", name, field, { ...rest, ...document });
  return [
    open("mysoft", "an empty question", { ...rest, question: {} }),
    bad("no base URL", "baseUrl", { question: {}, options: {} }),
    bad("no credentials", "accessToken", { question: {}, auth: {} }),
    ...[["null", null], ["a string", "demo-token"]].map(([name, auth]) => bad(`the credentials are ${name}`, "auth", { question: {}, auth })),
    ...NO_TEXTS.map(([name, accessToken]) => bad(`the token is ${name}`, "accessToken", { question: {}, auth: { accessToken } })),
    bad("credentials of another service", "token", { question: {}, auth: { token: "demo-token" } }),
    ...NO_TEXTS.map(([name, wzsUserId]) => bad(`wzsUserId is ${name}`, "wzsUserId", { question: { wzsUserId } })),
    bad("a misspelled member", "wzsUserID", { question: { wzsUserID: "wzs-example-0001" } }),
    bad("a member in the vendor's spelling", "wzs_user_id", { question: { wzs_user_id: "wzs-example-0001" } }),
    ...NO_INTEGERS.map(([name, platform]) => bad(`platform is ${name}`, "platform", { question: { platform } })),
    bad("platform is 0", "platform", { question: { platform: 0 } }),
    bad("platform is 3", "platform", { question: { platform: 3 } }),
    bad("pushChannel is 6", "pushChannel", { question: { pushChannel: 6 } }),
  ];
}

function quanshi() {
  const auth = { token: "demo-token" };
  const question = { emails: ["person1@example.com"] };
  const key = { appId: "demo-app", secretKey: "demo-secret-key" };
  const asks = (name, field, value) => refuse("quanshi", name, field, { question: value, auth });
  const shows = (name, field, value) => refuse("quanshi", name, field, { question, auth: value });
  return [
    open("quanshi", "lists of any length", { question: { emails: Array.from({ length: 201 }, (_, index) => `p${index}@example.com`) }, auth }),
    open("quanshi", "pages", { pages: true, auth }),
    open("quanshi", "pages: false and a question", { pages: false, question, auth }),
    open("quanshi", "delegated: false beside a token", { question, auth: { ...auth, delegated: false } }),
    open("quanshi", "its own server signs", { question, auth: { delegated: true } }),
    refuse("quanshi", "pages and a question", "question", { pages: true, question, auth }),
    ...[["null", null], ["a string", "true"], ["1", 1]].map(([name, pages]) => refuse("quanshi", `pages is ${name}`, "pages", { pages, question, auth })),
    ...["emails", "mobiles", "loginNames"].flatMap((list) =>
      NO_LISTS.map(([name, value, entry]) => asks(`${list} is ${name}`, list + entry, { loginNames: ["an"], mobiles: ["10000000001"], [list]: value })),
    ),
    asks("nothing is asked", "emails, mobiles, loginNames", {}),
    asks("a misspelled list", "email", { email: ["person1@example.com"], mobiles: ["10000000001"] }),
    asks("a list in the spelling of another case", "loginnames", { loginnames: ["an"], mobiles: ["10000000001"] }),
    shows("no credentials", "auth", {}),
    shows("delegated: false alone", "auth", { delegated: false }),
    shows("delegated is a string", "delegated", { delegated: "yes" }),
    shows("an id without its secret", "secretKey", { appId: "demo-app" }),
    shows("a secret without its id", "appId", { secretKey: "demo-secret-key" }),
    shows("a header for an id without the id", "appId", { idHeader: "AppKey" }),
    shows("a place without a token", "token", { in: "body" }),
    shows("two ways at once: a secret and a token", "token", { ...key, token: "demo-token" }),
    shows("two ways at once: a token and the own server", "delegated", { token: "demo-token", delegated: true }),
    shows("two ways at once: the place of a token beside a secret", "in", { ...key, in: "header" }),
    shows("an unknown place", "in", { token: "demo-token", in: "cookie" }),
    shows("an unknown header", "idHeader", { ...key, idHeader: "appid" }),
    ...NO_TEXTS.map(([name, token]) => shows(`the token is ${name}`, "token", { token })),
    ...NO_TEXTS.map(([name, secretKey]) => shows(`the secret is ${name}`, "secretKey", { ...key, secretKey })),
    shows("an undeclared credential", "password", { token: "demo-token", password: "a" }),
  ];
}

export function inputs() {
  return { cases: [...dmtz(), ...options(), ...mysoft(), ...quanshi()] };
}
