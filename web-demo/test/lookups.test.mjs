// Tests single lookups on the built page.
import assert from "node:assert/strict";
import { DOORS, lookUp, outcomeOf, PROVIDERS, testId } from "../drive/browser.mjs";
import { describePage, facts, focused, origin, textOf } from "./support/page.mjs";

describePage("the page", (onPage) => {
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
    // Every field is filled in, so that the test notices a name that is lost in one of the doors.
    await page.$$eval("#mysoft-form .field > input:not([inputmode=numeric])", (inputs) => {
      for (const input of inputs) input.value ||= input.id;
    });
    await page.select("#mysoft-platform", "2");
    await page.select("#mysoft-push-channel", "5");
    // In these three people, every optional field is present at least once and absent at least once.
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
        assert.match(await textOf(page, "quanshi", `${testId("error")} .advice`), /Check the credentials/);
        assert.equal(await focused(page), "result-heading");
      },
    );
  }

  onPage("names each misbehavior", { expected: /500|429|Failed to load|NetworkError/ }, async (page) => {
    for (const [fault, code, fact, value] of [
      ["html", "HTTP_STATUS", "status", "500"],
      ["rateLimitOnce", "RATE_LIMITED", "retryAfterMs", "1 s (1,000 ms)"],
      ["truncate", "TRANSPORT", "kind", "interrupted"],
      ["notJson", "MALFORMED_RESPONSE", "field", "the whole response"],
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
});

/** Matches nonces and times, which differ in every request. */
const FRESH = /(?<=Nonce)[0-9a-f]{32}|(?<=Time)\d{13}/g;

/** Returns everything that the page shows about a person and the requests for it, secrets included. */
async function allOfPerson(page, number) {
  const response = await fetch(`${origin}/sandbox/codes`, { method: "POST", body: JSON.stringify({ person: number }) });
  const { code } = await response.json();
  for (const [name, value] of [
    ["dmtz-code", code],
    ["mysoft-wzs-user-id", `wzs-person-${number}`],
  ]) {
    await page.$eval(testId(name), (input, text) => (input.value = text), value);
  }
  await page.$$eval(
    "textarea[id$=-who]",
    (lists, text) => lists.forEach((list) => (list.value = text)),
    `person${number}@example.com`,
  );
  const all = {};
  for (const provider of PROVIDERS) {
    await lookUp(page, provider);
    const { door, ms, ...person } = await outcomeOf(page, provider);
    assert.ok(person.id, `${provider} through the ${door} door: ${person.message}`);
    const rows = await page.$$eval(`${testId(`${provider}-outcome`)} tr`, (all) => {
      for (const row of all) row.querySelector('[data-testid="reveal-secrets"]')?.click();
      return all.map(({ textContent }) => textContent);
    });
    all[provider] = { ...person, rows, request: (await textOf(page, provider, ".wire")).replace(FRESH, "fresh") };
  }
  return all;
}
