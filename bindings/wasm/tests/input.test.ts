// What a caller may not say: each is an `InvalidInputError` that names the field, and nothing is sent.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Dmtz, isLookupError, Mysoft, Quanshi } from "mingpian";
import { load, open, quanshiGetUsersByEmailsMobiles } from "mingpian/core";
import { QuanshiSigner } from "mingpian/server";

const AUTH = { token: "demo-token" };
const ONE = { emails: ["person1@example.com"] };
const MOBILES = { mobiles: ["10000000001"] };

let sent = 0;
const fetch = (): Promise<Response> => {
  sent += 1;
  return Promise.resolve(new Response('{"status":0,"result":{}}'));
};

/** Anything: callers of JavaScript have no types. */
type Untyped = never;

const quanshi = new Quanshi({ auth: AUTH, fetch });
const dmtz = new Dmtz({ fetch });
const mysoft = new Mysoft({ baseUrl: "https://example.com", auth: { accessToken: "demo-token" }, fetch });

/** Says what a lookup did other than to be rejected because of the field. */
async function wrong(ask: () => Promise<unknown>, field: string | RegExp): Promise<string | undefined> {
  const before = sent;
  const error = await (async () => ask())().then(
    () => "no error",
    (reason: unknown) => reason,
  );
  if (sent > before) return `${sent - before} requests were sent`;
  if (!isLookupError(error)) return String(error);
  const { code, field: named, retryable } = error;
  const isNamed = typeof field === "string" ? named === field : field.test(named ?? "");
  if (code === "INVALID_INPUT" && isNamed && !retryable) return undefined;
  return `${code} ${named}, not INVALID_INPUT ${String(field)}`;
}

type Cases = readonly (readonly [name: string, ask: () => Promise<unknown>, field: string | RegExp])[];

function check(name: string, cases: Cases): void {
  test(name, async () => {
    const failures: string[] = [];
    for (const [what, ask, field] of cases) {
      const reason = await wrong(ask, field);
      if (reason) failures.push(`${what}: ${reason}`);
    }
    assert.deepEqual(failures, []);
  });
}

const circular: { self?: unknown } = {};
circular.self = circular;
const circularList: unknown[] = [];
circularList.push(circularList);

/** What is no list of texts, whether it is written as JSON or read as an iterable. */
const NO_LISTS: readonly (readonly [name: string, value: unknown])[] = [
  ["a text", "person1@example.com"],
  ["an empty text", ""],
  ["a number", 7],
  ["NaN", NaN],
  ["true", true],
  ["a BigInt", 7n],
  ["an object", {}],
  ["a Promise", Promise.resolve(["person1@example.com"])],
  ["a Date", new Date()],
];

/** What JSON leaves out of an object: it must not count as absent. */
const LEFT_OUT: readonly (readonly [name: string, value: unknown])[] = [
  ["a function", () => ["person1@example.com"]],
  ["a symbol", Symbol("list")],
];

/** What is no list, but an iterable, which `pages` reads. */
const ITERABLES: readonly (readonly [name: string, value: unknown])[] = [
  ["an iterator", ["person1@example.com"].values()],
  ["a Set", new Set(["person1@example.com"])],
  ["a Map", new Map([["person1@example.com", 1]])],
];

/** What is no text. */
const NO_TEXTS: readonly (readonly [name: string, value: unknown])[] = [
  ["null", null],
  ["undefined", undefined],
  ["a number", 7],
  ["NaN", NaN],
  ["true", true],
  ["a BigInt", 7n],
  ["an object", {}],
  ["a list", ["person1@example.com"]],
  ["a Promise", Promise.resolve("person1@example.com")],
  ["a function", () => "person1@example.com"],
  ["a symbol", Symbol("text")],
  ["an empty text", ""],
];
/** It is in no JSON, so a message about it names what it is in. */
const HALF = "\ud800";

