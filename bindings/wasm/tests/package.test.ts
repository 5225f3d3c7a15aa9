// The package as an app gets it: packed, installed somewhere else, run, bundled, type-checked.
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
import { bundle, open } from "./support/browser.js";
import { needs } from "./support/env.js";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../..", import.meta.url));
const tsc = fileURLToPath(new URL("../../node_modules/typescript/bin/tsc", import.meta.url));

/** npm is a script on Windows, which only a shell can start. */
const npm = (args: readonly string[], cwd: string): Promise<{ stdout: string }> =>
  run("npm", [...args, "--no-audit", "--no-fund"], { cwd, shell: process.platform === "win32" });

/** What an app does; `ORIGIN` is the local services'. */
const app = (origin: string): string => `
import { Dmtz, isLookupError, LookupError, Mysoft, Quanshi } from "mingpian";
import { load, open, quanshiGetUsersByEmailsMobiles } from "mingpian/core";
import { checkSum, sign } from "mingpian/server";

const quanshi = new Quanshi({ baseUrl: ${JSON.stringify(`${origin}/quanshi`)}, auth: { appId: "demo-app", secretKey: "demo-secret-key" } });
const { found, notFound } = await quanshi.getUsersByEmailsMobiles({ emails: ["person1@example.com", "nobody@example.com"] });
let code;
try {
  await new Dmtz({ baseUrl: ${JSON.stringify(`${origin}/dmtz`)} }).getUserInfo({ code: "expired-demo" });
} catch (error) {
  if (isLookupError(error) && error instanceof LookupError) code = error.code;
}
const mysoft = new Mysoft({ baseUrl: ${JSON.stringify(`${origin}/mysoft`)}, auth: { accessToken: "demo token+/=&?" } });
const user = await mysoft.getUserInfo({ tenantCode: "demo" });
const emails = Array.from({ length: 450 }, (_, n) => "person" + (n + 1) + "@example.com");
const pages = [];
for await (const page of quanshi.pages({ emails })) pages.push(page.found.size);
const authorize = (params) => sign({ appId: "demo-app", secretKey: "demo-secret-key" }, params);
const delegated = new Quanshi({ baseUrl: ${JSON.stringify(`${origin}/quanshi`)}, auth: { authorize } });
await load();
const lookup = open(quanshiGetUsersByEmailsMobiles, { question: { mobiles: ["10000000001"] }, auth: { token: "demo" } });
const lists = open(quanshiGetUsersByEmailsMobiles, { pages: true, auth: { token: "demo" } });
const result = {
  pages: pages.sort(),
  signed: (await delegated.getUsersByEmailsMobiles({ emails: emails.slice(0, 1) })).found.size,
  found: [...found.keys()],
  notFound,
  code,
  provider: user.profile.provider,
  most: quanshiGetUsersByEmailsMobiles.maxPerList,
  step: lookup.poll(Date.now(), new Uint8Array(16)).kind,
  steps: [1, 2, 3, 4].map(() => lists.poll(Date.now(), new Uint8Array(16)).kind),
  sum: (await checkSum("abc", "", 0)).length,
};
lookup.close();
lists.close();
`;
const RESULT = {
  pages: [200, 200, 50],
  signed: 1,
  found: ["person1@example.com"],
  notFound: ["nobody@example.com"],
  code: "REJECTED",
  provider: "mysoft",
  most: 200,
  step: "send",
  steps: ["feed", "feed", "feed", "wait"],
  sum: 40,
};

