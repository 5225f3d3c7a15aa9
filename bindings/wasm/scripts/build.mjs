// Makes dist/ of ts/ and of what `cargo xtask build npm` puts into build/.
import { execFileSync } from "node:child_process";
import { copyFileSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
rmSync(`${root}dist`, { recursive: true, force: true });
execFileSync(process.execPath, [`${root}node_modules/typescript/bin/tsc`, "-p", root], { stdio: "inherit" });
// The instance is an implementation detail: no declaration of ours mentions the glue.
for (const file of ["mingpian.js", "mingpian.wasm", "wasm.js"]) copyFileSync(`${root}build/${file}`, `${root}dist/${file}`);
