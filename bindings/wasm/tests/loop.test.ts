// Tests how lookups are driven, with the test's own `fetch`.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { inspect } from "node:util";
import {
  Dmtz,
  Quanshi,
  type CallOptions,
  type ListOptions,
  type Page,
  type QuanshiOptions,
  RejectedError,
  type Transport,
  type TransportRequest,
} from "mingpian";
import { load } from "mingpian/core";
import { sign } from "mingpian/server";
import { fails, sleep } from "./support/check.js";

const AUTH = { token: "demo-token" };
const SECRET = { appId: "demo-app", secretKey: "demo-secret" };
const ONE = { emails: ["person1@example.com"] };
const JSON_BODY = '{"status":0,"result":{"person1@example.com":{"userId":7}}}';
const NOBODY = '{"status":0,"result":{}}';

type Send = (init: RequestInit, attempt: number) => Response | Promise<Response>;

/** Returns a service whose requests are answered by `send`, and the requests. */
function service(send: Send, options: Partial<QuanshiOptions> = {}): { readonly quanshi: Quanshi; readonly sent: RequestInit[] } {
  const sent: RequestInit[] = [];
  const fetch: typeof globalThis.fetch = async (_, init) => {
    sent.push(init!);
    return send(init!, sent.length);
  };
  return { quanshi: new Quanshi({ auth: AUTH, baseDelayMs: 0, fetch, ...options }), sent };
}

const ok = (): Response => new Response(JSON_BODY);
const emails = (count: number): string[] => Array.from({ length: count }, (_, n) => `person${n + 1}@example.com`);
const headersOf = (init: RequestInit | undefined): Headers => new Headers(init?.headers);

/** A `fetch` that does not end until it is aborted, and then fails. */
const hang: Send = ({ signal }) =>
  new Promise((_, reject) => signal!.addEventListener("abort", () => reject(signal!.reason as Error)));

async function all<P>(pages: AsyncIterable<P>): Promise<P[]> {
  const taken: P[] = [];
  for await (const page of pages) taken.push(page);
  return taken;
}

