/** @jest-environment ./jsdom-and-node.js */
const { Dmtz, InvalidInputError, isLookupError, Mysoft, Quanshi } = require("mingpian");
const { QuanshiSigner } = require("mingpian/server");
const { EXPECTED, scenario } = require("./common/scenario.cjs");

test("looks up in jsdom with Node's fetch", async () => {
  expect(navigator.userAgent).toContain("jsdom");
  const library = { Dmtz, InvalidInputError, isLookupError, Mysoft, Quanshi, QuanshiSigner };
  expect(await scenario(library, process.env.ORIGIN)).toEqual(EXPECTED);
});
