// Scenarios about signatures and the service's clock.
import { type Authorize, Quanshi, RejectedError } from "mingpian";
import { sign } from "mingpian/server";
import { fails, holds, same } from "../support/check.js";
import { all, counted, emails, FAST, ONE, QUANSHI, type Scenarios, Stage } from "./stage.js";

export const signing: Scenarios = {
  async "the app's own server signs; the page holds no secret"(place) {
    const stage = new Stage(place);
    const asked: string[] = [];
    const authorize: Authorize = (params) => {
      asked.push(params.nonce);
      return Promise.resolve(sign(QUANSHI, params));
    };
    const of = (authorize: Authorize, faults: string[] = []): Quanshi =>
      new Quanshi({ baseUrl: stage.base("quanshi", faults), auth: { authorize }, ...FAST });
    same((await of(authorize).getUsersByEmailsMobiles(ONE)).found.size, 1);
    same((await of(authorize, ["rate-limit:0", "times:2"]).getUsersByEmailsMobiles(ONE)).found.size, 1);
    const pages = await all(of(authorize).pages({ emails: emails(1, 900) }));
    same(pages.map((page) => page.found.size).sort(), [100, 200, 200, 200, 200]);
    same([asked.length, new Set(asked).size], [9, 9], "every attempt is signed afresh");

    const { fetch, calls } = counted();
    const unsigned = new Quanshi({ baseUrl: stage.base("quanshi"), auth: { authorize: () => Promise.resolve(undefined) }, fetch });
    await fails(unsigned.getUsersByEmailsMobiles(ONE), { code: "UNAUTHENTICATED", provider: "quanshi" });
    const error = new RejectedError({ code: "REJECTED", retryable: false, message: "no" });
    const refusing = new Quanshi({ baseUrl: stage.base("quanshi"), auth: { authorize: () => Promise.reject(error) }, fetch });
    same(await refusing.getUsersByEmailsMobiles(ONE).catch((thrown: unknown) => thrown === error), true);
    same(await all(refusing.pages(ONE)).catch((thrown: unknown) => thrown === error), true);
    const injecting = async (): Promise<Record<string, string>> => ({ AppId: "demo-app\nX: y", CheckSum: "0" });
    const strange = new Quanshi({ baseUrl: stage.base("quanshi"), auth: { authorize: injecting }, fetch });
    await fails(strange.getUsersByEmailsMobiles(ONE), { code: "INVALID_INPUT", field: "appId" });
    same(calls(), 0, "nothing is sent unsigned");
  },

  async "a server that signs is asked again if it cannot be reached, and aborted when it takes too long"(place) {
    const stage = new Stage(place);
    let times = 0;
    const shaky: Authorize = (params) =>
      ++times < 3 ? Promise.reject(new Error("away")) : Promise.resolve(sign(QUANSHI, params));
    const baseUrl = stage.base("quanshi");
    same((await new Quanshi({ baseUrl, auth: { authorize: shaky }, ...FAST }).getUsersByEmailsMobiles(ONE)).found.size, 1);
    const away = new Error("away");
    const dead = new Quanshi({ baseUrl, auth: { authorize: () => Promise.reject(away) }, ...FAST });
    const error = await fails(dead.getUsersByEmailsMobiles(ONE), { code: "TRANSPORT", kind: "interrupted", retryable: true });
    same(error.cause === away, true, "the cause");
    const [page] = await all(dead.pages(ONE));
    same(page?.failed?.error.cause === away, true, "the cause of a page's failure");
    let isLetGo = false;
    const slow: Authorize = (_, signal) =>
      new Promise((_, reject) => {
        signal.addEventListener("abort", () => {
          isLetGo = true;
          reject(signal.reason as Error);
        });
      });
    const options = { attemptTimeoutMs: 50, maxAttempts: 1 };
    const waiting = new Quanshi({ baseUrl, auth: { authorize: slow } }).getUsersByEmailsMobiles(ONE, options);
    await fails(waiting, { code: "TRANSPORT", kind: "timeout", retryable: true });
    same(isLetGo, true);
    await stage.sent("quanshi", 1);
  },

  async "a wrong clock is corrected once, and remembered"(place) {
    const stage = new Stage(place);
    const quanshi = stage.quanshi([`clock:${3_600_000}`]);
    same((await quanshi.getUsersByEmailsMobiles(ONE)).found.size, 1);
    await stage.sent("quanshi", 2);
    same((await quanshi.getUsersByEmailsMobiles(ONE)).found.size, 1);
    await stage.sent("quanshi", 3);
    same((await all(quanshi.pages({ emails: emails(1, 300) }))).length, 2);
    await stage.sent("quanshi", 5);
    const told = new Stage(place);
    const knowing = told.quanshi([`clock:${-3_600_000}`], { clockOffsetMs: -3_600_000 });
    same((await knowing.getUsersByEmailsMobiles(ONE)).found.size, 1);
    await fails(knowing.getUsersByEmailsMobiles({ emails: [""] }), { code: "INVALID_INPUT" });
    same((await knowing.getUsersByEmailsMobiles(ONE)).found.size, 1);
    await told.sent("quanshi", 2);
    const late = new Stage(place);
    const pages = await all(late.quanshi([`clock:${-3_600_000}`]).pages({ emails: emails(1, 2_000) }, { maxInFlight: 1 }));
    same(pages.filter((page) => page.failed).length, 0);
    await late.sent("quanshi", 11);
  },

  async "429, then success; every attempt is shown and has a new signature"(place) {
    const stage = new Stage(place);
    const shown: string[] = [];
    const { found } = await stage.quanshi(["rate-limit:0", "times:1"]).getUsersByEmailsMobiles(ONE, {
      onRequest: (request) => shown.push(JSON.stringify(request)),
    });
    same(found.size, 1);
    same(shown.length, 2, "attempts shown");
    holds(shown[0] !== shown[1], "another nonce");
    holds(!shown.join().includes("demo-secret-key"), "no secret shown");
    holds(shown.join().includes("[redacted]"), "something is redacted");
    await stage.sent("quanshi", 2);
  },
};
