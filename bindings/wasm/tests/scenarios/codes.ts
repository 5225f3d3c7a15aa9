// Scenarios about single-use codes. While a request with a code is in flight, lookups on one service object share it.
import type { CallOptions, DmtzUser } from "mingpian";
import { eventually, fails, holds, same, sleep } from "../support/check.js";
import { type Scenarios, Stage } from "./stage.js";

export const codes: Scenarios = {
  async "a code in flight is shared, and both callers get the same answer"(place) {
    const stage = new Stage(place);
    const [dmtz, code] = [stage.dmtz(["delay:100"]), await stage.code()];
    const first = dmtz.getUserInfo({ code });
    await sleep(20);
    const [one, other] = await Promise.all([first, dmtz.getUserInfo({ code })]);
    same(one, other, "the user");
    await stage.sent("dmtz", 1);
    await fails(dmtz.getUserInfo({ code }), { code: "REJECTED" });
    await stage.sent("dmtz", 2);
  },

  async "both callers get the same error"(place) {
    const stage = new Stage(place);
    const [dmtz, ask] = [stage.dmtz(["delay:50"]), { code: "expired-demo" }];
    const errors = [dmtz.getUserInfo(ask), dmtz.getUserInfo(ask)].map((promise) => fails(promise, { code: "REJECTED" }));
    same((await errors[0]!).toJSON(), (await errors[1]!).toJSON());
    await stage.sent("dmtz", 1);
  },

  async "StrictMode's mount, unmount with an abort, and mount send one request"(place) {
    for (const arrives of [false, true]) {
      const stage = new Stage(place);
      const [dmtz, code] = [stage.dmtz(["delay:300"]), await stage.code()];
      const abort = new AbortController();
      const unmounted = fails(dmtz.getUserInfo({ code }, { signal: abort.signal }), { code: "CANCELLED" });
      if (arrives) await eventually(async () => (await stage.stats()).dmtz === 1, "the request arrives");
      abort.abort();
      const mounted = dmtz.getUserInfo({ code });
      await unmounted;
      holds((await mounted).id, "a user");
      same(await counts(stage), [1, 0]);
    }
  },

  async "a caller that aborts is cancelled immediately, and the other gets the answer"(place) {
    for (const leaver of [0, 1]) {
      const stage = new Stage(place);
      const [dmtz, code] = [stage.dmtz(["delay:400"]), await stage.code()];
      const abort = new AbortController();
      const [first, second] = [0, 1].map((n) => dmtz.getUserInfo({ code }, n === leaver ? { signal: abort.signal } : {}));
      const [left, stayed] = leaver === 0 ? [first!, second!] : [second!, first!];
      const ended = fails(left, { code: "CANCELLED" });
      await eventually(async () => (await stage.stats()).dmtz === 1, "the request arrives");
      const start = Date.now();
      abort.abort("left");
      same((await ended).cause, "left");
      holds(Date.now() - start < 200, "at once");
      holds((await stayed).id, "a user");
      same(await counts(stage), [1, 0]);
    }
  },

  async "when all callers have aborted, the connection is closed, and another lookup sends a new request"(place) {
    const stage = new Stage(place);
    const dmtz = stage.dmtz(["hang", "times:1"]);
    const code = await stage.code();
    const aborts = [new AbortController(), new AbortController()];
    const ended = aborts.map(({ signal }) => fails(dmtz.getUserInfo({ code }, { signal }), { code: "CANCELLED" }));
    await eventually(async () => (await stage.stats()).dmtz === 1, "the request arrives");
    aborts[0]!.abort();
    await sleep(100);
    same(await counts(stage), [1, 0]);
    aborts[1]!.abort();
    await Promise.all(ended);
    await eventually(async () => (await stage.stats()).abandoned === 1, "the service sees us go");
    // The service had used up the code before it answered.
    await fails(dmtz.getUserInfo({ code }), { code: "REJECTED" });
    await stage.sent("dmtz", 2);
  },

  async "the options of each caller apply to that caller only"(place) {
    const stage = new Stage(place);
    const [dmtz, code] = [stage.dmtz(["delay:300"]), await stage.code()];
    const shown: string[] = [];
    const call = (options: CallOptions): Promise<DmtzUser> => dmtz.getUserInfo({ code }, options);
    const first = call({ onRequest: () => shown.push("first") });
    const late = fails(call({ attemptTimeoutMs: 50 }), { code: "TRANSPORT", kind: "timeout" });
    const wrong = fails(call({ timeoutMs: -1 }), { code: "INVALID_INPUT", field: "timeoutMs" });
    const mine = new Error("mine");
    const throwing = call({
      onRequest: () => {
        throw mine;
      },
    }).catch((error: unknown) => error === mine);
    const secret = call({ includeSecrets: true, onRequest: () => shown.push("second") });
    same([await throwing, shown], [true, ["first", "second"]]);
    await Promise.all([late, wrong]);
    same((await first).secrets, undefined);
    holds((await secret).secrets, "secrets");
    await stage.sent("dmtz", 1);
  },

  async "other codes, and requests that may be repeated, are not shared"(place) {
    const stage = new Stage(place);
    const dmtz = stage.dmtz(["delay:50"]);
    const users = await Promise.all([await stage.code(), await stage.code()].map((code) => dmtz.getUserInfo({ code })));
    same(users.length, 2);
    await stage.sent("dmtz", 2);
    const mysoft = stage.mysoft(["delay:50"]);
    await Promise.all([mysoft.getUserInfo(), mysoft.getUserInfo()]);
    await stage.sent("mysoft", 2);
  },
};

async function counts(stage: Stage): Promise<[sent: number, abandoned: number]> {
  const { dmtz, abandoned } = await stage.stats();
  return [dmtz, abandoned];
}
