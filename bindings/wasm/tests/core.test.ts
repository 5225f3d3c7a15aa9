import assert from "node:assert/strict";
import { after, before, describe, mock, test } from "node:test";
import { fileURLToPath } from "node:url";
import { inspect } from "node:util";
import { Quanshi } from "mingpian";
import { quanshiBatch } from "mingpian/batch";
import {
  Call,
  CancelledError,
  HttpStatusError,
  InternalError,
  InvalidInputError,
  isLookupError,
  LookupError,
  MalformedResponseError,
  RateLimitedError,
  RejectedError,
  ResponseTooLargeError,
  TransportError,
  UnauthenticatedError,
  dmtzCall,
  mysoftCall,
  quanshiCall,
  type ErrorCode,
  type HttpRequest,
  type LookupErrorJson,
} from "mingpian/core";
import { checkSum, sign } from "mingpian/server";
import { bundle, open, type Window } from "./support/browser.js";
import { fails, sleep } from "./support/check.js";
import { needs } from "./support/env.js";

const NOW = 1_800_000_000_000;
const RANDOM = new Uint8Array(16).fill(7);
const AUTH = { token: "demo-token" };
const SECRET = { appId: "demo-app", secretKey: "demo-secret" };
const ONE = { emails: ["person1@example.com"] };
const JSON_BODY = '{"status":0,"result":{"person1@example.com":{"userId":7,"displayName":"安\\u7136 😀"}}}';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const answer = (body = JSON_BODY, status = 200) => ({ status, headers: [], body: bytes(body) });
const dist = (file: string): string => new URL(`../../dist/${file}`, import.meta.url).href;

function send<T>(call: Call<T>, now = NOW): HttpRequest {
  const step = call.poll(now, RANDOM);
  assert.equal(step.kind, "send");
  return (step as { request: HttpRequest }).request;
}

function refusal(call: Call<unknown>): LookupError {
  try {
    call.take();
  } catch (error) {
    assert.ok(isLookupError(error), String(error));
    return error;
  }
  assert.fail("no error");
}

describe("errors", () => {
  const CLASSES = {
    INVALID_INPUT: InvalidInputError,
    UNAUTHENTICATED: UnauthenticatedError,
    RATE_LIMITED: RateLimitedError,
    REJECTED: RejectedError,
    HTTP_STATUS: HttpStatusError,
    MALFORMED_RESPONSE: MalformedResponseError,
    RESPONSE_TOO_LARGE: ResponseTooLargeError,
    TRANSPORT: TransportError,
    CANCELLED: CancelledError,
    INTERNAL: InternalError,
  };

  test("every code has a class, a name and a plain form", () => {
    for (const [code, Class] of Object.entries(CLASSES)) {
      const json: LookupErrorJson = { code: code as ErrorCode, retryable: true, provider: "mysoft", message: "words" };
      const error = new Class(json, { cause: "why" });
      assert.ok(error instanceof Class && error instanceof LookupError && error instanceof Error);
      assert.ok(isLookupError(error));
      assert.equal(error.name, Class.name);
      assert.equal(error.code, code);
      assert.equal(error.message, "words");
      assert.equal(error.cause, "why");
      assert.ok(error.stack?.startsWith(`${Class.name}: words`), error.stack);
      assert.deepEqual(JSON.parse(JSON.stringify(error)), json);
      assert.deepEqual(Object.keys(error), ["code", "retryable", "provider"]);
    }
  });

  test("absent members are absent", () => {
    const error = new RejectedError({ code: "REJECTED", retryable: false, message: "no" });
    assert.equal("status" in error, false);
    assert.equal("cause" in error, false);
    assert.deepEqual(error.toJSON(), { code: "REJECTED", retryable: false, message: "no" });
  });

  test("another copy of the package recognizes them", async () => {
    const copy = (await import(`${dist("errors.js")}?copy`)) as typeof import("mingpian/core");
    const error = new copy.RejectedError({ code: "REJECTED", retryable: false, message: "no" });
    assert.equal(error instanceof LookupError, false);
    assert.ok(isLookupError(error));
    for (const value of [undefined, null, 5, "LookupError", {}, new Error("no"), Symbol("no")]) {
      assert.equal(isLookupError(value), false);
    }
  });
});

