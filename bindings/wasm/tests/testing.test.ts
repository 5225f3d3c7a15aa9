// Tests the fake services of `mingpian/testing`.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { Dmtz, isLookupError, Mysoft, Quanshi, type ErrorCode, type LookupErrorJson } from "mingpian";
import { fakeFetch, type FakeOptions, type Fault, type Person } from "mingpian/testing";
import { fails, plain, same } from "./support/check.js";
import { needs } from "./support/env.js";

const ANN: Person = { provider: "quanshi", email: "ann@example.com", displayName: "Ann" };
const EVERYONE: readonly Person[] = [
  ANN,
  { provider: "dmtz", identifiers: ["code-1", "code-2"], surname: "Ann" },
  { provider: "mysoft", name: "Ann" },
  { provider: "mysoft", name: "Bob", wzsUserId: "bob" },
];

/** Returns the three services over one fake. */
function services(options: FakeOptions = { people: EVERYONE }, others: { readonly maxAttempts?: number } = {}) {
  const fetch = fakeFetch(options);
  const common = { fetch, baseDelayMs: 0, maxDelayMs: 0, ...others };
  const quanshi = new Quanshi({ ...common, auth: { token: "any" } });
  const dmtz = new Dmtz(common);
  const mysoft = new Mysoft({ ...common, baseUrl: "https://example.com/a/path", auth: { accessToken: "any" } });
  const asks = {
    quanshi: () => quanshi.getUsersByEmailsMobiles({ emails: ["ann@example.com"] }),
    dmtz: () => dmtz.getUserInfo({ code: "code-1" }),
    mysoft: () => mysoft.getUserInfo(),
  };
  return { fetch, quanshi, dmtz, mysoft, asks };
}

/** Converts a record to the description of a person, without derived members and with documents in strings as text. */
function described(record: object): object {
  const members = Object.entries(record).filter(([name]) => name !== "profile" && name !== "unreadableFields");
  const text = (value: unknown): unknown => (Object(value) as { text?: unknown }).text ?? value;
  const { secrets } = record as { readonly secrets?: object };
  return { ...Object.fromEntries(members.map(([name, value]) => [name, text(value)])), secrets: { ...secrets } };
}

/** Returns a record and its secrets, which are not enumerable. */
const whole = (record: object): unknown => ({ record, secrets: { ...(record as { readonly secrets?: object }).secrets } });

