// Tests the package as an app receives it, packed and installed somewhere else. tests/packages/ runs it in many
// environments.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { build } from "esbuild";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../..", import.meta.url));
const tsc = fileURLToPath(new URL("../../node_modules/typescript/bin/tsc", import.meta.url));

/** Runs npm, which is a script on Windows that only a shell can start. */
const npm = (args: readonly string[], cwd: string): Promise<{ stdout: string }> =>
  run("npm", [...args, "--no-audit", "--no-fund"], { cwd, shell: process.platform === "win32" });

/** The entry points by name. In Node, they are CommonJS modules. Elsewhere, they are ES modules. */
const ENTRIES = {
  "as CommonJS": ["mingpian", "mingpian/core", "mingpian/server", "mingpian/slim", "mingpian/testing"],
  "as ES modules": ["index", "core", "server", "slim", "testing"].map((entry) => `./node_modules/mingpian/dist/${entry}.js`),
};

describe("the packed package", () => {
  let home: string;
  before(async () => {
    home = await mkdtemp(join(tmpdir(), "mingpian-"));
    const { stdout } = await npm(["pack", "--json", "--pack-destination", home], root);
    const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
    await writeFile(join(home, "package.json"), '{"name":"app","private":true,"type":"module"}');
    await npm(["install", "--offline", join(home, filename)], home);
  });
  after(() => rm(home, { recursive: true, force: true }));

  for (const [way, entries] of Object.entries(ENTRIES)) {
    test(`is imported ${way} without any global of the platform, and touches none`, async () => {
      const script = `
        const { stdout } = process;
        // The globals of the language itself, which do not include WebAssembly.
        const kept = new Set(["globalThis", "Object", "Function", "Array", "Number", "Boolean", "String", "Symbol", "BigInt",
          "Math", "JSON", "Promise", "Proxy", "Reflect", "RegExp", "Date", "Map", "Set", "WeakMap", "WeakSet", "WeakRef",
          "ArrayBuffer", "DataView", "Uint8Array", "Uint32Array", "Error", "TypeError", "RangeError", "undefined", "NaN",
          "Infinity", "isNaN", "parseInt", "parseFloat"]);
        for (const name of Object.getOwnPropertyNames(globalThis)) if (!kept.has(name)) delete globalThis[name];
        const names = () => Object.getOwnPropertyNames(globalThis).join();
        const before = names();
        const exported = [];
        for (const entry of ${JSON.stringify(entries)}) exported.push(Object.keys(await import(entry)).length > 0);
        const { open, dmtzGetUserInfo } = await import(${JSON.stringify(entries[1])});
        let thrown;
        try {
          open(dmtzGetUserInfo, { question: { code: "demo" } });
        } catch (error) {
          thrown = error.code;
        }
        stdout.write(JSON.stringify([exported, before === names(), typeof WebAssembly, typeof fetch, thrown]));`;
      const { stdout, stderr } = await run(process.execPath, ["--input-type=module", "--eval", script], { cwd: home });
      assert.deepEqual([JSON.parse(stdout), stderr], [[[true, true, true, true, true], true, "undefined", "undefined", "INTERNAL"], ""]);
    });

    test(`does nothing when it is imported ${way}`, async () => {
      const script = `
        const early = () => { throw new Error("too early"); };
        for (const name of ["Module", "Instance", "compile", "instantiate"]) WebAssembly[name] = early;
        for (const name of ["fetch", "atob", "setTimeout", "TextDecoder", "TextEncoder", "AbortController", "FinalizationRegistry"]) {
          globalThis[name] = early;
        }
        crypto.getRandomValues = early;
        const names = Object.getOwnPropertyNames(globalThis).length;
        for (const entry of ${JSON.stringify(entries)}) await import(entry);
        console.log(Object.getOwnPropertyNames(globalThis).length - names);`;
      const { stdout, stderr } = await run(process.execPath, ["--input-type=module", "--eval", script], { cwd: home });
      assert.deepEqual([stdout, stderr], ["0\n", ""]);
    });
  }

  test("looks up without a FinalizationRegistry, which some runtimes do not have", async () => {
    const script = `
      delete globalThis.FinalizationRegistry;
      const { load, open, dmtzGetUserInfo } = await import("mingpian/core");
      await load();
      const lookup = open(dmtzGetUserInfo, { question: { code: "demo" } });
      console.log(lookup.poll(Date.now(), new Uint8Array(16)).kind);
      lookup.close();`;
    const { stdout, stderr } = await run(process.execPath, ["--input-type=module", "--eval", script], { cwd: home });
    assert.deepEqual([stdout, stderr], ["send\n", ""]);
  });

  test("exports the module, its package.json, and no undocumented files", async () => {
    const { resolve } = createRequire(join(home, "app.js"));
    const module = await readFile(resolve("mingpian/mingpian.wasm"));
    assert.ok(WebAssembly.validate(module));
    assert.ok(resolve("mingpian/package.json"));
    assert.throws(() => resolve("mingpian/dist/lookup.js"), { code: "ERR_PACKAGE_PATH_NOT_EXPORTED" });
  });

  test("contains the module as text that no bundler changes and that decodes to the same module", async () => {
    const folder = new URL("../../dist/module/", import.meta.url);
    const { text } = (await import(`${folder.href}text.js`)) as { readonly text: string };
    const { source } = (await import(`${folder.href}source.js`)) as { readonly source: () => Uint8Array };
    assert.deepEqual(Buffer.from(source()), await readFile(new URL("mingpian.wasm", folder)));
    assert.doesNotMatch(text, /[^ -~]|["'`\\$<]/);
    const entry = fileURLToPath(new URL("text.js", folder));
    for (const minify of [false, true]) {
      const { outputFiles } = await build({ entryPoints: [entry], bundle: true, minify, format: "esm", charset: "ascii", write: false });
      assert.ok(outputFiles[0]!.text.includes(`"${text}"`), `minified: ${minify}`);
    }
  });

  test("has examples in its README that work", async () => {
    const folder = join(home, "readme");
    await mkdir(folder, { recursive: true });
    const readme = await readFile(join(home, "node_modules/mingpian/README.md"), "utf8");
    const examples = [...readme.matchAll(/^```ts\n([^]*?)^```$/gm)].map(([, example]) => example!);
    assert.equal(examples.length, 8);
    for (const [n, example] of examples.entries()) await writeFile(join(folder, `${n}.ts`), example);
    const options = ["--noEmit", "--strict", "--target", "es2022", "--module", "nodenext", "--lib", "es2022,dom,dom.iterable"];
    const args = [tsc, ...options, ...examples.map((_, n) => `${n}.ts`)];
    await run(process.execPath, args, { cwd: folder }).catch((error: { stdout: string }) => assert.fail(error.stdout));
  });

  test("declares nothing as `any`", async () => {
    const { stdout } = await npm(["pack", "--json", "--dry-run"], root);
    const [{ files }] = JSON.parse(stdout) as [{ files: { path: string }[] }];
    for (const { path } of files.filter((file) => file.path.endsWith(".d.ts"))) {
      const text = (await readFile(join(root, path), "utf8")).replace(/\/\*[^]*?\*\//g, "");
      assert.doesNotMatch(text, /\bany\b/, path);
    }
  });
});