describe("a call", () => {
  test("gives a request that prints redacted, and can be shown", () => {
    const call = quanshiCall(ONE, { auth: { delegated: true } });
    assert.equal(call.shown(1), undefined);
    const asks = call.poll(NOW, RANDOM);
    assert.deepEqual(asks, { kind: "authorize", id: 1, params: { time: NOW, nonce: "07".repeat(16) } });
    assert.equal(call.poll(NOW, RANDOM).kind, "wait");
    call.handleAuthorization(1, sign(SECRET, { time: NOW, nonce: "07".repeat(16) }));
    const request = send(call);
    assert.equal(request.id, 1);
    assert.equal(request.url, "https://openapi.quanshi.com/confopenapi/account/getUsersByEmailsMobiles");
    const headers = new Map(request.headers);
    assert.equal(headers.get("AppId"), "demo-app");
    assert.equal(headers.get("CheckSum"), checkSum("demo-secret", "07".repeat(16), NOW));
    for (const text of [inspect(request), JSON.stringify(request), String(request), `${inspect({ deep: [request] })}`]) {
      assert.match(text, /\[redacted\]/);
      assert.doesNotMatch(text, /demo-app|person1/);
    }
    assert.doesNotMatch(inspect(request, { customInspect: false, showHidden: true }), /demo-app|person1/);
    const shown = JSON.stringify(call.shown(1));
    assert.match(shown, /\[redacted\]/);
    assert.doesNotMatch(shown, /demo-secret/);
    call.cancel();
    assert.equal(call.shown(1), undefined);
  });

  test("is safe to poll at any moment, and stays finished", () => {
    const call = quanshiCall(ONE, { auth: AUTH });
    const { id } = send(call);
    assert.equal(call.poll(NOW, RANDOM).kind, "wait");
    assert.equal(call.poll(NOW + 1, RANDOM).kind, "wait");
    call.handleResponse(id, NOW + 5, answer());
    assert.equal(call.poll(NOW + 5, RANDOM).kind, "finished");
    call.handleResponse(id, NOW + 6, answer("{}"));
    call.handleFailure(id, "interrupted");
    call.cancel("late");
    assert.equal(call.poll(NOW + 9e9, RANDOM).kind, "finished");
    assert.equal(call.take().found.get("person1@example.com")?.displayName, "安然 😀");
    assert.equal(call.take(), call.take());
  });

  test("asks for 16 random bytes, no fewer and no more", () => {
    const call = quanshiCall(ONE, { auth: AUTH });
    for (const length of [0, 8, 15, 17]) {
      assert.throws(() => call.poll(NOW, new Uint8Array(length)), RangeError);
    }
    assert.equal(call.poll(NOW, RANDOM).kind, "send");
  });

  test("take() before the end is a mistake", () => {
    const call = quanshiCall(ONE, { auth: AUTH });
    assert.throws(() => call.take(), /not finished/);
    call.cancel();
  });

  test("ignores the answer to an attempt that was given up", () => {
    const call = quanshiCall(ONE, { auth: AUTH, attemptTimeoutMs: 1_000, retry: { baseDelayMs: 0 } });
    const first = send(call);
    let now = NOW + 1_000;
    let step = call.poll(now, RANDOM);
    while (step.kind === "wait") step = call.poll((now += Math.max(1, step.ms)), RANDOM);
    assert.equal(step.kind, "send");
    const second = (step as { request: HttpRequest }).request;
    assert.notEqual(second.id, first.id);
    call.handleResponse(first.id, now, answer('{"status":0,"result":{}}'));
    assert.equal(call.poll(now, RANDOM).kind, "wait");
    call.handleResponse(second.id, now, answer());
    call.handleResponse(second.id, now, answer('{"status":0,"result":{}}'));
    assert.equal(call.poll(now, RANDOM).kind, "finished");
    assert.equal(call.take().found.size, 1);
  });

  test("says how sending failed", () => {
    const cases = [
      ["offline", { code: "TRANSPORT", kind: "offline" }],
      ["refused", { code: "TRANSPORT", kind: "refused" }],
      ["timeout", { code: "TRANSPORT", kind: "timeout" }],
      ["interrupted", { code: "TRANSPORT", kind: "interrupted" }],
      ["too-large", { code: "RESPONSE_TOO_LARGE" }],
    ] as const;
    for (const [failure, members] of cases) {
      const call = quanshiCall(ONE, { auth: AUTH, retry: { maxAttempts: 1 } });
      call.handleFailure(send(call).id, failure);
      assert.equal(call.poll(NOW, RANDOM).kind, "finished");
      const error = refusal(call).toJSON();
      assert.deepEqual({ ...error, ...members }, error);
    }
  });

  test("ends with the reason when cancelled, also before it began", () => {
    for (const begun of [false, true]) {
      const call = quanshiCall(ONE, { auth: AUTH });
      if (begun) send(call);
      const reason = new Error("enough");
      call.cancel(reason);
      assert.equal(call.poll(NOW, RANDOM).kind, "finished");
      const error = refusal(call);
      assert.ok(error instanceof CancelledError);
      assert.equal(error.cause, reason);
    }
  });

  test("keeps lone surrogates, deep input and strange numbers from the wire", () => {
    const refused = [
      quanshiCall({ emails: ["\ud800"] }, { auth: AUTH }),
      quanshiCall({ emails: [{} as string] }, { auth: AUTH }),
      quanshiCall({ emails: "person1@example.com" as unknown as string[] }, { auth: AUTH }),
      quanshiCall(ONE, { auth: AUTH, timeoutMs: Number.POSITIVE_INFINITY }),
      quanshiCall(ONE, { auth: AUTH, timeoutMs: 1.5 }),
      quanshiCall(ONE, { auth: AUTH, maxBodyBytes: 0 }),
      quanshiCall(ONE, { auth: AUTH, retry: { maxAttempts: 0 } }),
      quanshiCall(ONE, { auth: {} as typeof AUTH }),
      quanshiCall(ONE, { auth: SECRET as unknown as typeof AUTH }),
      quanshiCall({ emails: Array.from({ length: 201 }, (_, n) => `person${n}@example.com`) }, { auth: AUTH }),
      mysoftCall({ platform: 3 }, { baseUrl: "https://example.com", auth: { accessToken: "demo" } }),
      dmtzCall({} as { code: string }),
    ];
    for (const call of refused) {
      assert.equal(call.poll(NOW, RANDOM).kind, "finished");
      assert.ok(["INVALID_INPUT", "INTERNAL"].includes(refusal(call).code), refusal(call).code);
    }
  });

  test("says what led to the last attempt's failure, not to one before", () => {
    const away = new Error("away");
    const options = { auth: { delegated: true }, attemptTimeoutMs: 1_000, retry: { maxAttempts: 2, baseDelayMs: 0 } } as const;
    const failed = (last: (call: Call<unknown>, id: number) => void): unknown => {
      const call = quanshiCall(ONE, options);
      const ask = (now: number): number => {
        const step = call.poll(now, RANDOM);
        assert.equal(step.kind, "authorize");
        return (step as { id: number }).id;
      };
      call.handleFailure(ask(NOW), "interrupted", away);
      last(call, ask(NOW));
      assert.equal(call.poll(NOW + 1_000, RANDOM).kind, "finished");
      return refusal(call).cause;
    };
    assert.equal(failed((call, id) => call.handleFailure(id, "interrupted", away)), away);
    assert.equal(failed((call, id) => call.handleAuthorization(id, undefined)), undefined);
    assert.equal(failed(() => {}), undefined, "a timeout");
  });

  test("a cancelled batch keeps the reason, whatever comes late", () => {
    const batch = quanshiBatch({ auth: AUTH });
    batch.push({ emails: Array.from({ length: 450 }, (_, n) => `person${n}@example.com`) });
    for (const list of ["emails", "mobiles", "loginNames"] as const) batch.end(list);
    const ids = [1, 2, 3].map(() => {
      const step = batch.poll(NOW, RANDOM);
      assert.equal(step.kind, "send");
      return (step as { request: HttpRequest }).request.id;
    });
    batch.cancel("enough");
    batch.handleResponse(ids[0]!, NOW, answer());
    batch.handleFailure(ids[1]!, "interrupted", new Error("late"));
    assert.equal(batch.poll(NOW, RANDOM).kind, "finished");
    assert.equal(batch.stopped?.cause, "enough");
    const causes = [1, 2, 3].map(() => batch.takePage()?.failed?.error.cause);
    // Of the request that failed late, its own.
    assert.deepEqual([causes[0], causes[2]], ["enough", "enough"]);
  });

  test("signs by no time that is none", () => {
    for (const time of [NaN, Infinity, -1, 0.5, "5", null] as number[]) {
      const params = { time, nonce: "07".repeat(16) };
      assert.throws(() => sign(SECRET, params), { code: "INVALID_INPUT", field: "time" }, String(time));
    }
    assert.equal(sign(SECRET, { time: 0, nonce: "07".repeat(16) })["CheckSum"], checkSum("demo-secret", "07".repeat(16), 0));
  });

  test("leaves no memory behind", async () => {
    const glue = (await import(dist("modules/calls.js"))) as { initSync(): { memory: WebAssembly.Memory } };
    const once = (): void => {
      const call = quanshiCall(ONE, { auth: AUTH });
      call.handleResponse(send(call).id, NOW, answer());
      call.poll(NOW, RANDOM);
      call.take();
      const cancelled = dmtzCall({ code: "demo" });
      send(cancelled);
      cancelled.cancel();
      assert.equal(dmtzCall({ code: "" }).poll(NOW, RANDOM).kind, "finished");
    };
    for (let n = 0; n < 200; n++) once();
    const { memory } = glue.initSync();
    const before = memory.buffer.byteLength;
    for (let n = 0; n < 5_000; n++) once();
    assert.equal(memory.buffer.byteLength, before);
  });

  test("leaves no memory behind, in batches either", async () => {
    const glue = (await import(dist("modules/batches.js"))) as { initSync(): { memory: WebAssembly.Memory } };
    const emails = Array.from({ length: 450 }, (_, n) => `person${n}@example.com`);
    const once = (cancelled: boolean): void => {
      const batch = quanshiBatch({ auth: AUTH });
      batch.push({ emails });
      batch.end("emails");
      batch.end("mobiles");
      batch.end("loginNames");
      const steps = [1, 2, 3].map(() => batch.poll(NOW, RANDOM));
      for (const step of steps) if (step.kind === "send" && !cancelled) batch.handleResponse(step.request.id, NOW, answer());
      if (cancelled) batch.cancel("enough");
      assert.equal(batch.poll(NOW, RANDOM).kind, "finished");
      const pages = [1, 2, 3].map(() => batch.takePage());
      assert.deepEqual(pages.map((page) => page?.failed?.error.code), Array(3).fill(cancelled ? "CANCELLED" : undefined));
      assert.equal(batch.takePage(), undefined);
      assert.deepEqual([batch.progress, batch.wants("emails")], [{ done: 450, total: 450 }, 0]);
      assert.equal(batch.stopped?.cause, cancelled ? "enough" : undefined);
    };
    for (let n = 0; n < 60; n++) once(n % 2 === 0);
    const { memory } = glue.initSync();
    const before = memory.buffer.byteLength;
    for (let n = 0; n < 600; n++) once(n % 2 === 0);
    assert.equal(memory.buffer.byteLength, before);
  });
});

