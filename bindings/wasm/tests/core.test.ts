import assert from "node:assert/strict";
import { after, before, describe, mock, test } from "node:test";
import { fileURLToPath } from "node:url";
import { inspect } from "node:util";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { Quanshi } from "mingpian";
import {
  CancelledError,
  dmtzGetUserInfo,
  InternalError,
  InvalidInputError,
  load,
  mysoftGetUserInfo,
  open as openLookup,
  quanshiGetUsersByEmailsMobiles,
  type Answers,
  type CoreOptions,
  type Lookup,
  type QuanshiAccount,
  type QuanshiCredentials,
} from "mingpian/core";
import { checkSum, QuanshiSigner, sign } from "mingpian/server";
import { bundle, open, type Window } from "./support/browser.js";
import { fails, sleep } from "./support/check.js";
import { needs } from "./support/env.js";
import { expectStep, NOW, RANDOM, refusal, response } from "./support/lookups.js";

const AUTH = { token: "demo-token" };
const SECRET = { appId: "demo-app", secretKey: "demo-secret" };
const ONE = { emails: ["person1@example.com"] };
const MANY = Array.from({ length: 450 }, (_, n) => `person${n}@example.com`);
const JSON_BODY = '{"status":0,"result":{"person1@example.com":{"userId":7,"displayName":"安\\u7136 😀"}}}';
const NOBODY = '{"status":0,"result":{}}';

type Accounts = Lookup<Answers<QuanshiAccount>>;

const quanshi = (options: CoreOptions = {}, auth: QuanshiCredentials = AUTH): Accounts =>
  openLookup(quanshiGetUsersByEmailsMobiles, { question: ONE, auth, options });

const dmtz = (code = "demo"): Lookup<unknown> => openLookup(dmtzGetUserInfo, { question: { code } });

/** Opens a lookup whose lists are complete. */
function fed(emails: readonly string[] = MANY, options: CoreOptions = {}): Accounts {
  const lookup = openLookup(quanshiGetUsersByEmailsMobiles, { pages: true, auth: AUTH, options });
  quanshiGetUsersByEmailsMobiles.lists.forEach((name, list) => lookup.feed(list, name === "emails" ? emails : [], true));
  return lookup;
}

/** Reports a response to the request of a lookup, and returns the answer. */
function answered<T>(lookup: Lookup<T>, body = JSON_BODY): T {
  assert.equal(lookup.handleResponse(expectStep(lookup, "send").id, NOW, response(body)), true);
  return expectStep(lookup, "answer").answer;
}

/** The memories of the instances, in the order in which they were started. */
const memories: WebAssembly.Memory[] = [];
const memory = (): number => memories.at(-1)!.buffer.byteLength;
before(async () => {
  const { instantiate } = WebAssembly;
  mock.method(WebAssembly, "instantiate", async (...given: Parameters<typeof instantiate>) => {
    const result: object = await instantiate(...given);
    // Node's own fetch instantiates a module that it has compiled, and receives only an instance.
    if ("instance" in result) memories.push((result.instance as WebAssembly.Instance).exports["memory"] as WebAssembly.Memory);
    return result as never;
  });
  await load();
});

