// Runs the samples against the local services, as they stand in the documentation except for the address.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { describe, test } from "node:test";
import { promisify } from "node:util";
import { origin, skip, WRITTEN } from "./support.mjs";

const run = promisify(execFile);
const built = new URL("../build/", import.meta.url);
const moved = new URL("run/", built);

/** Writes a compiled sample that asks the local services of this run, and returns where it is. */
function prepared(name) {
  mkdirSync(moved, { recursive: true });
  const file = new URL(`${name}.js`, moved);
  writeFileSync(file, readFileSync(new URL(`${name}.js`, built), "utf8").replaceAll(WRITTEN, origin));
  return file;
}

/** Runs a sample as a program, and returns what it prints. */
async function printed(name) {
  const { stdout, stderr } = await run(process.execPath, [prepared(name).pathname]);
  assert.equal(stderr, "");
  return stdout;
}

describe("the samples", { skip: skip({ MINGPIAN_ORIGIN: origin }) }, () => {
  test("a page", async () => {
    globalThis.document = { body: {} };
    try {
      await import(prepared("page").href);
      assert.equal(document.body.textContent, "林知夏");
    } finally {
      delete globalThis.document;
    }
  });

  test("Node", async () => {
    const page = readFileSync(new URL("../../en/quick-start-node.md", import.meta.url), "utf8");
    const [, promised] = /```text\n([^]*?)```/.exec(page);
    assert.equal(await printed("node"), promised);
  });

  test("dmtz and Mysoft", async () => {
    const { fromMysoft, fromWeChat } = await import(prepared("services").href);
    const body = JSON.stringify({ person: 2 });
    const { code } = await (await fetch(`${origin}/sandbox/codes`, { method: "POST", body })).json();
    assert.equal(await fromWeChat(code), "彭景行");
    assert.equal(await fromMysoft(), "彭景行");
  });

  test("without fetch", async () => {
    assert.equal(await printed("core"), "POST https://openapi.quanshi.com/confopenapi/account/getUsersByEmailsMobiles\n");
  });

  test("lists", async () => {
    const lines = (await printed("lists")).trimEnd().split("\n");
    assert.equal(lines.at(-1), "saved 1000");
    assert.equal(lines.at(-2), "1000 of 1000");
  });

  test("errors", async () => {
    const { find, events } = await import(prepared("errors").href);
    const { Quanshi } = await import("mingpian");
    const ask = (path, token) => find(new Quanshi({ baseUrl: origin + path, auth: { token }, maxAttempts: 1 }), "person1@example.com");
    const token = "00112233445566778899aabbccddeeff";
    assert.equal((await ask("/quanshi", token)).userId, 80000001);
    await ask("/quanshi", "wrong");
    await ask("/quanshi", "");
    await ask("/fault/status:503/quanshi", token);
    await ask("/fault/not-json/quanshi", token);
    assert.equal(events[0], "sign in");
    assert.match(events[1], /^token: /);
    assert.deepEqual(events.slice(2), ["HTTP_STATUS", "Try again later.", "MALFORMED_RESPONSE", "This did not work."]);
  });

  test("a module that the page brings", async () => {
    const module = readFileSync(new URL(import.meta.resolve("mingpian/mingpian.wasm")));
    const real = globalThis.fetch;
    globalThis.fetch = async (url, init) =>
      url === "/mingpian.wasm" ? new Response(module, { headers: { "content-type": "application/wasm" } }) : real(url, init);
    try {
      const { quanshi } = await import(prepared("slim").href);
      assert.equal((await quanshi.getUsersByEmailsMobiles({ emails: ["person1@example.com"] })).found.size, 1);
    } finally {
      globalThis.fetch = real;
    }
  });

  test("a fake for an app's own tests", async () => {
    assert.equal(await printed("testing"), "");
  });

  test("a token that is renewed, once", async () => {
    const { quanshi, used } = await import(prepared("tokens").href);
    const ask = async () => (await quanshi.getUsersByEmailsMobiles({ emails: ["person1@example.com"] })).found.size;
    assert.deepEqual([await ask(), await ask(), used], [1, 1, ["renewed"]]);
  });

  test("attempts", async () => {
    assert.equal(await printed("attempts"), "attempt 1: 429\nattempt 2: 200\n");
  });

  test("a package that is loaded later", async () => {
    const { lookUp } = await import(prepared("later").href);
    assert.equal(await lookUp("person1@example.com"), "林知夏");
  });

  test("signing: the page's half over the server's half", async () => {
    process.env.QUANSHI_APP_ID = "demo-app";
    process.env.QUANSHI_SECRET_KEY = "demo-secret-key";
    const { authorize } = await import(prepared("signing-server").href);
    const { quanshi } = await import(prepared("signing-page").href);
    const { Quanshi } = await import("mingpian");
    // The page's half asks `/authorize` of its own origin, and Quanshi at its real address.
    const real = globalThis.fetch;
    let cookie = "session=demo";
    globalThis.fetch = (url, init) => {
      const headers = { ...init.headers, cookie };
      if (url === "/authorize") return authorize(new Request("https://app.example.com/authorize", { ...init, headers }));
      return real(url.replace("https://openapi.quanshi.com", `${origin}/quanshi`), init);
    };
    try {
      const ask = () => quanshi.getUsersByEmailsMobiles({ emails: ["person1@example.com"] });
      assert.deepEqual([...(await ask()).found.keys()], ["person1@example.com"]);
      cookie = "";
      await assert.rejects(ask(), { code: "UNAUTHENTICATED" });
      assert.ok(quanshi instanceof Quanshi);
    } finally {
      globalThis.fetch = real;
    }
    const post = (body) => authorize(new Request("https://app.example.com/authorize", { method: "POST", body, headers: { cookie: "session=demo" } }));
    assert.equal((await post("no JSON")).status, 400);
    assert.equal((await post('{"time":1,"nonce":"short"}')).status, 200);
    assert.equal((await post(JSON.stringify({ time: Date.now(), nonce: "short" }))).status, 400);
  });

  test("a page behind a proxy asks its own origin", async () => {
    const asked = [];
    const server = createServer((request, response) => {
      asked.push(request.url);
      response.end('{"status":0,"result":{}}');
    });
    await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
    globalThis.location = { origin: `http://127.0.0.1:${server.address().port}` };
    try {
      const { quanshi } = await import(prepared("proxy-page").href);
      const { notFound } = await quanshi.getUsersByEmailsMobiles({ emails: ["person1@example.com"] });
      assert.deepEqual(notFound, ["person1@example.com"]);
      assert.deepEqual(asked, ["/quanshi/confopenapi/account/getUsersByEmailsMobiles"]);
    } finally {
      delete globalThis.location;
      server.close();
    }
  });
});