describe("the loop", () => {
  test("gives up on a fetch that ignores its signal", async () => {
    const abort = new AbortController();
    const { quanshi } = service(() => new Promise(() => {}));
    const promise = quanshi.getUsersByEmailsMobiles(ONE, { signal: abort.signal });
    setTimeout(() => abort.abort(), 10);
    await fails(promise, { code: "CANCELLED" });
    const options = { attemptTimeoutMs: 10, maxAttempts: 2 };
    await fails(quanshi.getUsersByEmailsMobiles(ONE, options), { code: "TRANSPORT", kind: "timeout" });
  });

  test("aborts an attempt that timed out, and uses the answer to the next one", async () => {
    const aborted: boolean[] = [];
    const { quanshi, sent } = service(
      ({ signal }, attempt) => {
        signal!.addEventListener("abort", () => (aborted[attempt] = true));
        // The first response arrives after the second and is ignored.
        return attempt === 1 ? sleep(300).then(() => new Response(NOBODY)) : ok();
      },
      { attemptTimeoutMs: 200 },
    );
    const { found } = await quanshi.getUsersByEmailsMobiles(ONE);
    assert.deepEqual([sent.length, found.size, aborted[1]], [2, 1, true]);
    await sleep(150);
  });

  test("ignores the late result of a fetch, even if it is not a Response", async () => {
    const { quanshi, sent } = service((_, attempt) =>
      // The first attempt returns it while the second is in flight.
      attempt === 1 ? sleep(250).then(() => ({}) as Response) : sleep(150).then(ok),
    );
    const { found } = await quanshi.getUsersByEmailsMobiles(ONE, { attemptTimeoutMs: 200, maxAttempts: 2 });
    assert.deepEqual([found.size, sent.length], [1, 2]);
  });

  test("the options of a call take precedence over those of the service", async () => {
    const attempts = async (options: Partial<QuanshiOptions>, call: CallOptions): Promise<number> => {
      const { quanshi, sent } = service(() => new Response("", { status: 503 }), options);
      await fails(quanshi.getUsersByEmailsMobiles(ONE, call), { code: "HTTP_STATUS" });
      return sent.length;
    };
    assert.equal(await attempts({}, {}), 3);
    assert.equal(await attempts({ maxAttempts: 2 }, {}), 2);
    assert.equal(await attempts({ maxAttempts: 2 }, { maxAttempts: 1 }), 1);
    assert.equal(await attempts({ maxAttempts: 2 }, { maxAttempts: undefined, maxDelayMs: 1, timeoutMs: undefined }), 2);
  });

  test("changing options, lists, or credentials afterwards changes nothing", async () => {
    const auth = { token: "demo-token" };
    const sent: RequestInit[] = [];
    const options = {
      auth,
      fetch: ((_, init) => {
        sent.push(init!);
        return Promise.resolve(ok());
      }) as typeof fetch,
    };
    const quanshi = new Quanshi(options);
    options.fetch = () => Promise.reject(new Error("not this one"));
    auth.token = "another-token";
    const question = { emails: ["person1@example.com"] };
    const promise = quanshi.getUsersByEmailsMobiles(question);
    question.emails.push("person2@example.com");
    const { found, notFound } = await promise;
    assert.deepEqual([[...found.keys()], notFound], [["person1@example.com"], []]);
    assert.equal(headersOf(sent[0]).get("token"), "demo-token");
  });

  test("listens once to a long-lived signal, however many lookups it has, and no longer than needed", async () => {
    const { signal } = new AbortController();
    let [listeners, most] = [0, 0];
    signal.addEventListener = () => (most = Math.max(most, ++listeners));
    signal.removeEventListener = () => (listeners -= 1);
    const { quanshi } = service(ok);
    for (let n = 0; n < 2; n++) {
      await Promise.all(Array.from({ length: 30 }, () => quanshi.getUsersByEmailsMobiles(ONE, { signal })));
      await fails(quanshi.getUsersByEmailsMobiles({ emails: [""] }, { signal }), { code: "INVALID_INPUT" });
      await all(quanshi.pages(ONE, { signal }));
    }
    assert.deepEqual([listeners, most], [0, 1]);
  });

  test("causes no warning about leaks in Node, and one abort ends every lookup of its signal", async () => {
    const warnings: string[] = [];
    const warn = (warning: Error): void => void warnings.push(warning.name);
    process.on("warning", warn);
    const abort = new AbortController();
    const { quanshi, sent } = service(hang);
    const ask = (): Promise<unknown> => quanshi.getUsersByEmailsMobiles(ONE, { signal: abort.signal });
    const ended = Array.from({ length: 30 }, () => fails(ask(), { code: "CANCELLED" }));
    await sleep(20);
    assert.equal(sent.length, 30);
    abort.abort();
    await Promise.all(ended);
    await fails(ask(), { code: "CANCELLED" });
    process.off("warning", warn);
    assert.deepEqual(warnings, []);
  });

  test("an abort closes the requests in flight, and rejects with the signal's reason", async () => {
    const reason = new Error("no longer wanted");
    const { quanshi, sent } = service(hang);
    const abort = new AbortController();
    const ended = fails(quanshi.getUsersByEmailsMobiles({ emails: emails(900) }, { signal: abort.signal }), { code: "CANCELLED" });
    await sleep(5);
    abort.abort(reason);
    const error = await ended;
    assert.equal(error.cause, reason);
    assert.equal(sent.length, 4);
    assert.ok(sent.every(({ signal }) => signal!.aborted));
  });
});

