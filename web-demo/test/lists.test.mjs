// Tests lists of identifiers on the built page.
import assert from "node:assert/strict";
import { DOORS, ended, lookUp, outcomeOf, testId } from "../drive/browser.mjs";
import { arrived, describePage, facts, key, origin, setBaseUrl, setSigner, stats, tally, textOf, until } from "./support/page.mjs";

describePage("the page with lists", (onPage) => {
  for (const door of DOORS) {
    onPage(
      `asks about a thousand identifiers in parts, with progress, through the ${door} door`,
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
  }

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
      `stops when it is cancelled through the ${door} door`,
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
});
