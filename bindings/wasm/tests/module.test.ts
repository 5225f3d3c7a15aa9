// Tests hosts that compile the module themselves. The order of the tests matters, because a running instance is kept.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { describe, test } from "node:test";
import { runInNewContext } from "node:vm";
import { load, Quanshi, type LoadOptions } from "mingpian";
import { dmtzGetUserInfo, open } from "mingpian/core";
import * as slim from "mingpian/slim";
import { fails, holds, sleep } from "./support/check.js";
import { NOW } from "./support/lookups.js";

const { resolve } = createRequire(import.meta.url);
const bytes = await readFile(resolve("mingpian/mingpian.wasm"));
const module = await WebAssembly.compile(bytes);

const LARGE = 64 * 1024 * 1024;
const BODY = '{"status":0,"result":{"person1@example.com":{"userId":7}}}';
const ONE = { emails: ["person1@example.com"] };
const AUTH = { token: "demo-token" };

const instantiate = (imports: object): Promise<WebAssembly.Instance> =>
  WebAssembly.instantiate(module, imports as WebAssembly.Imports);

/** Makes the instance fail, as after a trap. */
function trap(): void {
  const lookup = open(dmtzGetUserInfo, { question: { code: "demo" } });
  const failing = { length: 16, get 0(): number { throw new WebAssembly.RuntimeError("unreachable"); } };
  assert.throws(() => lookup.poll(NOW, failing as unknown as Uint8Array), { code: "INTERNAL" });
}

/** Performs a lookup with a `fetch` that responds with this body. */
async function ask(body = BODY): Promise<void> {
  const quanshi = new Quanshi({ auth: AUTH, maxBodyBytes: 2 * LARGE, fetch: async () => new Response(body) });
  const { found } = await quanshi.getUsersByEmailsMobiles(ONE);
  assert.equal(found.get("person1@example.com")?.userId, 7);
}

/** Counts calls. */
function counted<A extends readonly unknown[], R>(work: (...given: A) => R): { readonly call: (...given: A) => R; calls: number } {
  const counter = { calls: 0, call: (...given: A): R => (counter.calls++, work(...given)) };
  return counter;
}

describe("load() with a module of the host", () => {
  test("rejects undeclared members, names the field, and changes nothing", async () => {
    const refused: readonly (readonly [unknown, string])[] = [
      [null, "options"],
      ["mingpian.wasm", "options"],
      [{}, "module"],
      [{ module: undefined }, "module"],
      [{ module: null }, "module"],
      [{ module: bytes }, "module"],
      [{ module: "mingpian.wasm" }, "module"],
      [{ module: { [Symbol.toStringTag]: "Module" } }, "module"],
      [{ instantiate: null }, "instantiate"],
      [{ instantiate: module }, "instantiate"],
      [{ module, instantiate }, "instantiate"],
      [{ module, url: "https://example.com/mingpian.wasm" }, "url"],
    ];
    for (const [options, field] of refused) await fails(load(options as LoadOptions), { code: "INVALID_INPUT", field });
    await load();
    await ask();
    trap();
  });

  test("refuses another module", async () => {
    const header = [0, 97, 115, 109, 1, 0, 0, 0];
    // It imports the function `env.f`.
    const importing = [...header, 1, 4, 1, 96, 0, 0, 2, 9, 1, 3, 101, 110, 118, 1, 102, 0, 0];
    for (const other of [header, importing]) {
      const module = new WebAssembly.Module(Uint8Array.from(other));
      await fails(load({ module }), { code: "INVALID_INPUT", field: "module" });
    }
    const older = Uint8Array.from(bytes);
    const name = Buffer.from(bytes).indexOf("./mingpian-");
    holds(name > 0, "the imports name the version");
    for (let at = name; at > 0; at = Buffer.from(older).indexOf("./mingpian-")) older[at + 2] = "n".charCodeAt(0);
    await fails(load({ module: new WebAssembly.Module(older) }), { code: "INVALID_INPUT", field: "module" });
    const foreign = (): WebAssembly.Instance => new WebAssembly.Instance(new WebAssembly.Module(Uint8Array.from(header)));
    for (const other of [foreign, () => ({ instance: foreign() }), () => ({}), () => undefined as unknown as object]) {
      await fails(load({ instantiate: other }), { code: "INVALID_INPUT", field: "instantiate" });
    }
  });

  test("starts from a module, and again after a failure and after growth", async (context) => {
    const spy = context.mock.method(WebAssembly, "instantiate");
    const given = (): unknown[] => spy.mock.calls.map(({ arguments: [source] }) => source).filter((source) => source === module);
    await load({ module });
    await load();
    await ask();
    assert.equal(given().length, 1);
    trap();
    await ask();
    assert.equal(given().length, 2);
    await ask(`${BODY.slice(0, -1)},"padding":"${"x".repeat(LARGE)}"}`);
    for (let n = 0; n < 100 && given().length < 3; n++) await sleep(5);
    await ask();
    assert.equal(given().length, 3);
    trap();
  });

  test("takes a module of another realm", async () => {
    await load({ module: runInNewContext("new WebAssembly.Module(bytes)", { bytes }) as object });
    await ask();
    trap();
  });

  test("starts with a function that returns an instance, or the result of instantiating bytes", async () => {
    const both: readonly ((imports: object) => Promise<object>)[] = [instantiate, (imports) => WebAssembly.instantiate(bytes, imports as WebAssembly.Imports)];
    for (const work of both) {
      const host = counted(work);
      await load({ instantiate: host.call });
      await ask();
      trap();
      await ask();
      assert.equal(host.calls, 2);
      trap();
    }
  });

  test("calls a failed function once more, and says why it failed", async () => {
    for (const cause of [new TypeError("not reached"), undefined, "no file"]) {
      let isThere = false;
      const host = counted((imports: object) => (isThere ? instantiate(imports) : Promise.reject(cause)));
      const error = await fails(load({ instantiate: host.call }), { code: "INTERNAL" });
      assert.equal(error.cause, cause);
      isThere = true;
      await ask();
      assert.equal(host.calls, 2);
      trap();
    }
  });

  test("refuses an instance that was started before", async () => {
    let kept: Promise<WebAssembly.Instance> | undefined;
    await load({ instantiate: (imports) => (kept ??= instantiate(imports)) });
    await ask();
    trap();
    await fails(ask(), { code: "INVALID_INPUT", field: "instantiate" });
    await load({ module });
    await ask();
  });
});

describe("mingpian/slim", () => {
  test("has the same exports as mingpian, without the module", async () => {
    assert.deepEqual(Object.keys(slim), Object.keys(await import("mingpian")));
    for (const file of ["../../dist/slim.js", "../../dist/cjs/slim.js"]) {
      const text = await readFile(new URL(file, import.meta.url), "utf8");
      assert.ok(text.length < 80_000, `${text.length} characters`);
      assert.doesNotMatch(text, /\bfrom "|\brequire\("/);
    }
  });

  test("says that it has no module, and takes one", async () => {
    const quanshi = new slim.Quanshi({ auth: AUTH, fetch: async () => new Response(BODY) });
    const error = await fails(quanshi.getUsersByEmailsMobiles(ONE), { code: "INTERNAL" });
    assert.match(error.message, /load\(\{ module \}\)/);
    await slim.load({ module });
    assert.equal((await quanshi.getUsersByEmailsMobiles(ONE)).found.size, 1);
  });
});
