// Runs the worker with the compatibility date in the argument, and prints its response.
import { readFile } from "node:fs/promises";
import { Miniflare } from "miniflare";

const [compatibilityDate] = process.argv.slice(2);
const worker = new Miniflare({
  compatibilityDate,
  bindings: { ORIGIN: process.env.ORIGIN },
  modules: [
    { type: "ESModule", path: "worker.js", contents: await readFile("built/worker.js", "utf8") },
    { type: "CompiledWasm", path: "mingpian.wasm", contents: await readFile("built.wasm") },
  ],
});
try {
  const response = await worker.dispatchFetch("http://localhost/");
  console.log(await response.text());
} finally {
  await worker.dispose();
}