describe("an instance that traps", () => {
  // It is thrown where a trap would be: under the call into the instance.
  const trapping = (trap: Error): Uint8Array =>
    Object.defineProperty({ length: 16 }, 0, {
      get: () => {
        throw trap;
      },
    }) as Uint8Array;

  test("is replaced; the lookups in it fail, the next ones do not", () => {
    const bystander = quanshiCall(ONE, { auth: AUTH });
    send(bystander);
    for (const trap of [new WebAssembly.RuntimeError("unreachable"), new RangeError("Maximum call stack size exceeded")]) {
      const call = dmtzCall({ code: "demo" });
      assert.throws(() => call.poll(NOW, trapping(trap)), { name: "InternalError", code: "INTERNAL", cause: trap });
      assert.throws(() => call.poll(NOW, RANDOM), { code: "INTERNAL" });
      assert.throws(() => bystander.poll(NOW, RANDOM), { code: "INTERNAL" });
      assert.throws(() => bystander.cancel(), { code: "INTERNAL" });
      const next = quanshiCall(ONE, { auth: AUTH });
      next.handleResponse(send(next).id, NOW, answer());
      next.poll(NOW, RANDOM);
      assert.equal(next.take().found.get("person1@example.com")?.displayName, "安然 😀");
    }
    assert.equal(checkSum("a", "b", 1), checkSum("a", "b", 1));
  });

  test("a real overflow of the stack is survived", () => {
    const deep = (): void => {
      const call = quanshiCall(ONE, { auth: AUTH });
      call.cancel();
      deep();
    };
    assert.throws(deep, (error) => error instanceof RangeError || error instanceof InternalError);
    const next = quanshiCall(ONE, { auth: AUTH });
    next.handleResponse(send(next).id, NOW, answer());
    next.poll(NOW, RANDOM);
    assert.equal(next.take().found.size, 1);
  });

  test("a wrong argument is no trap", () => {
    const bystander = quanshiCall(ONE, { auth: AUTH });
    assert.throws(() => bystander.poll(NOW, undefined as unknown as Uint8Array), TypeError);
    send(bystander);
    bystander.cancel();
  });

  test("lookups over fetch reject with InternalError and leave nothing open", async () => {
    let aborted = false;
    const quanshi = new Quanshi({
      auth: AUTH,
      fetch: (_, init) =>
        new Promise((_, reject) => {
          init?.signal?.addEventListener("abort", () => {
            aborted = true;
            reject(init.signal?.reason as Error);
          });
        }),
    });
    const promise = quanshi.getUsersByEmailsMobiles(ONE, { attemptTimeoutMs: 20 });
    const ended = fails(promise, { code: "INTERNAL" });
    await sleep(5);
    const random = mock.method(crypto, "getRandomValues", () => trapping(new WebAssembly.RuntimeError("unreachable")));
    await ended;
    random.mock.restore();
    assert.ok(aborted);
  });
});

