// Tests Cloudflare's wrangler, which bundles a worker by itself.
import { test } from "node:test";
import { App, checkOutcome, freePort } from "../support/app.js";
import { needsLinux } from "../support/machine.js";
import { get } from "../support/pages.js";

test("wrangler", { skip: needsLinux() }, async (context) => {
  const app = await App.install("wrangler");
  context.after(() => app.remove());
  const server = await app.start("wrangler", ["dev", "--ip", "127.0.0.1", "--port", await freePort()]);
  try {
    checkOutcome(JSON.parse(await get(server.url, "")));
  } finally {
    await server.stop();
  }
});
