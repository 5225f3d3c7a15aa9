// Starts a browser, and serves files to it.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { json } from "node:stream/consumers";
import puppeteer from "puppeteer-core";
import { BROWSER, ORIGIN } from "./environment.js";

const TYPES = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".mjs": "text/javascript",
  ".json": "application/json",
  ".wasm": "application/wasm",
};

/** Starts the browser. */
export function launch(browser = BROWSER, more = {}) {
  const quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"];
  // Chromium's sandbox does not start for root.
  const args = browser.kind === "firefox" ? [] : [...quiet, ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])];
  return puppeteer.launch({ browser: browser.kind, executablePath: browser.path, headless: true, args, ...more });
}

/** Opens a page that runs the scenario, and returns the outcome. `then` is called before the first lookup. */
export async function visit(browser, url, then) {
  const page = await browser.newPage();
  const problems = [];
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  const address = new URL(url);
  address.searchParams.set("origin", ORIGIN);
  if (then) address.searchParams.set("later", "");
  await page.goto(address.href, { waitUntil: "load" });
  try {
    await page.waitForFunction(() => globalThis.outcome !== undefined, { timeout: 30_000 });
  } catch (error) {
    throw new Error(`the page does nothing: ${problems.join("; ")}\n${await page.content()}`, { cause: error });
  }
  await then?.();
  const outcome = await page.evaluate(() => (typeof outcome === "function" ? outcome() : outcome));
  await page.close();
  return outcome;
}

/**
 * Serves a directory on this machine only. After `vanish()`, every request gets a 404. `report` is the JSON that a page
 * posts.
 */
export async function serve(root, headers = {}) {
  let isGone = false;
  let take;
  const report = new Promise((resolve) => (take = resolve));
  const server = createServer(async (request, response) => {
    if (request.method === "POST") take(await json(request));
    const { pathname } = new URL(request.url, "http://localhost");
    const file = join(root, pathname.endsWith("/") ? `${pathname}index.html` : pathname);
    const body = isGone ? undefined : await readFile(file).catch(() => undefined);
    const type = TYPES[extname(file)] ?? "application/octet-stream";
    response.writeHead(body ? 200 : 404, { "content-type": body ? type : "text/plain", ...headers });
    response.end(body ?? "not found");
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    // Browsers treat this host name as secure, which service workers require.
    url: `http://localhost:${server.address().port}/`,
    report,
    vanish: () => void (isGone = true),
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
