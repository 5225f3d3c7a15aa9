// Tests esbuild with and without splitting, in a page, a web worker, and a service worker, with a strict policy.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { checkOutcome } from "../support/app.js";
import { launch, visit } from "../support/browser.js";
import { PAGES, startSite } from "../support/site.js";

describe("esbuild", () => {
  let browser;
  let site;
  before(async () => {
    site = await startSite();
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await site?.stop();
  });

  for (const [page, what] of Object.entries(PAGES)) {
    test(what, async () => checkOutcome(await visit(browser, `${site.url}${page}.html`)));
  }

  test("bundles a package once that is imported here and required there", async () => {
    assert.equal(await visit(browser, `${site.url}mixed.html`), true);
  });
});
