// Makes dist/ of ts/ and of what `cargo xtask build npm` puts into build/.
import { execFileSync } from "node:child_process";
import { cpSync, renameSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const dist = `${root}dist`;
rmSync(dist, { recursive: true, force: true });
execFileSync(process.execPath, [`${root}node_modules/typescript/bin/tsc`, "-p", root], { stdio: "inherit" });
cpSync(`${root}build/module`, `${dist}/module`, { recursive: true });

// Runtimes that forbid compiling from bytes have files of their own, in which the module is imported.
cpSync(dist, `${root}build/edge`, { recursive: true, filter: (file) => !/\.d\.ts$|text\.js$/.test(file) });
renameSync(`${root}build/edge`, `${dist}/edge`);
renameSync(`${dist}/edge/module/imported.js`, `${dist}/edge/module/source.js`);
rmSync(`${dist}/module/imported.js`);
rmSync(`${dist}/module/imported.d.ts`);
