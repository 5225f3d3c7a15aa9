import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { needs } from "./support/needs.js";
import { checkSigning, ENV } from "./support/signing.js";

const { values, skip } = needs("MINGPIAN_ORIGIN");
const next = fileURLToPath(new URL("../node_modules/next/dist/bin/next", import.meta.url));
const cwd = fileURLToPath(new URL("../next/", import.meta.url));
const env = { ...process.env, ...ENV, NEXT_TELEMETRY_DISABLED: "1" };

test("the route handler signs, built and started", { skip, timeout: 110_000 }, async (context) => {
  await promisify(execFile)(process.execPath, [next, "build"], { cwd, env });
  const server = spawn(process.execPath, [next, "start", "--hostname", "127.0.0.1", "--port", "0"], { cwd, env });
  context.after(() => server.kill());
  const origin = await new Promise((resolve, reject) => {
    let said = "";
    server.stdout.on("data", (data) => {
      const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec((said += data)) ?? [];
      if (url && said.includes("Ready")) resolve(url);
    });
    once(server, "exit").then(() => reject(new Error(`it does not start: ${said}`)));
  });
  await checkSigning(`${origin}/authorize`, values.MINGPIAN_ORIGIN);
});
