// Writes the vector files. With --check, it compares them instead, and names the first one that is out of date.
//
// It shares no code with the core. The expected requests and answers are written by hand. They are checked with a model
// of the rules (make/reader.mjs and the provider's model.mjs), JSON.stringify, node:crypto, and the output of sha1sum.

import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { print } from "./make/print.mjs";
import { checksums } from "./make/quanshi/checksum.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const MAX_BYTES = 300_000;

/** The providers: every folder in `make`, with its model, its requests, and its responses. */
const folders = readdirSync(join(HERE, "make"), { withFileTypes: true }).filter((entry) => entry.isDirectory());
const providers = await Promise.all(
  folders.map(({ name }) => name).sort().map(async (name) => {
    const [{ model }, { inputs, requests }, { answers }] = await Promise.all(
      ["model", "requests", "responses"].map((file) => import(`./make/${name}/${file}.mjs`)),
    );
    if (model.provider !== name) throw new Error(`make/${name} is the folder of ${model.provider}`);
    return { name, model, inputs, requests, answers };
  }),
);

const FILES = {
  "checksum.json": checksums,
  "inputs.json": () => ({ cases: providers.flatMap(({ inputs }) => inputs()) }),
  ...Object.fromEntries(
    providers.flatMap(({ name, requests, answers }) => [
      [`${name}/requests.json`, requests],
      [`${name}/responses.json`, answers],
    ]),
  ),
};

/** The hosts that the files may contain: reserved ones (RFC 2606), and those of the services and their pages. */
const RESERVED = /(^|\.)example\.(com|org|net)$/i;
const SERVICES = new Set(providers.flatMap(({ model }) => model.hosts));
const isAllowed = (host) => RESERVED.test(host) || SERVICES.has(host.toLowerCase());

/** Throws an error if a file contains a host or a phone number that may belong to a real person. */
function harmless(name, file) {
  const text = file.replace(/\\u[0-9a-f]{4}/gi, " ");
  const phone = /(?<![0-9])1[1-9][0-9]{9}(?![0-9])/.exec(text)?.[0];
  if (phone !== undefined) throw new Error(`${name}: ${phone} may be somebody's phone number`);
  for (const [host] of text.matchAll(/[a-z0-9-]+(\.[a-z0-9-]+)*\.(com|cn|org|net|io)\b(\.cn)?/gi)) {
    if (!isAllowed(host)) throw new Error(`${name}: ${host} is not a reserved domain`);
  }
  for (const [, host] of text.matchAll(/[a-z0-9]@([a-z0-9.-]*[a-z0-9])/gi)) {
    if (!isAllowed(host)) throw new Error(`${name}: @${host} is not a reserved domain`);
  }
}

const check = process.argv.includes("--check");
let count = 0;
for (const [name, make] of Object.entries(FILES)) {
  const content = make();
  const text = print(content);
  harmless(name, text);
  if (Buffer.byteLength(text) > MAX_BYTES) throw new Error(`${name}: expected at most ${MAX_BYTES} bytes, got ${Buffer.byteLength(text)}`);
  for (const case_ of content.cases) {
    if (/\p{Cc}/u.test(case_.name)) throw new Error(`${name}: a control character in the name ${case_.name}`);
  }
  count += content.cases.length;
  const path = join(HERE, name);
  if (check) {
    if (!existsSync(path) || readFileSync(path, "utf8") !== text) {
      console.error(`tests/vectors/${name} is out of date: run node tests/vectors/make.mjs`);
      process.exit(1);
    }
  } else {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  console.log(`${name}: ${content.cases.length} cases`);
}
console.log(`${count} cases ${check ? "are up to date" : "written"}`);
