// Tests errors and answers as data, in JSON and in messages between realms.
import assert from "node:assert/strict";
import { cp } from "node:fs/promises";
import { describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { Quanshi } from "mingpian";
import {
  CancelledError,
  HttpStatusError,
  InternalError,
  InvalidInputError,
  isLookupError,
  load,
  LookupError,
  MalformedResponseError,
  open as openLookup,
  quanshiGetUsersByEmailsMobiles,
  RateLimitedError,
  RejectedError,
  ResponseTooLargeError,
  TransportError,
  UnauthenticatedError,
  type ErrorCode,
  type LookupErrorJson,
} from "mingpian/core";
import { expectStep, NOW, response } from "./support/lookups.js";

const AUTH = { token: "demo-token" };
const ONE = { emails: ["person1@example.com"] };
const MANY = Array.from({ length: 450 }, (_, n) => `person${n}@example.com`);

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

  test("survive a conversion to data, a message between realms, and back", () => {
    for (const [code, Class] of Object.entries(CLASSES)) {
      const json: LookupErrorJson = { code: code as ErrorCode, retryable: false, field: "code", status: 0, message: "words" };
      const error = LookupError.fromJSON(structuredClone(new Class(json, { cause: () => "not cloned" }).toJSON()));
      assert.ok(error instanceof Class && isLookupError(error));
      assert.deepEqual([error.toJSON(), error.name, "cause" in error], [json, Class.name, false]);
    }
    for (const json of [undefined, null, "REJECTED", {}, { code: "constructor" }, { code: "rejected" }, new Error("no")]) {
      assert.throws(() => LookupError.fromJSON(json as never), { code: "INVALID_INPUT", field: "code" });
    }
  });

  test("another copy of the package recognizes them", async () => {
    const folder = fileURLToPath(new URL("../copy", import.meta.url));
    await cp(fileURLToPath(new URL("../../dist", import.meta.url)), folder, { recursive: true });
    const copy = (await import(`${folder}/core.js`)) as typeof import("mingpian/core");
    const error = new copy.RejectedError({ code: "REJECTED", retryable: false, message: "no" });
    assert.equal(error instanceof LookupError, false);
    assert.ok(isLookupError(error));
    for (const value of [undefined, null, 5, "LookupError", {}, new Error("no"), Symbol("no")]) {
      assert.equal(isLookupError(value), false);
    }
  });
});

describe("answers by identifier", () => {
  test("are objects in JSON, whatever the identifier", async () => {
    const result = { 7: { userId: 1 }, constructor: { userId: 3 }, other: { userId: 4 }, wrong: { displayName: "安然" } };
    const body = JSON.stringify({ status: 0, result }).replace("{", '{"requestId":"r-1",').replace('"7"', '"__proto__":{"userId":2},"7"');
    const loginNames = ["__proto__", "7", "constructor", "toString", "wrong"];
    await load();
    const lookup = openLookup(quanshiGetUsersByEmailsMobiles, { question: { loginNames }, auth: AUTH });
    lookup.handleResponse(expectStep(lookup, "send").id, NOW, response(body));
    const whole = expectStep(lookup, "answer").answer;
    lookup.close();
    const quanshi = new Quanshi({ auth: AUTH, fetch: async () => new Response(body) });
    const { value: page } = await quanshi.pages({ loginNames }).next();
    for (const [answers, failed] of [[whole, "none"], [page!, undefined]] as const) {
      const users = JSON.parse(JSON.stringify(answers.toJSON())) as Record<string, Record<string, { userId?: number }>>;
      assert.deepEqual(Object.entries(users["found"]!).map(([name, { userId }]) => [name, userId]), [["7", 1], ["__proto__", 2], ["constructor", 3]]);
      assert.deepEqual(Object.keys(users["unasked"]!), ["other"]);
      assert.deepEqual([users["notFound"], users["unreadable"]], [["toString"], [{ identifier: "wrong", field: "userId" }]]);
      assert.equal((await Response.json(answers).json() as typeof users)["found"]!["7"]!.userId, 1);
      assert.deepEqual(Object.keys(answers).includes("toJSON"), false);
      assert.equal(structuredClone(answers).found.get("__proto__")?.userId, 2);
      assert.equal("failed" in answers.toJSON() ? undefined : "none", failed);
    }
  });

  test("of several requests, and failed pages, are also data in JSON", async () => {
    const fetch = async (): Promise<Response> => new Response("", { status: 404 });
    const { value: page } = await new Quanshi({ auth: AUTH, fetch }).pages(ONE).next();
    const { found, failed } = JSON.parse(JSON.stringify(page)) as { found: object; failed: { request: object; error: LookupErrorJson } };
    assert.deepEqual([found, failed.request], [{}, { ...ONE, mobiles: [], loginNames: [] }]);
    const error = LookupError.fromJSON(failed.error);
    assert.ok(error.code === "HTTP_STATUS" && error instanceof HttpStatusError);
    assert.equal(error.status satisfies number, 404);
    const users = new Quanshi({ auth: AUTH, fetch: async () => new Response('{"status":0,"result":{"person1@example.com":{"userId":7}}}') });
    const all = await users.getUsersByEmailsMobiles({ emails: [...MANY, ...ONE.emails] });
    assert.deepEqual(Object.keys((JSON.parse(JSON.stringify(all)) as typeof all).found), ONE.emails);
  });
});
