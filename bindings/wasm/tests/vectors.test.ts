import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { bundle, open, type Window } from "./support/browser.js";
import { needs } from "./support/env.js";
import { OPERATIONS } from "./support/lookups.js";
import { runFile, type VectorFile } from "./vectors.js";

const folder = new URL("../../../../tests/vectors/", import.meta.url);
const read = (name: string): unknown => JSON.parse(readFileSync(new URL(`${name}.json`, folder), "utf8"));

/** The folders of vectors are named like the providers. */
const providers = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(new URL(`${entry.name}/requests.json`, folder)))
  .map(({ name }) => name);
const files = new Map<string, VectorFile>([
  ...(["checksum", "inputs"] as const).map((half): [string, VectorFile] => [half, { half, content: read(half) } as VectorFile]),
  ...providers.flatMap((provider) =>
    (["requests", "responses"] as const).map((half): [string, VectorFile] => {
      const name = `${provider}/${half}`;
      return [name, { half, provider, content: read(name) } as VectorFile];
    }),
  ),
]);

const report = (failures: readonly string[]): void =>
  assert.equal(failures.length, 0, `${failures.length} cases:\n${failures.slice(0, 40).join("\n")}`);

test("every provider has vectors", () => {
  assert.deepEqual([...new Set(OPERATIONS.map(({ provider }) => provider))].sort(), providers.sort());
});

describe("vectors, in Node", () => {
  for (const [name, file] of files) {
    test(`${name}: ${file.content.cases.length} cases`, async () => report(await runFile(file)));
  }
});

describe("vectors, in a browser", () => {
  const { skip } = needs("MINGPIAN_BROWSER");
  let window: Window;
  before(async () => {
    if (!skip) window = await open(await bundle(fileURLToPath(new URL("./in-browser.js", import.meta.url))));
  });
  after(() => window?.close());

  for (const [name, file] of files) {
    test(`${name}: ${file.content.cases.length} cases`, { skip }, async () => {
      report(await window.page.evaluate((content) => globalThis.inBrowser.runFile(content), file));
    });
  }
});