describe("the loop", () => {
  const ok = (): Promise<Response> => Promise.resolve(new Response(JSON_BODY));

  test("gives up on a fetch that ignores its signal", async () => {
    const abort = new AbortController();
    const quanshi = new Quanshi({ auth: AUTH, fetch: () => new Promise(() => {}) });
    const promise = quanshi.getUsersByEmailsMobiles(ONE, { signal: abort.signal });
    setTimeout(() => abort.abort(), 10);
    await fails(promise, { code: "CANCELLED" });
    const retry = { maxAttempts: 2, baseDelayMs: 1 };
    await fails(quanshi.getUsersByEmailsMobiles(ONE, { attemptTimeoutMs: 10, retry }), { code: "TRANSPORT", kind: "timeout" });
  });

  test("aborts an attempt that timed out, and takes the next one's answer", async () => {
    let attempts = 0;
    const aborted: boolean[] = [];
    const quanshi = new Quanshi({
      auth: AUTH,
      attemptTimeoutMs: 200,
      retry: { baseDelayMs: 1 },
      fetch: (_, init) => {
        const attempt = attempts++;
        init?.signal?.addEventListener("abort", () => (aborted[attempt] = true));
        // The first one answers after the second: nobody listens.
        return attempt === 0 ? sleep(300).then(() => new Response('{"status":0,"result":{}}')) : ok();
      },
    });
    const { found } = await quanshi.getUsersByEmailsMobiles(ONE);
    assert.deepEqual([attempts, found.size, aborted[0]], [2, 1, true]);
    await sleep(150);
  });

  test("a call's options come before the service's, where they are given", async () => {
    const attempts = async (service: object, call: object): Promise<number> => {
      let count = 0;
      const fetch = (): Promise<Response> => {
        count += 1;
        return Promise.resolve(new Response("", { status: 503 }));
      };
      const quanshi = new Quanshi({ auth: AUTH, fetch, retry: { baseDelayMs: 0 }, ...service });
      await fails(quanshi.getUsersByEmailsMobiles(ONE, call), { code: "HTTP_STATUS" });
      return count;
    };
    const two = { retry: { maxAttempts: 2, baseDelayMs: 0 } };
    assert.equal(await attempts({}, {}), 3);
    assert.equal(await attempts(two, {}), 2);
    assert.equal(await attempts(two, { retry: { maxAttempts: 1 } }), 1);
    assert.equal(await attempts(two, { retry: { maxAttempts: undefined, maxDelayMs: 1 }, timeoutMs: undefined }), 2);
  });

  test("changing options, lists or auth afterwards changes nothing", async () => {
    const options = { auth: AUTH, fetch: ok };
    const quanshi = new Quanshi(options);
    options.fetch = () => Promise.reject(new Error("not this one"));
    const input = { emails: ["person1@example.com"] };
    const promise = quanshi.getUsersByEmailsMobiles(input);
    input.emails.push("person2@example.com");
    const { found, notFound } = await promise;
    assert.deepEqual([[...found.keys()], notFound], [["person1@example.com"], []]);
  });

  test("listens to a long-lived signal no longer than needed", async () => {
    const { signal } = new AbortController();
    let listeners = 0;
    signal.addEventListener = () => (listeners += 1);
    signal.removeEventListener = () => (listeners -= 1);
    const quanshi = new Quanshi({ auth: AUTH, fetch: ok });
    await quanshi.getUsersByEmailsMobiles(ONE, { signal });
    await fails(quanshi.getUsersByEmailsMobiles({ emails: [""] }, { signal }), { code: "INVALID_INPUT" });
    assert.equal(listeners, 0);
  });
});

