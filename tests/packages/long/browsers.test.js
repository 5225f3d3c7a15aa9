// Tests pages and workers in browsers that the other tests do not use.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { after, before, describe, test } from "node:test";
import { App, checkOutcome } from "../support/app.js";
import { launch, serve, visit } from "../support/browser.js";
import { ORIGIN } from "../support/environment.js";
import { needsLinux } from "../support/machine.js";
import { PAGES, startSite } from "../support/site.js";
import { launchWebKit } from "../support/webkit.js";

const { MINGPIAN_FIREFOX: firefox, MINGPIAN_WEBKIT: webkit } = process.env;

describe("browsers", () => {
  let site;
  before(async () => void (site = await startSite()));
  after(() => site?.stop());

  describe("Firefox", { skip: firefox ? false : "it is not on this machine" }, () => {
    let browser;
    before(async () => void (browser = await launch({ path: firefox, kind: "firefox" })));
    after(() => browser?.close());
    for (const [page, what] of Object.entries(PAGES)) {
      test(what, async () => checkOutcome(await visit(browser, `${site.url}${page}.html`)));
    }
  });

  describe("WebKitGTK", { skip: webkit ? false : "it is not on this machine" }, () => {
    let browser;
    before(async () => void (browser = await launchWebKit(webkit)));
    after(() => browser?.close());
    for (const [page, what] of Object.entries(PAGES)) {
      test(what, async () => checkOutcome(await browser.visit(`${site.url}${page}.html`)));
    }
  });

  test("Chromium 110, which compiles no large module at once", { skip: needsLinux() }, async (context) => {
    const app = await App.install("old-chromium");
    context.after(() => app.remove());
    await app.tool("esbuild", ["page.mjs", "--bundle", "--format=esm", "--outdir=site", "--log-level=warning"]);
    const path = (await app.node("path.mjs")).trim();
    const { url, report, stop } = await serve(app.path("site"));
    context.after(stop);
    const options = ["--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-port=0"];
    const address = `${url}?origin=${encodeURIComponent(ORIGIN)}`;
    const browser = spawn(path, [...options, `--user-data-dir=${app.path("profile")}`, address], { stdio: "ignore" });
    const ended = new Promise((resolve) => browser.once("close", resolve));
    try {
      const { isLimited, outcome } = await Promise.race([report, ended.then(() => assert.fail("the browser ended"))]);
      assert.equal(isLimited, true);
      checkOutcome(outcome);
    } finally {
      browser.kill();
      await ended;
    }
  });
});
