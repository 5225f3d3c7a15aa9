// Writes the vector files beside it; with --check, compares them and names the first that is not current.
//
// It shares no code with the core: what a request or an answer must be is written here by hand, and checked
// by a model of the rules (make/reader.mjs), by JSON.stringify, by node:crypto and by what sha1sum printed.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { checksums } from "./make/checksum.mjs";
import * as dmtzRequests from "./make/dmtz/requests.mjs";
import * as dmtzResponses from "./make/dmtz/responses.mjs";
import { inputs } from "./make/inputs.mjs";
import * as mysoftRequests from "./make/mysoft/requests.mjs";
import * as mysoftResponses from "./make/mysoft/responses.mjs";
import { print } from "./make/print.mjs";
import * as quanshiRequests from "./make/quanshi/requests.mjs";
import * as quanshiResponses from "./make/quanshi/responses.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const MAX_BYTES = 300_000;

const FILES = {
  "checksum.json": checksums,
  "inputs.json": inputs,
  "dmtz/requests.json": dmtzRequests.requests,
  "dmtz/responses.json": dmtzResponses.answers,
  "mysoft/requests.json": mysoftRequests.requests,
  "mysoft/responses.json": mysoftResponses.answers,
  "quanshi/requests.json": quanshiRequests.requests,
  "quanshi/responses.json": quanshiResponses.answers,
};

/** Hosts that may be named: reserved ones (RFC 2606), and the services with their pages. */
const HOSTS =
  /(^|\.)example\.(com|org|net)$|^(redirect\.dmtz\.com\.cn|openapi\.quanshi\.com|doc\.yunucms\.com|open\.fdccloud\.com|developer\.quanshi\.com)$/i;

/** Stops where a file names somebody who may exist. */
function harmless(name, file) {
  const text = file.replace(/\\u[0-9a-f]{4}/gi, " ");
  const phone = /(?<![0-9])1[1-9][0-9]{9}(?![0-9])/.exec(text)?.[0];
  if (phone !== undefined) throw new Error(`${name}: ${phone} may be somebody's phone number`);
  for (const [host] of text.matchAll(/[a-z0-9-]+(\.[a-z0-9-]+)*\.(com|cn|org|net|io)\b(\.cn)?/gi)) {
    if (!HOSTS.test(host)) throw new Error(`${name}: ${host} is no reserved domain`);
  }
  for (const [, host] of text.matchAll(/[a-z0-9]@([a-z0-9.-]*[a-z0-9])/gi)) {
    if (!HOSTS.test(host)) throw new Error(`${name}: @${host} is no reserved domain`);
  }
}

const check = process.argv.includes("--check");
let count = 0;
for (const [name, make] of Object.entries(FILES)) {
  const content = make();
  const text = print(content);
  harmless(name, text);
  if (Buffer.byteLength(text) > MAX_BYTES) throw new Error(`${name}: ${Buffer.byteLength(text)} bytes are too many`);
  for (const case_ of content.cases) {
    if (/\p{Cc}/u.test(case_.name)) throw new Error(`${name}: a control character in the name ${case_.name}`);
  }
  count += content.cases.length;
  const path = join(HERE, name);
  if (check) {
    if (!existsSync(path) || readFileSync(path, "utf8") !== text) {
      console.error(`tests/vectors/${name} is not current: run node tests/vectors/make.mjs`);
      process.exit(1);
    }
  } else {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  console.log(`${name}: ${content.cases.length} cases`);
}
console.log(`${count} cases ${check ? "are current" : "written"}`);
