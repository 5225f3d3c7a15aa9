// Loads each entry point with `import` and with `require`, and prints the names of exports that differ or are not
// shared.
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const different = [];
for (const entry of ["mingpian", "mingpian/core", "mingpian/server", "mingpian/slim", "mingpian/testing"]) {
  const [imported, required] = [await import(entry), require(entry)];
  const names = new Set([...Object.keys(imported), ...Object.keys(required)]);
  for (const name of names) if (imported[name] !== required[name]) different.push(`${entry}: ${name}`);
  if (names.size === 0) different.push(`${entry}: has no exports`);
}
// A module that was loaded in one way is also loaded in the other.
await (await import("mingpian")).load();
const { dmtzGetUserInfo, open } = require("mingpian/core");
const lookup = open(dmtzGetUserInfo, { question: { code: "demo" } });
const step = lookup.poll(Date.now(), new Uint8Array(16)).kind;
lookup.close();
console.log(JSON.stringify({ different, step }));
