// Scenarios about lookups that end before there is an answer.
import { type CallOptions, CancelledError } from "mingpian";
import { eventually, fails, holds, same, sleep } from "../support/check.js";
import { MIB, ONE, type Scenarios, Stage } from "./stage.js";

export const endings: Scenarios = {
  async "a service that never answers is TRANSPORT timeout"(place) {
    const stage = new Stage(place);
    const start = Date.now();
    const options: CallOptions = { attemptTimeoutMs: 400, maxAttempts: 2 };
    const promise = stage.quanshi(["hang"]).getUsersByEmailsMobiles(ONE, options);
    await fails(promise, { code: "TRANSPORT", kind: "timeout", provider: "quanshi" });
    holds(Date.now() - start < 3_000, "two attempts of 400 ms");
    await stage.sent("quanshi", 2);
    await eventually(async () => (await stage.stats()).abandoned === 2, "both connections are closed");
  },

  async "the whole lookup ends within its time limit"(place) {
    const stage = new Stage(place);
    const start = Date.now();
    const promise = stage.quanshi(["hang"], { timeoutMs: 10_000 }).getUsersByEmailsMobiles(ONE, { timeoutMs: 200 });
    await fails(promise, { code: "TRANSPORT", kind: "timeout" });
    const took = Date.now() - start;
    holds(took >= 190 && took < 2_000, `200 ms, not ${took}`);
    await stage.sent("quanshi", 1);
  },

  async "dmtz is not asked again after a timeout"(place) {
    const stage = new Stage(place);
    const promise = stage.dmtz(["hang"]).getUserInfo({ code: await stage.code() }, { attemptTimeoutMs: 100 });
    await fails(promise, { code: "TRANSPORT", kind: "timeout", provider: "dmtz" });
    await stage.sent("dmtz", 1);
  },

  async "aborted before: nothing is sent"(place) {
    const stage = new Stage(place);
    const reason = new Error("no longer wanted");
    const promise = stage.quanshi().getUsersByEmailsMobiles(ONE, { signal: AbortSignal.abort(reason) });
    const error = await fails(promise, { code: "CANCELLED", retryable: false });
    holds(error instanceof CancelledError && error.cause === reason, "the reason as cause");
    await stage.sent("quanshi", 0);
  },

  async "aborted in flight: the connection is closed"(place) {
    const stage = new Stage(place);
    const abort = new AbortController();
    const promise = stage.quanshi(["hang"]).getUsersByEmailsMobiles(ONE, { signal: abort.signal });
    const ended = fails(promise, { code: "CANCELLED" });
    await eventually(async () => (await stage.stats()).quanshi === 1, "the request arrives");
    const start = Date.now();
    abort.abort();
    const error = await ended;
    holds(Date.now() - start < 500, "at once");
    holds((error.cause as Error).name === "AbortError", "the signal's own reason");
    await eventually(async () => (await stage.stats()).abandoned === 1, "the service sees us go");
  },

  async "aborted while reading the body: the connection is closed"(place) {
    const stage = new Stage(place);
    const abort = new AbortController();
    let body: ReadableStream<Uint8Array> | null = null;
    const slow: typeof fetch = async (...request) => {
      const response = await fetch(...request);
      body = response.body;
      abort.abort();
      return response;
    };
    const service = stage.quanshi([`huge-chunked:${100 * MIB}`], { fetch: slow });
    await fails(service.getUsersByEmailsMobiles(ONE, { signal: abort.signal }), { code: "CANCELLED" });
    holds(body, "a body");
    await eventually(async () => (await stage.stats()).abandoned === 1, "the service sees us go");
  },

  async "aborted while waiting to try again"(place) {
    const stage = new Stage(place);
    const abort = new AbortController();
    const promise = stage.quanshi(["rate-limit:15"]).getUsersByEmailsMobiles(ONE, { signal: abort.signal });
    const ended = fails(promise, { code: "CANCELLED" });
    await eventually(async () => (await stage.stats()).quanshi === 1, "the first attempt");
    await sleep(100);
    const start = Date.now();
    abort.abort("stop");
    same((await ended).cause, "stop");
    holds(Date.now() - start < 500, "at once");
    await stage.sent("quanshi", 1);
  },

  async "AbortSignal.timeout works"(place) {
    const signal = AbortSignal.timeout(100);
    const error = await fails(new Stage(place).quanshi(["hang"]).getUsersByEmailsMobiles(ONE, { signal }), {
      code: "CANCELLED",
    });
    same((error.cause as Error).name, "TimeoutError");
  },
};
