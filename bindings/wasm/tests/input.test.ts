// Tests input that is not allowed. It causes an `InvalidInputError` that names the field, and nothing is sent.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { Dmtz, isLookupError, Mysoft, Quanshi } from "mingpian";
import { load, open, quanshiGetUsersByEmailsMobiles } from "mingpian/core";
import { checkSum, QuanshiSigner } from "mingpian/server";

const AUTH = { token: "demo-token" };
const ONE = { emails: ["person1@example.com"] };
const MOBILES = { mobiles: ["10000000001"] };

let sent = 0;
const fetch = (): Promise<Response> => {
  sent += 1;
  return Promise.resolve(new Response('{"status":0,"result":{}}'));
};

/** Any value, because callers in JavaScript have no types. */
type Untyped = never;

const quanshi = new Quanshi({ auth: AUTH, fetch });
const dmtz = new Dmtz({ fetch });
const mysoft = new Mysoft({ baseUrl: "https://example.com", auth: { accessToken: "demo-token" }, fetch });

/** Returns a description of what a lookup did, unless it was rejected because of the field. */
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

/** Values that are not lists of texts, neither in JSON nor as iterables. */
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
  ["a URL", new URL("https://example.com")],
];

/** Values that JSON leaves out of an object. They must not count as absent. */
const LEFT_OUT: readonly (readonly [name: string, value: unknown])[] = [
  ["a function", () => ["person1@example.com"]],
  ["a symbol", Symbol("list")],
];

/** Values that look like iterables but are not. */
const NO_ITERABLES: readonly (readonly [name: string, value: unknown])[] = [
  ["an iterator that is no function", { [Symbol.iterator]: 7 }],
  ["an iterator that is nothing", { [Symbol.iterator]: () => undefined }],
  ["an iterator without next", { [Symbol.asyncIterator]: () => ({}) }],
];

/** Iterables that are not lists, which `pages` reads. */
const ITERABLES: readonly (readonly [name: string, value: unknown])[] = [
  ["an iterator", ["person1@example.com"].values()],
  ["a Set", new Set(["person1@example.com"])],
  ["a Map", new Map([["person1@example.com", 1]])],
];

/** Values that are not texts. */
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
  ["a Date", new Date()],
  ["a URL", new URL("https://example.com")],
  ["an empty text", ""],
];
/** An unpaired surrogate cannot be in JSON, so a message about it names the object that contains it. */
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
    ["an unpaired surrogate", () => ask({ emails: [HALF] }), "question"],
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
  check("iterables that are none", NO_ITERABLES.map(([name, emails]) => [name, () => ask({ emails, ...MOBILES }), "emails"]));
  check("texts that are none", [
    ...NO_TEXTS.map(([name, value]) => [name, () => ask({ emails: ["a", value] }), "emails[1]"] as const),
    ["an unpaired surrogate", () => ask({ emails: [HALF] }), "emails"],
    ["a circular list", () => ask({ emails: ["a", circularList] }), /^emails\[1\]/],
  ]);
  check("lists that are not there", [
    ["nothing", () => ask(undefined), "emails, mobiles, loginNames"],
    ...[null, 7, 7n, "text", true].map((lists) => [String(lists), () => ask(lists), "question"] as const),
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

  test("iterables are accepted as lists", async () => {
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
    ["baseUrl that has no text", () => of({ baseUrl: Object.create(null) }), "baseUrl"],
    ["fetch", () => of({ fetch: 7 }), "fetch"],
    ["fetch that is null", () => of({ fetch: null }), "fetch"],
    ...[null, 7, "text", {}, new AbortController()].map((signal) => [`signal ${String(signal)}`, () => call({ signal }), "signal"] as const),
    ...[null, 7, "text", {}].flatMap((callback) => [
      [`onRequest ${String(callback)}`, () => call({ onRequest: callback }), "onRequest"] as const,
      [`onProgress ${String(callback)}`, () => call({ onProgress: callback }), "onProgress"] as const,
    ]),
    ...[null, 7, "text", 7n].flatMap((options) => [
      [`options ${String(options)} of the call`, () => call(options), "options"] as const,
      [`options ${String(options)} of the service`, () => new Quanshi(options as Untyped).getUsersByEmailsMobiles(ONE), "options"] as const,
    ]),
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
    ["a token that is undefined", () => of({ token: undefined }), "token"],
    ["a callback that is undefined", () => of({ authorize: undefined }), "authorize"],
    ["a server that signs, but no callback", () => of({ delegated: true }), "authorize"],
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
    ["no secret at all", () => new (QuanshiSigner as unknown as new () => QuanshiSigner)().authorize({ time: Date.now(), nonce }), "secret"],
    ["a store that is none", () => authorize({ time: Date.now(), nonce }, { ...SECRET, isNew: 7 }), "isNew"],
    ["an empty ID", () => authorize({ time: Date.now(), nonce }, { ...SECRET, appId: "" }), "appId"],
    ["an empty secret", () => authorize({ time: Date.now(), nonce }, { ...SECRET, secretKey: "" }), "secretKey"],
    ["nothing to sign", () => authorize(undefined), "params"],
    ["null", () => authorize(null), "params"],
    ["a text", () => authorize("time"), "params"],
    ["no time", () => authorize({ nonce }), "time"],
    ["a time that is a BigInt", () => authorize({ time: 7n, nonce }), "time"],
    ["no nonce", () => authorize({ time: Date.now() }), "nonce"],
    ["a nonce that is a number", () => authorize({ time: Date.now(), nonce: 7 }), "nonce"],
    ["a short nonce", () => authorize({ time: Date.now(), nonce: "07" }), "nonce"],
    ["capital digits", () => authorize({ time: Date.now(), nonce: "AB".repeat(16) }), "nonce"],
  ]);
});