describe("a single-use code", () => {
  const USER = '{"code":200,"id":"7"}';

  test("whose connection was refused is sent again once, for all callers", async () => {
    let sent = 0;
    const fetch = async (): Promise<Response> => {
      sent += 1;
      await sleep(5);
      if (sent < 3) throw new TypeError("fetch failed", { cause: { code: "ECONNREFUSED", syscall: "connect" } });
      return new Response(USER);
    };
    const dmtz = new Dmtz({ fetch });
    // The pause of the second lookup ends long after the first lookup was answered.
    const pauses = [1, 100].map((baseDelayMs) => dmtz.getUserInfo({ code: "demo" }, { baseDelayMs, maxAttempts: 5 }));
    assert.deepEqual((await Promise.all(pauses)).map(({ id }) => id), ["7", "7"]);
    assert.equal(sent, 3);
  });

  test("is not sent again for a lookup that immediately follows an abort, whatever the answer", async () => {
    const signals: AbortSignal[] = [];
    let answer: ((response: Response) => void) | undefined;
    const fetch: typeof globalThis.fetch = (_, init) => {
      signals.push(init!.signal!);
      return new Promise((resolve) => (answer = resolve));
    };
    const dmtz = new Dmtz({ fetch });
    const ask = (signal?: AbortSignal): Promise<unknown> => dmtz.getUserInfo({ code: "demo" }, { signal });
    await load();
    for (let n = 1; n <= 3; n++) {
      const abort = new AbortController();
      const left = fails(ask(abort.signal), { code: "CANCELLED" });
      abort.abort();
      const stays = ask();
      await left;
      await sleep(10);
      assert.deepEqual([signals.length, signals.at(-1)!.aborted], [n, false]);
      answer!(new Response(USER));
      await stays;
    }
    const abort = new AbortController();
    const left = fails(ask(abort.signal), { code: "CANCELLED" });
    abort.abort();
    await left;
    await sleep(10);
    assert.deepEqual([signals.length, signals.at(-1)!.aborted], [4, true]);
  });
});

