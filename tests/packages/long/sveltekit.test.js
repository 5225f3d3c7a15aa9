// Tests SvelteKit, in development and built for Node.
import { after, before, describe, test } from "node:test";
import { App, checkOutcome, freePort } from "../support/app.js";
import { launch, visit } from "../support/browser.js";
import { get, shown } from "../support/pages.js";

describe("SvelteKit", () => {
  let app;
  let browser;
  before(async () => {
    app = await App.install("sveltekit");
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await app?.remove();
  });

  const STARTS = {
    "in development": async () => app.start("vite", ["dev", "--port", await freePort()]),
    built: async () => {
      await app.tool("vite", ["build"]);
      return app.startNode(["build"], { HOST: "127.0.0.1", PORT: await freePort() });
    },
  };
  for (const [name, start] of Object.entries(STARTS)) {
    describe(name, () => {
      let server;
      before(async () => void (server = await start()));
      after(() => server?.stop());

      test("an endpoint", async () => checkOutcome(JSON.parse(await get(server.url, "endpoint"))));
      test("what a server loads for a page", async () => checkOutcome(await shown(server.url, "server")));
      test("a page", async () => checkOutcome(await visit(browser, `${server.url}/client`)));
    });
  }
});
