// Tests Next: components, route handlers, and the edge runtime, in development and in production.
import { after, before, describe, test } from "node:test";
import { App, checkOutcome, freePort } from "../support/app.js";
import { launch, visit } from "../support/browser.js";
import { get, shown } from "../support/pages.js";

describe("Next", () => {
  let app;
  let browser;
  before(async () => {
    app = await App.install("next");
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await app?.remove();
  });

  for (const [command, bundler] of [["dev", "turbopack"], ["dev", "webpack"], ["start", "turbopack"], ["start", "webpack"]]) {
    describe(`${command}, with ${bundler}`, () => {
      let server;
      before(async () => {
        if (command === "start") await app.tool("next", ["build", `--${bundler}`]);
        const options = command === "dev" ? [`--${bundler}`] : [];
        server = await app.start("next", [command, ...options, "--port", await freePort()], { NODE_ENV: undefined });
      });
      after(() => server?.stop());

      test("a server component", async () => checkOutcome(await shown(server.url, "server")));
      test("a route handler", async () => checkOutcome(JSON.parse(await get(server.url, "node"))));
      test("a client component", async () => checkOutcome(await visit(browser, `${server.url}/client`)));
      test("a route handler in the edge runtime", async () => checkOutcome(JSON.parse(await get(server.url, "edge"))));
      test("a server component in the edge runtime", async () => checkOutcome(await shown(server.url, "edge-page")));
    });
  }
});
