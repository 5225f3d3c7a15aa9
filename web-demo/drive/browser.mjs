import { readdirSync } from "node:fs";
import puppeteer from "puppeteer-core";

const QUIET = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"];

/** Starts a headless browser. `kind` is `chrome` or `firefox`. */
export function launch(executablePath, kind) {
  // Chromium's sandbox does not start for root.
  const unsandboxed = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  return puppeteer.launch({
    browser: kind,
    executablePath,
    headless: true,
    args: kind === "chrome" ? [...QUIET, ...unsandboxed] : [],
  });
}

/** The services of the page. Each has a file. */
export const PROVIDERS = readdirSync(new URL("../src/services/", import.meta.url)).map((file) => file.slice(0, -3));
export const DOORS = ["typescript", "rust"];

export const testId = (name) => `[data-testid="${name}"]`;

/** Opens the page as on a first visit. `problems` collects the errors in it. */
export async function open(browser, origin, address, viewport = { width: 1280, height: 900 }) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  const problems = [];
  page.on("pageerror", (error) =>
    problems.push(`error on the page: ${error instanceof Error ? error.message : error}`),
  );
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(`error in the console: ${message.text()}`);
  });
  await page.setViewport({ ...viewport, deviceScaleFactor: 1 });
  await page.goto(`${origin}/${address}`);
  await page.waitForSelector("html[data-ready]", { timeout: 20_000 });
  return { page, problems, close: () => context.close() };
}

/** Submits a service's form, and waits for the end of the lookup. */
export async function lookUp(page, provider) {
  await page.click(testId(`tab-${provider}`));
  await page.click(testId(`${provider}-submit`));
  await ended(page, provider);
}

/** Waits until a lookup has succeeded or failed. */
export function ended(page, provider) {
  const outcome = testId(`${provider}-outcome`);
  return page.waitForSelector(`${outcome}[data-state="done"], ${outcome}[data-state="failed"]`, { timeout: 60_000 });
}

/** Returns the person on a service's first card, or the error that is shown instead. */
export function outcomeOf(page, provider) {
  return page.$eval(testId(`${provider}-outcome`), (outcome) => {
    const text = (name) => outcome.querySelector(`[data-testid="${name}"]`)?.textContent || undefined;
    const error = outcome.querySelector('[data-testid="error"]');
    const { door, ms } = outcome.querySelector('[data-testid="result-facts"]')?.dataset ?? {};
    return {
      door,
      heading: text("result-heading"),
      error: error?.dataset.code,
      message: error?.querySelector('[data-fact="message"]')?.textContent,
      displayName: text("card-name"),
      organization: text("card-organization"),
      phone: text("card-phone"),
      id: text("card-id"),
      ms: ms === undefined ? undefined : Number(ms),
    };
  });
}