describe("fakes", () => {
  const { values, skip } = needs("MINGPIAN_ORIGIN");
  const origin = values.MINGPIAN_ORIGIN;
  // Among these people, every field that varies is present, absent, and broken.
  const numbers = [1, 2, 3, 4, 5, 7, 11, 12, 20, 22, 35, 77];

  test("answer like the local services for the same people", { skip }, async () => {
    const emails = numbers.map((n) => `person${n}@example.com`);
    const real = await new Quanshi({ baseUrl: `${origin}/quanshi`, auth: { token: "00112233445566778899aabbccddeeff" } })
      .getUsersByEmailsMobiles({ emails: [...emails, "nobody@example.com"] });
    const people = [...real.found.values()].map((account) => ({ ...described(account), secrets: undefined, provider: "quanshi" }) as Person);
    const faked = await services({ people }).quanshi.getUsersByEmailsMobiles({ emails: [...emails, "nobody@example.com"] });
    assert.equal(real.found.size, numbers.length);
    same(faked.found, real.found);
    same(faked.notFound, real.notFound);

    for (const n of numbers) {
      const secrets = { includeSecrets: true };
      const answer = await fetch(`${origin}/sandbox/codes`, { method: "POST", body: JSON.stringify({ person: n }) });
      const { code } = (await answer.json()) as { readonly code: string };
      const user = await new Dmtz({ baseUrl: `${origin}/dmtz` }).getUserInfo({ code }, secrets);
      const auth = { accessToken: "demo token+/=&?" };
      const wzsUserId = `wzs-person-${n}`;
      const employee = await new Mysoft({ baseUrl: `${origin}/mysoft`, auth }).getUserInfo({ wzsUserId }, secrets);
      const { dmtz, mysoft } = services({
        people: [
          { ...described(user), provider: "dmtz", identifiers: ["code"] },
          { ...described(employee), provider: "mysoft" },
        ],
      });
      same(whole(await dmtz.getUserInfo({ code: "code" }, secrets)), whole(user), `dmtz ${n}`);
      same(whole(await mysoft.getUserInfo({ wzsUserId }, secrets)), whole(employee), `mysoft ${n}`);
    }
  });

  test("accept a person with few fields", async () => {
    const { quanshi, dmtz, mysoft } = services();
    const { found, requestId } = await quanshi.getUsersByEmailsMobiles({ emails: ["ann@example.com"] });
    const { profile, userId } = found.get("ann@example.com")!;
    same(profile, { provider: "quanshi", id: "1", displayName: "Ann", email: "ann@example.com" });
    assert.equal(userId, 1);
    assert.equal(requestId, "request-1");
    const user = await dmtz.getUserInfo({ code: "code-1" });
    same(user.profile, { provider: "dmtz", id: "2", displayName: "Ann" });
    same((await mysoft.getUserInfo()).profile, { provider: "mysoft", id: "3", displayName: "Ann" });
    same((await mysoft.getUserInfo({ wzsUserId: "bob" })).profile, { provider: "mysoft", id: "4", displayName: "Bob" });
  });

  test("find people by every kind of identifier, and by the identifiers of the test", async () => {
    const people: readonly Person[] = [
      { provider: "quanshi", userId: 7, email: "ann@example.com", mobile: "10000000001", loginName: "ann" },
      { provider: "quanshi", userId: 8, email: "bob@example.com", identifiers: ["robert@example.com"] },
    ];
    const { quanshi } = services({ people });
    const { found, notFound } = await quanshi.getUsersByEmailsMobiles({
      emails: ["ann@example.com", "bob@example.com", "robert@example.com"],
      mobiles: ["10000000001"],
      loginNames: ["ann", "nobody"],
    });
    const ids = [...found].map(([identifier, { userId }]) => `${identifier} ${userId}`);
    assert.deepEqual(ids.sort(), ["10000000001 7", "ann 7", "ann@example.com 7", "robert@example.com 8"]);
    assert.deepEqual(notFound, ["bob@example.com", "nobody"]);
  });

  test("write records inside records, and documents inside strings", async () => {
    const { dmtz, mysoft } = services({
      people: [
        { provider: "dmtz", identifiers: ["a"], extraProperties: { city: "示例市", privilege: ["x"] }, secrets: { password: "p" } },
        { provider: "dmtz", identifiers: ["b"], extraProperties: '{"City":' },
        { provider: "mysoft", im: { enable: true }, belongDept: [{ deptName: "研发部" }, { deptName: "市场部" }] },
      ],
    });
    const user = await dmtz.getUserInfo({ code: "a" }, { includeSecrets: true });
    assert.equal(user.extraProperties?.value?.city, "示例市");
    assert.deepEqual(user.extraProperties?.value?.privilege, ["x"]);
    assert.equal(user.secrets?.password, "p");
    same((await dmtz.getUserInfo({ code: "b" })).extraProperties, { text: '{"City":' });
    const employee = await mysoft.getUserInfo();
    assert.equal(employee.im?.enable, true);
    assert.deepEqual(employee.belongDept.map(({ deptName }) => deptName), ["研发部", "市场部"]);
  });

  test("reject unknown people, and a code that was already used", async () => {
    const { dmtz, mysoft, fetch } = services();
    const unknown = { code: "REJECTED", providerCode: -1, providerText: "there is no such person" } as const;
    await fails(dmtz.getUserInfo({ code: "code-3" }), unknown);
    await fails(mysoft.getUserInfo({ wzsUserId: "nobody" }), unknown);
    await fails(services({}).mysoft.getUserInfo(), unknown);
    assert.equal((await dmtz.getUserInfo({ code: "code-1" })).surname, "Ann");
    await fails(dmtz.getUserInfo({ code: "code-1" }), { code: "REJECTED", providerText: "the code was used before" });
    // A request that is refused does not use up a code. A request whose answer is lost does.
    fetch.fail({ code: "TRANSPORT", kind: "refused", times: 1 });
    fetch.fail({ code: "REJECTED", times: 1, providerCode: 7 });
    await fails(dmtz.getUserInfo({ code: "code-2" }), { code: "REJECTED", providerCode: 7 });
    assert.equal((await dmtz.getUserInfo({ code: "code-2" })).surname, "Ann");
    const lost = services(undefined, { maxAttempts: 1 });
    lost.fetch.fail({ code: "TRANSPORT", times: 1 });
    await fails(lost.asks.dmtz(), { code: "TRANSPORT", kind: "interrupted" });
    await fails(lost.asks.dmtz(), { code: "REJECTED", providerText: "the code was used before" });
  });

  test("send records that cannot be read", async () => {
    const people: readonly Person[] = [
      { provider: "quanshi", identifiers: ["ann@example.com"], unreadable: true },
      { provider: "quanshi", email: "bob@example.com", mobile: "10000000002", unreadableFields: ["mobile"] },
      { provider: "dmtz", identifiers: ["a"], unreadable: true },
      { provider: "mysoft", name: "Ann", unreadableFields: ["belong_dept", "tab_index"], im: { unreadableFields: ["enable"] } },
    ];
    const { quanshi, dmtz, mysoft } = services({ people });
    const users = await quanshi.getUsersByEmailsMobiles({ emails: ["ann@example.com", "bob@example.com"] });
    assert.deepEqual(users.unreadable, [{ identifier: "ann@example.com", field: "userId" }]);
    const bob = users.found.get("bob@example.com");
    assert.deepEqual([bob?.mobile, bob?.unreadableFields], [undefined, ["mobile"]]);
    await fails(dmtz.getUserInfo({ code: "a" }), { code: "MALFORMED_RESPONSE", field: "data.id" });
    const employee = await mysoft.getUserInfo();
    assert.deepEqual(employee.unreadableFields, ["tab_index", "belong_dept"]);
    assert.deepEqual(employee.im?.unreadableFields, ["enable"]);
  });

  const reply = { providerCode: 42, providerText: "no" };
  const errors: Readonly<Record<ErrorCode, readonly [Omit<Fault, "code">, Partial<LookupErrorJson>]>> = {
    INVALID_INPUT: [{ field: "emails[0]" }, { field: "emails[0]", retryable: false }],
    UNAUTHENTICATED: [reply, { ...reply, status: 401 }],
    RATE_LIMITED: [{ ...reply, retryAfterMs: 0 }, { ...reply, status: 429, retryAfterMs: 0 }],
    REJECTED: [reply, { ...reply, status: 200 }],
    HTTP_STATUS: [{ ...reply, status: 503, retryAfterMs: 0 }, { ...reply, status: 503, retryAfterMs: 0 }],
    MALFORMED_RESPONSE: [{}, { field: "", status: 200 }],
    RESPONSE_TOO_LARGE: [{}, {}],
    TRANSPORT: [{ kind: "offline" }, { kind: "offline" }],
    CANCELLED: [{}, { retryable: false }],
    INTERNAL: [{}, { retryable: false }],
  };
  for (const [code, [fault, members]] of Object.entries(errors) as [ErrorCode, (typeof errors)[ErrorCode]][]) {
    test(`fail with ${code}`, async () => {
      for (const provider of ["quanshi", "dmtz", "mysoft"] as const) {
        const { asks, fetch } = services({ people: EVERYONE, faults: [{ code, ...fault }] });
        const error = await fails(asks[provider](), { code, ...members });
        if (["INVALID_INPUT", "CANCELLED", "INTERNAL"].includes(code)) continue;
        assert.equal(error.provider, provider);
        assert.ok(fetch.asked.length >= 1);
        // Without the details, the error is the same.
        await fails(services({ faults: [{ code }] }, { maxAttempts: 1 }).asks[provider](), { code });
      }
    });
  }

  test("fail in the same ways as transports", async () => {
    for (const kind of ["offline", "refused", "interrupted"] as const) {
      const { asks } = services({ faults: [{ code: "TRANSPORT", kind }] });
      const error = await fails(asks.quanshi(), { code: "TRANSPORT", kind });
      assert.ok(error.cause instanceof TypeError);
    }
    const { quanshi } = services({ faults: [{ code: "TRANSPORT", kind: "timeout" }] }, { maxAttempts: 1 });
    const one = { emails: ["ann@example.com"] };
    await fails(quanshi.getUsersByEmailsMobiles(one, { attemptTimeoutMs: 10 }), { code: "TRANSPORT", kind: "timeout" });
  });

  test("never answer, so that a lookup can be cancelled", async () => {
    const { quanshi, fetch } = services({ faults: [{ code: "TRANSPORT", kind: "timeout" }] });
    const abort = new AbortController();
    const lookup = quanshi.getUsersByEmailsMobiles({ emails: ["ann@example.com"] }, { signal: abort.signal });
    assert.deepEqual(await fetch.untilAsked(1), [{ provider: "quanshi", identifiers: ["ann@example.com"] }]);
    abort.abort();
    await fails(lookup, { code: "CANCELLED" });
  });

  test("fail as often, for the people, and at the operations that the test chooses", async () => {
    const faults: readonly Fault[] = [
      { code: "HTTP_STATUS", times: 2 },
      { code: "REJECTED", identifier: "bob@example.com" },
      { code: "UNAUTHENTICATED", provider: "mysoft" },
    ];
    const { asks, quanshi, fetch } = services({ people: EVERYONE, faults });
    // Two attempts fail, and the third is answered.
    assert.equal((await asks.quanshi()).found.size, 1);
    assert.equal(fetch.asked.length, 3);
    await fails(quanshi.getUsersByEmailsMobiles({ emails: ["ann@example.com", "bob@example.com"] }), { code: "REJECTED" });
    await fails(asks.mysoft(), { code: "UNAUTHENTICATED" });
    fetch.fail({ code: "REJECTED", providerCode: 1, identifier: "ann@example.com", times: 1 });
    await fails(asks.quanshi(), { code: "REJECTED", providerCode: 1 });
    assert.equal((await asks.quanshi()).found.size, 1);
  });

  test("record every request and the identifiers in it", async () => {
    const { quanshi, fetch, asks } = services();
    const emails = Array.from({ length: 450 }, (_, n) => `person${n}@example.com`);
    let notFound = 0;
    for await (const page of quanshi.pages({ emails, mobiles: ["10000000001"] })) notFound += page.notFound.length;
    assert.equal(notFound, 451);
    assert.deepEqual(fetch.asked.map(({ identifiers }) => identifiers.length).sort(), [200, 201, 50]);
    await asks.dmtz();
    await asks.mysoft();
    assert.deepEqual(fetch.asked.slice(3), [{ provider: "dmtz", identifiers: ["code-1"] }, { provider: "mysoft", identifiers: [] }]);
  });

  test("show one request for lookups that share a code", async () => {
    const { dmtz, fetch } = services();
    const [first, second] = await Promise.all([dmtz.getUserInfo({ code: "code-1" }), dmtz.getUserInfo({ code: "code-1" })]);
    same(plain(first), plain(second));
    assert.equal(fetch.asked.length, 1);
  });

  test("answer any other URL with 404, and accept a Request", async () => {
    const fetch = fakeFetch({ people: EVERYONE });
    assert.equal((await fetch("https://example.com/elsewhere")).status, 404);
    const url = "https://example.com/confopenapi/account/getUsersByEmailsMobiles";
    const answer = await fetch(new Request(url, { method: "POST", body: '{"emails":["ann@example.com"]}' }));
    assert.match(await answer.text(), /"userId":1/);
  });

  test("work where there is no Response", async () => {
    const { Response } = globalThis;
    Reflect.deleteProperty(globalThis, "Response");
    try {
      const { asks, fetch } = services();
      assert.equal((await asks.quanshi()).found.size, 1);
      fetch.fail({ code: "RESPONSE_TOO_LARGE" });
      await fails(asks.quanshi(), { code: "RESPONSE_TOO_LARGE" });
    } finally {
      globalThis.Response = Response;
    }
  });

  test("refuse a value that is neither a person nor a fault, and name it", () => {
    const wrong: readonly (readonly [object, string])[] = [
      [{ people: [{ provider: "nobody" }] }, "people[0].provider"],
      [{ people: [ANN, { provider: "quanshi" }] }, "people[1].identifiers"],
      [{ people: [{ provider: "dmtz", surname: "Ann" }] }, "people[0].identifiers"],
      [{ people: [{ ...ANN, identifiers: [7] }] }, "people[0].identifiers"],
      [{ people: [{ ...ANN, name: "Ann" }] }, "people[0].name"],
      [{ people: [{ ...ANN, constructor: "Ann" }] }, "people[0].constructor"],
      [{ people: [{ ...ANN, userId: "7" }] }, "people[0].userId"],
      [{ people: [{ ...ANN, mobile: 10_000_000_001 }] }, "people[0].mobile"],
      [{ people: [{ ...ANN, unreadableFields: ["mobile", "tel"] }] }, "people[0].unreadableFields[1]"],
      [{ people: [{ provider: "dmtz", identifiers: ["a"], password: "x" }] }, "people[0].password"],
      [{ people: [{ provider: "dmtz", identifiers: ["a"], secrets: { id: "x" } }] }, "people[0].secrets.id"],
      [{ people: [{ provider: "mysoft", belongDept: [{}, { name: "x" }] }] }, "people[0].belongDept[1].name"],
      [{ people: [{ provider: "mysoft", im: [] }] }, "people[0].im"],
      [{ faults: [{}] }, "faults[0].code"],
      [{ faults: [{ code: "NONE" }] }, "faults[0].code"],
      [{ faults: [{ code: "REJECTED", status: 500 }] }, "faults[0].status"],
      [{ faults: [{ code: "HTTP_STATUS", status: 401 }] }, "faults[0].status"],
      [{ faults: [{ code: "HTTP_STATUS", status: 200 }] }, "faults[0].status"],
      [{ faults: [{ code: "TRANSPORT", kind: "other" }] }, "faults[0].kind"],
      [{ faults: [{ code: "REJECTED", times: 0 }] }, "faults[0].times"],
      [{ faults: [{ code: "REJECTED", provider: "nobody" }] }, "faults[0].provider"],
      [{ faults: [{ code: "RATE_LIMITED", retryAfterMs: -1 }] }, "faults[0].retryAfterMs"],
    ];
    for (const [options, field] of wrong) {
      const isNamed = (error: unknown): boolean => isLookupError(error) && error.code === "INVALID_INPUT" && error.field === field;
      assert.throws(() => fakeFetch(options as FakeOptions), isNamed, field);
    }
    assert.throws(() => fakeFetch().fail({ code: "REJECTED", times: 0.5 }), { field: "fault.times" });
  });

  test("have types with each provider's fields", () => {
    const people: readonly Person[] = [
      { provider: "quanshi", email: "ann@example.com", userId: 7, unreadableFields: ["mobile"] },
      { provider: "dmtz", identifiers: ["a"], extraProperties: { privilege: ["x"] }, secrets: { password: "x" } },
      // @ts-expect-error a profile is made of the other fields
      { provider: "quanshi", email: "ann@example.com", profile: {} },
      // @ts-expect-error a field of another provider
      { provider: "quanshi", email: "ann@example.com", surname: "Ann" },
      // @ts-expect-error an ID is a number there
      { provider: "quanshi", email: "ann@example.com", userId: "7" },
      // @ts-expect-error a department has a name of another kind
      { provider: "mysoft", belongDept: [{ deptName: 7 }] },
      // @ts-expect-error there is no such provider
      { provider: "nobody" },
    ];
    assert.equal(people.length, 7);
  });

  test("do not accept a success code as a rejection", async () => {
    const codes = { quanshi: 0, dmtz: 200, mysoft: 1 } as const;
    for (const [provider, providerCode] of Object.entries(codes) as [keyof typeof codes, number][]) {
      const { asks } = services({ faults: [{ code: "REJECTED", providerCode }] });
      await fails(asks[provider](), { code: "INVALID_INPUT", field: "providerCode" });
    }
    await fails(services({ faults: [{ code: "REJECTED", providerCode: 401 }] }).asks.dmtz(), { code: "INVALID_INPUT" });
  });

  test("need no module, and are not part of an app that does not import them", async () => {
    const inputs = async (entry: string): Promise<string[]> => {
      const stdin = { contents: `export * from "${entry}"`, resolveDir: fileURLToPath(new URL(".", import.meta.url)) };
      const { metafile } = await build({ stdin, bundle: true, format: "esm", write: false, metafile: true, logLevel: "error" });
      return Object.keys(metafile.inputs);
    };
    const ofTests = await inputs("mingpian/testing");
    assert.ok(ofTests.some((path) => path.endsWith("dist/testing.js")));
    assert.deepEqual(ofTests.filter((path) => /module\/|wasm\.js/.test(path)), []);
    for (const entry of ["mingpian", "mingpian/core", "mingpian/server"]) {
      assert.deepEqual((await inputs(entry)).filter((path) => /fake|testing/.test(path)), []);
    }
  });
});