describe("what a server that signs returns", () => {
  const signed = (headers: unknown): Promise<unknown> =>
    new Quanshi({ auth: { authorize: async () => headers as Untyped }, fetch, maxAttempts: 1 }).getUsersByEmailsMobiles(ONE);
  const throwing = {
    toString: () => {
      throw new RangeError("mine");
    },
  };
  check(
    "no headers",
    [7, "text", [], {}, { AppId: 7, CheckSum: "0" }, { AppId: Symbol("x") }, { AppId: "demo", CheckSum: throwing }].map(
      (headers, n) => [`${n}`, () => signed(headers), "authorization"] as const,
    ),
  );
  test("does not affect other lookups", async () => {
    await load();
    const bystander = open(quanshiGetUsersByEmailsMobiles, { question: ONE, auth: AUTH });
    await assert.rejects(signed({ AppId: throwing, CheckSum: throwing }), { code: "INVALID_INPUT" });
    assert.equal(bystander.poll(0, new Uint8Array(16)).kind, "send");
    bystander.close();
  });
});

describe("checksums", () => {
  const sum = (...values: unknown[]): Promise<unknown> => checkSum(...(values as [Untyped, Untyped, Untyped]));
  check("of what cannot be signed", [
    ...[NaN, -1, Infinity, undefined, null, "5", 7n].map((time) => [`time ${String(time)}`, () => sum("k", "n", time), "curTimeMs"] as const),
    ["no secret", () => sum(), "secretKey"],
    ["a secret that is a number", () => sum(7, "n", 0), "secretKey"],
    ["a nonce that is null", () => sum("k", null, 0), "nonce"],
  ]);
});

describe("messages", () => {
  test("say what was expected and what was found", async () => {
    const said = async (ask: () => Promise<unknown>): Promise<string> => ask().then(String, (error: Error) => error.message);
    const of = (auth: object) => new Quanshi({ auth, fetch } as Untyped).getUsersByEmailsMobiles(ONE);
    assert.equal(await said(() => of({ token: undefined })), "token: expected a value, got undefined");
    assert.equal(await said(() => checkSum("k", "n", NaN)), "curTimeMs: expected milliseconds since 1970, got NaN");
    assert.equal(await said(() => new Dmtz({ baseUrl: "/api" }).getUserInfo({ code: "x" })), "baseUrl: expected an https URL, got no scheme");
    assert.equal(await said(() => new Dmtz({ fetch: 7 as Untyped }).getUserInfo({ code: "x" })), "fetch: expected a function, got number");
    assert.match(await said(() => new (Quanshi as unknown as new () => Quanshi)().getUsersByEmailsMobiles(ONE)), /^auth: expected `appId` and `secretKey`/);
  });

  test("name what the platform lacks, and later lookups use it once it is there", async () => {
    const lacking = async (name: string): Promise<unknown> => {
      const script = `
        import { Dmtz } from "mingpian";
        const kept = Object.getOwnPropertyDescriptor(globalThis, "${name}");
        const response = new Response('{"code":200,"id":"7"}');
        delete globalThis.${name};
        const ask = (options) => new Dmtz(options).getUserInfo({ code: "demo" });
        const fetch = async () => response;
        const error = await ask("${name}" === "fetch" ? {} : { fetch }).catch((error) => error);
        Object.defineProperty(globalThis, "${name}", kept);
        const { id } = await ask({ fetch });
        console.log(JSON.stringify([error.code, error.message, error.cause?.message, id]));`;
      const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", script], {
        cwd: fileURLToPath(new URL(".", import.meta.url)),
      });
      return JSON.parse(stdout);
    };
    assert.deepEqual(await lacking("fetch"), ["INVALID_INPUT", "fetch: expected a function, got undefined", null, "7"]);
    assert.deepEqual(await lacking("crypto"), ["INTERNAL", "this runtime has no crypto.getRandomValues", null, "7"]);
    for (const name of ["WebAssembly", "TextDecoder"]) {
      const missing = `${name} is not defined`;
      assert.deepEqual(await lacking(name), ["INTERNAL", `WebAssembly cannot start: ${missing}`, missing, "7"]);
    }
  });
});

