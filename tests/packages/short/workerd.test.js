// workerd, the runtime of Cloudflare's workers, which compiles no WebAssembly from bytes.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { App, checkOutcome } from "../support/app.js";

/** The dates whose behavior a worker may ask for: long before `fetch` took every option of browsers, and after. */
const DATES = ["2022-08-04", "2026-04-01"];

// There is no workerd for other machines, nor for a Linux without glibc.
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
