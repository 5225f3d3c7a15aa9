import assert from "node:assert/strict";
import { test } from "node:test";
import { needs } from "./support/needs.js";
import { folder, openSite } from "./support/site.js";

const { values, skip } = needs("MINGPIAN_ORIGIN", "MINGPIAN_BROWSER");

test("the plain page looks people up without a bundler", { skip, timeout: 60_000 }, async () => {
  const recipe = folder(new URL("../plain-page/", import.meta.url));
  const dist = folder(new URL("../node_modules/mingpian/dist/", import.meta.url));
  const file = (path) => (path.startsWith("/mingpian/") ? dist(path.slice("/mingpian".length)) : recipe(path));
  const { page, problems, close } = await openSite({ file, services: values.MINGPIAN_ORIGIN, path: "/index.html" });
  try {
    const ask = async (email, token) => {
      await page.$eval("form", (form) => form.reset());
      await page.type("[name=email]", email);
      await page.type("[name=token]", token);
      await page.click("button");
      await page.waitForFunction(() => document.querySelector("output").textContent.length > 1);
      return page.$eval("output", (output) => {
        const { textContent } = output;
        output.textContent = "";
        return textContent;
      });
    };
    const token = "00112233445566778899aabbccddeeff";
    assert.match(await ask("person1@example.com", token), /^\p{Script=Han}{2,4}$/u);
    assert.equal(await ask("nobody@example.com", token), "not found");
    assert.equal(await ask("person1@example.com", "wrong"), "UNAUTHENTICATED");
    assert.deepEqual(problems, []);
  } finally {
    await close();
  }
});
