// Type-checks the examples about signing in the package's README.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const tsc = `${root}node_modules/typescript/bin/tsc`;

test("the examples in the package's README have the right types", () => {
  const readme = readFileSync(`${root}node_modules/mingpian/README.md`, "utf8");
  const examples = [...readme.matchAll(/^```js\n([^]*?)^```$/gm)].map(([, example = ""]) => example);
  assert.equal(examples.length, 3, "a page, a server, many processes");
  // The file is next to the packages, so that imports are resolved.
  const folder = mkdtempSync(`${root}readme-`);
  try {
    const files = examples.map((example, n) => {
      writeFileSync(`${folder}/${n}.js`, example);
      return `${n}.js`;
    });
    const options = "--noEmit --allowJs --checkJs --strict --noImplicitAny false --skipLibCheck --types node";
    const target = "--target es2022 --module nodenext --lib es2022,dom,dom.iterable";
    const args = [...options.split(" "), ...target.split(" "), "--ignoreConfig", ...files];
    execFileSync(process.execPath, [tsc, ...args], { cwd: folder, encoding: "utf8" });
  } catch (error) {
    assert.fail(/** @type {{ stdout?: string }} */ (error).stdout ?? String(error));
  } finally {
    rmSync(folder, { recursive: true });
  }
});
