// TypeScript's three ways of finding a package, with the libraries of browsers and of Node.
import { after, before, describe, test } from "node:test";
import { App } from "../support/app.js";

const STRICT = ["--noEmit", "--strict", "--exactOptionalPropertyTypes", "--noUncheckedIndexedAccess", "--skipLibCheck", "false"];

/** Each way, and the files that it reads: an ES module, and one that calls `require`. */
const WAYS = {
  bundler: ["--module", "esnext", "--moduleResolution", "bundler", "app.mts"],
  node16: ["--module", "node16", "app.mts", "app.cts"],
  nodenext: ["--module", "nodenext", "app.mts", "app.cts"],
};
const LIBRARIES = {
  browsers: ["--target", "es2022", "--lib", "es2022,dom,dom.iterable", "--types", ""],
  Node: ["--target", "es2022", "--lib", "es2022", "--types", "node"],
};

describe("TypeScript, strict, with its check of declarations", () => {
  let app;
  before(async () => void (app = await App.install("types")));
  after(() => app?.remove());

  for (const [way, files] of Object.entries(WAYS)) {
    for (const [name, library] of Object.entries(LIBRARIES)) {
      test(`${way}, for ${name}`, () => app.tool("tsc", [...STRICT, ...library, ...files]));
    }
  }
});
