// Tests the tarball itself.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { App } from "../support/app.js";
import { TARBALL } from "../support/environment.js";

const run = promisify(execFile);
const local = (path) => fileURLToPath(new URL(path, import.meta.url));

/** Runs a program of this directory's packages on the tarball. If it finds problems, the error contains them. */
const lint = (program, args) =>
  run(process.execPath, [local(`../node_modules/${program}`), ...args], { env: { ...process.env, NO_COLOR: "1" } }).catch(
    (error) => assert.fail(`${error.stdout}\n${error.stderr}`),
  );

describe("the tarball", () => {
  let app;
  let manifest;
  before(async () => {
    app = await App.install("node");
    manifest = JSON.parse(await readFile(app.path("node_modules/mingpian/package.json"), "utf8"));
  });
  after(() => app?.remove());

  test("holds the files of the committed list", async () => {
    const { stdout } = await run("tar", ["-tzf", TARBALL]);
    const files = stdout.trim().split("\n").map((file) => file.replace(/^package\//, "")).sort();
    const list = local("../files.txt");
    if (process.env["MINGPIAN_WRITE_API"]) await writeFile(list, `${files.join("\n")}\n`);
    assert.deepEqual(files, (await readFile(list, "utf8")).trim().split("\n"));
  });

  test("has both licenses, its repository, and types for every entry", async () => {
    for (const license of ["LICENSE-MIT", "LICENSE-APACHE"]) {
      const packed = await readFile(app.path("node_modules/mingpian", license), "utf8");
      assert.equal(packed, await readFile(local(`../../../${license}`), "utf8"));
    }
    assert.match(manifest.repository.url, /github\.com\/mingpian\/mingpian/);
    for (const [entry, conditions] of Object.entries(manifest.exports)) {
      if (entry === "./package.json") continue;
      const types = typeof conditions.types === "string" ? [conditions.types] : Object.values(conditions.types ?? {});
      assert.ok(types.length > 0, entry);
      for (const file of types) await readFile(app.path("node_modules/mingpian", file));
    }
  });

  test("depends on nothing and runs nothing when it is installed", () => {
    for (const kind of ["dependencies", "peerDependencies", "optionalDependencies"]) assert.equal(manifest[kind], undefined);
    const hooks = Object.keys(manifest.scripts ?? {}).filter((name) => /install|prepare/.test(name));
    assert.deepEqual(hooks, []);
  });

  test("imports nothing while it runs: no file of it can be missing later", async () => {
    const { stdout } = await run("tar", ["-tzf", TARBALL]);
    for (const file of stdout.split("\n").filter((file) => file.endsWith(".js"))) {
      const text = await readFile(app.path("node_modules/mingpian", file.replace(/^package\//, "")), "utf8");
      assert.doesNotMatch(text, /\bimport\s*\(/, file);
    }
  });

  test("passes publint", () => lint("publint/src/cli.js", ["run", TARBALL, "--strict"]));

  // The module is not JavaScript, and TypeScript's declarations cannot express whether a file may be loaded with
  // `require`.
  test("passes attw", () => lint("@arethetypeswrong/cli/dist/index.js", [TARBALL, "--exclude-entrypoints", "mingpian.wasm"]));
});