describe("a lookup", () => {
  test("returns a request whose text is redacted, and which can be shown", async () => {
    const lookup = quanshi({}, { delegated: true });
    assert.equal(lookup.redactedRequest(1), undefined);
    assert.deepEqual(lookup.poll(NOW, RANDOM), { kind: "sign", id: 1, params: { time: NOW, nonce: "07".repeat(16) } });
    assert.equal(lookup.poll(NOW, RANDOM).kind, "wait");
    lookup.handleSignature(1, await sign(SECRET, { time: NOW, nonce: "07".repeat(16) }));
    const { id, request } = expectStep(lookup, "send");
    assert.equal(id, 1);
    assert.equal(request.url, "https://openapi.quanshi.com/confopenapi/account/getUsersByEmailsMobiles");
    const headers = new Map(request.headers);
    assert.equal(headers.get("AppId"), "demo-app");
    assert.equal(headers.get("CheckSum"), await checkSum("demo-secret", "07".repeat(16), NOW));
    for (const text of [inspect(request), JSON.stringify(request), String(request), `${inspect({ deep: [request] })}`]) {
      assert.match(text, /\[redacted\]/);
      assert.doesNotMatch(text, /demo-app|person1/);
    }
    assert.doesNotMatch(inspect(request, { customInspect: false, showHidden: true }), /demo-app|person1/);
    const shown = JSON.stringify(lookup.redactedRequest(1));
    assert.match(shown, /\[redacted\]/);
    assert.doesNotMatch(shown, /demo-secret|demo-app/);
    lookup.cancel();
    assert.equal(lookup.redactedRequest(1), undefined);
    lookup.close();
  });

  test("can be polled at any time, and stays done", () => {
    const lookup = quanshi();
    const { id } = expectStep(lookup, "send");
    assert.equal(lookup.poll(NOW, RANDOM).kind, "wait");
    assert.equal(lookup.poll(NOW + 1, RANDOM).kind, "wait");
    assert.equal(lookup.handleResponse(id, NOW + 5, response(JSON_BODY)), true);
    const { answer } = expectStep(lookup, "answer", NOW + 5);
    assert.equal(answer.found.get("person1@example.com")?.displayName, "安然 😀");
    const done = { kind: "done", id: undefined, error: undefined };
    assert.deepEqual(lookup.poll(NOW + 5, RANDOM), done);
    assert.equal(lookup.handleResponse(id, NOW + 6, response("{}")), false);
    lookup.handleFailure(id, "interrupted");
    lookup.cancel();
    assert.deepEqual(lookup.poll(NOW + 9e9, RANDOM), done);
    lookup.close();
    lookup.close();
  });

  test("requires exactly 16 random bytes", () => {
    const lookup = quanshi();
    for (const length of [0, 8, 15, 17]) {
      const poll = (): unknown => lookup.poll(NOW, new Uint8Array(length));
      assert.throws(poll, (error) => error instanceof InvalidInputError && error.field === "random");
    }
    expectStep(lookup, "send");
    lookup.close();
  });

  test("ignores the response to an attempt that was given up", () => {
    const lookup = quanshi({ attemptTimeoutMs: 1_000, baseDelayMs: 0 });
    const first = expectStep(lookup, "send");
    let now = NOW + 1_000;
    assert.deepEqual(lookup.poll(now, RANDOM), { kind: "abort", id: first.id });
    let step = lookup.poll(now, RANDOM);
    while (step.kind === "wait") step = lookup.poll((now += Math.max(1, step.ms)), RANDOM);
    assert.ok(step.kind === "send" && step.id !== first.id);
    assert.equal(lookup.handleResponse(first.id, now, response(NOBODY)), false);
    assert.equal(lookup.poll(now, RANDOM).kind, "wait");
    assert.equal(lookup.handleResponse(step.id, now, response(JSON_BODY)), true);
    assert.equal(lookup.handleResponse(step.id, now, response(NOBODY)), false);
    assert.equal(expectStep(lookup, "answer", now).answer.found.size, 1);
    assert.equal(expectStep(lookup, "done", now).error, undefined);
    lookup.close();
  });

  test("reports how sending failed", () => {
    const cases = [
      ["offline", { code: "TRANSPORT", kind: "offline" }],
      ["refused", { code: "TRANSPORT", kind: "refused" }],
      ["timeout", { code: "TRANSPORT", kind: "timeout" }],
      ["interrupted", { code: "TRANSPORT", kind: "interrupted" }],
      ["too_large", { code: "RESPONSE_TOO_LARGE" }],
    ] as const;
    for (const [failure, members] of cases) {
      const lookup = quanshi({ maxAttempts: 1 });
      const { id } = expectStep(lookup, "send");
      lookup.handleFailure(id, failure);
      const done = expectStep(lookup, "done");
      assert.equal(done.id, id);
      const error = done.error!.toJSON();
      assert.deepEqual({ ...error, ...members }, error);
      lookup.close();
    }
  });

  test("ends when it is cancelled, even before it starts", () => {
    for (const hasBegun of [false, true]) {
      const lookup = quanshi();
      if (hasBegun) expectStep(lookup, "send");
      lookup.cancel();
      if (hasBegun) expectStep(lookup, "abort");
      const error = refusal(lookup);
      assert.ok(error instanceof CancelledError);
      assert.equal("cause" in error, false);
      lookup.close();
    }
  });

  test("returns failed pages when it is cancelled, whatever arrives late", () => {
    const lookup = fed();
    const ids = [1, 2, 3].map(() => expectStep(lookup, "send").id);
    lookup.cancel();
    assert.equal(lookup.handleResponse(ids[0]!, NOW, response(JSON_BODY)), false);
    lookup.handleFailure(ids[1]!, "interrupted");
    const steps = Array.from({ length: 7 }, () => lookup.poll(NOW, RANDOM));
    const aborted = steps.flatMap((step) => (step.kind === "abort" ? step.id : []));
    assert.ok(aborted.every((id) => ids.includes(id)), JSON.stringify(steps));
    const failed = steps.flatMap((step) => (step.kind === "failed" ? step : []));
    assert.deepEqual(failed.map(({ error }) => error.code), ["CANCELLED", "CANCELLED", "CANCELLED"]);
    const emails = failed.flatMap(({ request }) => (request as { emails: string[] }).emails);
    assert.deepEqual(emails.sort(), [...MANY].sort());
    assert.equal(refusal(lookup).code, "CANCELLED");
    lookup.close();
  });

  test("starts no more requests than there is room for", () => {
    const lookup = fed(MANY, { maxInFlight: 2 });
    const ids = [1, 2].map(() => expectStep(lookup, "send").id);
    assert.equal(lookup.poll(NOW, RANDOM).kind, "wait");
    lookup.handleResponse(ids[1]!, NOW, response(NOBODY));
    // A page that has not been taken counts as a request in flight.
    assert.equal(lookup.poll(NOW, RANDOM, false).kind, "wait");
    const { answer } = expectStep(lookup, "answer");
    assert.equal(answer.notFound.length, 200);
    expectStep(lookup, "send");
    assert.equal(lookup.poll(NOW, RANDOM, false).kind, "wait");
    assert.deepEqual([lookup.done, lookup.total], [200, 450]);
    lookup.close();
  });

  test("asks for identifiers when there is room, and accepts them later", () => {
    const lookup = openLookup(quanshiGetUsersByEmailsMobiles, { pages: true, auth: AUTH });
    const steps = [1, 2, 3].map(() => expectStep(lookup, "feed"));
    assert.deepEqual(steps.map(({ list }) => list), [0, 1, 2]);
    assert.ok(steps.every(({ room }) => room === quanshiGetUsersByEmailsMobiles.maxPerList));
    assert.deepEqual(lookup.poll(NOW, RANDOM), { kind: "wait", ms: Infinity });
    lookup.feed(0, ONE.emails, true);
    lookup.feed(1, [], true);
    lookup.feed(2, [], true);
    assert.equal(answered(lookup).found.size, 1);
    assert.equal(expectStep(lookup, "done").error, undefined);
    lookup.close();
  });

  test("a page whose clock is wrong gets a signature with the time of its server", async () => {
    const signer = new QuanshiSigner(SECRET);
    const hour = 3_600_000;
    const lookup = openLookup(quanshiGetUsersByEmailsMobiles, { question: ONE, auth: { delegated: true } });
    const ask = async (): Promise<string[]> => {
      const now = Date.now() - hour;
      const step = lookup.poll(now, crypto.getRandomValues(new Uint8Array(16)));
      assert.ok(step.kind === "sign");
      const headers = await signer.authorize(step.params);
      lookup.handleSignature(step.id, headers);
      return Object.keys(headers);
    };
    assert.deepEqual(await ask(), ["ServerTime"]);
    assert.deepEqual(await ask(), ["AppId", "CheckSum"]);
    assert.equal(lookup.poll(Date.now() - hour, RANDOM).kind, "send");
    lookup.close();
  });

  test("does not sign with an invalid time", async () => {
    for (const time of [NaN, Infinity, -1, 0.5, "5", null, undefined, 5n] as number[]) {
      const promise = sign(SECRET, { time, nonce: "07".repeat(16) });
      await assert.rejects(promise, { code: "INVALID_INPUT", field: "time" }, String(time));
    }
    const signed = await sign(SECRET, { time: 0, nonce: "07".repeat(16) });
    assert.equal(signed["CheckSum"], await checkSum("demo-secret", "07".repeat(16), 0));
  });
});

