// Builds dist/ from ts/ and from the files that `cargo xtask build npm` puts into build/.
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
const dist = `${root}dist`;

rmSync(dist, { recursive: true, force: true });
execFileSync(process.execPath, [`${root}node_modules/typescript/bin/tsc`, "-p", root], { stdio: "inherit" });
cpSync(`${root}build/module`, `${dist}/module`, { recursive: true });
const files = readdirSync(dist, { recursive: true }).map((file) => file.replaceAll("\\", "/"));
const scripts = files.filter((file) => file.endsWith(".js"));
const declarations = files.filter((file) => file.endsWith(".d.ts"));

writeFileSync(
  `${dist}/module/mingpian.wasm.d.ts`,
  "/** The module, for hosts that compile an imported module. */\ndeclare const module: object;\nexport default module;\n",
);

// Runtimes that forbid compiling from bytes have separate files, which import the module.
variant(`${dist}/edge`, 'import module from "../../module/mingpian.wasm?module";\n/** Returns the module. */\nexport const source = () => module;\n');

// Bundles one file without the module, for hosts that pass the module.
const slim = `${root}build/slim`;
const NONE = "the package has no module here: call load({ module }) or load({ instantiate }) first";
variant(slim, `import { internal } from "../refuse.js";\nexport const source = () => {\n  throw internal("${NONE}");\n};\n`);
for (const format of ["esm", "cjs"]) {
  const outfile = `${dist}/${format === "esm" ? "" : "cjs/"}slim.js`;
  buildSync({ entryPoints: [`${slim}/index.js`], bundle: true, outfile, format, platform: "node", target: "es2022" });
}

// `require` loads one file that contains everything, and a small file for each entry, which exports the names of that
// entry. With a separate file for each file of ts/, every call of a function in another file would look up an export,
// which made reading answers take 50% longer. The declarations are copied, because TypeScript treats those in dist/ as
// declarations of ES modules.
const bundled = ["index", "core", "server", "testing"];
buildSync({
  stdin: { contents: bundled.map((entry) => `export * as ${entry} from "./${entry}.js";\n`).join(""), resolveDir: dist },
  bundle: true,
  outfile: `${dist}/cjs/mingpian.js`,
  format: "cjs",
  platform: "node",
  target: "es2022",
});
for (const file of declarations) cpSync(`${dist}/${file}`, `${dist}/cjs/${file}`);
writeFileSync(`${dist}/cjs/package.json`, '{ "type": "commonjs" }\n');

// In Node, `import` loads the same files as `require`, so that there is only one instance of the package.
mkdirSync(`${dist}/node`);
for (const entry of [...bundled, "slim"]) {
  const names = Object.keys(await import(`${dist}/${entry}.js`)).map((name) => `  ${name},\n`).join("");
  writeFileSync(`${dist}/node/${entry}.js`, `export {\n${names}} from "../cjs/${entry}.js";\n`);
  if (entry === "slim") continue;
  // Node finds the exported names in an object of this form without running the file.
  const required = `const {\n${names}} = require("./mingpian.js").${entry};\n`;
  writeFileSync(`${dist}/cjs/${entry}.js`, `"use strict";\n${required}module.exports = {\n${names}};\n`);
}

/** Copies all JavaScript into a directory, with another source of the module. */
function variant(directory, source) {
  rmSync(directory, { recursive: true, force: true });
  for (const file of scripts) if (file !== "module/text.js") cpSync(`${dist}/${file}`, `${directory}/${file}`);
  writeFileSync(`${directory}/module/source.js`, source);
}
