// Tests the appearance and usability of the built page.
import assert from "node:assert/strict";
import { ended, lookUp, outcomeOf, PROVIDERS, testId } from "../drive/browser.mjs";
import { describePage, focused, kind, origin } from "./support/page.mjs";

const PHONE = { width: 390, height: 844 };

describePage("the page's looks", (onPage) => {
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
    await tabUntil(`tab-${PROVIDERS[0]}`);
    assert.ok(
      await page.$eval(testId(`tab-${PROVIDERS[0]}`), (tab) => getComputedStyle(tab).outlineStyle === "solid"),
      "the focus is seen",
    );
    await press("ArrowLeft");
    assert.equal(await focused(page), `tab-${PROVIDERS.at(-1)}`);
    await press("Home", ...PROVIDERS.slice(0, PROVIDERS.indexOf("mysoft")).map(() => "ArrowRight"));
    assert.equal(await focused(page), "tab-mysoft");
    assert.equal(new URL(page.url()).hash, "#mysoft");
    await tabUntil("mysoft-tenant-code");
    await press("Enter");
    await ended(page, "mysoft");
    const { door, displayName } = await outcomeOf(page, "mysoft");
    assert.deepEqual({ door, displayName }, { door: "rust", displayName: "石沐阳" });
    assert.equal(await focused(page), "result-heading");
  });

  onPage("changes its language in place, and remembers it", { address: "" }, async (page) => {
    if ((await page.$eval("html", ({ lang }) => lang)) !== "en") await page.click(testId("language"));
    await lookUp(page, "mysoft");
    assert.equal(await page.$eval("html", ({ lang }) => lang), "en");
    await page.click(testId("language"));
    assert.equal(await page.$eval("html", ({ lang }) => lang), "zh-CN");
    assert.equal((await outcomeOf(page, "mysoft")).heading, "查到 1 人");
    assert.equal(await page.$eval(testId("mysoft-submit"), ({ textContent }) => textContent), "查询");
    await page.reload();
    await page.waitForSelector("html[data-ready]");
    assert.equal(await page.$eval(testId("mysoft-submit"), ({ textContent }) => textContent), "查询");
  });

  const violations = { expected: /Content.Security.Policy|TrustedHTML/ };
  onPage("is served with a policy that the browser enforces", violations, async (page) => {
    const refused = await page.evaluate(async () => {
      const violation = new Promise((resolve) => {
        addEventListener("securitypolicyviolation", ({ effectiveDirective }) => resolve(effectiveDirective), { once: true });
      });
      document.body.setAttribute("style", "color: red");
      const directive = await violation;
      try {
        document.createElement("p").innerHTML = "text";
        return { directive, html: "allowed" };
      } catch (error) {
        return { directive, html: error.name };
      }
    });
    assert.deepEqual(refused, { directive: "style-src-attr", html: "TypeError" });
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

  // Firefox is driven by WebDriver BiDi, which cannot set the system's theme yet.
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

/** Runs in the page. Returns controls that are less than 44 pixels high, and fields that make a phone zoom in. */
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

/** Runs in the page. Returns texts whose contrast is less than WCAG AA requires. */
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
