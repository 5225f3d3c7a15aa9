import { expect, test } from "vitest";
import { ask } from "./common/ask.mjs";
import { EXPECTED } from "./common/scenario.mjs";

test("looks up", async () => {
  expect(await ask(process.env.ORIGIN)).toEqual(EXPECTED);
});