describe("questions", () => {
  const ask = (question: unknown): Promise<unknown> => quanshi.getUsersByEmailsMobiles(question as Untyped);

  check("lists that are none", [
    ...[["null", null] as const, ...NO_LISTS, ...ITERABLES].map(
      ([name, emails]) => [name, () => ask({ emails, ...MOBILES }), "emails"] as const,
    ),
    ["a circular object", () => ask({ emails: circular, ...MOBILES }), /./],
  ]);
  check("functions and symbols", LEFT_OUT.map(([name, emails]) => [name, () => ask({ emails, ...MOBILES }), "emails"]));
  check("texts that are none", [
    ...NO_TEXTS.map(([name, value]) => [name, () => ask({ emails: ["a", value] }), "emails[1]"] as const),
    ["half of a surrogate pair", () => ask({ emails: [HALF] }), "question"],
    ["a circular list", () => ask({ emails: ["a", circularList] }), /^emails\[1\]/],
  ]);
  check("names that may be personal are not told", [
    ["of a BigInt", () => ask({ emails: { "person1@example.com": 7n } }), /^(question|emails)$/],
    ["beside the lists", () => ask({ ...ONE, "person1@example.com": 7n }), "question"],
  ]);
  check("a question that is none", [
    ["nothing", () => ask(undefined), "emails, mobiles, loginNames"],
    ["an empty one", () => ask({}), "emails, mobiles, loginNames"],
    ["empty lists", () => ask({ emails: [], mobiles: [] }), "emails, mobiles, loginNames"],
    ["null", () => ask(null), "question"],
    ["a text", () => ask("person1@example.com"), "question"],
    ["a list", () => ask(["person1@example.com"]), "question"],
    ["a BigInt", () => ask(7n), "question"],
    ["a circular object", () => ask(circular), "self"],
    ["an unknown member", () => ask({ ...ONE, email: "person1@example.com" }), "email"],
    ["an unknown member without a value", () => ask({ ...ONE, email: null }), "email"],
  ]);

  const user = (question: unknown): Promise<unknown> => dmtz.getUserInfo(question as Untyped);
  check("a code that is none", [
    ["nothing", () => user(undefined), "code"],
    ["no code", () => user({}), "code"],
    ["null as the question", () => user(null), "question"],
    ...NO_TEXTS.map(([name, code]) => [name, () => user({ code }), "code"] as const),
  ]);

  const employee = (question: unknown): Promise<unknown> => mysoft.getUserInfo(question as Untyped);
  check("members that are none", [
    ["null", () => employee({ tenantCode: null }), "tenantCode"],
    ["a number for a text", () => employee({ tenantCode: 7 }), "tenantCode"],
    ["a text for a number", () => employee({ platform: "1" }), "platform"],
    ["NaN", () => employee({ platform: NaN }), "platform"],
    ["a fraction", () => employee({ platform: 1.5 }), "platform"],
    ["a BigInt", () => employee({ platform: 1n }), "platform"],
    ["an unknown member", () => employee({ tenant_code: "demo" }), "tenant_code"],
  ]);
});

describe("pages", () => {
  const ask = async (lists: unknown, options?: unknown): Promise<void> => {
    for await (const { failed } of quanshi.pages(lists as Untyped, options as Untyped)) assert.ok(failed, "a page that failed");
  };

  check("lists that are none", NO_LISTS.map(([name, emails]) => [name, () => ask({ emails, ...MOBILES }), "emails"]));
  check("null, which is not absent", [["null", () => ask({ emails: null, ...MOBILES }), "emails"]]);
  check("an unknown list", [["a misspelled one", () => ask({ email: ["person1@example.com"], ...MOBILES }), "email"]]);
  check("functions and symbols", LEFT_OUT.map(([name, emails]) => [name, () => ask({ emails, ...MOBILES }), "emails"]));
  check("texts that are none", [
    ...NO_TEXTS.map(([name, value]) => [name, () => ask({ emails: ["a", value] }), "emails[1]"] as const),
    ["half of a surrogate pair", () => ask({ emails: [HALF] }), "emails"],
    ["a circular list", () => ask({ emails: ["a", circularList] }), /^emails\[1\]/],
  ]);
  check("lists that are not there", [
    ["nothing", () => ask(undefined), "emails, mobiles, loginNames"],
    ["an empty object", () => ask({}), "emails, mobiles, loginNames"],
    ["empty lists", () => ask({ emails: [], loginNames: new Set() }), "emails, mobiles, loginNames"],
  ]);
  check("an option that is none", [["maxInFlight", () => ask(ONE, { maxInFlight: 0 }), "maxInFlight"]]);

  test("positions count from the start of the list", async () => {
    const list = Array.from({ length: 300 }, (_, n) => `person${n}@example.com`);
    for (const value of [null, "", 7, 7n] as Untyped[]) {
      const pages = async (): Promise<void> => {
        for await (const page of quanshi.pages({ emails: [...list, value] })) assert.ok(page);
      };
      await assert.rejects(pages, { code: "INVALID_INPUT", field: "emails[300]" }, `${typeof value} ${String(value)}`);
    }
  });

  test("iterables are lists", async () => {
    for (const [, emails] of ITERABLES.slice(0, 2)) {
      const { value } = await quanshi.pages({ emails: emails as Iterable<string> }).next();
      assert.deepEqual(value?.notFound, ["person1@example.com"]);
    }
  });
});

