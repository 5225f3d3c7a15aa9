// Tests workerd, the runtime of Cloudflare's workers, which does not compile WebAssembly from bytes.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { App, checkOutcome } from "../support/app.js";

/** The compatibility dates to test: one long before `fetch` supported every option of browsers, and one after. */
const DATES = ["2022-08-04", "2026-04-01"];

// workerd is not available for Linux without glibc.
const hasLibrary = process.platform !== "linux" || process.report.getReport().header.glibcVersionRuntime !== undefined;
const skip = hasLibrary && ["x64", "arm64"].includes(process.arch) ? false : "workerd does not run on this kind of machine";

describe("workerd", { skip }, () => {
  let app;
  before(async () => {
    app = await App.install("workerd");
    await app.node("build.js");
  });
  after(() => app?.remove());

  for (const date of DATES) {
    test(`as of ${date}`, async () => {
      const { outcome, codes } = JSON.parse(await app.node("run.js", [date]));
      checkOutcome(outcome);
      assert.deepEqual(codes, { redirected: "HTTP_STATUS", large: "RESPONSE_TOO_LARGE", aborted: "CANCELLED" });
    });
  }
});
