// Opens the built page in a browser, with the local services.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launch, open, testId } from "../../drive/browser.mjs";

const {
  MINGPIAN_ORIGIN: origin,
  MINGPIAN_BROWSER: executable,
  MINGPIAN_BROWSER_KIND: kind = "chrome",
  CI,
} = process.env;
export { kind, origin };

const missing = Object.entries({ MINGPIAN_ORIGIN: origin, MINGPIAN_BROWSER: executable })
  .filter(([, value]) => !value)
  .map(([name]) => name)
  .join(" and ");
if (missing && CI) throw new Error(`${missing} not set, which CI does not allow`);

/** Describes tests that share a browser. They are skipped if the local services or the browser are missing. */
export function describePage(name, define) {
  describe(name, { skip: missing === "" ? false : `${missing} not set` }, () => {
    let browser;
    before(async () => {
      browser = await launch(executable, kind);
    });
    after(() => browser?.close());

    /** Runs a test on a fresh page. The test fails if the page has errors that it does not expect. */
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

    define(onPage, () => browser);
  });
}

/** Returns a fresh key, under which the local services count requests for one test. */
export const key = () => `key:page-test-${Math.random().toString(36).slice(2)}`;

export const textOf = (page, provider, selector) =>
  page.$eval(`${testId(`${provider}-outcome`)} ${selector}`, ({ textContent }) => textContent);

/** Waits until a condition holds. */
export async function until(holds) {
  for (const deadline = Date.now() + 10_000; !(await holds()); ) {
    assert.ok(Date.now() < deadline, `this does not come true: ${holds}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export const focused = (page) => page.evaluate(() => document.activeElement?.getAttribute("data-testid"));

export const facts = (page, provider, names) =>
  Promise.all(names.map((name) => textOf(page, provider, `${testId("error")} [data-fact="${name}"]`)));

export const tally = (page) =>
  page.$$eval(`${testId("tally")} > div`, (entries) =>
    Object.fromEntries(entries.map((entry) => [entry.dataset.tally, entry.querySelector("dd").dataset.count])),
  );

export const setBaseUrl = (page, provider, url) =>
  page.$eval(`#${provider}-base-url`, (input, value) => (input.value = value), url);

export const setSigner = (page, url) => page.$eval("#quanshi-signer", (input, value) => (input.value = value), url);

/** Returns the counts of the local services for a key. */
export const stats = (ours) =>
  fetch(`${origin}/sandbox/stats?${ours.replace(":", "=")}`).then((response) => response.json());

/** Returns the number of requests with a key that have arrived at the service and at the app's own server. */
export async function arrived(ours) {
  const { quanshi, app } = await stats(ours);
  return { quanshi, app };
}
