// Runs a bundle in an edge runtime, which may or may not compile WebAssembly, and prints the outcome.
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { EdgeVM } from "@edge-runtime/vm";

const [bundle, permission] = process.argv.slice(2);
const module = await WebAssembly.compile(await readFile(fileURLToPath(import.meta.resolve("mingpian/mingpian.wasm"))));
const vm = new EdgeVM({
  codeGeneration: { strings: false, wasm: permission === "compile" },
  extend: (context) => Object.assign(context, { MODULE: module, ORIGIN: process.env.ORIGIN }),
});
vm.evaluate(await readFile(bundle, "utf8"));
const outcome = await vm.evaluate("outcome").catch((error) => ({ error: String(error), cause: String(error.cause) }));
console.log(JSON.stringify(outcome));
