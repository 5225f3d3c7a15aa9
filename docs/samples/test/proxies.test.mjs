// Runs the proxies of the documentation before the local services. Only addresses and folders are replaced.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { setTimeout } from "node:timers/promises";
import { Quanshi } from "mingpian";
import { find, origin, skip } from "./support.mjs";

const PATH = "/quanshi/confopenapi/account/getUsersByEmailsMobiles";
const configuration = (name) => readFileSync(new URL(`../proxies/${name}`, import.meta.url), "utf8");

/** Starts what stands between a proxy and the local services: it keeps what the proxy sends. */
async function watch() {
  const seen = [];
  const server = createServer(async (request, response) => {
    seen.push({ url: request.url, cookie: request.headers.cookie });
    const parts = [];
    for await (const part of request) parts.push(part);
    const body = Buffer.concat(parts);
    const { token = "" } = request.headers;
    const headers = { "content-type": "application/json", token };
    const answer = await fetch(origin + request.url, { method: request.method, headers, body: body.length > 0 ? body : undefined });
    response.writeHead(answer.status, { "content-type": "application/json" });
    response.end(Buffer.from(await answer.arrayBuffer()));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return { host: `127.0.0.1:${server.address().port}`, seen, close: () => server.close() };
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

/** Starts a program, and waits until it answers. */
async function start(program, args, address, cwd) {
  const child = spawn(program, args, { cwd, stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, XDG_DATA_HOME: cwd, XDG_CONFIG_HOME: cwd } });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (part) => (said += part));
  const ended = once(child, "exit");
  for (const deadline = Date.now() + 20_000; ; await setTimeout(50)) {
    try {
      await fetch(address);
      break;
    } catch {
      assert.ok(child.exitCode === null && Date.now() < deadline, `${program} does not answer: ${said}`);
    }
  }
  return async () => {
    child.kill("SIGTERM");
    await ended;
  };
}

for (const { name, program, write } of [
  {
    name: "nginx",
    program: find("nginx"),
    write: (folder, replaced) => {
      writeFileSync(join(folder, "nginx.conf"), replaced(configuration("nginx.conf")));
      return ["-p", folder, "-c", "nginx.conf", "-e", "stderr"];
    },
  },
  {
    name: "Caddy",
    program: find("caddy"),
    write: (folder, replaced) => {
      writeFileSync(join(folder, "Caddyfile"), replaced(configuration("Caddyfile")));
      return ["run", "--adapter", "caddyfile", "--config", "Caddyfile"];
    },
  },
]) {
  describe(name, { skip: skip({ MINGPIAN_ORIGIN: origin, [name]: program }) }, () => {
    let folder, upstream, stop, address;
    before(async () => {
      folder = mkdtempSync(join(tmpdir(), "mingpian-proxy-"));
      // Started by root, nginx becomes another user.
      chmodSync(folder, 0o755);
      writeFileSync(join(folder, "index.html"), "<!doctype html><title>The page</title>");
      upstream = await watch();
      address = `http://127.0.0.1:${await freePort()}`;
      const replaced = (text) =>
        text
          .replaceAll("127.0.0.1:8787", upstream.host)
          .replaceAll("127.0.0.1:8080", new URL(address).host)
          .replaceAll("/var/www/page", folder);
      stop = await start(program, write(folder, replaced), address, folder);
    });
    after(async () => {
      await stop?.();
      upstream?.close();
      rmSync(folder, { recursive: true, force: true });
    });

    test("passes lookups on, and serves the page", async () => {
      assert.match(await (await fetch(address)).text(), /The page/);
      const quanshi = new Quanshi({ baseUrl: `${address}/quanshi`, auth: { token: "00112233445566778899aabbccddeeff" } });
      const emails = Array.from({ length: 421 }, (_, n) => `person${n + 1}@example.com`);
      const { found } = await quanshi.getUsersByEmailsMobiles({ emails });
      assert.deepEqual([...found.keys()], emails);
    });

    test("passes no cookie on, and no other path", async () => {
      upstream.seen.length = 0;
      await fetch(address + PATH, { method: "POST", headers: { cookie: "session=demo" }, body: "{}" });
      for (const other of ["/quanshi/other", `${PATH}/other`, "/sandbox/stats"]) {
        assert.equal((await fetch(address + other)).status, 404, other);
      }
      assert.deepEqual(upstream.seen, [{ url: PATH, cookie: undefined }]);
    });
  });
}

describe("Vite", { skip: skip({ MINGPIAN_ORIGIN: origin }) }, () => {
  test("passes lookups on while it serves the page", async () => {
    const { createServer: serve } = await import("vite");
    const folder = mkdtempSync(join(tmpdir(), "mingpian-vite-"));
    try {
      // Vite finds its own package from the folder of its configuration.
      const file = new URL("../build/vite.config.js", import.meta.url).pathname;
      writeFileSync(file, configuration("vite.config.js").replaceAll("http://127.0.0.1:8787", origin));
      const server = await serve({ configFile: file, root: folder, logLevel: "error", cacheDir: join(folder, "cache"), server: { host: "127.0.0.1", port: 0, strictPort: false } });
      await server.listen();
      try {
        const address = `http://127.0.0.1:${server.httpServer.address().port}`;
        const quanshi = new Quanshi({ baseUrl: `${address}/quanshi`, auth: { token: "00112233445566778899aabbccddeeff" } });
        const { found } = await quanshi.getUsersByEmailsMobiles({ emails: ["person1@example.com"] });
        assert.deepEqual([...found.keys()], ["person1@example.com"]);
      } finally {
        await server.close();
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