describe("memory", () => {
  const lookUp = (isCancelled: boolean): void => {
    const whole = quanshi();
    answered(whole);
    whole.close();
    const cancelled = dmtz();
    expectStep(cancelled, "send");
    cancelled.cancel();
    cancelled.close();
    const refused = dmtz("");
    assert.equal(refusal(refused).code, "INVALID_INPUT");
    refused.close();
    const left = dmtz();
    expectStep(left, "send");
    left.close();
    const pages = fed();
    const ids = [1, 2, 3].map(() => expectStep(pages, "send").id);
    if (isCancelled) pages.cancel();
    else for (const id of ids) pages.handleResponse(id, NOW, response(JSON_BODY));
    for (let step = pages.poll(NOW, RANDOM); step.kind !== "done"; ) step = pages.poll(NOW, RANDOM);
    assert.deepEqual([pages.done, pages.total], [450, 450]);
    pages.close();
  };

  test("does not grow with the number of lookups", () => {
    for (let n = 0; n < 60; n++) lookUp(n % 2 === 0);
    const before = memory();
    for (let n = 0; n < 600; n++) lookUp(n % 2 === 0);
    assert.equal(memory(), before);
  });

  test("of lookups that were not closed is freed when they are collected", async () => {
    setFlagsFromString("--expose-gc");
    const collect = runInNewContext("gc") as () => void;
    const abandon = async (): Promise<void> => {
      for (let n = 0; n < 50; n++) expectStep(quanshi(), "send");
      collect();
      // Finalizers run in a separate task.
      await sleep(0);
    };
    for (let n = 0; n < 5; n++) await abandon();
    const before = memory();
    for (let n = 0; n < 100; n++) await abandon();
    assert.equal(memory(), before);
  });
});