describe("the platform's error", () => {
  const secret = new TypeError("fetch failed for demo-token at https://example.com");
  const none = Symbol("none");
  const causeOf = (error: Error): unknown => ("cause" in error ? error.cause : none);

  test("is the cause of a transport error, and is never serialized", async () => {
    const { quanshi } = service(() => Promise.reject(secret));
    const error = await fails(quanshi.getUsersByEmailsMobiles(ONE), { code: "TRANSPORT", kind: "interrupted" });
    assert.equal(error.cause, secret);
    assert.equal(Object.keys(error).includes("cause"), false);
    assert.doesNotMatch(JSON.stringify(error) + String(error) + error.message, /demo-token|fetch failed/);
    assert.match(inspect(error), /fetch failed/, "Node prints causes");
  });

  test("is the cause if fetch throws synchronously; nothing is sent again, and the message says so", async () => {
    let calls = 0;
    const fetch = (): never => {
      calls += 1;
      throw secret;
    };
    for (const ask of [
      () => new Dmtz({ fetch }).getUserInfo({ code: "demo" }),
      () => new Quanshi({ auth: AUTH, fetch }).getUsersByEmailsMobiles(ONE),
      () => all(new Quanshi({ auth: AUTH, fetch }).pages(ONE)),
    ]) {
      calls = 0;
      const error = await fails(ask(), { code: "TRANSPORT", kind: "interrupted", retryable: false });
      assert.deepEqual([calls, error.cause === secret], [1, true]);
      assert.match(error.message, /fetch threw/);
      assert.doesNotMatch(JSON.stringify(error) + error.message, /demo-token|fetch failed/);
    }
  });

  test("is missing if fetch returns something other than a Response; nothing is sent again, and the message says so", async () => {
    const headers = new Headers();
    const others: unknown[] = [undefined, null, "{}", {}, { ok: true, status: 200, json: () => ({}) }, new Headers()];
    for (const other of [...others, { status: 200, headers, body: "{}" }, { status: 200, headers }]) {
      const { quanshi, sent } = service(() => other as Response);
      const error = await fails(quanshi.getUsersByEmailsMobiles(ONE), { code: "TRANSPORT", retryable: false, provider: "quanshi" });
      assert.deepEqual([sent.length, causeOf(error)], [1, none]);
      assert.match(error.message, /Response/);
    }
    const own = { status: 200, headers, body: new Response(JSON_BODY).body };
    const { quanshi } = service(() => own as Response);
    assert.equal((await quanshi.getUsersByEmailsMobiles(ONE)).found.size, 1, "another implementation");
  });

  test("is the cause if a body is interrupted", async () => {
    const broken = new Error("broken");
    const { quanshi } = service(() => new Response(new ReadableStream({ pull: (stream) => stream.error(broken) })));
    const error = await fails(quanshi.getUsersByEmailsMobiles(ONE), { code: "TRANSPORT", kind: "interrupted" });
    assert.equal(error.cause, broken);
  });

  test("is that of the last attempt, not of an earlier one", async () => {
    const first = new Error("first");
    const failed = async (last: Send, options: CallOptions = {}): Promise<unknown> => {
      const { quanshi } = service((init, attempt) => (attempt === 1 ? Promise.reject(first) : last(init, attempt)));
      return causeOf(await fails(quanshi.getUsersByEmailsMobiles(ONE, { maxAttempts: 2, ...options }), {}));
    };
    assert.equal(await failed(() => Promise.reject(secret)), secret);
    assert.equal(await failed(() => new Response("", { status: 500 })), none);
    assert.equal(await failed(hang, { attemptTimeoutMs: 20 }), none, "a timeout");
    assert.equal(await failed(() => Promise.reject(undefined)), none, "a rejection without a reason");
  });

  test("is the cause of the failure of its own page only", async () => {
    const causes = new Map<string, Error>();
    const { quanshi } = service((init) => {
      const [first] = (JSON.parse(String(init.body)) as { emails: string[] }).emails;
      if (first === "person201@example.com") return new Response(NOBODY);
      causes.set(first!, new Error(`of ${first}`));
      return Promise.reject(causes.get(first!));
    });
    const pages = await all(quanshi.pages({ emails: emails(600) }, { maxAttempts: 1 }));
    const failed = pages.flatMap((page) => page.failed ?? []);
    assert.equal(failed.length, 2);
    for (const { request, error } of failed) {
      assert.equal(error.cause, causes.get(request.emails![0]!));
      assert.doesNotMatch(JSON.stringify(error), / of person/);
    }
  });

  test("of signing is also the cause, and a refusal has no cause", async () => {
    const away = new Error("away");
    const failed = async (authorize: () => Promise<undefined>): Promise<unknown> => {
      const { quanshi, sent } = service(ok, { auth: { authorize }, maxAttempts: 1 });
      const error = await fails(quanshi.getUsersByEmailsMobiles(ONE), {});
      assert.equal(sent.length, 0);
      return causeOf(error);
    };
    assert.equal(await failed(() => Promise.reject(away)), away);
    assert.equal(await failed(() => Promise.resolve(undefined)), none);
  });
});