describe("records", () => {
  test("absent members are keys without a value, lists and maps are always there", () => {
    const call = mysoftCall({ tenantCode: "demo" }, { baseUrl: "https://example.com", auth: { accessToken: "demo" } });
    call.handleResponse(send(call).id, NOW, answer('{"success":1,"data":{"code":1,"user_info":{"id":1}}}'));
    call.poll(NOW, RANDOM);
    const user = call.take();
    assert.equal(user.id, "1");
    assert.ok("name" in user && user.name === undefined);
    assert.deepEqual(user.belongDept, []);
    assert.deepEqual([user.gestureTimeInterval, user.forcedProtected, user.addressEnable], [30, false, true]);
    assert.equal(Object.keys(user).length, 29);
    assert.equal(Object.keys(user.profile).length, 8);
  });

  test("integers are exact up to the largest safe ones", () => {
    const numbers = [0, -1, 1, 2 ** 31, -(2 ** 31), 2 ** 32, -(2 ** 32), 2 ** 32 - 1, 1 - 2 ** 32];
    for (const userId of [...numbers, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER]) {
      const call = quanshiCall(ONE, { auth: AUTH });
      const body = JSON.stringify({ status: 0, result: { "person1@example.com": { userId } } });
      call.handleResponse(send(call).id, NOW, answer(body));
      call.poll(NOW, RANDOM);
      assert.equal(call.take().found.get("person1@example.com")?.userId, userId);
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
