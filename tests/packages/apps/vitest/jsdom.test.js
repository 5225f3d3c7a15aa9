// @vitest-environment jsdom
import { expect, test } from "vitest";
import { ask } from "./common/ask.mjs";
import { EXPECTED } from "./common/scenario.mjs";

test("looks up in jsdom", async () => {
  expect(navigator.userAgent).toContain("jsdom");
  expect(await ask(process.env.ORIGIN)).toEqual(EXPECTED);
});
