// Tests Vite with its defaults.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, describe, test } from "node:test";
import { App, checkOutcome } from "../support/app.js";
import { launch, serve, visit } from "../support/browser.js";

/** The display name of person 1, from tests/sandbox/src/people.rs. */
const FIRST = "林知夏";

describe("Vite", () => {
  let app;
  let browser;
  before(async () => {
    app = await App.install("vite");
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await app?.remove();
  });

  test("serves a new app with a first lookup of five lines and no configuration", async () => {
    const lines = (await readFile(app.path("first.js"), "utf8")).trim().split("\n");
    assert.ok(lines.length <= 5, lines.join("\n"));
    const server = await app.start("vite", ["--host", "127.0.0.1", "--port", "0"]);
    try {
      assert.equal(await visit(browser, `${server.url}/`), FIRST);
      checkOutcome(await visit(browser, `${server.url}/all/`));
    } finally {
      await server.stop();
    }
  });

  describe("built", () => {
    let server;
    before(async () => {
      await app.tool("vite", ["build", "--outDir", "site"]);
      await app.tool("vite", ["build", "all", "--outDir", "../site/all", "--base", "/all/"]);
      server = await serve(app.path("site"));
    });
    after(() => server?.stop());

    test("looks up", async () => {
      assert.equal(await visit(browser, server.url), FIRST);
      checkOutcome(await visit(browser, `${server.url}all/`));
    });

    test("looks up after a redeployment took its files away", async () => {
      checkOutcome(await visit(browser, `${server.url}all/`, () => server.vanish()));
    });
  });
});
