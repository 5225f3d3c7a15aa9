import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { Miniflare } from "miniflare";
import { needs } from "./support/needs.js";
import { checkSigning, ENV } from "./support/signing.js";

const { values, skip } = needs("MINGPIAN_ORIGIN");

test("the Worker signs, and remembers nonces in Durable Objects", { skip, timeout: 60_000 }, async (context) => {
  // Bundles as Wrangler does: the module remains a separate file, which is imported.
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL("../worker/worker.js", import.meta.url))],
    bundle: true,
    format: "esm",
    conditions: ["workerd", "worker", "browser"],
    external: ["cloudflare:workers"],
    write: false,
    logLevel: "error",
    plugins: [
      {
        name: "module",
        setup: ({ onResolve }) => onResolve({ filter: /\.wasm\?module$/ }, () => ({ path: "./mingpian.wasm", external: true })),
      },
    ],
  });
  const module = await readFile(fileURLToPath(import.meta.resolve("mingpian/mingpian.wasm")));
  const worker = new Miniflare({
    compatibilityDate: "2026-04-01",
    bindings: ENV,
    durableObjects: { NONCES: { className: "Nonce", useSQLite: true } },
    modules: [
      { type: "ESModule", path: "worker.js", contents: outputFiles[0].text },
      { type: "CompiledWasm", path: "mingpian.wasm", contents: module },
    ],
  });
  context.after(() => worker.dispose());
  await checkSigning(new URL("/authorize", await worker.ready).href, values.MINGPIAN_ORIGIN);
});