describe("pages", () => {
  const pages = (quanshi: Quanshi, count: number, options?: ListOptions): AsyncGenerator<Page<unknown, unknown>> =>
    quanshi.pages({ emails: emails(count) }, options);

  test("send nothing before the first is requested", async () => {
    const { quanshi, sent } = service(() => new Response(NOBODY));
    const generator = pages(quanshi, 300);
    await sleep(10);
    assert.equal(sent.length, 0);
    await generator.next();
    assert.ok(sent.length > 0);
    await generator.return(undefined);
  });

  test("that are not consumed keep other requests from starting", async () => {
    let read = 0;
    function* source(): Generator<string> {
      for (const email of emails(5_000)) {
        read += 1;
        yield email;
      }
    }
    const { quanshi, sent } = service(() => new Response(NOBODY));
    const generator = quanshi.pages({ emails: source() }, { maxInFlight: 2 });
    for (let taken = 1; taken <= 3; taken++) {
      assert.equal((await generator.next()).value?.notFound.length, 200);
      await sleep(10);
      // At most two pages and the identifiers of one request wait.
      assert.ok(sent.length <= taken + 2, `${sent.length} requests for ${taken} pages`);
      assert.ok(read <= 200 * (taken + 3), `${read} identifiers for ${taken} pages`);
    }
    await generator.return(undefined);
  });

  test("end immediately when the loop is left while it waits", async () => {
    const { quanshi, sent } = service((init, attempt) => (attempt === 1 ? new Response(NOBODY) : hang(init, attempt)));
    for await (const page of pages(quanshi, 900)) {
      assert.equal(page.notFound.length, 200);
      break;
    }
    assert.ok(sent.length > 1);
    assert.ok(sent.slice(1).every(({ signal }) => signal!.aborted));
  });

  test("stop reading a list and close it when they are aborted", async () => {
    let [taken, hasEnded] = [0, false];
    async function* source(): AsyncGenerator<string> {
      try {
        await sleep(20);
        for (const email of emails(300)) {
          taken += 1;
          yield email;
        }
      } finally {
        hasEnded = true;
      }
    }
    const abort = new AbortController();
    const { quanshi } = service(ok);
    const page = quanshi.pages({ emails: source() }, { signal: abort.signal }).next();
    await sleep(5);
    abort.abort();
    await fails(page, { code: "CANCELLED" });
    await sleep(40);
    assert.deepEqual([taken, hasEnded], [1, true]);
  });

  test("report progress that only grows, up to the total", async () => {
    const { quanshi } = service(() => new Response(NOBODY));
    const told: [number, number][] = [];
    await all(pages(quanshi, 1_100, { onProgress: (done, total) => void told.push([done, total]) }));
    assert.deepEqual(told.at(-1), [1_100, 1_100]);
    for (const [at, [done, total]] of told.entries()) {
      const [before, all] = told[at - 1] ?? [0, 0];
      assert.ok(done >= before && total >= all && done <= total && (done > before || total > all), JSON.stringify(told));
    }
  });
});

describe("the service's clock", () => {
  const HOUR = 3_600_000;
  /** Refuses requests that were not signed at its own time, and responds with that time. */
  const ahead: Send = (init) => {
    const time = Number(headersOf(init).get("CurTime"));
    const isRight = Math.abs(time - Date.now() - HOUR) < 60_000;
    const headers = { date: new Date(Date.now() + HOUR).toUTCString() };
    return isRight ? ok() : new Response("", { status: 401, headers });
  };

  test("is measured once, and remembered by the service object", async () => {
    const { quanshi, sent } = service(ahead, { auth: SECRET });
    for (const count of [2, 3]) {
      assert.equal((await quanshi.getUsersByEmailsMobiles(ONE)).found.size, 1);
      assert.equal(sent.length, count);
    }
    await all(quanshi.pages(ONE));
    assert.equal(sent.length, 4);
    // The option of a call takes precedence. The measured offset is kept.
    await quanshi.getUsersByEmailsMobiles(ONE, { clockOffsetMs: HOUR });
    await fails(quanshi.getUsersByEmailsMobiles({ emails: [""] }), { code: "INVALID_INPUT" });
    await quanshi.getUsersByEmailsMobiles(ONE);
    assert.equal(sent.length, 6);
    const nonces = new Set(sent.map((init) => headersOf(init).get("Nonce")));
    assert.equal(nonces.size, sent.length);
  });

  test("is also measured when the app's own server signs", async () => {
    const times: number[] = [];
    const { quanshi, sent } = service(ahead, {
      auth: {
        authorize: (params, signal) => {
          assert.equal(signal.aborted, false);
          assert.deepEqual(Object.keys(params), ["time", "nonce"]);
          times.push(params.time);
          return sign(SECRET, params);
        },
      },
    });
    assert.equal((await quanshi.getUsersByEmailsMobiles(ONE)).found.size, 1);
    assert.equal((await quanshi.getUsersByEmailsMobiles(ONE)).found.size, 1);
    assert.equal(sent.length, 3);
    assert.ok(Math.abs(times[1]! - times[0]! - HOUR) < 5_000 && Math.abs(times[2]! - times[1]!) < 5_000, String(times));
  });
});

