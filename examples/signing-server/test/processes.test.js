// Tests two processes that sign with the same secret and share a real Redis.
import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { connect } from "node:net";
import { after, afterEach, before, beforeEach, describe, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { isLookupError, Quanshi } from "mingpian";
import { createClient } from "redis";
import { askServer } from "../page.js";
import { missing } from "./support/needs.js";
import { APP_ID, SECRET_KEY, Signing } from "./support/process.js";
import { PASSWORD, Redis } from "./support/redis.js";

/** How far a time may be from the server's clock, and how long a nonce is kept, in milliseconds, as in the package. */
const [WINDOW_MS, KEEP_MS] = [60_000, 120_000];

const session = "invented-session-of-somebody";
const newNonce = () => randomBytes(16).toString("hex");

/** Computes Quanshi's formula with independent code. */
const checkSum = (/** @type {{ time: number, nonce: string }} */ { time, nonce }) =>
  createHash("sha1").update(`${SECRET_KEY}${nonce}${time}`).digest("hex");

const skip = missing("MINGPIAN_REDIS_SERVER");

describe("two processes and one Redis", () => {
  /** @type {Redis} */
  let redis;
  /** @type {ReturnType<typeof createClient>} */
  let client;
  /** @type {[Signing, Signing]} */
  let servers;
  /** @type {Signing[]} */
  const others = [];

  before(async () => {
    if (skip) return;
    redis = await Redis.start();
    client = createClient({ url: redis.url });
    // The tests kill Redis.
    client.on("error", () => {});
    await client.connect();
    servers = await Promise.all([Signing.start({ REDIS_URL: redis.url }), Signing.start({ REDIS_URL: redis.url })]);
  });

  beforeEach(async () => {
    await client.flushAll();
    await signIn();
  });

  after(async () => {
    for (const server of [...(servers ?? []), ...others]) server.signal("SIGKILL");
    client?.destroy();
    await redis?.kill();
  });

  /** Creates a session as the app's login does. */
  const signIn = () => client.set(`signing:session:${session}`, "1", { expiration: { type: "EX", value: 600 } });

  const stored = async () => (await client.keys("signing:nonce:*")).map((key) => key.replace("signing:nonce:", ""));

  /** Sends requests to both processes until both sign again. */
  async function recovered() {
    const end = Date.now() + 20_000;
    for (const server of servers) {
      for (;;) {
        const params = { time: Date.now(), nonce: newNonce() };
        const { status, json } = await server.authorize(params, session);
        if (status === 200) {
          assert.equal(json.CheckSum, checkSum(params));
          break;
        }
        assert.ok(Date.now() < end, `still ${status}`);
        await sleep(50);
      }
    }
  }

  /** Checks that neither signs. */
  async function closed() {
    for (const server of servers) {
      const { status, json } = await server.authorize({ time: Date.now(), nonce: newNonce() }, session);
      assert.deepEqual([status, json], [503, { message: "try again later" }]);
    }
  }

  test("two processes both sign", { skip }, async () => {
    assert.notEqual(servers[0].pid, servers[1].pid);
    for (const server of servers) {
      const params = { time: Date.now(), nonce: newNonce() };
      const answer = await server.authorize(params, session);
      assert.deepEqual(answer, { status: 200, json: { AppId: APP_ID, CheckSum: checkSum(params) } });
    }
  });

  test("if both are asked to sign a nonce at once, only one does, 200 times", { skip }, async (t) => {
    /** @type {[number, number]} */
    const wins = [0, 0];
    const questions = Array.from({ length: 200 }, () => ({ time: Date.now(), nonce: newNonce() }));
    await Promise.all(
      questions.map(async (params, n) => {
        // Each process gets the first request half of the time.
        const order = n % 2 ? servers : servers.toReversed();
        const answers = await Promise.all(order.map((server) => server.authorize(params, session)));
        assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 400]);
        for (const [index, { status, json }] of answers.entries()) {
          if (status === 200) {
            wins[order[index] === servers[0] ? 0 : 1] += 1;
            assert.deepEqual(json, { AppId: APP_ID, CheckSum: checkSum(params) });
          } else assert.deepEqual([json.code, json.field], ["INVALID_INPUT", "nonce"]);
        }
      }),
    );
    t.diagnostic(`the first signed ${wins[0]}, the second ${wins[1]}`);
    assert.deepEqual((await stored()).sort(), questions.map(({ nonce }) => nonce).sort());
    for (const { nonce } of questions) {
      const ms = await client.pTTL(`signing:nonce:${nonce}`);
      assert.ok(ms > 0 && ms <= KEEP_MS, `${ms} ms`);
    }
    // Neither process signs it later.
    for (const server of servers) {
      const { status, json } = await server.authorize(questions[0], session);
      assert.deepEqual([status, json.field], [400, "nonce"]);
    }
  });

  test("a nonce is kept until its time is refused", { skip }, async () => {
    // This time is as far ahead as allowed. The server reads its clock later, so the time is within the window.
    const params = { time: Date.now() + WINDOW_MS, nonce: newNonce() };
    assert.equal((await servers[0].authorize(params, session)).status, 200);
    const [now, left] = /** @type {[any, any]} */ (
      await client.multi().time().pTTL(`signing:nonce:${params.nonce}`).exec()
    );
    const forgotten = Number(now[0]) * 1_000 + Number(now[1]) / 1_000 + Number(left);
    assert.ok(forgotten >= params.time + WINDOW_MS, `${forgotten - params.time} ms after its time`);
  });

  test("nonces that are refused for their time or form are not stored", { skip }, async () => {
    for (const server of servers) {
      for (const far of [-WINDOW_MS - 1, WINDOW_MS + 5_000, -Date.now()]) {
        const { status, json } = await server.authorize({ time: Date.now() + far, nonce: newNonce() }, session);
        assert.deepEqual([status, Object.keys(json)], [200, ["ServerTime"]], `${far} ms`);
      }
      for (const nonce of ["", "0", newNonce().slice(1), `${newNonce()}0`, "A".repeat(32), "*".repeat(32), "名", null]) {
        const { status, json } = await server.authorize({ time: Date.now(), nonce }, session);
        assert.deepEqual([status, json.code, json.field], [400, "INVALID_INPUT", "nonce"], String(nonce));
      }
    }
    assert.deepEqual(await stored(), []);
  });

  test("without a session, nothing is signed and nothing is stored", { skip }, async () => {
    for (const id of [undefined, "*", "short", `${session}-of-another`, `${session} ${session}`]) {
      const { status } = await servers[0].authorize({ time: Date.now(), nonce: newNonce() }, id);
      assert.equal(status, 401, id);
    }
    assert.deepEqual(await stored(), []);
  });

  describe("with a Redis that cannot remember", () => {
    afterEach(async () => {
      // Both processes have to sign again before the next test begins.
      await client.configSet("maxmemory", "0");
      await recovered();
    });

    test("nothing is signed while Redis is killed, and both sign when it is back", { skip }, async () => {
      await redis.kill();
      await closed();
      await closed();
      await redis.restart();
      await signIn();
    });

    test("nothing is signed while Redis hangs", { skip }, async () => {
      redis.pause();
      try {
        await closed();
      } finally {
        redis.resume();
      }
    });

    test("nothing is signed while Redis is full, although sessions can be read", { skip }, async () => {
      await client.configSet("maxmemory", "1");
      await closed();
      assert.equal((await servers[0].authorize({ time: Date.now(), nonce: newNonce() }, "x".repeat(20))).status, 401);
    });
  });

  test("a server starts and signs nothing if Redis is not there or refuses the password", { skip }, async () => {
    const { port } = new URL(redis.url);
    for (const url of ["redis://127.0.0.1:1", `redis://:another-invented-password@127.0.0.1:${port}`]) {
      const server = await Signing.start({ REDIS_URL: url });
      others.push(server);
      assert.equal((await server.authorize({ time: Date.now(), nonce: newNonce() }, session)).status, 503);
    }
  });

  test("a server that is told to end answers the requests that it has begun", { skip }, async () => {
    const server = await Signing.start({ REDIS_URL: redis.url });
    others.push(server);
    // The server listens before it has connected to Redis, and refuses requests until then.
    while ((await server.authorize({ time: Date.now(), nonce: newNonce() }, session)).status !== 200) await sleep(20);
    const { hostname, port } = new URL(server.origin);
    const params = { time: Date.now(), nonce: newNonce() };
    const body = JSON.stringify(params);
    const socket = connect(Number(port), hostname);
    const closed = once(socket, "close");
    let text = "";
    socket.on("data", (data) => (text += String(data)));
    socket.write(`POST /authorize HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${session}\r\nExpect: 100-continue\r\n`);
    socket.write(`Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`);
    // The server sends status 100 when it has started to handle the request.
    await once(socket, "data");
    server.signal("SIGTERM");
    // When the server stops accepting connections, it has received the signal.
    while (await open(Number(port), hostname)) await sleep(20);
    socket.write(body);
    await closed;
    assert.match(text, /HTTP\/1\.1 200 OK/);
    assert.ok(text.includes(checkSum(params)));
    assert.equal(await server.ended(), 0);
  });

  test("a server without a valid environment names the variable, and no value", { skip }, async () => {
    const cases = /** @type {const} */ ([
      [{ QUANSHI_APP_ID: "" }, /QUANSHI_APP_ID/],
      [{ QUANSHI_SECRET_KEY: "" }, /QUANSHI_SECRET_KEY/],
      [{ REDIS_URL: `:${PASSWORD}@redis` }, /REDIS_URL/],
      [{ REDIS_URL: `https://:${PASSWORD}@127.0.0.1` }, /REDIS_URL/],
      [{ PORT: "65536" }, /PORT/],
      [{ HOST: "192.0.2.1" }, /EADDRNOTAVAIL/],
    ]);
    for (const [variables, said] of cases) {
      const server = new Signing({ REDIS_URL: redis.url, ...variables });
      others.push(server);
      assert.equal(await server.ended(), 1);
      assert.match(server.said, said);
    }
  });

  describe("lookups at Quanshi over both", () => {
    const skip = missing("MINGPIAN_REDIS_SERVER", "MINGPIAN_ORIGIN");
    const baseUrl = `${process.env["MINGPIAN_ORIGIN"]}/quanshi`;
    const people = [1, 2].map((n) => `person${n}@example.com`);

    /**
     * Returns a service object that uses the servers in turn.
     *
     * @param {readonly Signing[]} asked
     */
    function inTurn(asked, id = session) {
      /** @type {string[]} */
      const origins = [];
      const asks = asked.map(({ origin }) => ({ origin, ask: askServer(`${origin}/authorize`, () => id) }));
      /** @type {import("mingpian").Authorize} */
      const authorize = (params, signal) => {
        const next = asks[origins.length % asks.length];
        if (!next) throw new Error("nobody to ask");
        origins.push(next.origin);
        return next.ask(params, signal);
      };
      return { origins, quanshi: new Quanshi({ baseUrl, auth: { authorize }, baseDelayMs: 1 }) };
    }

    test("find people, and each server signs half of the requests", { skip }, async () => {
      const { origins, quanshi } = inTurn(servers);
      for (let n = 0; n < 10; n += 1) {
        const { found, notFound } = await quanshi.getUsersByEmailsMobiles({ emails: [...people, "nobody@example.com"] });
        assert.deepEqual([[...found.keys()], notFound], [people, ["nobody@example.com"]]);
      }
      for (const { origin } of servers) assert.equal(origins.filter((asked) => asked === origin).length, 5);
      assert.equal((await stored()).length, 10);
    });

    test("ask the other server if one cannot reach Redis", { skip }, async () => {
      const away = await Signing.start({ REDIS_URL: "redis://127.0.0.1:1" });
      others.push(away);
      const { origins, quanshi } = inTurn([away, servers[0]]);
      const { found } = await quanshi.getUsersByEmailsMobiles({ emails: people });
      assert.deepEqual([...found.keys()], people);
      assert.deepEqual(origins, [away.origin, servers[0].origin]);
    });

    test("fail without a session, and send nothing", { skip }, async () => {
      const { origins, quanshi } = inTurn(servers, "x".repeat(20));
      let sent = 0;
      const lookup = quanshi.getUsersByEmailsMobiles({ emails: people }, { onRequest: () => (sent += 1) });
      await assert.rejects(lookup, (error) => isLookupError(error) && error.code === "UNAUTHENTICATED");
      assert.deepEqual([origins.length, sent], [1, 0]);
    });
  });

  test("no process has logged a secret", { skip }, () => {
    const all = [...servers, ...others].map((server) => server.said);
    assert.match(all.join("\n"), /Redis is away[^]*Redis is back/);
    assert.match(all.join("\n"), /503, the store cannot be asked: OOM/);
    for (const secret of [SECRET_KEY, session, PASSWORD, "another-invented-password", "signing:", "CheckSum"]) {
      for (const text of all) assert.ok(!text.includes(secret), `${secret} in: ${text}`);
    }
  });
});

/**
 * Returns whether a server listens.
 *
 * @param {number} port
 * @param {string} host
 */
async function open(port, host) {
  const socket = connect(port, host);
  try {
    await once(socket, "connect");
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
