// Builds the pages with esbuild, each with different output in a different place.
import { cp } from "node:fs/promises";
import { createRequire } from "node:module";
import { App } from "./app.js";
import { serve } from "./browser.js";

/** The strictest policy with which a page can perform lookups. */
const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self' http://127.0.0.1:*";

/** The pages, with their descriptions. */
export const PAGES = {
  split: "split into modules, in a page",
  whole: "as one classic script, in a page",
  "split-worker": "split into modules, in a worker",
  "whole-worker": "as one classic script, in a worker",
  "split-service-worker": "split into modules, in a service worker",
  "whole-service-worker": "as one classic script, in a service worker",
  given: "with a module that load({ instantiate }) fetches, in a page",
  "given-worker": "with a module that load({ module }) is given, in a worker",
};

/** Builds and serves the pages. */
export async function startSite() {
  const app = await App.install("esbuild");
  try {
    const options = ["--bundle", "--minify", "--log-level=warning"];
    const entries = ["common/page.mjs", "worker.js", "service-worker.js"];
    const given = ["given.mjs", "given-worker.mjs"];
    await cp(createRequire(app.path("package.json")).resolve("mingpian/mingpian.wasm"), app.path("site/mingpian.wasm"));
    await app.tool("esbuild", [...entries, ...given, ...options, "--splitting", "--format=esm", "--outdir=site/split"]);
    await app.tool("esbuild", [...entries, "mixed.mjs", ...options, "--format=iife", "--outdir=site/whole"]);
    const { url, stop } = await serve(app.path("site"), { "content-security-policy": POLICY });
    return {
      url,
      async stop() {
        await stop();
        await app.remove();
      },
    };
  } catch (error) {
    await app.remove();
    throw error;
  }
}
