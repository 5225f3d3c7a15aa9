import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { freshKey, needs, stats, until } from "./support/needs.js";
import { folder, openSite } from "./support/site.js";

const { values, skip } = needs("MINGPIAN_ORIGIN", "MINGPIAN_BROWSER");
const origin = values.MINGPIAN_ORIGIN;
const recipe = new URL("../react/", import.meta.url);

describe("the React recipe, in development, under StrictMode", { skip, timeout: 120_000 }, () => {
  let script;
  before(async () => {
    const { outputFiles } = await build({
      entryPoints: [fileURLToPath(new URL("app.jsx", recipe))],
      bundle: true,
      format: "esm",
      jsx: "automatic",
      jsxDev: true,
      define: { "process.env.NODE_ENV": '"development"' },
      write: false,
      logLevel: "error",
    });
    script = outputFiles[0].text;
  });

  /** Opens the app with these faults of the services. */
  async function onPage({ faults = [], query = "" }, work) {
    const key = freshKey();
    const services = `${origin}/fault/${[...faults, `key:${key}`].join(",")}`;
    const file = async (path) => (path === "/app.js" ? script : folder(recipe)(path));
    const { page, problems, close } = await openSite({ file, services, path: `/index.html${query}` });
    try {
      await work(page, () => stats(origin, key));
      assert.deepEqual(problems, []);
    } finally {
      await close();
    }
  }

  const textOf = (page, selector) => page.$eval(selector, ({ textContent }) => textContent);
  const freshCode = async () => (await (await fetch(`${origin}/sandbox/codes`, { method: "POST" })).json()).code;

  test("spends a code once, though every component is mounted twice", async () => {
    await onPage({ query: `?code=${await freshCode()}` }, async (page, counted) => {
      const signedIn = async () => {
        await page.click("#show-sign-in");
        await until(async () => (await textOf(page, "#sign-in")) !== "…");
        return textOf(page, "#sign-in");
      };
      // Once the module is loaded, a lookup sends its request at once, before StrictMode unmounts its component.
      await page.click("#show-directory");
      await until(async () => (await textOf(page, "#directory p")).includes("found"));
      await page.evaluate(() => {
        const { fetch } = globalThis;
        globalThis.sent = 0;
        globalThis.fetch = (...given) => ((sent += 1), fetch(...given));
      });
      assert.match(await signedIn(), /^Hello, \p{Script=Han}{2,4}$/u);
      assert.equal(await page.evaluate(() => sent), 1);
      assert.equal((await counted()).dmtz, 1);
      // The code has been spent.
      await page.click("#show-nothing");
      assert.equal(await signedIn(), "REJECTED");
    });
  });

  test("shows the progress of a long list", async () => {
    await onPage({ faults: ["delay:150"] }, async (page) => {
      await page.evaluate(() => {
        globalThis.shown = [];
        const note = () => {
          const progress = document.querySelector("progress");
          if (progress && progress.value !== shown.at(-1)) shown.push(progress.value);
        };
        new MutationObserver(note).observe(document, { childList: true, subtree: true, attributes: true });
      });
      await page.click("#show-directory");
      await until(async () => (await textOf(page, "#directory p")) === "1000 found, 0 requests failed");
      const shown = await page.evaluate(() => shown);
      assert.equal(shown.at(-1), 1_000);
      assert.ok(shown.length > 2 && shown.every((value, n) => n === 0 || value > shown[n - 1]), `rises: ${shown}`);
    });
  });

  test("stops what is in flight when the component goes", async () => {
    await onPage({ faults: ["hang"] }, async (page, counted) => {
      await page.click("#show-directory");
      // The request of StrictMode's first mount was abandoned, or it was never sent.
      await until(async () => (({ quanshi, abandoned }) => quanshi - abandoned === 4)(await counted()));
      await page.click("#show-nothing");
      await until(async () => (({ quanshi, abandoned }) => quanshi === abandoned)(await counted()));
      assert.equal(await page.$("#directory"), null);
    });
  });
});
