// The built page against the local services, in a browser.
import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { DOORS, ended, launch, lookUp, open, outcomeOf, PROVIDERS, testId } from "../drive/browser.mjs";
import { relay } from "./relay.mjs";

const {
  MINGPIAN_ORIGIN: origin,
  MINGPIAN_BROWSER: executable,
  MINGPIAN_BROWSER_KIND: kind = "chrome",
  CI,
} = process.env;
const missing = Object.entries({ MINGPIAN_ORIGIN: origin, MINGPIAN_BROWSER: executable })
  .filter(([, value]) => !value)
  .map(([name]) => name)
  .join(" and ");
if (missing && CI) throw new Error(`${missing} not set, which CI does not allow`);

/** What the local services sign with: nothing that reaches a page may have it. */
const SECRET_KEY = "demo-secret-key";
const PHONE = { width: 390, height: 844 };
/** A fresh name for what the services count, so that no test shares another's. */
const key = () => `key:page-test-${Math.random().toString(36).slice(2)}`;

describe("the page", { skip: missing === "" ? false : `${missing} not set` }, () => {
  let browser;
  before(async () => {
    browser = await launch(executable, kind);
  });
  after(() => browser?.close());

  /** Opens the page for one test, which fails when something goes wrong in the page that it did not expect. */
  const onPage = (name, { address = "?lang=en&theme=light", viewport, expected = /(?!)/ }, work) =>
    test(name, { timeout: 90_000 }, async () => {
      const { page, problems, close } = await open(browser, origin, address, viewport);
      try {
        await work(page);
      } finally {
        await close();
      }
      assert.deepEqual(
        problems.filter((problem) => !expected.test(problem)),
        [],
      );
    });

  for (const door of DOORS) {
    onPage(
      `looks people up at each service through the ${door} door`,
      { address: `?lang=en&door=${door}` },
      async (page) => {
        for (const provider of PROVIDERS) {
          await lookUp(page, provider);
          const outcome = await outcomeOf(page, provider);
          assert.equal(outcome.error, undefined, outcome.message);
          assert.equal(outcome.door, door);
          assert.match(outcome.displayName, /^\p{Script=Han}{2,4}$/u);
          assert.match(outcome.phone, /^100\*{4}\d{4}$/);
          assert.ok(outcome.ms > 0);
        }
      },
    );

    onPage(
      `shows the fields and the redacted request through the ${door} door`,
      { address: `?door=${door}#mysoft` },
      async (page) => {
        await lookUp(page, "mysoft");
        assert.equal(await textOf(page, "mysoft", '[data-field="wzsUserId"] td'), "wzs-person-8");
        assert.equal(
          await textOf(page, "mysoft", '[data-field="deptName"] td'),
          await textOf(page, "mysoft", testId("card-organization")),
        );
        const request = await textOf(page, "mysoft", testId("requests"));
        assert.match(request, /POST .*\/mysoft\/api\/wzs\/get-user-info\?access_token=redacted/);
        assert.match(request, /"tenant_code":"fanli"/);
        assert.doesNotMatch(request, /demo/);
        assert.equal(await page.$(`${testId("mysoft-outcome")} [data-field="secrets"]`), null);
      },
    );
  }

  onPage("shows the same people through both doors", {}, async (page) => {
    await page.$$eval("[id$=-include-secrets], #quanshi-sign-in-token", (boxes) => boxes.forEach((box) => box.click()));
    // All that can be asked is asked, so that no name gets lost on its way through a door.
    await page.$$eval("#mysoft-form .field > input:not([inputmode=numeric])", (inputs) => {
      for (const input of inputs) input.value ||= input.id;
    });
    await page.select("#mysoft-platform", "2");
    await page.select("#mysoft-push-channel", "5");
    // Between them these have and lack whatever the services leave open.
    for (const number of [8, 35, 66]) {
      const throughTypescript = await allOfPerson(page, number);
      assert.match(throughTypescript.mysoft.request, /"__language__":"zh-CN","device_id":"mysoft-device-id"\}$/);
      await page.click("#door");
      assert.deepEqual(await allOfPerson(page, number), throughTypescript);
      await page.click("#door");
    }
  });

  onPage("goes through the door that the switch is at", {}, async (page) => {
    assert.equal(await page.$eval("#door", (button) => button.getAttribute("aria-checked")), "false");
    await page.click("#door");
    assert.equal(await page.$eval("#door", (button) => button.getAttribute("aria-checked")), "true");
    await lookUp(page, "dmtz");
    assert.equal((await outcomeOf(page, "dmtz")).door, "rust");
  });

  onPage("keeps secrets covered until they are revealed", { address: "#mysoft" }, async (page) => {
    await page.click(`${testId("mysoft-advanced")} summary`);
    await page.click(testId("mysoft-include-secrets"));
    await lookUp(page, "mysoft");
    const secret = "invented-gesture-8";
    assert.equal(await textOf(page, "mysoft", '[data-field="gesturePassword"] th'), "gesturePassword");
    assert.ok(!(await page.content()).includes(secret));
    const buttons = await page.$$(testId("reveal-secrets"));
    assert.equal(buttons.length, 2, "the user's secrets and those of its im");
    await buttons[1].click();
    assert.ok((await page.content()).includes(secret));
    await buttons[1].click();
    assert.ok(!(await page.content()).includes(secret));
  });

  for (const door of DOORS) {
    onPage(
      `shows refused credentials as what they are through the ${door} door`,
      { address: `?lang=en&door=${door}#quanshi`, expected: /401/ },
      async (page) => {
        await page.click(`${testId("quanshi-credentials")} summary`);
        await page.click('label[for="quanshi-sign-in-token"]');
        await page.locator(testId("quanshi-token")).fill("wrong");
        await lookUp(page, "quanshi");
        assert.equal((await outcomeOf(page, "quanshi")).error, "UNAUTHENTICATED");
        assert.deepEqual(await facts(page, "quanshi", ["provider", "status", "retryable"]), [
          "Quanshi (quanshi)",
          "401",
          "no",
        ]);
        assert.match(await textOf(page, "quanshi", `${testId("error")} .advice`), /does not accept the credentials/);
        assert.equal(await focused(page), "result-heading");
      },
    );
  }

  onPage("says of each misbehavior what it is", { expected: /500|429|Failed to load|NetworkError/ }, async (page) => {
    for (const [fault, code, fact, value] of [
      ["html", "HTTP_STATUS", "status", "500"],
      ["rateLimitOnce", "RATE_LIMITED", "retryAfterMs", "1 s (1,000 ms)"],
      ["truncate", "TRANSPORT", "kind", "interrupted"],
      ["notJson", "MALFORMED_RESPONSE", "field", "the whole answer"],
      ["close", "TRANSPORT", "kind", "interrupted"],
      ["huge", "RESPONSE_TOO_LARGE", "retryable", "no"],
      ["wrongTypes", "MALFORMED_RESPONSE", "code", "MALFORMED_RESPONSE"],
    ]) {
      await page.select("#dmtz-fault", fault);
      await lookUp(page, "dmtz");
      assert.equal((await outcomeOf(page, "dmtz")).error, code, fault);
      assert.deepEqual(await facts(page, "dmtz", [fact]), [value], fault);
    }
  });

  onPage("says that nothing was sent when nothing was", {}, async (page) => {
    await page.locator(testId("dmtz-code")).fill("");
    await lookUp(page, "dmtz");
    assert.equal((await outcomeOf(page, "dmtz")).error, "INVALID_INPUT");
    assert.deepEqual(await facts(page, "dmtz", ["field"]), ["code"]);
    assert.equal(await textOf(page, "dmtz", `${testId("requests")} h3`), "No request was sent.");
  });

  onPage("has a new code for each lookup", {}, async (page) => {
    const code = () => page.$eval(testId("dmtz-code"), (input) => input.value);
    const first = await code();
    await lookUp(page, "dmtz");
    const second = await code();
    assert.notEqual(second, first);
    await page.click(testId("dmtz-new-code"));
    await page.waitForFunction((old) => document.querySelector("#dmtz-code").value !== old, {}, second);
    await lookUp(page, "dmtz");
    assert.equal((await outcomeOf(page, "dmtz")).error, undefined);
  });

  onPage("shows every attempt", { address: "?lang=en#quanshi", expected: /429/ }, async (page) => {
    await page.select("#quanshi-fault", "rateLimitOnce");
    await lookUp(page, "quanshi");
    assert.equal((await outcomeOf(page, "quanshi")).error, undefined);
    assert.equal((await page.$$(testId("request"))).length, 2);
  });

  onPage("can be used with the keyboard alone", {}, async (page) => {
    const press = (...keys) =>
      keys.reduce((before, next) => before.then(() => page.keyboard.press(next)), Promise.resolve());
    const tabUntil = async (wanted) => {
      for (let steps = 0; steps < 30; steps += 1) {
        await press("Tab");
        if ((await focused(page)) === wanted) return;
      }
      assert.fail(`Tab does not reach ${wanted}`);
    };
    await tabUntil("door");
    await press(" ");
    assert.equal(await page.$eval("#door", (button) => button.getAttribute("aria-checked")), "true");
    await tabUntil("tab-dmtz");
    assert.ok(
      await page.$eval(testId("tab-dmtz"), (tab) => getComputedStyle(tab).outlineStyle === "solid"),
      "the focus is seen",
    );
    await press("ArrowLeft");
    assert.equal(await focused(page), "tab-quanshi");
    await press("Home", "ArrowRight");
    assert.equal(await focused(page), "tab-mysoft");
    assert.equal(new URL(page.url()).hash, "#mysoft");
    await tabUntil("mysoft-tenant-code");
    await press("Enter");
    await ended(page, "mysoft");
    const { door, displayName } = await outcomeOf(page, "mysoft");
    assert.deepEqual({ door, displayName }, { door: "rust", displayName: "石沐阳" });
    assert.equal(await focused(page), "result-heading");
  });

  for (const door of DOORS) {
    onPage(
      `asks for a thousand in parts, with progress, through the ${door} door`,
      { address: `?lang=en&door=${door}#quanshi` },
      async (page) => {
        const ours = key();
        await page.locator(testId("quanshi-sample-many")).click();
        assert.deepEqual(
          await page.$$eval(`${testId("quanshi-counts")} span`, (counts) => counts.map(({ dataset }) => dataset.count)),
          ["1000", "0", "0", "5"],
        );
        await setBaseUrl(page, "quanshi", `${origin}/fault/delay:150,${ours}/quanshi`);
        await setSigner(page, `${origin}/fault/${ours}/app/quanshi/authorize`);
        await page.evaluate(() => {
          const seen = (globalThis.progressSeen = new Set());
          new MutationObserver(() => {
            const bar = document.querySelector("#quanshi-progress");
            if (bar) seen.add(`${bar.value}/${bar.max} ${bar.labels[0].textContent}`);
          }).observe(document.querySelector("#quanshi-form"), {
            subtree: true,
            childList: true,
            attributes: true,
            characterData: true,
          });
        });
        await lookUp(page, "quanshi");
        assert.equal((await outcomeOf(page, "quanshi")).heading, "1,000 people found");
        const seen = await page.evaluate(() => [...globalThis.progressSeen]);
        assert.ok(
          seen.includes("0/1000 0 of 1,000 identifiers") && seen.includes("200/1000 200 of 1,000 identifiers"),
          seen.join("; "),
        );
        assert.deepEqual(await arrived(ours), { quanshi: 5, app: 5 });
        assert.equal((await page.$$(testId("request"))).length, 5);
        assert.equal((await page.$$(testId("card"))).length, 200);
        assert.deepEqual(
          await page.$$eval(`${testId("found")} .asked`, (all) => all.map(({ textContent }) => textContent)),
          Array.from({ length: 200 }, (_, index) => `person${index + 1}@example.com`),
          "in the order they were asked",
        );
        await page.locator(testId("show-more")).click();
        assert.equal((await page.$$(testId("card"))).length, 400);
      },
    );

    onPage(
      `goes on when a part fails through the ${door} door`,
      { address: `?lang=en&door=${door}#quanshi`, expected: /500/ },
      async (page) => {
        await page.locator(testId("quanshi-sample-many")).click();
        await setBaseUrl(page, "quanshi", `${origin}/fault/html,times:1,${key()}/quanshi`);
        await page.$eval("#quanshi-max-attempts", (input) => (input.value = "1"));
        await lookUp(page, "quanshi");
        assert.deepEqual(await tally(page), { found: "800", failed: "200" });
        assert.deepEqual(await facts(page, "quanshi", ["code", "status"]), ["HTTP_STATUS", "500"]);
        assert.equal((await page.$$(`${testId("failed")} .chips li`)).length, 200);
      },
    );

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
      { address: `?lang=en&door=${door}#quanshi`, expected: /400|403|500|Failed to load|ERR_|NetworkError/ },
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
        const refused = { heading: "The app server would not sign", error: "UNAUTHENTICATED" };
        const failed = { heading: "No signature from the app server", error: "TRANSPORT" };

        const unwilling = key();
        assert.deepEqual(await told(`${origin}/fault/status:403,${unwilling}/app/quanshi/authorize`), refused);
        assert.deepEqual(await facts(page, "quanshi", ["signerStatus", "signerText", "retryable"]), [
          "403",
          "the local services were told to fail",
          "no",
        ]);
        assert.equal((await arrived(unwilling)).app, 1, "what it refuses is not asked again");

        // A server whose clock is two minutes off finds the time wrong.
        assert.deepEqual(await told(`${origin}/fault/clock:120000/app/quanshi/authorize`), refused);
        assert.match((await facts(page, "quanshi", ["signerText"]))[0], /more than a minute/);

        await page.$eval("#quanshi-max-attempts", (input) => (input.value = "2"));
        assert.deepEqual(await told(`http://127.0.0.1:${await unusedPort()}/quanshi/authorize`), failed);
        assert.deepEqual(await facts(page, "quanshi", ["kind", "retryable"]), ["interrupted", "yes"]);
        assert.equal(await page.$(`${testId("error")} [data-fact="signerStatus"]`), null);
        assert.match(await textOf(page, "quanshi", `${testId("error")} .advice`), /could not be reached/);

        const nonsense = key();
        assert.deepEqual(await told(`${origin}/fault/wrong-types,${nonsense}/app/quanshi/authorize`), failed);
        assert.deepEqual(await facts(page, "quanshi", ["signerStatus"]), ["200"]);
        assert.equal((await arrived(nonsense)).app, 2);

        // What recovers costs an attempt.
        const recovering = key();
        await setSigner(page, `${origin}/fault/status:500,times:1,${recovering}/app/quanshi/authorize`);
        await lookUp(page, "quanshi");
        assert.equal((await outcomeOf(page, "quanshi")).heading, "3 people found");
        assert.equal((await arrived(recovering)).app, 2);
      },
    );

    test(`holds no secret through the ${door} door`, { timeout: 90_000 }, async () => {
      const between = await relay(origin);
      const { page, close } = await open(browser, between.origin, `?lang=en&door=${door}`);
      try {
        await page.$$eval("details", (all) => all.forEach((details) => (details.open = true)));
        await lookUp(page, "quanshi");
        assert.equal((await outcomeOf(page, "quanshi")).error, undefined);
        // These are what the page is made of, and what has been signed with the secret.
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

  onPage("says what became of each identifier", { address: "?lang=en#quanshi" }, async (page) => {
    await page.locator(testId("quanshi-who")).fill("person1@example.com, nobody@example.com; person2 10000000003");
    await setBaseUrl(page, "quanshi", `${origin}/fault/unasked,broken-account/quanshi`);
    await lookUp(page, "quanshi");
    assert.deepEqual(await tally(page), { found: "2", "not-found": "1", unreadable: "1", unasked: "1" });
    assert.equal(await textOf(page, "quanshi", `${testId("not-found")} li`), "nobody@example.com");
    assert.match(await textOf(page, "quanshi", `${testId("unreadable")} li`), / userId$/);
    await page.click(`${testId("found")} summary`);
    await page.waitForSelector(`${testId("found")} table`);
  });

  for (const door of DOORS) {
    onPage(
      `stops when it is told to through the ${door} door`,
      { address: `?lang=en&door=${door}#quanshi` },
      async (page) => {
        const ours = key();
        await page.locator(testId("quanshi-sample-many")).click();
        await setBaseUrl(page, "quanshi", `${origin}/fault/hang,${ours}/quanshi`);
        await page.click(testId("quanshi-submit"));
        await until(async () => (await stats(ours)).quanshi === 4);
        await page.click(testId("quanshi-cancel"));
        await ended(page, "quanshi");
        assert.equal((await outcomeOf(page, "quanshi")).heading, "Stopped");
        assert.equal((await page.$$(`${testId("stopped")} .chips li`)).length, 200);
        await until(async () => (await stats(ours)).abandoned === 4);
        assert.equal((await stats(ours)).quanshi, 4, "nothing is sent after the cancellation");

        const signing = key();
        await setSigner(page, `${origin}/fault/hang,${signing}/app/quanshi/authorize`);
        await page.click(testId("quanshi-submit"));
        await until(async () => (await stats(signing)).app === 4);
        await page.click(testId("quanshi-cancel"));
        await ended(page, "quanshi");
        assert.equal((await outcomeOf(page, "quanshi")).heading, "Stopped");
        await until(async () => (await stats(signing)).abandoned === 4);

        await page.click(testId("tab-mysoft"));
        await page.select("#mysoft-fault", "hang");
        await page.click(testId("mysoft-submit"));
        await page.locator(testId("mysoft-cancel")).click();
        await ended(page, "mysoft");
        assert.equal((await outcomeOf(page, "mysoft")).error, "CANCELLED");
      },
    );
  }

  onPage("changes its language in place, and remembers it", { address: "" }, async (page) => {
    if ((await page.$eval("html", ({ lang }) => lang)) !== "en") await page.click(testId("language"));
    await lookUp(page, "mysoft");
    assert.equal(await page.$eval("html", ({ lang }) => lang), "en");
    await page.click(testId("language"));
    assert.equal(await page.$eval("html", ({ lang }) => lang), "zh-CN");
    assert.equal((await outcomeOf(page, "mysoft")).heading, "查到了，就是这位");
    assert.equal(await page.$eval(testId("mysoft-submit"), ({ textContent }) => textContent), "查询");
    await page.reload();
    await page.waitForSelector("html[data-ready]");
    assert.equal(await page.$eval(testId("mysoft-submit"), ({ textContent }) => textContent), "查询");
  });

  onPage("can be dark", { address: "?theme=dark" }, async (page) => {
    const isDark = () =>
      page.$eval("body", (body) => parseInt(getComputedStyle(body).backgroundColor.match(/\d+/)[0]) < 64);
    assert.equal(await isDark(), true);
    await page.click(testId("theme"));
    assert.equal(await isDark(), false);
    await page.goto(origin);
    await page.waitForSelector("html[data-ready]");
    assert.equal(await isDark(), false, "the choice is remembered");
  });

  // WebDriver BiDi, by which Firefox is driven, cannot set the system's theme yet.
  if (kind === "chrome") {
    onPage("is as dark as the system", { address: "" }, async (page) => {
      const background = () => page.$eval("body", (body) => getComputedStyle(body).backgroundColor);
      await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "light" }]);
      const light = await background();
      await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "dark" }]);
      assert.notEqual(await background(), light);
      await page.click(testId("theme"));
      assert.equal(await background(), light, "the button overrules the system");
    });
  }

  for (const theme of ["light", "dark"]) {
    onPage(
      `can be read in the ${theme} theme`,
      { address: `?lang=en&theme=${theme}`, expected: /500/ },
      async (page) => {
        await page.$$eval("details", (all) => all.forEach((details) => (details.open = true)));
        await lookUp(page, "dmtz");
        assert.deepEqual(await page.evaluate(tooFaint), []);
        await lookUp(page, "quanshi");
        assert.deepEqual(await page.evaluate(tooFaint), []);
        await page.select("#mysoft-fault", "html");
        await page.$eval("#mysoft-max-attempts", (input) => (input.value = "1"));
        await lookUp(page, "mysoft");
        assert.deepEqual(await page.evaluate(tooFaint), []);
      },
    );
  }

  onPage("fits a phone", { viewport: PHONE, expected: /500/ }, async (page) => {
    for (const provider of PROVIDERS) {
      await lookUp(page, provider);
      await page.$$eval("details", (all) => all.forEach((details) => (details.open = true)));
      assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= PHONE.width, provider);
      assert.deepEqual(await page.evaluate(tooSmall), [], provider);
    }
    await page.select("#quanshi-fault", "html");
    await page.$eval("#quanshi-max-attempts", (input) => (input.value = "1"));
    await lookUp(page, "quanshi");
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= PHONE.width);
  });
});

