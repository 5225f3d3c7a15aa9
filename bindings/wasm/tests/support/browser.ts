import { build } from "esbuild";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import puppeteer, { type Page } from "puppeteer-core";

/** A page that has run a script in a separate browser. */
export interface Window {
  readonly page: Page;
  /** Everything that was written to the console. Objects are expanded as in the console's preview. */
  readonly console: readonly string[];
  close(): Promise<void>;
}

/** Records errors that are not caught. */
const UNCAUGHT = `
globalThis.uncaught = [];
addEventListener("error", (event) => uncaught.push(String(event.message)));
addEventListener("unhandledrejection", (event) => uncaught.push(String(event.reason)));`;

/** Bundles a module as an app's build does. */
export async function bundle(entry: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    format: "iife",
    platform: "browser",
    write: false,
    logLevel: "error",
  });
  return outputFiles[0]!.text;
}

/**
 * Starts the browser that `MINGPIAN_BROWSER` names and loads the script on a page of this machine.
 *
 * The policy is the strictest one with which the package works.
 */
export async function open(
  script: string,
  policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src http://127.0.0.1:*",
): Promise<Window> {
  const files: Readonly<Record<string, readonly [string, string]>> = {
    "/": ["text/html", '<!doctype html><script src="/uncaught.js"></script><script src="/script.js"></script>'],
    "/uncaught.js": ["text/javascript", UNCAUGHT],
    "/script.js": ["text/javascript", script],
  };
  const server = createServer((request, response) => {
    const [type, text] = files[request.url ?? ""] ?? ["text/plain", ""];
    response.writeHead(200, { "content-type": `${type}; charset=utf-8`, "content-security-policy": policy });
    response.end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const kind = process.env["MINGPIAN_BROWSER_KIND"] === "firefox" ? "firefox" : "chrome";
  const quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"];
  // Chromium's sandbox does not start for root.
  const args = kind === "firefox" ? [] : [...quiet, ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])];
  const browser = await puppeteer.launch({
    browser: kind,
    executablePath: process.env["MINGPIAN_BROWSER"]!,
    headless: true,
    args,
  });
  const page = await browser.newPage();
  const lines: string[] = [];
  page.on("console", (message) => {
    // The protocol that controls Firefox has no previews.
    const previews = kind === "firefox" ? [] : message.args().map((arg) => JSON.stringify(arg.remoteObject()));
    lines.push([message.text(), ...previews].join(" "));
  });
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, { waitUntil: "load" });
  return {
    page,
    console: lines,
    async close() {
      const uncaught = await page.evaluate(() => (globalThis as unknown as { uncaught: string[] }).uncaught);
      await browser.close();
      server.closeAllConnections();
      server.close();
      if (uncaught.length > 0) throw new Error(`errors that were not caught: ${uncaught.join("; ")}`);
    },
  };
}
