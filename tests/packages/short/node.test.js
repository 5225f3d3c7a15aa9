// Tests Node, in each way in which it loads a package.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { App, checkOutput } from "../support/app.js";

describe("Node", () => {
  let app;
  before(async () => void (app = await App.install("node")));
  after(() => app?.remove());

  test("as an ES module", async () => checkOutput(await app.node("common/main.mjs")));
  test("as a CommonJS module that calls import()", async () => checkOutput(await app.node("common/import.cjs")));
  test("as a CommonJS module that calls require()", async () => checkOutput(await app.node("common/require.cjs")));

  test("gives one instance of the package in both ways", async () => {
    assert.deepEqual(JSON.parse(await app.node("common/both.mjs")), { different: [], step: "send" });
  });
});