const textOf = (page, provider, selector) =>
  page.$eval(`${testId(`${provider}-outcome`)} ${selector}`, ({ textContent }) => textContent);

async function until(holds) {
  for (const deadline = Date.now() + 10_000; !(await holds()); ) {
    assert.ok(Date.now() < deadline, `this does not come true: ${holds}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const focused = (page) => page.evaluate(() => document.activeElement?.getAttribute("data-testid"));

/** Everything that the page shows of a person and of the requests for it, secrets included. */
async function allOfPerson(page, number) {
  const response = await fetch(`${origin}/sandbox/codes`, { method: "POST", body: JSON.stringify({ person: number }) });
  const { code } = await response.json();
  for (const [name, value] of [
    ["dmtz-code", code],
    ["mysoft-wzs-user-id", `wzs-person-${number}`],
    ["quanshi-who", `person${number}@example.com`],
  ]) {
    await page.$eval(testId(name), (input, text) => (input.value = text), value);
  }
  const all = {};
  for (const provider of PROVIDERS) {
    await lookUp(page, provider);
    const { door, ms, ...person } = await outcomeOf(page, provider);
    assert.ok(person.id, `${provider} through the ${door} door: ${person.message}`);
    const rows = await page.$$eval(`${testId(`${provider}-outcome`)} tr`, (all) => {
      for (const row of all) row.querySelector('[data-testid="reveal-secrets"]')?.click();
      return all.map(({ textContent }) => textContent);
    });
    all[provider] = { ...person, rows, request: await textOf(page, provider, ".wire") };
  }
  return all;
}

const facts = (page, provider, names) =>
  Promise.all(names.map((name) => textOf(page, provider, `${testId("error")} [data-fact="${name}"]`)));

const tally = (page) =>
  page.$$eval(`${testId("tally")} > div`, (entries) =>
    Object.fromEntries(entries.map((entry) => [entry.dataset.tally, entry.querySelector("dd").dataset.count])),
  );

const setBaseUrl = (page, provider, url) =>
  page.$eval(`#${provider}-base-url`, (input, value) => (input.value = value), url);

const setSigner = (page, url) => page.$eval("#quanshi-signer", (input, value) => (input.value = value), url);

/** What the local services have counted of a key. */
const stats = (ours) =>
  fetch(`${origin}/sandbox/stats?${ours.replace(":", "=")}`).then((response) => response.json());

/** How many requests of a key have arrived at the service and at the app's server. */
async function arrived(ours) {
  const { quanshi, app } = await stats(ours);
  return { quanshi, app };
}

/** A port at which nobody listens. */
async function unusedPort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** In the page: what a finger can press and is lower than 44 pixels, and fields that make a phone zoom in. */
function tooSmall() {
  const name = (element) => element.dataset.testid ?? element.textContent;
  const seen = (selector) => [...document.querySelectorAll(selector)].filter((element) => element.checkVisibility());
  const low = seen(
    "button, select, textarea, summary, input:not([type=radio], [type=checkbox]), .choice label, .check label",
  );
  return [
    ...low.filter((element) => element.getBoundingClientRect().height < 43.5).map((element) => `low: ${name(element)}`),
    ...seen("input, select, textarea")
      .filter((element) => parseFloat(getComputedStyle(element).fontSize) < 16)
      .map((element) => `small letters: ${name(element)}`),
  ];
}

/** In the page: texts whose contrast with what is behind them is less than WCAG's AA asks for. */
function tooFaint() {
  const context = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const rgba = (color) => {
    context.clearRect(0, 0, 1, 1);
    context.fillStyle = color;
    context.fillRect(0, 0, 1, 1);
    return [...context.getImageData(0, 0, 1, 1).data];
  };
  const luminance = (color) => {
    const [r, g, b] = color.slice(0, 3).map((channel) => {
      const part = channel / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    for (let at = element; at !== null; at = at.parentElement) {
      const color = rgba(getComputedStyle(at).backgroundColor);
      if (color[3] === 255) return color;
    }
    return [255, 255, 255, 255];
  };
  const faint = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = walker.nextNode(); text !== null; text = walker.nextNode()) {
    const element = text.parentElement;
    if (text.textContent.trim() === "" || !element.checkVisibility() || element.closest("noscript, option")) continue;
    const style = getComputedStyle(element);
    const [light, dark] = [rgba(style.color), behind(element)].map(luminance).sort((a, b) => b - a);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const contrast = (light + 0.05) / (dark + 0.05);
    if (contrast < (large ? 3 : 4.5)) faint.add(`${contrast.toFixed(2)} ${text.textContent.slice(0, 40)}`);
  }
  return [...faint];
}
