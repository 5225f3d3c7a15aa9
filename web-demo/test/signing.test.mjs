// Tests that the app's own server signs for the built page, which holds no secret.
import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { test } from "node:test";
import { DOORS, lookUp, open, outcomeOf, testId } from "../drive/browser.mjs";
import { arrived, describePage, facts, key, origin, setBaseUrl, setSigner, textOf } from "./support/page.mjs";
import { relay } from "./support/relay.mjs";

/** The secret that the local services sign with. Nothing that reaches a page may contain it. */
const SECRET_KEY = "demo-secret-key";

describePage("the page and the app's own server", (onPage, browser) => {
  for (const door of DOORS) {
    onPage(
      `has every attempt signed by the app's server through the ${door} door`,
      { address: `?lang=en&door=${door}#quanshi`, expected: /429/ },
      async (page) => {
        const ours = key();
        await setBaseUrl(page, "quanshi", `${origin}/fault/rate-limit:1,times:1,${ours}/quanshi`);
        await setSigner(page, `${origin}/fault/${ours}-signer/app/quanshi/authorize`);
        await lookUp(page, "quanshi");
        assert.equal((await outcomeOf(page, "quanshi")).heading, "3 people found");
        assert.deepEqual(await arrived(ours), { quanshi: 2, app: 0 });
        assert.deepEqual(await arrived(`${ours}-signer`), { quanshi: 0, app: 2 });
        await page.$$eval(testId("request"), (all) => all.forEach((request) => (request.open = true)));
        await page.waitForFunction(() => document.querySelectorAll(".wire").length === 2);
        const sent = await page.$$eval(".wire", (all) =>
          all.map((wire) =>
            Object.fromEntries(
              [...wire.querySelectorAll("dt")].map((name) => [name.textContent, name.nextSibling.textContent]),
            ),
          ),
        );
        for (const headers of sent) {
          assert.deepEqual([headers.AppId, headers.CheckSum], ["redacted", "redacted"]);
          assert.match(headers.Nonce, /^[0-9a-f]{32}$/);
          assert.ok(Math.abs(Number(headers.CurTime) - Date.now()) < 60_000);
        }
        assert.notEqual(sent[0].Nonce, sent[1].Nonce);
      },
    );

    onPage(
      `says when the app's server does not sign, through the ${door} door`,
      { address: `?lang=en&door=${door}#quanshi`, expected: /400|403|500|Failed to load|ERR_|NetworkError|Cross-Origin/ },
      async (page) => {
        const told = async (signer) => {
          const ours = key();
          await setBaseUrl(page, "quanshi", `${origin}/fault/${ours}/quanshi`);
          await setSigner(page, signer);
          await lookUp(page, "quanshi");
          const { heading, error } = await outcomeOf(page, "quanshi");
          assert.deepEqual(await arrived(ours), { quanshi: 0, app: 0 }, "the service is not asked");
          assert.equal(await textOf(page, "quanshi", `${testId("requests")} h3`), "No request was sent.");
          for (const fact of ["message", "provider", "status", "providerText"]) {
            assert.equal(await page.$(`${testId("error")} [data-fact="${fact}"]`), null, fact);
          }
          return { heading, error };
        };
        const refused = { heading: "The app’s server refused to sign", error: "UNAUTHENTICATED" };
        const failed = { heading: "The app’s server did not sign", error: "TRANSPORT" };

        const unwilling = key();
        assert.deepEqual(await told(`${origin}/fault/status:403,${unwilling}/app/quanshi/authorize`), refused);
        assert.deepEqual(await facts(page, "quanshi", ["signerStatus", "signerText", "retryable"]), [
          "403",
          "the local services were told to fail",
          "no",
        ]);
        assert.equal((await arrived(unwilling)).app, 1, "what it refuses is not asked again");

        // A server whose clock is two minutes off rejects the time.
        assert.deepEqual(await told(`${origin}/fault/clock:120000/app/quanshi/authorize`), refused);
        assert.match((await facts(page, "quanshi", ["signerText"]))[0], /within a minute/);

        await page.$eval("#quanshi-max-attempts", (input) => (input.value = "2"));
        assert.deepEqual(await told(`http://127.0.0.1:${await unusedPort()}/quanshi/authorize`), failed);
        assert.deepEqual(await facts(page, "quanshi", ["kind", "retryable"]), ["interrupted", "yes"]);
        assert.equal(await page.$(`${testId("error")} [data-fact="signerStatus"]`), null);
        assert.match(await textOf(page, "quanshi", `${testId("error")} .advice`), /could not be reached/);

        const nonsense = key();
        assert.deepEqual(await told(`${origin}/fault/wrong-types,${nonsense}/app/quanshi/authorize`), failed);
        assert.deepEqual(await facts(page, "quanshi", ["signerStatus"]), ["200"]);
        assert.equal((await arrived(nonsense)).app, 2);

        // If the server recovers, the failure only costs an attempt.
        const recovering = key();
        await setSigner(page, `${origin}/fault/status:500,times:1,${recovering}/app/quanshi/authorize`);
        await lookUp(page, "quanshi");
        assert.equal((await outcomeOf(page, "quanshi")).heading, "3 people found");
        assert.equal((await arrived(recovering)).app, 2);
      },
    );

    test(`holds no secret through the ${door} door`, { timeout: 90_000 }, async () => {
      const between = await relay(origin);
      const { page, close } = await open(browser(), between.origin, `?lang=en&door=${door}`);
      try {
        await page.$$eval("details", (all) => all.forEach((details) => (details.open = true)));
        await lookUp(page, "quanshi");
        assert.equal((await outcomeOf(page, "quanshi")).error, undefined);
        // The page received its own files, and a signature that was made with the secret.
        const { sent } = between;
        assert.ok(sent.some(([path]) => path.endsWith(door === "rust" ? ".wasm" : ".js")));
        assert.ok(sent.some(([path, body]) => path.endsWith("/app/quanshi/authorize") && body.includes("CheckSum")));
        const held = await page.evaluate(() =>
          [
            document.documentElement.outerHTML,
            JSON.stringify({ ...localStorage, ...sessionStorage }),
            document.cookie,
            ...[...document.querySelectorAll("input, textarea, select")].map(({ value }) => value),
          ].join("\n"),
        );
        for (const [where, bytes] of [...sent, ["the page", Buffer.from(held)]]) {
          assert.ok(!bytes.includes(SECRET_KEY), where);
        }
      } finally {
        await close();
        between.close();
      }
    });
  }

  test("no built file holds the secret that requests are signed with", async () => {
    const params = { time: Date.now(), nonce: randomBytes(16).toString("hex") };
    const response = await fetch(`${origin}/app/quanshi/authorize`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(params),
    });
    const checkSum = createHash("sha1").update(`${SECRET_KEY}${params.nonce}${params.time}`).digest("hex");
    assert.equal((await response.json()).CheckSum, checkSum, "this is the secret");
    const built = new URL("../dist/", import.meta.url);
    const files = (await readdir(built, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
    assert.ok(files.some(({ name }) => name.endsWith(".js")) && files.some(({ name }) => name.endsWith(".wasm")));
    for (const { parentPath, name } of files) {
      assert.ok(!(await readFile(join(parentPath, name))).includes(SECRET_KEY), name);
    }
  });
});

/** Returns a port on which no server listens. */
async function unusedPort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}
