// Looks up one person at each service, uses the page as people do, and prints a line of JSON for each lookup.
import { parseArgs } from "node:util";
import { DOORS, launch, lookUp, open, outcomeOf, PROVIDERS, testId } from "./browser.mjs";

const { values } = parseArgs({
  options: {
    origin: { type: "string" },
    browser: { type: "string" },
    kind: { type: "string", default: "chrome" },
    door: { type: "string", default: "both" },
    screenshot: { type: "string" },
  },
});
const doors = DOORS.filter((door) => [door, "both"].includes(values.door));
if (!values.origin || !values.browser || !["chrome", "firefox"].includes(values.kind) || doors.length === 0) {
  console.error(
    "usage: once.mjs --origin URL --browser PATH [--kind chrome|firefox] [--door typescript|rust|both] [--screenshot FILE]",
  );
  process.exit(2);
}

let browser;
try {
  browser = await launch(values.browser, values.kind);
  for (const [index, door] of doors.entries()) await through(door, index === doors.length - 1);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await browser?.close();
}

async function through(door, last) {
  const { page, problems, close } = await open(browser, values.origin, `?door=${door}&lang=en&theme=light`);
  for (const provider of PROVIDERS) {
    await oneIdentifier(page, provider);
    await lookUp(page, provider);
    const { heading, error, message, ...person } = await outcomeOf(page, provider);
    const where = `${provider} through the ${door} door`;
    if (error !== undefined) throw new Error(`${where}: ${error}: ${message ?? heading}`);
    if (person.door !== door) throw new Error(`${where}: the page went through ${person.door}`);
    if (!person.displayName || !person.id) throw new Error(`${where}: no card with a name; the page says "${heading}"`);
    if (problems.length > 0) throw new Error(`${where}: ${problems.join("; ")}`);
    console.log(JSON.stringify({ provider, ...person }));
  }
  if (last && values.screenshot !== undefined) await picture(page, values.screenshot);
  await close();
}

/** Leaves only the first identifier of a list, because lists show smaller cards. */
async function oneIdentifier(page, provider) {
  await page.click(testId(`tab-${provider}`));
  const first = await page.evaluate(
    (list) => document.querySelector(list)?.value.split("\n")[0],
    `textarea${testId(`${provider}-who`)}`,
  );
  if (first !== undefined) await page.locator(testId(`${provider}-who`)).fill(first);
}

/** Takes a screenshot of the page with a card. The long table is closed, so that the whole page fits. */
async function picture(page, path) {
  await page.click(testId("tab-mysoft"));
  await page.mouse.move(0, 0);
  const height = await page.evaluate(() => {
    for (const table of document.querySelectorAll('[data-testid="raw"]')) table.removeAttribute("open");
    document.activeElement?.blur();
    return document.documentElement.scrollHeight;
  });
  await page.setViewport({ width: 1280, height: Math.max(900, Math.min(height, 1100)), deviceScaleFactor: 1 });
  // The avatar may still be loading, and the tab may still be changing its color.
  await page.waitForFunction(() => [...document.images].every((image) => image.complete || image.closest("[hidden]")));
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map((animation) => animation.finished)).then(() => {}),
  );
  await page.screenshot({ path });
}
