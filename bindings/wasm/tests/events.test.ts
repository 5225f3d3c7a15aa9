import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { KINDS, replayFile, type EventFile } from "./events.js";
import { bundle, open, type Window } from "./support/browser.js";
import { needs } from "./support/env.js";

const files = KINDS.map((kind): EventFile => {
  const url = new URL(`../../../../tests/vectors/events/${kind}.json`, import.meta.url);
  return { kind, ...(JSON.parse(readFileSync(url, "utf8")) as Pick<EventFile, "scripts">) };
});
const title = ({ kind, scripts }: EventFile): string =>
  `${kind}: ${scripts.length} scripts, ${scripts.flatMap(({ steps }) => steps).length} steps`;

const report = (failures: readonly string[]): void =>
  assert.equal(failures.length, 0, `${failures.length} scripts:\n${failures.slice(0, 20).join("\n")}`);

describe("events, in Node", () => {
  for (const file of files) test(title(file), () => report(replayFile(file)));
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
