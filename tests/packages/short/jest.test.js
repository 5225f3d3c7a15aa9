// Tests Jest with its defaults, and with jsdom.
import { after, before, describe, test } from "node:test";
import { App } from "../support/app.js";

describe("Jest", () => {
  let app;
  before(async () => void (app = await App.install("jest")));
  after(() => app?.remove());

  test("with its defaults", () => app.tool("jest", ["node.test.js"]));
  test("with jsdom, which lacks TextDecoder", () => app.tool("jest", ["/jsdom.test.js"]));
  test("with jsdom and what Node has", () => app.tool("jest", ["jsdom-and-node.test.js"]));
});
