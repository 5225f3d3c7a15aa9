import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { replayFile, type EventFile } from "./events.js";
import { bundle, open, type Window } from "./support/browser.js";
import { needs } from "./support/env.js";

const folder = new URL("../../../../tests/vectors/events/", import.meta.url);
const files = readdirSync(folder).map((file): EventFile => {
  const { scripts } = JSON.parse(readFileSync(new URL(file, folder), "utf8")) as Pick<EventFile, "scripts">;
  return { name: file.replace(/\.json$/, ""), scripts };
});
const title = ({ name, scripts }: EventFile): string =>
  `${name}: ${scripts.length} scripts, ${scripts.flatMap(({ steps }) => steps).length} steps`;

const report = (failures: readonly string[]): void =>
  assert.equal(failures.length, 0, `${failures.length} scripts:\n${failures.slice(0, 20).join("\n")}`);

test("there are scripts", () => assert.ok(files.length > 0));

describe("events, in Node", () => {
  for (const file of files) test(title(file), async () => report(await replayFile(file)));
});

describe("events, in a browser", () => {
  const { skip } = needs("MINGPIAN_BROWSER");
  let window: Window;
  before(async () => {
    if (!skip) window = await open(await bundle(fileURLToPath(new URL("./in-browser.js", import.meta.url))));
  });
  after(() => window?.close());

  for (const file of files) {
    test(title(file), { skip }, async () => {
      report(await window.page.evaluate((content) => globalThis.inBrowser.replayFile(content), file));
    });
  }
});
