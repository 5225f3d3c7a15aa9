// The package in workerd, the runtime of Cloudflare's workers, which compiles no WebAssembly from bytes.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { needs } from "./support/env.js";

/** What the tests use of miniflare, whose own types need those of workers. */
interface Miniflare {
  readonly ready: Promise<URL>;
  dispatchFetch(url: string): Promise<{ json(): Promise<unknown> }>;
  dispose(): Promise<void>;
}
const { Miniflare } = createRequire(import.meta.url)("miniflare") as { readonly Miniflare: new (options: object) => Miniflare };

/** The dates whose behavior a worker may ask for: long before `fetch` took every option of browsers, and after. */
const DATES = ["2022-08-04", "2026-04-01"];

const WORKER = `
import { Dmtz, isLookupError, Mysoft, Quanshi } from "mingpian";
import { sign } from "mingpian/server";

const SECRET = { appId: "demo-app", secretKey: "demo-secret-key" };

async function ask(origin) {
  const quanshi = new Quanshi({ baseUrl: origin + "/quanshi", auth: SECRET });
  const emails = Array.from({ length: 450 }, (_, n) => "person" + (n + 1) + "@example.com");
  const pages = [];
  for await (const page of quanshi.pages({ emails })) pages.push(page.found.size);
  const delegated = new Quanshi({ baseUrl: origin + "/quanshi", auth: { authorize: (params) => sign(SECRET, params) } });
  const mysoft = new Mysoft({ baseUrl: origin + "/mysoft", auth: { accessToken: "demo token+/=&?" } });
  const codeOf = (promise) => promise.then(() => "no error", (error) => (isLookupError(error) ? error.code : String(error)));
  const faulty = (fault, options) => new Quanshi({ baseUrl: origin + "/fault/" + fault + "/quanshi", auth: SECRET, ...options });
  const one = { emails: emails.slice(0, 1) };
  return {
    found: [...(await quanshi.getUsersByEmailsMobiles({ emails: ["person1@example.com", "nobody@example.com"] })).found.keys()],
    pages: pages.sort(),
    signed: (await delegated.getUsersByEmailsMobiles(one)).found.size,
    provider: (await mysoft.getUserInfo()).profile.provider,
    rejected: await codeOf(new Dmtz({ baseUrl: origin + "/dmtz" }).getUserInfo({ code: "expired-demo" })),
    redirected: await codeOf(faulty("redirect:302").getUsersByEmailsMobiles(one)),
    large: await codeOf(faulty("huge-chunked", { maxBodyBytes: 1000 }).getUsersByEmailsMobiles(one)),
    aborted: await codeOf(faulty("hang").getUsersByEmailsMobiles(one, { signal: AbortSignal.timeout(100) })),
  };
}

export default {
  async fetch(request, { ORIGIN }) {
    try {
      return Response.json(await ask(ORIGIN));
    } catch (error) {
      return Response.json({ error: String(error), cause: String(error.cause) });
    }
  },
};`;
const RESULT = {
  found: ["person1@example.com"],
  pages: [200, 200, 50],
  signed: 1,
  provider: "mysoft",
  rejected: "REJECTED",
  redirected: "HTTP_STATUS",
  large: "RESPONSE_TOO_LARGE",
  aborted: "CANCELLED",
};

/** Bundles the worker as its tools do: the module stays a file of its own, which is imported. */
async function bundled(): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: WORKER, resolveDir: fileURLToPath(new URL(".", import.meta.url)) },
    bundle: true,
    format: "esm",
    conditions: ["workerd", "worker", "browser"],
    write: false,
    logLevel: "error",
    plugins: [
      {
        name: "module",
        setup({ onResolve }) {
          onResolve({ filter: /\.wasm\?module$/ }, () => ({ path: "./mingpian.wasm", external: true }));
        },
      },
    ],
  });
  return outputFiles[0]!.text;
}

/** Returns why workerd does not run here, or nothing. Where it should run, that is an error in CI. */
async function unavailable(): Promise<string | undefined> {
  const probe = new Miniflare({ modules: true, script: "export default { fetch: () => new Response() }" });
  try {
    await probe.ready;
    return undefined;
  } catch (error) {
    const { header } = process.report.getReport() as unknown as { header: { glibcVersionRuntime?: string } };
    const shouldRun = process.platform !== "linux" || header.glibcVersionRuntime !== undefined;
    if (process.env["CI"] && shouldRun && ["x64", "arm64"].includes(process.arch)) throw error;
    return `workerd does not run here: ${String(error)}`;
  } finally {
    await probe.dispose().catch(() => {});
  }
}

describe("in workerd", () => {
  const { values, skip } = needs("MINGPIAN_ORIGIN");
  let reason: string | undefined;
  before(async () => {
    if (!skip) reason = await unavailable();
  });

  for (const compatibilityDate of DATES) {
    describe(`as of ${compatibilityDate}`, () => {
      let worker: Miniflare | undefined;
      after(() => worker?.dispose());

      test("asks the same, page by page, too, and signs", { skip }, async (context) => {
        if (reason) return context.skip(reason);
        const module = await readFile(new URL("../../dist/edge/module/mingpian.wasm", import.meta.url));
        worker = new Miniflare({
          compatibilityDate,
          bindings: { ORIGIN: values.MINGPIAN_ORIGIN },
          modules: [
            { type: "ESModule", path: "worker.js", contents: await bundled() },
            { type: "CompiledWasm", path: "mingpian.wasm", contents: module },
          ],
        });
        const response = await worker.dispatchFetch("http://localhost/");
        assert.deepEqual(await response.json(), RESULT);
      });
    });
  }
});