describe("options", () => {
  const NO_NUMBERS = [null, "5", NaN, Infinity, -1, 1.5, true, 5n, {}, [5]];
  const NUMBERS = ["timeoutMs", "attemptTimeoutMs", "maxAttempts", "baseDelayMs", "maxDelayMs", "maxBodyBytes"] as const;
  const of = (options: object): Promise<unknown> =>
    new Quanshi({ auth: AUTH, fetch, ...options }).getUsersByEmailsMobiles(ONE);
  const call = (options: unknown): Promise<unknown> => quanshi.getUsersByEmailsMobiles(ONE, options as Untyped);

  for (const name of NUMBERS) {
    const cases = NO_NUMBERS.map((value) => [typeof value === "object" ? JSON.stringify(value) : `${typeof value} ${String(value)}`, value] as const);
    check(name, [
      ...cases.map(([what, value]) => [`of the service: ${what}`, () => of({ [name]: value }), name] as const),
      ...cases.map(([what, value]) => [`of the call: ${what}`, () => call({ [name]: value }), name] as const),
    ]);
  }
  check("others", [
    ["clockOffsetMs", () => call({ clockOffsetMs: 0.5 }), "clockOffsetMs"],
    ["includeSecrets", () => call({ includeSecrets: "yes" }), "includeSecrets"],
    ["maxInFlight", () => call({ maxInFlight: 0 }), "maxInFlight"],
    ["an unknown option of the service", () => of({ timeout: 5 }), "timeout"],
    ["an unknown option of the call", () => call({ timeout: 5 }), "timeout"],
    ...["http://example.com", "https://user@example.com", "https://example.com/?x", "example.com", "", 7, null, new URL("http://example.com")].map(
      (baseUrl) => [`baseUrl ${String(baseUrl)}`, () => of({ baseUrl }), "baseUrl"] as const,
    ),
    ["Mysoft without a base URL", () => new Mysoft({ auth: { accessToken: "demo" }, fetch } as Untyped).getUserInfo(), "baseUrl"],
  ]);
});

describe("credentials", () => {
  const SECRET = { appId: "demo-app", secretKey: "demo-secret" };
  const of = (auth: unknown): Promise<unknown> => new Quanshi({ auth, fetch } as Untyped).getUsersByEmailsMobiles(ONE);
  check("of Quanshi", [
    ["nothing", () => of(undefined), "auth"],
    ["no options at all", () => new (Quanshi as unknown as new () => Quanshi)().getUsersByEmailsMobiles(ONE), "auth"],
    ["null", () => of(null), "auth"],
    ["none of them", () => of({}), "auth"],
    ["a line break in the ID", () => of({ ...SECRET, appId: "demo\napp: x" }), "appId"],
    ["a line break in the token", () => of({ token: "demo\r\nx: y" }), "token"],
    ["an empty token", () => of({ token: "" }), "token"],
    ["a token that is null", () => of({ token: null }), "token"],
    ["a token that is a BigInt", () => of({ token: 7n }), "token"],
    ["an empty secret", () => of({ ...SECRET, secretKey: "" }), "secretKey"],
    ["another header", () => of({ ...SECRET, idHeader: "Id" }), "idHeader"],
    ["no secret", () => of({ appId: "demo-app" }), "secretKey"],
    ["a callback that is none", () => of({ authorize: 7 }), "authorize"],
    ["an unknown member", () => of({ ...AUTH, password: "x" }), "password"],
  ]);
  check("of others", [
    ["Mysoft without any", () => new Mysoft({ baseUrl: "https://example.com", fetch } as Untyped).getUserInfo(), "accessToken"],
    ["dmtz, which has none", () => new Dmtz({ auth: AUTH, fetch } as Untyped).getUserInfo({ code: "demo" }), "token"],
  ]);

  const nonce = "07".repeat(16);
  const authorize = (params: unknown, secret: unknown = SECRET): Promise<unknown> =>
    new QuanshiSigner(secret as Untyped).authorize(params as Untyped);
  check("of a server that signs", [
    ["an empty ID", () => authorize({ time: Date.now(), nonce }, { ...SECRET, appId: "" }), "appId"],
    ["an empty secret", () => authorize({ time: Date.now(), nonce }, { ...SECRET, secretKey: "" }), "secretKey"],
    ["nothing to sign", () => authorize(undefined), "params"],
    ["null", () => authorize(null), "params"],
    ["a text", () => authorize("time"), "params"],
    ["no time", () => authorize({ nonce }), "time"],
    ["a time that is a BigInt", () => authorize({ time: 7n, nonce }), "time"],
    ["an old time", () => authorize({ time: Date.now() - 61_000, nonce }), "time"],
    ["no nonce", () => authorize({ time: Date.now() }), "nonce"],
    ["a nonce that is a number", () => authorize({ time: Date.now(), nonce: 7 }), "nonce"],
    ["a short nonce", () => authorize({ time: Date.now(), nonce: "07" }), "nonce"],
    ["capital digits", () => authorize({ time: Date.now(), nonce: "AB".repeat(16) }), "nonce"],
  ]);
});

describe("mingpian/core", () => {
  test("refuses what is not allowed when it is polled, also what JSON cannot carry", async () => {
    await load();
    const opened = (asked: unknown): string | undefined => {
      const lookup = open(quanshiGetUsersByEmailsMobiles, asked as Untyped);
      const step = lookup.poll(Date.now(), new Uint8Array(16));
      lookup.close();
      assert.equal(step.kind, "done");
      return step.kind === "done" ? step.error?.field : undefined;
    };
    for (const [emails, field] of [[7n, "emails"], [["a", 7n], "emails[1]"]] as const) {
      assert.equal(opened({ question: { emails }, auth: AUTH }), field);
    }
    assert.equal(opened({ question: ONE, auth: AUTH, unknown: 1 }), "unknown");
    assert.equal(opened({ question: ONE, pages: true, auth: AUTH }), "question");
    assert.equal(opened({ question: ONE }), "auth");
    assert.equal(opened({ question: ONE, auth: AUTH, options: null }), "options");
  });
});
