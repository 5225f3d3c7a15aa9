import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./support/load.mjs";

const [{ allOf, countOf, requestsFor, sortIdentifiers }] = await load("identifiers.ts");
const numbered = (n) => Array.from({ length: n }, (_, index) => `person${index + 1}`);

test("emails, mobiles and login names are told apart", () => {
  assert.deepEqual(sortIdentifiers("person1@example.com 10000000002 +86-10000000003 person4 145da02f8293"), {
    emails: ["person1@example.com"],
    mobiles: ["10000000002", "+86-10000000003"],
    loginNames: ["person4", "145da02f8293"],
  });
});

test("any separator is accepted, also those of Chinese text", () => {
  const { loginNames } = sortIdentifiers("a,b;c\td\r\ne f\u{ff0c}g\u{ff1b}h\u{3001}i\u{3000}j,; ,");
  assert.equal(loginNames.join(""), "abcdefghij");
});

test("an identifier that is pasted twice is kept once, in the order of the text", () => {
  assert.deepEqual(allOf(sortIdentifiers("b a b a@example.com a a@example.com")), ["a@example.com", "b", "a"]);
});

test("an empty text has no identifiers", () => {
  assert.equal(countOf(sortIdentifiers(" ,\n")), 0);
});

test("signs alone are not a mobile number", () => {
  assert.deepEqual(sortIdentifiers("+ - +-").loginNames, ["+", "-", "+-"]);
});

test("the longest list says how many requests it takes", () => {
  for (const [emails, mobiles, loginNames, requests] of [
    [0, 0, 0, 0],
    [1, 0, 0, 1],
    [200, 200, 200, 1],
    [201, 0, 3, 2],
    [0, 401, 399, 3],
  ]) {
    const asked = { emails: numbered(emails), mobiles: numbered(mobiles), loginNames: numbered(loginNames) };
    assert.equal(requestsFor(asked, 200), requests);
  }
});
