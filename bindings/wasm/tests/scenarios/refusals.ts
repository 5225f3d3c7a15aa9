// Scenarios about refusals by the package or by a service.
import { type LookupError, Mysoft, Quanshi } from "mingpian";
import { fails, holds, same } from "../support/check.js";
import { counted, emails, numbers, ONE, QUANSHI, type Scenarios, Stage } from "./stage.js";

export const refusals: Scenarios = {
  async "a wrong secret is UNAUTHENTICATED, and the error holds no credential"(place) {
    const stage = new Stage(place);
    const wrong = new Quanshi({ baseUrl: stage.base("quanshi"), auth: { appId: "demo-app", secretKey: "wrong-key" } });
    const error = await fails(wrong.getUsersByEmailsMobiles(ONE), {
      code: "UNAUTHENTICATED",
      provider: "quanshi",
      retryable: false,
    });
    holds(!/wrong-key|demo-app|person1/.test(JSON.stringify(error) + String(error.stack)), "an error to log");
    await stage.sent("quanshi", 1);
  },

  async "a wrong token is UNAUTHENTICATED at mysoft"(place) {
    const stage = new Stage(place);
    const mysoft = new Mysoft({ baseUrl: stage.base("mysoft"), auth: { accessToken: "wrong" } });
    await fails(mysoft.getUserInfo({}), { provider: "mysoft", retryable: false });
    await stage.sent("mysoft", 1);
  },

  async "an expired code is REJECTED and sent once"(place) {
    const stage = new Stage(place);
    const error = await fails(stage.dmtz().getUserInfo({ code: "expired-0123456789" }), {
      code: "REJECTED",
      provider: "dmtz",
      retryable: false,
    });
    holds(error.providerCode !== undefined, "the provider's code");
    await stage.sent("dmtz", 1);
  },

  async "bad input is INVALID_INPUT, and nothing is sent"(place) {
    const stage = new Stage(place);
    const { fetch, calls } = counted();
    const more = { fetch };
    const quanshi = stage.quanshi([], more);
    const invalid = (promise: Promise<unknown>, field: string): Promise<LookupError> =>
      fails(promise, { code: "INVALID_INPUT", field, retryable: false });
    await invalid(quanshi.getUsersByEmailsMobiles({}), "emails, mobiles, loginNames");
    await invalid(quanshi.getUsersByEmailsMobiles({ emails: ["person1@example.com", ""] }), "emails[1]");
    for (const input of [{ emails: "person1@example.com" }, { mobiles: true }, { loginNames: 7 }, { emails: ["\ud800"] }]) {
      const field = Object.keys(input)[0]!;
      // An unpaired surrogate cannot be in JSON, so the error names the object that contains it.
      const isHalf = "emails" in input && typeof input.emails === "object";
      await invalid(quanshi.getUsersByEmailsMobiles(input as unknown as typeof ONE), isHalf ? "question" : field);
      await invalid(quanshi.pages(input as unknown as typeof ONE).next(), field);
    }
    const mixed = { emails: emails(1, 201), mobiles: "10000000001" as unknown as string[] };
    await invalid(quanshi.getUsersByEmailsMobiles(mixed), "mobiles");
    await invalid(quanshi.pages({}).next(), "emails, mobiles, loginNames");
    await invalid(quanshi.pages({ emails: [], mobiles: numbers(0).map(String) }).next(), "emails, mobiles, loginNames");
    await invalid(quanshi.pages(ONE, { maxInFlight: 0 }).next(), "maxInFlight");
    await invalid(stage.dmtz([], more).getUserInfo({ code: "" }), "code");
    const auths = [
      [{ ...QUANSHI, appId: "demo\napp: x" }, "appId"],
      [{ token: "demo\r\nx: y" }, "token"],
      [{ token: "" }, "token"],
      [{ ...QUANSHI, secretKey: "" }, "secretKey"],
      [{ ...QUANSHI, idHeader: "Id" as "AppId" }, "idHeader"],
      [{} as typeof QUANSHI, "auth"],
    ] as const;
    for (const [auth, field] of auths) {
      const service = new Quanshi({ baseUrl: stage.base("quanshi"), auth, fetch });
      await invalid(service.getUsersByEmailsMobiles(ONE), field);
    }
    for (const baseUrl of ["http://example.com", "https://user@example.com", "https://example.com/?x", "example.com"]) {
      await invalid(new Quanshi({ baseUrl, auth: QUANSHI, fetch }).getUsersByEmailsMobiles(ONE), "baseUrl");
    }
    const timeouts = [{ timeoutMs: Number.NaN }, { timeoutMs: -1 }, { timeoutMs: Infinity }];
    for (const options of timeouts) await invalid(quanshi.getUsersByEmailsMobiles(ONE, options), "timeoutMs");
    same(calls(), 0, "calls of fetch");
    await stage.sent("quanshi", 0);
    await stage.sent("dmtz", 0);
  },

  async "endless 429 is RATE_LIMITED"(place) {
    const stage = new Stage(place);
    const promise = stage.quanshi(["rate-limit:7"]).getUsersByEmailsMobiles(ONE, { maxAttempts: 1 });
    await fails(promise, { code: "RATE_LIMITED", status: 429, retryAfterMs: 7_000, retryable: true });
    const dmtz = stage.dmtz(["rate-limit:0"]).getUserInfo({ code: "x" });
    await fails(dmtz, { code: "RATE_LIMITED", retryable: false });
    await stage.sent("dmtz", 1);
  },

  async "a 500 page is HTTP_STATUS, after three attempts"(place) {
    const stage = new Stage(place);
    const promise = stage.quanshi(["html"]).getUsersByEmailsMobiles(ONE);
    await fails(promise, { code: "HTTP_STATUS", status: 500, retryable: true });
    await stage.sent("quanshi", 3);
    await fails(stage.dmtz(["html"]).getUserInfo({ code: "x" }), { code: "HTTP_STATUS", retryable: false });
    await stage.sent("dmtz", 1);
  },

  async "parts of the request that a service echoes are not in the error"(place) {
    const stage = new Stage(place);
    const error = await fails(stage.quanshi(["echo"]).getUsersByEmailsMobiles(ONE), { provider: "quanshi" });
    const mysoft = await fails(stage.mysoft(["echo"]).getUserInfo({ wzsUserId: "wzs-demo" }), { provider: "mysoft" });
    const dmtz = await fails(stage.dmtz(["echo"]).getUserInfo({ code: "demo-code" }), { provider: "dmtz" });
    const text = [error, mysoft, dmtz].map((e) => JSON.stringify(e) + String(e) + String(e.stack)).join();
    for (const secret of ["person1", "demo-app", "demo-secret-key", "demo token", "wzs-demo", "demo-code"]) {
      holds(!text.includes(secret), `${secret} is not in ${text}`);
    }
  },
};
