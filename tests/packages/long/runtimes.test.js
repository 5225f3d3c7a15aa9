// Tests runtimes other than the Node that runs the tests.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { App, checkOutput } from "../support/app.js";
import { needsLinux } from "../support/machine.js";

/** Installs an app, calls `work` with it, and removes it. */
async function within(name, work) {
  const app = await App.install(name);
  try {
    await work(app);
  } finally {
    await app.remove();
  }
}

test("Deno", () =>
  within("deno", async (app) => {
    const options = ["run", "--allow-env", "--allow-net=127.0.0.1", "--allow-read", "--node-modules-dir=manual"];
    checkOutput(await app.tool("deno", [...options, "common/main.mjs"]));
  }));

test("Bun", { skip: needsLinux() }, () =>
  within("bun", async (app) => {
    const bun = "node_modules/@oven/bun-linux-x64/bin/bun";
    checkOutput(await app.program(bun, ["common/main.mjs"]));
    checkOutput(await app.program(bun, ["common/require.cjs"]));
  }));

test("other versions of Node", { skip: needsLinux() }, async (context) => {
  const app = await App.install("nodes");
  context.after(() => app.remove());
  for (const version of ["20-0", "20-9", "22", "24"]) {
    await context.test(`Node ${version.replace("-", ".")}`, async () => {
      const node = `node_modules/node-${version}/bin/node`;
      for (const script of ["common/main.mjs", "common/import.cjs", "common/require.cjs"]) checkOutput(await app.program(node, [script]));
      assert.deepEqual(JSON.parse(await app.program(node, ["common/both.mjs"])), { different: [], step: "send" });
    });
  }
});

describe("an edge runtime", () => {
  test("that may compile WebAssembly", () =>
    within("edge", async (app) => {
      await app.tool("esbuild", ["compiled.mjs", "--bundle", "--outfile=compiled.js", "--log-level=warning"]);
      checkOutput(await app.node("main.mjs", ["compiled.js", "compile"]));
    }));

  test("that may not, with load({ module })", () =>
    within("edge", async (app) => {
      await app.tool("esbuild", ["compiled.mjs", "given.mjs", "--bundle", "--outdir=built", "--log-level=warning"]);
      // Without the module, the error shows that this runtime forbids compiling.
      assert.match((await app.node("main.mjs", ["built/compiled.js", "forbid"])), /"error":"InternalError: WebAssembly cannot start/);
      checkOutput(await app.node("main.mjs", ["built/given.js", "forbid"]));
    }));
});
