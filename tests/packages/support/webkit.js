// Drives WebKitGTK's browser with plain WebDriver.
import { spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "./app.js";
import { ORIGIN } from "./environment.js";

/** Starts the browser, which needs a display. Its method `visit(url)` returns the outcome of the scenario on a page. */
export async function launchWebKit(binary) {
  const port = await freePort();
  const driver = spawn("xvfb-run", ["-a", "WebKitWebDriver", "-p", port], { detached: true, stdio: "ignore" });
  const ended = new Promise((resolve) => driver.once("close", resolve));
  async function call(path, body, method = "POST") {
    const response = await fetch(`http://127.0.0.1:${port}/session${path}`, { method, body: body && JSON.stringify(body) });
    const { value } = await response.json();
    if (!response.ok) throw new Error(`${value.error}: ${value.message}`);
    return value;
  }
  async function stop() {
    process.kill(-driver.pid);
    await ended;
  }
  const options = { "webkitgtk:browserOptions": { binary, args: ["--automation"] } };
  let sessionId;
  try {
    for (let tries = 0; !sessionId; tries++) {
      try {
        ({ sessionId } = await call("", { capabilities: { alwaysMatch: options } }));
      } catch (error) {
        // It takes a moment until the driver listens.
        if (!(error instanceof TypeError) || tries > 100) throw error;
        await sleep(100);
      }
    }
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    async visit(url) {
      const address = new URL(url);
      address.searchParams.set("origin", ORIGIN);
      await call(`/${sessionId}/url`, { url: address.href });
      const script = "Promise.resolve(globalThis.outcome ?? null).then(arguments[0])";
      for (let tries = 0; tries < 300; tries++) {
        const outcome = await call(`/${sessionId}/execute/async`, { script, args: [] });
        if (outcome !== null) return outcome;
        await sleep(100);
      }
      throw new Error(`the page does nothing: ${await call(`/${sessionId}/source`, undefined, "GET")}`);
    },
    async close() {
      await call(`/${sessionId}`, undefined, "DELETE").catch(() => {});
      await stop();
    },
  };
}
