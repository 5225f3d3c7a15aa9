import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./support/load.mjs";

const [{ maskPhone }] = await load("mask.ts");

test("a phone number keeps its first three and last four", () => {
  assert.equal(maskPhone("10000000001"), "100****0001");
  assert.equal(maskPhone("+8610000000001"), "+86*******0001");
});

test("a number that came masked stays as it is", () => {
  assert.equal(maskPhone("100****0001"), "100****0001");
});

test("a number too short to hide anything in is hidden whole", () => {
  assert.equal(maskPhone("1000001"), "*******");
  assert.equal(maskPhone(""), "");
});