describe("a transport of the app's own", () => {
  const body = new TextEncoder().encode(JSON_BODY);
  const of = (transport: Transport, options: Partial<QuanshiOptions> = {}): Quanshi =>
    new Quanshi({ auth: AUTH, baseDelayMs: 0, maxBodyBytes: 1_000, transport, ...options });

  test("receives the complete request and returns the response", async () => {
    const sent: TransportRequest[] = [];
    const quanshi = of(async (request) => {
      sent.push(request);
      const headers = new Map([["retry-after", "0"]]);
      return sent.length === 1 ? { status: 503, headers, body: new Uint8Array() } : { status: 200, headers, body };
    });
    const { found } = await quanshi.getUsersByEmailsMobiles(ONE);
    assert.equal(found.size, 1);
    assert.equal(sent.length, 2);
    const { method, url, headers, body: text, maxBodyBytes, signal } = sent[1]!;
    assert.deepEqual([method, new URL(url).pathname, maxBodyBytes], ["POST", "/confopenapi/account/getUsersByEmailsMobiles", 1_000]);
    assert.deepEqual(headers.find(([name]) => name === "token"), ["token", AUTH.token]);
    assert.deepEqual(JSON.parse(text), { emails: ONE.emails, mobiles: [], loginNames: [] });
    assert.ok(signal instanceof AbortSignal);
    assert.ok(![inspect(sent), JSON.stringify(sent)].join().includes(AUTH.token), "it prints no credentials");
  });

  test("specifies with `kind` how a request failed, and its error is the cause", async () => {
    for (const kind of ["offline", "refused", "timeout", "interrupted"] as const) {
      const cause = Object.assign(new Error("planted"), { kind });
      const error = await fails(of(() => Promise.reject(cause)).getUsersByEmailsMobiles(ONE), { code: "TRANSPORT", kind });
      assert.equal(error.cause, cause);
    }
    for (const cause of [new Error("planted"), Object.assign(new Error("planted"), { kind: "strange" }), undefined, "text"]) {
      await fails(of(() => Promise.reject(cause)).getUsersByEmailsMobiles(ONE), { code: "TRANSPORT", kind: "interrupted" });
    }
    const large = Object.assign(new Error("planted"), { kind: "too_large" });
    await fails(of(() => Promise.reject(large)).getUsersByEmailsMobiles(ONE), { code: "RESPONSE_TOO_LARGE" });
  });

  test("ends the lookup with a LookupError that it rejects with", async () => {
    const own = new RejectedError({ code: "REJECTED", retryable: false, message: "no" });
    const thrown: unknown = await of(() => Promise.reject(own)).getUsersByEmailsMobiles(ONE).catch((error: unknown) => error);
    assert.equal(thrown, own);
  });

  test("is told when a request is given up", async () => {
    let isLetGo = false;
    const hanging: Transport = ({ signal }) =>
      new Promise((_, reject) => {
        signal.addEventListener("abort", () => {
          isLetGo = true;
          reject(signal.reason as Error);
        });
      });
    const lookup = of(hanging, { attemptTimeoutMs: 20, maxAttempts: 1 }).getUsersByEmailsMobiles(ONE);
    await fails(lookup, { code: "TRANSPORT", kind: "timeout" });
    assert.ok(isLetGo);
  });

  test("that returns something other than a response is not called again", async () => {
    let times = 0;
    for (const strange of [undefined, {}, { status: 200, headers: {}, body }, { status: 200, headers: new Map(), body: "text" }]) {
      const quanshi = of((() => {
        times += 1;
        return Promise.resolve(strange);
      }) as unknown as Transport);
      await fails(quanshi.getUsersByEmailsMobiles(ONE), { code: "TRANSPORT", retryable: false });
    }
    assert.equal(times, 4);
  });

  test("is a function that replaces `fetch`", async () => {
    await fails(of(7 as unknown as Transport).getUsersByEmailsMobiles(ONE), { code: "INVALID_INPUT", field: "transport" });
    const both = of(async () => ({ status: 200, headers: new Map(), body }), { fetch });
    await fails(both.getUsersByEmailsMobiles(ONE), { code: "INVALID_INPUT", field: "transport" });
  });
});
