// Tests Vitest, in Node and in jsdom.
import { after, before, describe, test } from "node:test";
import { App } from "../support/app.js";

describe("Vitest", () => {
  let app;
  before(async () => void (app = await App.install("vitest")));
  after(() => app?.remove());

  test("in Node", () => app.tool("vitest", ["run", "node.test.js"]));
  test("in jsdom", () => app.tool("vitest", ["run", "jsdom.test.js"]));
});
