// Tests the responses without Redis: one process, which remembers nonces itself.
import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import { connect } from "node:net";
import { after, before, describe, test } from "node:test";
import { QuanshiSigner } from "mingpian/server";
import { listener } from "../listener.js";
import { StoreError } from "../store.js";

const secret = { appId: "app", secretKey: "not a real secret" };
const nonce = () => randomBytes(16).toString("hex");
const params = () => ({ time: Date.now(), nonce: nonce() });
/** @param {import("node:http").IncomingMessage} request */
const hasSession = async (request) => request.headers.authorization === "Bearer somebody";

describe("POST /authorize", () => {
  /** @type {string[]} */
  const lines = [];
  /** @type {(nonce: string) => Promise<boolean>} */
  let broken = async () => true;
  const log = (/** @type {string} */ line) => lines.push(line);
  const signers = {
    memory: new QuanshiSigner(secret),
    broken: new QuanshiSigner({ ...secret, isNew: (nonce) => broken(nonce) }),
  };
  const servers = Object.values(signers).map((signer) => createServer(listener({ signer, hasSession, log })));
  /** @type {string[]} */
  let origins = [];

  before(async () => {
    origins = await Promise.all(
      servers.map(async (server) => {
        await once(server.listen(0, "127.0.0.1"), "listening");
        const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
        return `http://127.0.0.1:${port}`;
      }),
    );
  });
  after(() => servers.forEach((server) => server.close()));

  /**
   * @param {unknown} body
   * @param {RequestInit & { origin?: string | undefined, path?: string }} [init]
   */
  async function post(body, { origin = origins[0], path = "/authorize", headers, ...init } = {}) {
    const all = { authorization: "Bearer somebody", "content-type": "application/json", ...headers };
    const text = typeof body === "string" ? body : JSON.stringify(body);
    const response = await fetch(`${origin}${path}`, { method: "POST", headers: all, body: text, ...init });
    return { status: response.status, headers: response.headers, json: await response.json() };
  }

  test("answers with the headers that sign, which are not cached", async () => {
    const { time, nonce } = params();
    const { status, headers, json } = await post({ time, nonce });
    const CheckSum = createHash("sha1").update(`${secret.secretKey}${nonce}${time}`).digest("hex");
    assert.deepEqual([status, json], [200, { AppId: "app", CheckSum }]);
    assert.equal(headers.get("cache-control"), "no-store");
    const again = await post({ time, nonce });
    assert.deepEqual([again.status, again.json.code, again.json.field], [400, "INVALID_INPUT", "nonce"]);
  });

  test("without a session nothing is told, not even what is wrong with the body", async () => {
    for (const authorization of ["", "Bearer", "Bearer nobody"]) {
      for (const body of ["", "{", JSON.stringify(params())]) {
        const { status, json } = await post(body, { headers: { authorization } });
        assert.deepEqual([status, json], [401, { message: "sign in first" }]);
      }
    }
  });

  test("parameters of another form are refused with the name of the field", async () => {
    const good = params();
    /** @type {unknown[]} */
    const strange = [null, true, [], {}, { toString: 1, valueOf: 1 }, -1, 1e300];
    const times = [...strange, undefined, String(good.time), [good.time]];
    const { status: isAnswered, json: old } = await post({ ...good, time: good.time - 61_000 });
    assert.deepEqual([isAnswered, Object.keys(old)], [200, ["ServerTime"]]);
    const nonces = [...strange, undefined, "", [good.nonce], good.nonce.slice(1), `${good.nonce}0`, "G".repeat(32)];
    for (const time of times) {
      const { status, json } = await post({ ...good, time });
      assert.deepEqual([status, json.code, json.field], [400, "INVALID_INPUT", "time"], JSON.stringify(time));
    }
    for (const nonce of nonces) {
      const { status, json } = await post({ ...good, nonce });
      assert.deepEqual([status, json.code, json.field], [400, "INVALID_INPUT", "nonce"], JSON.stringify(nonce));
    }
    for (const body of [null, 1, "text", [], {}]) assert.equal((await post(JSON.stringify(body))).json.field, "params");
    assert.equal((await post(good)).status, 200, "and none of them has spent the nonce");
  });

  test("a body that is not JSON, too long, or of another type is refused", async () => {
    const good = JSON.stringify(params());
    for (const body of ["", "{", good.slice(1), "\0"]) assert.equal((await post(body)).status, 400, body);
    assert.equal((await post(good.padEnd(1_025))).status, 413);
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "application/jsonp"]) {
      assert.equal((await post(good, { headers: { "content-type": type } })).status, 415, type);
    }
    const exact = await post(good.padEnd(1_024), { headers: { "content-type": "Application/JSON; charset=utf-8" } });
    assert.equal(exact.status, 200);
  });

  test("a body that goes on and on is not read to its end", async () => {
    const { hostname, port } = new URL(origins[0] ?? "");
    const socket = connect(Number(port), hostname);
    socket.write("POST /authorize HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer somebody\r\n");
    socket.write("Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
    // Sends 2048 spaces, and no last chunk.
    socket.write(`800\r\n${" ".repeat(2_048)}\r\n`);
    let text = "";
    for await (const chunk of socket) text += String(chunk);
    assert.match(text, /^HTTP\/1\.1 413 /, "and then the server has closed the connection");
  });

  test("there is nothing else", async () => {
    for (const path of ["/", "/authorize/", "/authorize?a=1", "//authorize", "/main.js"]) {
      assert.equal((await post(params(), { path })).status, 404, path);
    }
    for (const method of ["GET", "PUT", "OPTIONS", "DELETE"]) {
      const response = await fetch(`${origins[0]}/authorize`, { method });
      assert.deepEqual([response.status, response.headers.get("allow")], [405, "POST"], method);
    }
  });

  test("a store that fails is 503 or 500, never a signature, and the log has neither nonce nor message", async () => {
    const cases = /** @type {const} */ ([
      [new StoreError(new Error("at redis://:password@example.com")), 503, "503, the store cannot be asked: Error"],
      [new StoreError(new Error("OOM command not allowed")), 503, "503, the store cannot be asked: OOM"],
      [new TypeError("not a real secret"), 500, "500, TypeError"],
    ]);
    for (const [error, wanted, line] of cases) {
      lines.length = 0;
      broken = () => Promise.reject(error);
      const { status, headers, json } = await post(params(), { origin: origins[1] });
      assert.deepEqual([status, Object.keys(json)], [wanted, ["message"]]);
      assert.equal(headers.get("retry-after"), wanted === 503 ? "1" : null);
      assert.doesNotMatch(JSON.stringify(json), /secret|redis|OOM|CheckSum/);
      assert.deepEqual(lines, [line]);
    }
    broken = async () => false;
    assert.equal((await post(params(), { origin: origins[1] })).json.field, "nonce");
  });
});
