// Tests the background of an extension.
import assert from "node:assert/strict";
import { test } from "node:test";
import { App, checkOutcome } from "../support/app.js";
import { launch, serve } from "../support/browser.js";
import { BROWSER, ORIGIN } from "../support/environment.js";

const { MINGPIAN_FIREFOX: firefox } = process.env;

/** Builds the extension, installs it in a browser, and checks the outcome that it posts. */
async function check(context, where, install) {
  const app = await App.install("extension");
  context.after(() => app.remove());
  const { url, report, stop } = await serve(app.root);
  context.after(stop);
  const defined = [`--define:ORIGIN=${JSON.stringify(ORIGIN)}`, `--define:REPORT=${JSON.stringify(`${url}report`)}`];
  await app.tool("esbuild", ["background.mjs", "--bundle", "--outdir=unpacked", "--log-level=warning", ...defined]);
  const browser = await install(app.path("unpacked"));
  context.after(() => browser.close());
  const reported = await report;
  checkOutcome(reported.outcome);
  assert.equal(reported.where, where);
}

const chromium = BROWSER.kind === "chrome" ? false : "the browser of the other tests is not Chromium";
test("an extension's service worker in Chromium", { skip: chromium }, (context) =>
  check(context, "ServiceWorkerGlobalScope", (path) => launch(BROWSER, { enableExtensions: [path], pipe: true })));

test("an extension's background page in Firefox", { skip: firefox ? false : "it is not on this machine" }, (context) =>
  check(context, "Window", async (path) => {
    const browser = await launch({ path: firefox, kind: "firefox" });
    await browser.installExtension(path);
    return browser;
  }));
