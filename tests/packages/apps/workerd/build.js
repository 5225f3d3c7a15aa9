// Bundles the worker as Cloudflare's tools do: the module stays in a separate file, which is imported.
import { copyFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { build } from "esbuild";

await build({
  entryPoints: ["worker.js"],
  outdir: "built",
  bundle: true,
  format: "esm",
  conditions: ["workerd", "worker", "browser"],
  logLevel: "error",
  plugins: [
    {
      name: "module",
      setup({ onResolve }) {
        onResolve({ filter: /\.wasm\?module$/ }, async ({ path, importer }) => {
          await copyFile(resolve(dirname(importer), path.replace("?module", "")), "built.wasm");
          return { path: "./mingpian.wasm", external: true };
        });
      },
    },
  ],
});
