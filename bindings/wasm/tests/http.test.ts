import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { inspect } from "node:util";
import { Dmtz, Mysoft, Quanshi } from "mingpian";
import { scenarios, type Place } from "./scenarios.js";
import { bundle, open, type Window } from "./support/browser.js";
import { fails } from "./support/check.js";
import { needs } from "./support/env.js";

const run = `npm-${process.pid}-${Date.now()}`;

describe("over HTTP, in Node", () => {
  const { values, skip } = needs("MINGPIAN_ORIGIN");
  const place: Place = { origin: values.MINGPIAN_ORIGIN, browser: false, run };
  for (const [name, scenario] of Object.entries(scenarios)) test(name, { skip }, () => scenario(place));

  test("a port without a listener is refused, so dmtz may be asked again", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    server.close();
    await once(server, "close");
    let attempts = 0;
    const dmtz = new Dmtz({ baseUrl: `http://127.0.0.1:${port}`, baseDelayMs: 1 });
    const promise = dmtz.getUserInfo({ code: "demo" }, { onRequest: () => (attempts += 1) });
    await fails(promise, { code: "TRANSPORT", kind: "refused", provider: "dmtz" });
    assert.equal(attempts, 3);
  });

  test("the causes of the errors of Node's fetch are kept, and tell which requests were not sent", async () => {
    const kinds = [
      [{ code: "ENOTFOUND", syscall: "getaddrinfo" }, "offline"],
      [{ code: "EAI_AGAIN", syscall: "getaddrinfo" }, "offline"],
      [{ code: "ENETUNREACH", syscall: "connect" }, "offline"],
      [{ code: "EHOSTUNREACH", syscall: "connect" }, "offline"],
      [{ code: "ECONNREFUSED", syscall: "connect" }, "refused"],
      [new AggregateError([], "both addresses"), "interrupted"],
      [Object.assign(new AggregateError([], "both addresses"), { code: "ECONNREFUSED" }), "refused"],
      [{ code: "EHOSTUNREACH", syscall: "read" }, "interrupted"],
      [{ code: "ENETUNREACH", syscall: "write" }, "interrupted"],
      [{ code: "ECONNRESET", syscall: "read" }, "interrupted"],
      [{ code: "UND_ERR_SOCKET" }, "interrupted"],
      [undefined, "interrupted"],
      [null, "interrupted"],
      ["ENOTFOUND", "interrupted"],
    ] as const;
    for (const [cause, kind] of kinds) {
      const send = () => Promise.reject(new TypeError("fetch failed", { cause }));
      const dmtz = new Dmtz({ fetch: send, maxAttempts: 1 });
      await fails(dmtz.getUserInfo({ code: "demo" }), { code: "TRANSPORT", kind });
    }
  });

  test("Node prints services without credentials, at any depth", () => {
    const auth = { accessToken: "demo-token" };
    const services = [
      new Quanshi({ auth: { appId: "demo-app", secretKey: "demo-secret" } }),
      new Mysoft({ baseUrl: "https://example.com", auth }),
    ];
    const text = inspect(services, { depth: 20, showHidden: true, getters: true }) + JSON.stringify(services);
    assert.doesNotMatch(text, /demo/);
  });

  test("memory does not grow with the number of people", { skip }, async (context) => {
    const script = `
      import { Quanshi } from "mingpian";
      const [count, origin] = process.argv.slice(1);
      function* emails() {
        for (let n = 1; n <= count; n++) yield "person" + n + "@example.com";
      }
      const token = "00112233445566778899aabbccddeeff";
      const quanshi = new Quanshi({ baseUrl: origin + "/quanshi", auth: { token } });
      let found = 0;
      let people = 0;
      for await (const page of quanshi.pages({ emails: emails() })) {
        found += page.found.size;
        for (const { userId } of page.found.values()) people += userId - 80000000;
      }
      console.log(JSON.stringify([found, people, process.resourceUsage().maxRSS]));`;
    const peaks: number[] = [];
    for (const count of [10_000, 100_000]) {
      // Without a limit, Node frees garbage late, and the amount of it varies.
      const args = ["--max-old-space-size=64", "--input-type=module", "--eval", script, String(count), values.MINGPIAN_ORIGIN];
      const child = spawn(process.execPath, args, { cwd: fileURLToPath(new URL(".", import.meta.url)) });
      let text = "";
      child.stdout.on("data", (data) => (text += String(data)));
      child.stderr.on("data", (data) => (text += String(data)));
      const [code] = (await once(child, "close")) as [number];
      assert.equal(code, 0, text);
      const [found, people, peak] = JSON.parse(text) as [number, number, number];
      // Each person is found once, so this is the sum of all numbers up to `count`.
      assert.deepEqual([found, people], [count, (count * (count + 1)) / 2]);
      peaks.push(peak);
    }
    context.diagnostic(`peak memory: ${peaks[0]} KB for 10,000 people, ${peaks[1]} KB for 100,000`);
    assert.ok(peaks[1]! <= 1.3 * peaks[0]!, `${peaks.join(" and ")} KB`);
  });

  test("neither a finished nor an aborted lookup keeps the process alive", { skip }, async () => {
    const script = `
      import { Quanshi } from "mingpian";
      const origin = ${JSON.stringify(values.MINGPIAN_ORIGIN)};
      const auth = { appId: "demo-app", secretKey: "demo-secret-key" };
      const ask = (path, signal) =>
        new Quanshi({ auth, baseUrl: origin + path }).getUsersByEmailsMobiles({ emails: ["person1@example.com"] }, { signal });
      await ask("/quanshi");
      const abort = new AbortController();
      const ended = ask("/fault/hang,key:alive/quanshi", abort.signal).catch((error) => error.code);
      setTimeout(() => abort.abort(), 50);
      console.log(await ended);`;
    const start = Date.now();
    // The process runs in the folder of the tests, so that the package can import itself.
    const cwd = fileURLToPath(new URL(".", import.meta.url));
    const child = spawn(process.execPath, ["--input-type=module", "--eval", script], { cwd });
    let text = "";
    child.stdout.on("data", (data) => (text += String(data)));
    child.stderr.on("data", (data) => (text += String(data)));
    const [code] = (await once(child, "close")) as [number];
    assert.deepEqual([code, text], [0, "CANCELLED\n"]);
    assert.ok(Date.now() - start < 10_000, "without waiting for any timer");
  });
});

describe("over HTTP, in a browser", () => {
  const { values, skip } = needs("MINGPIAN_ORIGIN", "MINGPIAN_BROWSER");
  const place: Place = { origin: values.MINGPIAN_ORIGIN, browser: true, run };
  let window: Window;
  before(async () => {
    if (!skip) window = await open(await bundle(fileURLToPath(new URL("./in-browser.js", import.meta.url))));
  });
  after(() => window?.close());

  for (const name of Object.keys(scenarios)) {
    test(name, { skip }, async () => {
      await window.page.evaluate((scenario, where) => globalThis.inBrowser.play(scenario, where), name, place);
    });
  }

  test("the console held no credentials", { skip }, () => {
    assert.ok(window.console.length > 0, "something was written");
    assert.doesNotMatch(window.console.join("\n"), /demo-app|demo-secret-key|demo token|00112233445566778899/);
  });
});
