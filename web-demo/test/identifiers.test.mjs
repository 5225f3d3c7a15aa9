import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.mjs";

const [{ allOf, countOf, slice, sortIdentifiers }] = await load("identifiers.ts");
const numbered = (n) => Array.from({ length: n }, (_, index) => `person${index + 1}`);

test("emails, mobiles and login names are told apart", () => {
  assert.deepEqual(sortIdentifiers("person1@example.com 10000000002 +86-10000000003 person4 145da02f8293"), {
    emails: ["person1@example.com"],
    mobiles: ["10000000002", "+86-10000000003"],
    loginNames: ["person4", "145da02f8293"],
  });
});

test("any separator will do, also those of Chinese text", () => {
  const { loginNames } = sortIdentifiers("a,b;c\td\r\ne f\u{ff0c}g\u{ff1b}h\u{3001}i\u{3000}j,; ,");
  assert.equal(loginNames.join(""), "abcdefghij");
});

test("what is pasted twice is asked once, in the order it came", () => {
  assert.deepEqual(allOf(sortIdentifiers("b a b a@example.com a a@example.com")), ["a@example.com", "b", "a"]);
});

test("nothing is pasted, nothing is asked", () => {
  assert.equal(countOf(sortIdentifiers(" ,\n")), 0);
  assert.deepEqual(slice(sortIdentifiers(""), 200), []);
});

test("signs alone are no mobile number", () => {
  assert.deepEqual(sortIdentifiers("+ - +-").loginNames, ["+", "-", "+-"]);
});

test("lists are sliced evenly, in order, with nothing lost and nothing above the limit", () => {
  for (const [emails, mobiles, loginNames] of [
    [1, 0, 0],
    [200, 200, 200],
    [201, 0, 3],
    [1000, 7, 0],
    [0, 401, 399],
  ]) {
    const asked = { emails: numbered(emails), mobiles: numbered(mobiles), loginNames: numbered(loginNames) };
    const parts = slice(asked, 200);
    assert.equal(parts.length, Math.ceil(Math.max(emails, mobiles, loginNames) / 200));
    for (const list of ["emails", "mobiles", "loginNames"]) {
      assert.deepEqual(
        parts.flatMap((part) => part[list]),
        asked[list],
      );
      const lengths = parts.map((part) => part[list].length);
      assert.ok(Math.max(...lengths) <= 200);
      assert.ok(Math.max(...lengths) - Math.min(...lengths) <= 1);
    }
    assert.ok(parts.every((part) => countOf(part) > 0));
  }
});