describe("an instance whose memory has grown", () => {
  const LARGE = 64 * 1024 * 1024;

  test("stays below twelve times a body of many small values", async () => {
    for (const unit of ['"":{"userId":1},', '"":{},', '"":1,', '"":{"":0},']) {
      const lookup = quanshi();
      const body = `{"status":0,"result":{${unit.repeat(8_000_000 / unit.length)}"person1@example.com":{"userId":7}}}`;
      assert.equal(answered(lookup, body).found.size, 1);
      assert.ok(memory() < 12 * body.length, `${unit} takes ${memory() / body.length} times its size`);
      const count = memories.length;
      const isReplaced = memory() > LARGE;
      lookup.close();
      for (let n = 0; n < 100 && isReplaced && memories.length === count; n++) await sleep(5);
      await load();
    }
  });
  const PADDED = `${JSON_BODY.slice(0, -1)},"padding":"${"x".repeat(LARGE)}"}`;

  test("is replaced when the lookup is over; other lookups in it go on", async () => {
    const count = memories.length;
    const bystander = quanshi();
    const left = quanshi();
    expectStep(left, "send");
    const large = quanshi({ maxBodyBytes: 2 * LARGE });
    assert.equal(answered(large, PADDED).found.size, 1);
    assert.ok(memory() > LARGE);
    assert.equal(memories.length, count);
    large.close();
    // The other instance has not started yet.
    const early = quanshi();
    early.close();
    for (let n = 0; n < 100 && memories.length === count; n++) await sleep(5);
    await load();
    assert.deepEqual([memories.length, memory() < LARGE / 8], [count + 1, true]);
    const next = quanshi();
    for (const lookup of [bystander, next]) {
      assert.equal(answered(lookup).found.get("person1@example.com")?.userId, 7);
      lookup.close();
    }
    left.close();
    await sleep(5);
    assert.equal(memories.length, count + 1);
  });

  test("is also replaced for lookups over fetch", async () => {
    const count = memories.length;
    const service = new Quanshi({ auth: AUTH, maxBodyBytes: 2 * LARGE, fetch: async () => new Response(PADDED) });
    for (let n = 1; n <= 2; n++) {
      assert.equal((await service.getUsersByEmailsMobiles(ONE)).found.size, 1);
      for (let n = 0; n < 100 && memory() > LARGE; n++) await sleep(5);
      assert.deepEqual([memories.length, memory() < LARGE], [count + n, true]);
    }
  });
});

