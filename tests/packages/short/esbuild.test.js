// esbuild, with and without splitting, in a page, a web worker, and a service worker.
import { after, before, describe, test } from "node:test";
import { App, checkOutcome } from "../support/app.js";
import { launch, serve, visit } from "../support/browser.js";

/** The strictest policy under which a page can look up. */
const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src http://127.0.0.1:*";

describe("esbuild", () => {
  let app;
  let browser;
  let server;
  before(async () => {
    app = await App.install("esbuild");
    const options = ["--bundle", "--minify", "--log-level=warning"];
    const entries = ["common/page.mjs", "worker.js", "service-worker.js"];
    await app.tool("esbuild", [...entries, ...options, "--splitting", "--format=esm", "--outdir=site/split"]);
    await app.tool("esbuild", [...entries, ...options, "--format=iife", "--outdir=site/whole"]);
    server = await serve(app.path("site"), { "content-security-policy": POLICY });
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
    await app?.remove();
  });

  for (const page of ["split", "whole", "split-worker", "whole-worker", "split-service-worker", "whole-service-worker"]) {
    const [output, ...place] = page.split("-");
    const format = output === "split" ? "split into modules" : "as one classic script";
    test(`${format}, in a ${place.join(" ") || "page"} with a strict policy`, async () => {
      checkOutcome(await visit(browser, `${server.url}${page}.html`));
    });
  }
});
