// Tests bundlers other than Vite and esbuild, and pages without a bundler.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { App, checkOutcome, freePort } from "../support/app.js";
import { launch, serve, visit } from "../support/browser.js";

/** The bundlers, each with the command that builds the app and the folder of its output. */
const BUNDLERS = {
  webpack: { build: (app) => app.tool("webpack"), site: "site" },
  rollup: { build: (app) => app.tool("rollup", ["--config"]), site: "site" },
  parcel: { build: (app) => app.tool("parcel", ["build", "index.html", "--no-cache"]), site: "dist" },
  "import-map": { build: () => {}, site: "." },
};

describe("bundlers", () => {
  let browser;
  before(async () => void (browser = await launch()));
  after(() => browser?.close());

  for (const [name, { build, site }] of Object.entries(BUNDLERS)) {
    test(name, async () => {
      const app = await App.install(name);
      let server;
      try {
        await build(app);
        server = await serve(app.path(site));
        checkOutcome(await visit(browser, server.url));
        // A package that one file imports and another loads with `require` is in the bundle only once.
        if (name === "webpack") assert.equal(await visit(browser, `${server.url}mixed.html`), true);
      } finally {
        await server?.stop();
        await app.remove();
      }
    });
  }

  test("parcel, as a server", async () => {
    const app = await App.install("parcel");
    let server;
    try {
      server = await app.start("parcel", ["index.html", "--port", await freePort(), "--no-cache", "--no-hmr"]);
      checkOutcome(await visit(browser, server.url));
    } finally {
      await server?.stop();
      await app.remove();
    }
  });
});