describe("a base URL that is a path", () => {
  test("is resolved against the page's origin", async () => {
    const urls: string[] = [];
    const send = (url: unknown): Promise<Response> => Promise.resolve(new Response(urls.push(String(url)) ? '{"code":200,"id":"7"}' : ""));
    const ask = (baseUrl: string): Promise<unknown> => new Dmtz({ baseUrl, fetch: send }).getUserInfo({ code: "demo" });
    const page = globalThis as { location?: { readonly origin: string } };
    try {
      page.location = { origin: "https://app.example.com" };
      await ask("/api");
      await ask("/");
      await ask("https://example.com/api");
      for (const other of ["//example.com/api", "/\\example.com", "/api?x", "api"]) {
        await assert.rejects(ask(other), { code: "INVALID_INPUT", field: "baseUrl" }, other);
      }
      for (const origin of ["http://app.example.com", "null"]) {
        page.location = { origin };
        await assert.rejects(ask("/api"), { code: "INVALID_INPUT", field: "baseUrl" }, origin);
      }
    } finally {
      delete page.location;
    }
    await assert.rejects(ask("/api"), { code: "INVALID_INPUT", field: "baseUrl" });
    const bases = ["https://app.example.com/api/", "https://app.example.com/", "https://example.com/api/"];
    assert.ok(urls.length === 3 && urls.every((url, n) => url.startsWith(bases[n]!)), String(urls));
  });
});

describe("mingpian/core", () => {
  test("refuses arguments of other types, and lookups that are closed", async () => {
    await load();
    const lookup = open(quanshiGetUsersByEmailsMobiles, { question: ONE, auth: AUTH });
    const random = new Uint8Array(16);
    const body = new Uint8Array();
    const calls: readonly (readonly [field: string, call: (lookup: Untyped) => unknown])[] = [
      ["operation", () => open(undefined as Untyped, undefined as Untyped)],
      ...[undefined, NaN, -1, 7n, "7"].map((now) => ["now", () => lookup.poll(now as Untyped, random)] as const),
      ...[undefined, "0123456789abcdef", 16].map((random) => ["random", () => lookup.poll(0, random as Untyped)] as const),
      ...[undefined, 7, {}].map((kind) => ["kind", () => lookup.handleFailure(1, kind as Untyped)] as const),
      ["now", () => lookup.handleResponse(1, NaN, { status: 200, headers: new Map(), body })],
      ["headers", () => lookup.handleResponse(1, 0, undefined as Untyped)],
      ["body", () => lookup.handleResponse(1, 0, { status: 200, headers: new Map(), body: "{}" as Untyped })],
      ["body", () => lookup.handleResponse(1, 0, { status: 200, headers: new Map(), body: new DataView(new ArrayBuffer(8)) as Untyped })],
      ...[7, {}, Symbol("text")].map((text) => ["headers", () => lookup.handleResponse(1, 0, { status: 200, headers: new Map([["date", text as Untyped]]), body })] as const),
    ];
    for (const [n, [field, call]] of calls.entries()) {
      assert.throws(call as () => unknown, { name: "InvalidInputError", code: "INVALID_INPUT", field }, `${n} ${field}`);
    }
    assert.equal(lookup.poll(0, random).kind, "send");
    lookup.close();
    assert.throws(() => lookup.poll(0, random), { code: "INTERNAL", message: "the lookup is closed" });
    const nothing = open(quanshiGetUsersByEmailsMobiles, undefined as Untyped);
    const step = nothing.poll(0, random);
    assert.equal(step.kind === "done" && step.error?.code, "INVALID_INPUT");
    nothing.close();
  });

  test("rejects invalid input when it is polled, even input that JSON cannot represent", async () => {
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
