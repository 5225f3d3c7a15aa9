import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { bundle, open, type Window } from "./support/browser.js";
import { needs } from "./support/env.js";
import { runFile, type VectorFile } from "./vectors.js";

const SERVICES = ["dmtz", "mysoft", "quanshi"] as const;
const HALVES = ["requests", "responses"] as const;

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../../tests/vectors/${name}.json`, import.meta.url), "utf8"));
const files = new Map<string, VectorFile>([
  ["checksum", { service: "checksum", content: read("checksum") } as VectorFile],
  ...SERVICES.flatMap((service) =>
    HALVES.map((half): [string, VectorFile] => {
      const name = `${service}/${half}`;
      return [name, { service, half, content: read(name) } as VectorFile];
    }),
  ),
]);

const report = (failures: readonly string[]): void =>
  assert.equal(failures.length, 0, `${failures.length} cases:\n${failures.slice(0, 40).join("\n")}`);

describe("vectors, in Node", () => {
  for (const [name, file] of files) test(`${name}: ${file.content.cases.length} cases`, () => report(runFile(file)));
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
