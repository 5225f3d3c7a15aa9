// Tests the types with older versions of TypeScript, in the same three ways.
import { after, before, describe, test } from "node:test";
import { App } from "../support/app.js";
import { LIBRARIES, WAYS } from "../support/typescript.js";

describe("older versions of TypeScript, strict, with their check of declarations", () => {
  let app;
  before(async () => void (app = await App.install("old-types")));
  after(() => app?.remove());

  for (const version of ["5-0", "5-9", "6"]) {
    for (const [way, files] of Object.entries(WAYS)) {
      const tsc = `node_modules/typescript-${version}/bin/tsc`;
      test(`${version.replace("-", ".")}, ${way}`, () => app.node(tsc, [...LIBRARIES.browsers, ...files]));
    }
  }
});
