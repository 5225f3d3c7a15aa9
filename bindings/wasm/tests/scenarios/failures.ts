// Scenarios about invalid responses and connections that fail.
import { Quanshi } from "mingpian";
import { eventually, fails, holds, same } from "../support/check.js";
import { counted, MIB, ONE, type Scenarios, Stage, TOKEN } from "./stage.js";

export const failures: Scenarios = {
  async "20 MB are RESPONSE_TOO_LARGE, and the connection is dropped early"(place) {
    for (const fault of ["huge", "huge-chunked"]) {
      const promise = new Stage(place).quanshi([fault]).getUsersByEmailsMobiles(ONE);
      await fails(promise, { code: "RESPONSE_TOO_LARGE", retryable: false });
      // The buffers between two processes can hold the rest of 20 MB. To see whether the client closes the connection,
      // more data is needed.
      const stage = new Stage(place);
      const more = stage.quanshi([`${fault}:${100 * MIB}`]).getUsersByEmailsMobiles(ONE);
      await fails(more, { code: "RESPONSE_TOO_LARGE" });
      await stage.sent("quanshi", 1);
      await eventually(async () => (await stage.stats()).abandoned === 1, `${fault}: the service sees us go`);
    }
  },

  async "the limit can be set: 2 MiB exceeds 1 MiB, and fits into 4 MiB"(place) {
    const stage = new Stage(place);
    const faults = [`huge-chunked:${2 * MIB}`];
    const small = stage.quanshi(faults, { maxBodyBytes: MIB });
    await fails(small.getUsersByEmailsMobiles(ONE), { code: "RESPONSE_TOO_LARGE" });
    same((await stage.quanshi(faults, { maxBodyBytes: 4 * MIB }).getUsersByEmailsMobiles(ONE)).found.size, 1);
  },

  async "a body that is not JSON is MALFORMED_RESPONSE"(place) {
    const stage = new Stage(place);
    for (const fault of ["not-json", "cut", "deep:10000"]) {
      const promise = stage.quanshi([fault]).getUsersByEmailsMobiles(ONE);
      await fails(promise, { code: "MALFORMED_RESPONSE", field: "", retryable: false });
    }
    await stage.sent("quanshi", 3);
  },

  async "wrong types are MALFORMED_RESPONSE, or affect one account"(place) {
    const stage = new Stage(place);
    const mysoft = stage.mysoft(["wrong-types"]).getUserInfo({});
    const error = await fails(mysoft, { code: "MALFORMED_RESPONSE", provider: "mysoft" });
    holds(error.field, "a path");
    const { found, unreadable } = await stage
      .quanshi(["broken-account"])
      .getUsersByEmailsMobiles({ emails: ["person1@example.com", "person2@example.com"] });
    same([...found.keys()], ["person2@example.com"]);
    same(unreadable, [{ identifier: "person1@example.com", field: "userId" }]);
  },

  async "an interrupted answer is TRANSPORT interrupted"(place) {
    const stage = new Stage(place);
    for (const fault of ["truncate", "close"]) {
      const promise = stage.quanshi([fault]).getUsersByEmailsMobiles(ONE, { maxAttempts: 1 });
      await fails(promise, { code: "TRANSPORT", kind: "interrupted", provider: "quanshi" });
    }
    const { found } = await stage.quanshi(["truncate", "times:2"]).getUsersByEmailsMobiles(ONE);
    same(found.size, 1);
  },

  async "dmtz is not asked again after a closed connection"(place) {
    const stage = new Stage(place);
    const { fetch, calls } = counted();
    const promise = stage.dmtz(["close"], { fetch }).getUserInfo({ code: await stage.code() });
    await fails(promise, { code: "TRANSPORT", kind: "interrupted", retryable: false });
    same(calls(), 1);
    // Chromium itself repeats a request, even a POST, if a connection that it kept open is closed without a response.
    if (!place.browser) await stage.sent("dmtz", 1);
  },

  async "redirects are not followed"(place) {
    for (const status of [301, 302, 307]) {
      const stage = new Stage(place);
      const promise = stage.quanshi([`redirect:${status}`]).getUsersByEmailsMobiles(ONE);
      await fails(promise, { code: "HTTP_STATUS", status: place.browser ? 0 : status, retryable: false });
      same((await stage.stats()).elsewhere, 0, "visits elsewhere");
      await stage.sent("quanshi", 1);
    }
  },

  async "fetch can be replaced, and is called without `this`"(place) {
    const requests: { url: string; init: RequestInit }[] = [];
    const service = new Quanshi({
      auth: { token: TOKEN },
      fetch(this: unknown, url, init) {
        same(this === undefined, true, "no this");
        requests.push({ url: String(url), init: init! });
        return Promise.resolve(new Response('{"status":0,"result":{}}'));
      },
    });
    same((await service.getUsersByEmailsMobiles(ONE)).notFound, ONE.emails);
    const [{ url, init }] = requests as [{ url: string; init: RequestInit }];
    same(url, "https://openapi.quanshi.com/confopenapi/account/getUsersByEmailsMobiles");
    same(
      [init.method, init.redirect, init.credentials, init.referrerPolicy, init.cache, init.body],
      ["POST", "manual", "omit", "no-referrer", "no-store", '{"emails":["person1@example.com"],"mobiles":[],"loginNames":[]}'],
    );
    same([new Headers(init.headers).get("token"), place.origin.startsWith("http://127")], [TOKEN, true]);
    for (const broken of [
      () => Promise.reject(new TypeError("fetch failed")),
      () => {
        throw new Error("not even a promise");
      },
      () => Promise.resolve(undefined as unknown as Response),
      () => Promise.reject(undefined),
    ]) {
      const promise = new Quanshi({ auth: { token: TOKEN }, fetch: broken }).getUsersByEmailsMobiles(ONE, {
        maxAttempts: 1,
      });
      await fails(promise, { code: "TRANSPORT", kind: "interrupted" });
    }
  },

  async "an error of onRequest ends the lookup and nothing is sent"(place) {
    const stage = new Stage(place);
    const mine = new Error("mine");
    const promise = stage.quanshi().getUsersByEmailsMobiles(ONE, {
      onRequest: () => {
        throw mine;
      },
    });
    same(await promise.catch((error: unknown) => error === mine), true);
    await stage.sent("quanshi", 0);
  },
};
