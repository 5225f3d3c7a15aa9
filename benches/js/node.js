// Measures the package in Node. The argument is the directory of the data sets.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { both, inNode } from "./src/cases.js";
import { DataSet } from "./src/data.js";
import { race } from "./src/rounds.js";

const directory = process.argv[2];
const { version } = process;
const versions = { Node: version.slice(1) };
for (const name of ["zod", "valibot", "js-sha1"]) {
  const manifest = new URL(`node_modules/${name}/package.json`, import.meta.url);
  versions[name] = JSON.parse(readFileSync(manifest, "utf8")).version;
}
console.log(JSON.stringify({ versions }));

const read = (file) => new Uint8Array(readFileSync(join(directory, file)));
const load = async (name) => new DataSet(read(`${name}.question.json`), read(`${name}.body.json`));
for (const cases of [both, inNode]) {
  for await (const one of cases(load)) for (const line of await race(one)) console.log(JSON.stringify(line));
}
