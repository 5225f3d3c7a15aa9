// Makes dist/ of ts/ and of what `cargo xtask build npm` puts into build/.
import { execFileSync } from "node:child_process";
import { cpSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const dist = `${root}dist`;
rmSync(dist, { recursive: true, force: true });
execFileSync(process.execPath, [`${root}node_modules/typescript/bin/tsc`, "-p", root], { stdio: "inherit" });
cpSync(`${root}build/module`, `${dist}/module`, { recursive: true });

// Runtimes that forbid compiling from bytes have files of their own, in which the module is imported.
cpSync(dist, `${root}build/edge`, { recursive: true, filter: (file) => !/\.d\.ts$|text\.js$/.test(file) });
renameSync(`${root}build/edge`, `${dist}/edge`);
const imported = 'import module from "./mingpian.wasm?module";\n/** Returns the module. */\nexport const source = () => module;\n';
writeFileSync(`${dist}/edge/module/source.js`, imported);
