// Measures the package in a browser. The arguments are the directory of the data sets, the browser's name (`chromium`,
// `firefox`, or `webkit`), and the path of its program.
import { build } from "esbuild";
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The page has to post something within this time. */
const PATIENCE_MS = 180_000;

const [directory, name, program] = process.argv.slice(2);
const scripts = await bundle();
const server = createServer(answer);
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const home = mkdtempSync(join(tmpdir(), "mingpian-benchmark-"));
let browser;
let patience;
try {
  console.log(JSON.stringify({ versions: { [name]: version() } }));
  await new Promise((resolve, reject) => {
    server.on("done", resolve);
    server.on("failed", (why) => reject(new Error(why)));
    browser = start(`http://127.0.0.1:${server.address().port}/`);
    browser.on("error", reject);
    browser.on("exit", () => reject(new Error(`${name} has ended`)));
    wait();
  });
} finally {
  clearTimeout(patience);
  await stop();
  server.closeAllConnections();
  server.close();
  rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}

/** Bundles the page's script as the build of an app does. Returns the files by name. */
async function bundle() {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL("src/page.js", import.meta.url))],
    bundle: true,
    splitting: true,
    minify: true,
    format: "esm",
    target: "es2022",
    outdir: "/",
    write: false,
    logLevel: "error",
  });
  return new Map(outputFiles.map(({ path, contents }) => [basename(path), contents]));
}

function answer(request, response) {
  // An isolated page has a clock with a higher resolution.
  response.setHeader("cross-origin-opener-policy", "same-origin");
  response.setHeader("cross-origin-embedder-policy", "require-corp");
  if (request.method === "POST") return void take(request, response);
  const file = basename(request.url);
  if (request.url === "/") {
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.end('<!doctype html><title>benchmark</title><script type="module" src="/page.js"></script>');
  } else if (request.url.startsWith("/data/")) {
    response.end(readFileSync(join(directory, file)));
  } else if (scripts.has(file)) {
    response.setHeader("content-type", "text/javascript; charset=utf-8");
    response.end(scripts.get(file));
  } else {
    response.writeHead(404).end();
  }
}

/** Receives the lines that the page posts. */
async function take(request, response) {
  const text = Buffer.concat(await request.toArray()).toString();
  response.end();
  wait();
  if (request.url === "/line") console.log(text);
  else server.emit(request.url.slice(1), text);
}

function wait() {
  clearTimeout(patience);
  patience = setTimeout(() => server.emit("failed", `nothing from ${name} for ${PATIENCE_MS} ms`), PATIENCE_MS);
}

/** Starts the browser headless, with a fresh profile. */
function start(url) {
  const isRoot = process.getuid?.() === 0;
  const commands = {
    chromium: () => [
      program,
      "--headless=new",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
      // Chromium's sandbox does not start for root.
      ...(isRoot ? ["--no-sandbox"] : []),
      `--user-data-dir=${home}`,
      url,
    ],
    firefox: () => {
      const preferences = { "dom.max_script_run_time": 0, "datareporting.policy.dataSubmissionEnabled": false };
      const lines = Object.entries(preferences).map(([key, value]) => `user_pref("${key}", ${value});\n`);
      writeFileSync(join(home, "user.js"), lines.join(""));
      return [program, "--headless", "--no-remote", "--profile", home, url];
    },
    webkit: () => ["xvfb-run", "--auto-servernum", program, "--private", url],
  };
  const [command, ...args] = commands[name]();
  // A browser has many processes, so it gets its own process group. Its output is not needed.
  return spawn(command, args, { stdio: "ignore", detached: true, env: { ...process.env, HOME: home } });
}

/** Ends the browser and all of its processes. */
async function stop() {
  if (browser?.exitCode !== null || browser.pid === undefined) return;
  const ended = new Promise((resolve) => browser.once("exit", resolve));
  process.kill(-browser.pid, "SIGTERM");
  const timer = setTimeout(() => process.kill(-browser.pid, "SIGKILL"), 5_000);
  await ended;
  clearTimeout(timer);
}

/** Parses a version, such as `153.7.0esr` in `Firefox 153.7.0esr`. */
function version() {
  // WebKitGTK's browser needs a display even to print its version.
  const display = name === "webkit" ? ["xvfb-run", "--auto-servernum"] : [];
  const [command, ...args] = [...display, program, "--version"];
  const { stdout } = spawnSync(command, args, { encoding: "utf8", timeout: 30_000 });
  return /\d+(\.\w+)+/.exec(stdout ?? "")?.[0] ?? "unknown";
}