describe("an instance that traps", () => {
  // The error is thrown where a trap would occur: inside the call into the instance.
  const trapping = (trap: Error): Uint8Array =>
    Object.defineProperty({ length: 16 }, 0, {
      get: () => {
        throw trap;
      },
    }) as Uint8Array;
  const works = async (): Promise<void> => {
    await load();
    const next = quanshi();
    assert.equal(answered(next).found.get("person1@example.com")?.displayName, "安然 😀");
    next.close();
  };

  test("is replaced; the lookups in it fail, the next ones do not", async () => {
    for (const trap of [new WebAssembly.RuntimeError("unreachable"), new RangeError("Maximum call stack size exceeded")]) {
      const bystander = quanshi();
      expectStep(bystander, "send");
      const lookup = dmtz();
      assert.throws(() => lookup.poll(NOW, trapping(trap)), { name: "InternalError", code: "INTERNAL", cause: trap });
      assert.throws(() => lookup.poll(NOW, RANDOM), { code: "INTERNAL" });
      assert.throws(() => bystander.poll(NOW, RANDOM), { code: "INTERNAL" });
      assert.throws(() => bystander.cancel(), { code: "INTERNAL" });
      assert.throws(() => dmtz(), { code: "INTERNAL" }, "until it is loaded");
      bystander.close();
      await works();
    }
    assert.equal(await checkSum("a", "b", 1), await checkSum("a", "b", 1));
  });

  test("a real overflow of the stack is survived", async () => {
    const deep = (): void => {
      const lookup = quanshi();
      lookup.cancel();
      deep();
    };
    assert.throws(deep, (error) => error instanceof RangeError || error instanceof InternalError);
    await works();
  });

  test("a wrong argument is no trap", () => {
    const bystander = quanshi();
    assert.throws(() => bystander.poll(NOW, undefined as unknown as Uint8Array), { code: "INVALID_INPUT" });
    expectStep(bystander, "send");
    bystander.close();
  });

  test("lookups over fetch reject with InternalError and leave nothing open", async () => {
    const signals: AbortSignal[] = [];
    const quanshi = new Quanshi({
      auth: AUTH,
      fetch: (_, init) => {
        if (signals.push(init!.signal!) > 1) return new Promise(() => {});
        // After this, every pointer in the module's memory is invalid.
        return Promise.resolve(new Response("{}")).finally(() => new Uint8Array(memories.at(-1)!.buffer).fill(255));
      },
    });
    const error = await fails(quanshi.getUsersByEmailsMobiles({ emails: MANY }), { code: "INTERNAL" });
    assert.ok(error.cause instanceof Error);
    assert.deepEqual(signals.map(({ aborted }) => aborted).slice(1), [true, true]);
    await works();
  });
});

describe("records", () => {
  test("absent members are keys without a value, and lists and maps are always present", () => {
    const lookup = openLookup(mysoftGetUserInfo, {
      question: { tenantCode: "demo" },
      auth: { accessToken: "demo" },
      options: { baseUrl: "https://example.com" },
    });
    const user = answered(lookup, '{"success":1,"data":{"code":1,"user_info":{"id":1}}}');
    assert.equal(user.id, "1");
    assert.ok("name" in user && user.name === undefined);
    assert.deepEqual(user.belongDept, []);
    assert.deepEqual([user.gestureTimeInterval, user.forcedProtected, user.addressEnable], [30, false, true]);
    assert.equal(Object.keys(user).length, 29);
    assert.equal(Object.keys(user.profile).length, 8);
    lookup.close();
  });

  test("have no secrets among their members, but contain them if they are requested", () => {
    const lookup = openLookup(mysoftGetUserInfo, {
      question: { tenantCode: "demo" },
      auth: { accessToken: "demo" },
      options: { baseUrl: "https://example.com", includeSecrets: true },
    });
    const user = answered(lookup, '{"success":1,"data":{"code":1,"user_info":{"id":1,"im":{"im_user_password":"hidden"}}}}');
    assert.equal(user.im?.secrets?.imUserPassword, "hidden");
    assert.equal(Object.keys(user.im!).includes("secrets"), false);
    for (const text of [JSON.stringify(user), inspect({ ...user.im }), inspect(structuredClone(user), { showHidden: true })]) {
      assert.doesNotMatch(text, /hidden|secrets/);
    }
    lookup.close();
  });

  test("integers are exact up to the largest safe ones", () => {
    const numbers = [0, -1, 1, 2 ** 31, -(2 ** 31), 2 ** 32, -(2 ** 32), 2 ** 32 - 1, 1 - 2 ** 32];
    for (const userId of [...numbers, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER]) {
      const lookup = quanshi();
      const body = JSON.stringify({ status: 0, result: { "person1@example.com": { userId } } });
      assert.equal(answered(lookup, body).found.get("person1@example.com")?.userId, userId);
      lookup.close();
    }
  });
});

describe("a page whose policy forbids WebAssembly", () => {
  const { skip } = needs("MINGPIAN_BROWSER");
  let window: Window;
  before(async () => {
    const script = skip ? "" : await bundle(fileURLToPath(new URL("./in-browser.js", import.meta.url)));
    if (!skip) window = await open(script, "script-src 'self'");
  });
  after(() => window?.close());

  test("can load the package; a lookup is rejected with InternalError, which says what to allow", { skip }, async () => {
    const json = await window.page.evaluate(() => globalThis.inBrowser.errorOfALookup());
    assert.equal(json.code, "INTERNAL");
    assert.match(json.message, /wasm-unsafe-eval/);
  });
});
