// Serves a recipe to a browser, and forwards its requests for the services to the local ones.
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname } from "node:path";
import puppeteer from "puppeteer-core";

const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8" };
const SERVICE = /^\/(dmtz|quanshi)\//;

/**
 * Starts a browser on a page.
 *
 * @param {object} site
 * @param {(path: string) => Promise<string | Uint8Array | undefined>} site.file Returns a file of the site.
 * @param {string} site.services The base URL of the services.
 * @param {string} site.path The path of the page.
 */
export async function openSite({ file, services, path }) {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, "http://127.0.0.1");
    if (SERVICE.test(pathname)) return pass(request, response, services);
    const content = await file(pathname).catch(() => undefined);
    response.writeHead(content === undefined ? 404 : 200, { "content-type": TYPES[extname(pathname)] ?? "text/plain" });
    response.end(content);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const kind = process.env.MINGPIAN_BROWSER_KIND === "firefox" ? "firefox" : "chrome";
  // Chromium's sandbox does not start for root.
  const args = kind === "chrome" && process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const browser = await puppeteer.launch({ browser: kind, executablePath: process.env.MINGPIAN_BROWSER, headless: true, args });
  const page = await browser.newPage();
  const problems = [];
  page.on("pageerror", (error) => problems.push(String(error)));
  await page.goto(`http://127.0.0.1:${server.address().port}${path}`);
  return {
    page,
    problems,
    async close() {
      await browser.close();
      server.closeAllConnections();
      server.close();
    },
  };
}

async function pass(request, response, services) {
  const chunks = await request.toArray();
  const abort = new AbortController();
  response.on("close", () => abort.abort());
  try {
    const { "content-type": type, token } = request.headers;
    const headers = { "content-type": type, ...(token && { token }) };
    const answer = await fetch(services + request.url, { method: "POST", headers, body: Buffer.concat(chunks), signal: abort.signal });
    response.writeHead(answer.status, { "content-type": "application/json" });
    response.end(await answer.text());
  } catch {
    // The page or the service has closed the connection.
    response.destroy();
  }
}

/** Returns a function that reads files from a folder. */
export const folder = (url) => (path) => readFile(new URL(`.${path}`, url));
