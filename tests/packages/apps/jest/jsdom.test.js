/** @jest-environment jsdom */
const { Dmtz, isLookupError } = require("mingpian");

test("names what Jest's jsdom lacks", async () => {
  expect(navigator.userAgent).toContain("jsdom");
  const fetch = () => Promise.reject(new TypeError("not reached"));
  const error = await new Dmtz({ fetch }).getUserInfo({ code: "demo" }).catch((error) => error);
  expect([isLookupError(error), error.code, error.message]).toEqual([
    true,
    "INTERNAL",
    "WebAssembly cannot start: TextDecoder is not defined",
  ]);
});
