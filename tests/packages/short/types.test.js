// Tests the types with TypeScript's three ways of finding a package, and with the libraries of browsers and of Node.
import { after, before, describe, test } from "node:test";
import { App } from "../support/app.js";
import { LIBRARIES, WAYS } from "../support/typescript.js";

describe("TypeScript, strict, with its check of declarations", () => {
  let app;
  before(async () => void (app = await App.install("types")));
  after(() => app?.remove());

  for (const [way, files] of Object.entries(WAYS)) {
    for (const [name, options] of Object.entries(LIBRARIES)) {
      test(`${way}, for ${name}`, () => app.tool("tsc", [...options, ...files]));
    }
  }
});