describe("the packed package", () => {
  const { values, skip } = needs("MINGPIAN_ORIGIN");
  let home: string;
  before(async () => {
    home = await mkdtemp(join(tmpdir(), "mingpian-"));
    const { stdout } = await npm(["pack", "--json", "--pack-destination", home], root);
    const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
    await writeFile(join(home, "package.json"), '{"name":"app","private":true,"type":"module"}');
    await npm(["install", "--offline", join(home, filename)], home);
  });
  after(() => rm(home, { recursive: true, force: true }));

  test("holds what it needs and nothing else", async () => {
    const { stdout } = await npm(["pack", "--json", "--dry-run"], root);
    const [{ files, size }] = JSON.parse(stdout) as [{ files: { path: string }[]; size: number }];
    const paths = files.map(({ path }) => path);
    for (const path of ["README.md", "package.json", "dist/index.js", "dist/index.d.ts", "dist/core.js", "dist/edge/core.js", "dist/module/mingpian.wasm"]) {
      assert.ok(paths.includes(path), path);
    }
    const strange = paths.filter((path) => !/^(dist\/.*\.(js|d\.ts|wasm)|README\.md|LICENSE[-A-Z]*|package\.json)$/.test(path));
    assert.deepEqual(strange, []);
    assert.ok(size < 400_000, `${size} bytes packed`);
  });

  test("depends on nothing and runs nothing when it is installed", async () => {
    const manifest = JSON.parse(await readFile(join(home, "node_modules/mingpian/package.json"), "utf8")) as {
      dependencies?: object;
      scripts?: Record<string, string>;
    };
    assert.equal(manifest.dependencies, undefined);
    const hooks = Object.keys(manifest.scripts ?? {}).filter((name) => /install|prepare/.test(name));
    assert.deepEqual(hooks, []);
    const { stdout } = await npm(["ls", "--all", "--json"], home);
    assert.deepEqual(Object.keys((JSON.parse(stdout) as { dependencies: object }).dependencies), ["mingpian"]);
  });

  test("is imported without any global of the platform, and touches none", async () => {
    const script = `
      const { stdout } = process;
      // What the language itself has. WebAssembly is not among it.
      const kept = new Set(["globalThis", "Object", "Function", "Array", "Number", "Boolean", "String", "Symbol", "BigInt",
        "Math", "JSON", "Promise", "Proxy", "Reflect", "RegExp", "Date", "Map", "Set", "WeakMap", "WeakSet", "WeakRef",
        "ArrayBuffer", "DataView", "Uint8Array", "Uint32Array", "Error", "TypeError", "RangeError", "undefined", "NaN",
        "Infinity", "isNaN", "parseInt", "parseFloat"]);
      for (const name of Object.getOwnPropertyNames(globalThis)) if (!kept.has(name)) delete globalThis[name];
      const names = () => Object.getOwnPropertyNames(globalThis).join();
      const before = names();
      const exported = [];
      for (const entry of ["mingpian", "mingpian/core", "mingpian/server"]) exported.push(Object.keys(await import(entry)).length > 0);
      const { open, dmtzGetUserInfo } = await import("mingpian/core");
      let thrown;
      try {
        open(dmtzGetUserInfo, { question: { code: "demo" } });
      } catch (error) {
        thrown = error.code;
      }
      stdout.write(JSON.stringify([exported, before === names(), typeof WebAssembly, typeof fetch, thrown]));`;
    const { stdout, stderr } = await run(process.execPath, ["--input-type=module", "--eval", script], { cwd: home });
    assert.deepEqual([JSON.parse(stdout), stderr], [[[true, true, true], true, "undefined", "undefined", "INTERNAL"], ""]);
  });

  test("does nothing when it is imported", async () => {
    const script = `
      const early = () => { throw new Error("too early"); };
      for (const name of ["Module", "Instance", "compile", "instantiate"]) WebAssembly[name] = early;
      for (const name of ["fetch", "atob", "setTimeout", "TextDecoder", "TextEncoder", "AbortController", "FinalizationRegistry"]) {
        globalThis[name] = early;
      }
      crypto.getRandomValues = early;
      const names = Object.getOwnPropertyNames(globalThis).length;
      await import("mingpian");
      await import("mingpian/core");
      await import("mingpian/server");
      console.log(Object.getOwnPropertyNames(globalThis).length - names);`;
    const { stdout, stderr } = await run(process.execPath, ["--input-type=module", "--eval", script], { cwd: home });
    assert.deepEqual([stdout, stderr], ["0\n", ""]);
  });

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

  test("exports the module and its own package.json, and nothing that is not said", async () => {
    const { resolve } = createRequire(join(home, "app.js"));
    const module = await readFile(resolve("mingpian/mingpian.wasm"));
    assert.ok(WebAssembly.validate(module));
    assert.deepEqual(module, await readFile(join(home, "node_modules/mingpian/dist/edge/module/mingpian.wasm")));
    assert.ok(resolve("mingpian/package.json"));
    assert.throws(() => resolve("mingpian/dist/lookup.js"), { code: "ERR_PACKAGE_PATH_NOT_EXPORTED" });
  });

  test("has the module as text that no bundler changes, and that becomes the module again", async () => {
    const folder = new URL("../../dist/module/", import.meta.url);
    const { default: text } = (await import(`${folder.href}text.js`)) as { readonly default: string };
    const { source } = (await import(`${folder.href}source.js`)) as { readonly source: () => Uint8Array };
    assert.deepEqual(Buffer.from(source()), await readFile(new URL("mingpian.wasm", folder)));
    assert.doesNotMatch(text, /[^ -~]|["'`\\$<]/);
    const entry = fileURLToPath(new URL("text.js", folder));
    for (const minify of [false, true]) {
      const { outputFiles } = await build({ entryPoints: [entry], bundle: true, minify, format: "esm", charset: "ascii", write: false });
      assert.ok(outputFiles[0]!.text.includes(`"${text}"`), `minified: ${minify}`);
    }
  });

  test("runs in Node", { skip }, async () => {
    await writeFile(join(home, "app.js"), `${app(values.MINGPIAN_ORIGIN)}\nconsole.log(JSON.stringify(result));`);
    const { stdout, stderr } = await run(process.execPath, ["app.js"], { cwd: home });
    assert.deepEqual(JSON.parse(stdout), RESULT);
    assert.equal(stderr, "");
  });

  test("is reached with require() where Node can require modules", { skip: !process.features.require_module }, async () => {
    const script = `console.log(typeof require("mingpian").Quanshi)`;
    const { stdout } = await run(process.execPath, ["--input-type=commonjs", "--eval", script], { cwd: home });
    assert.equal(stdout, "function\n");
  });

  test("has types that are right, for browsers and for Node", async () => {
    const source = `
      import { Quanshi, isLookupError, LookupError, RateLimitedError, type Answers, type DmtzUser, type Page, type Profile } from "mingpian";
      import type { QuanshiAccount, QuanshiGetUsersByEmailsMobiles } from "mingpian";
      import { dmtzGetUserInfo, Lookup, mysoftGetUserInfo, open, quanshiGetUsersByEmailsMobiles, type Step } from "mingpian/core";
      const quanshi = new Quanshi({ auth: { token: "x", in: "body" }, fetch, maxAttempts: 2 });
      const answers: Promise<Answers<QuanshiAccount>> =
        quanshi.getUsersByEmailsMobiles({ emails: ["x"] }, { signal: AbortSignal.timeout(5) });
      answers.then((users) => users.toJSON().found["x"]?.userId satisfies number | undefined);
      answers.then(({ found }) => found.get("x")?.profile.displayName?.length, (error: unknown) => {
        if (isLookupError(error)) error.code satisfies string;
        if (isLookupError(error) && error.code === "INVALID_INPUT") error.field satisfies string;
        if (error instanceof LookupError && error.code === "TRANSPORT") error.kind satisfies string;
        // @ts-expect-error not every error has a field
        if (isLookupError(error)) error.field satisfies string;
        LookupError.fromJSON({ code: "CANCELLED", retryable: false, message: "x" }).toJSON().code satisfies string;
        if (error instanceof RateLimitedError) error.code satisfies "RATE_LIMITED";
        // @ts-expect-error not any
        error.code;
      });
      async function* later() { yield "x"; }
      const pages: AsyncGenerator<Page<QuanshiGetUsersByEmailsMobiles, QuanshiAccount>> =
        quanshi.pages({ emails: new Set(["x"]), mobiles: later() }, { onProgress: (done, total) => done / total });
      pages.next().then(({ value }) => value?.failed?.request.emails?.length);
      pages.next().then(({ value }) => value?.toJSON().failed?.error.retryable satisfies boolean | undefined);
      // @ts-expect-error credentials are needed
      new Quanshi({});
      // @ts-expect-error one kind of credentials has no secret
      new Quanshi({ auth: { appId: "x" } });
      // @ts-expect-error a question has lists
      quanshi.getUsersByEmailsMobiles({ emails: "x" });
      // @ts-expect-error a question is needed
      quanshi.getUsersByEmailsMobiles();
      // @ts-expect-error records cannot be written to
      (user: DmtzUser) => { user.id = ""; };
      // @ts-expect-error a name may be absent
      (profile: Profile): string => profile.displayName;
      const lookup: Lookup<Answers<QuanshiAccount>> =
        open(quanshiGetUsersByEmailsMobiles, { question: { mobiles: ["x"] }, auth: { token: "x" }, options: { maxInFlight: 1 } });
      const step: Step<Answers<QuanshiAccount>> = lookup.poll(Date.now(), new Uint8Array(16));
      if (step.kind === "send") step.request.headers.map(([name, value]) => name + value);
      if (step.kind === "wait") step.ms.toFixed();
      if (step.kind === "answer") step.answer.found.size.toFixed();
      open(dmtzGetUserInfo, { question: { code: "x" } });
      // @ts-expect-error credentials are needed
      open(mysoftGetUserInfo, { question: {} });
      // @ts-expect-error lookups are opened by a function
      new Lookup();`;
    const folder = join(home, "types");
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, "app.ts"), source);
    const strict = ["--noEmit", "--strict", "--exactOptionalPropertyTypes", "--skipLibCheck", "false", "--target", "es2022"];
    const types = fileURLToPath(new URL("../../node_modules/@types", import.meta.url));
    const surroundings = [
      ["--lib", "es2022,dom", "--types", "", "--module", "nodenext"],
      ["--lib", "es2022,dom", "--types", "", "--module", "esnext", "--moduleResolution", "bundler"],
      ["--lib", "es2022", "--types", "node", "--typeRoots", types, "--module", "nodenext"],
    ];
    for (const options of surroundings) {
      const args = [tsc, ...strict, ...options.filter((option) => option !== ""), "app.ts"];
      await run(process.execPath, args, { cwd: folder }).catch((error: { stdout: string }) => assert.fail(error.stdout));
    }
  });

  test("has examples in its README that are right", async () => {
    const folder = join(home, "readme");
    await mkdir(folder, { recursive: true });
    const readme = await readFile(join(home, "node_modules/mingpian/README.md"), "utf8");
    const examples = [...readme.matchAll(/^```ts\n([^]*?)^```$/gm)].map(([, example]) => example!);
    assert.equal(examples.length, 5);
    for (const [n, example] of examples.entries()) await writeFile(join(folder, `${n}.ts`), example);
    const options = ["--noEmit", "--strict", "--target", "es2022", "--module", "nodenext", "--lib", "es2022,dom,dom.iterable"];
    const args = [tsc, ...options, ...examples.map((_, n) => `${n}.ts`)];
    await run(process.execPath, args, { cwd: folder }).catch((error: { stdout: string }) => assert.fail(error.stdout));
  });

  test("declares nothing as any", async () => {
    const { stdout } = await npm(["pack", "--json", "--dry-run"], root);
    const [{ files }] = JSON.parse(stdout) as [{ files: { path: string }[] }];
    for (const { path } of files.filter((file) => file.path.endsWith(".d.ts"))) {
      const text = (await readFile(join(root, path), "utf8")).replace(/\/\*[^]*?\*\//g, "");
      assert.doesNotMatch(text, /\bany\b/, path);
    }
  });

  describe("in a browser", () => {
    const browser = needs("MINGPIAN_ORIGIN", "MINGPIAN_BROWSER");
    test("runs bundled", { skip: browser.skip }, async () => {
      const entry = join(home, "page.js");
      const body = app(values.MINGPIAN_ORIGIN).replace(/^import .*$/gm, "");
      const imports = [...app("").matchAll(/^import .*$/gm)].join("\n");
      await writeFile(entry, `${imports}\nglobalThis.app = async () => {${body}\nreturn result; };`);
      const window = await open(await bundle(entry));
      try {
        const result = await window.page.evaluate(() => (globalThis as unknown as { app(): Promise<object> }).app());
        assert.deepEqual(result, RESULT);
      } finally {
        await window.close();
      }
    });
  });
});
