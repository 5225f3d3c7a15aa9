// Makes dist/ of ts/ and of what `cargo xtask build npm` puts into build/.
import { execFileSync } from "node:child_process";
import { cpSync, readdirSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
rmSync(`${root}dist`, { recursive: true, force: true });
execFileSync(process.execPath, [`${root}node_modules/typescript/bin/tsc`, "-p", root], { stdio: "inherit" });
// The instances are an implementation detail: no public declaration mentions the glue.
for (const file of readdirSync(`${root}dist/glue`)) if (file.endsWith(".d.ts")) rmSync(`${root}dist/glue/${file}`);
const filter = (file) => !/\.d\.ts$|_bg\.wasm$/.test(file);
cpSync(`${root}build/modules`, `${root}dist/modules`, { recursive: true, filter });
