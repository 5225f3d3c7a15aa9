// The requests of dmtz 微信授权: POST /account_api/wechat/user/getUserInfo

import { strict as assert } from "node:assert";
import { inputCases, NO_TEXTS, optionCases } from "../inputs.mjs";
import { baseUrlCases, NOW, quoted, RANDOM } from "../shared.mjs";
import * as source from "../sources.mjs";
import * as vendor from "./model.mjs";

const PATH = "/account_api/wechat/user/getUserInfo";
const HOST = "https://redirect.dmtz.com.cn";
const HEADERS = [["accept", "application/json"], ["content-type", "application/json"]];
const CODE = "0EXAMPLEexample0EXAMPLEexample00";

const request = (url, body) => ({ request: { method: "POST", url, headers: HEADERS, body } });
const ask = (name, code, body, mark = "ours", from = source.REQUEST) => {
  assert.equal(body, `{"code":${quoted(code)}}`, name);
  return { name, source: from, mark, input: { code }, nowMs: NOW, randomHex: RANDOM, expect: request(HOST + PATH, body) };
};

export function requests() {
  const cases = [
    ask("the page's example", CODE, '{"code":"0EXAMPLEexample0EXAMPLEexample00"}', "documented", vendor.PAGE),
    ask("code of one character", "0", '{"code":"0"}'),
    ask("code with quotes and backslashes", 'a"b\\c\\"', String.raw`{"code":"a\"b\\c\\\""}`),
    ask("code with a slash", "</script>", '{"code":"</script>"}'),
    ask("code with every short escape", "\b\t\n\f\r", String.raw`{"code":"\b\t\n\f\r"}`),
    ask("code with other control characters", "\u0000\u0001\u000b\u001b\u001f", String.raw`{"code":"\u0000\u0001\u000b\u001b\u001f"}`),
    ask("code with DEL and C1 controls", "\u007f\u0080\u009f", '{"code":"\u007f\u0080\u009f"}'),
    ask("code with U+2028 and U+2029", "a\u2028b\u2029c", '{"code":"a\u2028b\u2029c"}'),
    ask("code with a byte order mark", "\ufeffa", '{"code":"\ufeffa"}'),
    ask("Chinese code", "示例", '{"code":"示例"}'),
    ask("emoji in the code", "😀👨‍👩‍👧", '{"code":"😀👨‍👩‍👧"}'),
    ask("the last code point", "\u{10ffff}", '{"code":"\u{10ffff}"}'),
    ask("code with spaces around it", " a ", '{"code":" a "}'),
    ask("code that looks like JSON", '","x":"', String.raw`{"code":"\",\"x\":\""}`),
    ask("code called __proto__", "__proto__", '{"code":"__proto__"}'),
    ask("code of 4,096 characters", "0123456789abcdef".repeat(256), `{"code":"${"0123456789abcdef".repeat(256)}"}`),
    {
      name: "time and random bytes change nothing",
      source: source.REQUEST,
      mark: "ours",
      input: { code: "demo-code" },
      nowMs: 0,
      randomHex: "f".repeat(32),
      expect: request(HOST + PATH, '{"code":"demo-code"}'),
    },
    {
      name: "empty code",
      source: source.INPUT,
      mark: "ours",
      input: { code: "" },
      nowMs: NOW,
      randomHex: RANDOM,
      expect: { error: { code: "INVALID_INPUT", field: "code" } },
    },
    ...baseUrlCases(PATH, (url) => ({
      before: { input: { code: "demo-code" }, nowMs: NOW, randomHex: RANDOM },
      expect: request(url, '{"code":"demo-code"}'),
    })),
  ];
  return { cases };
}

/** Returns documents that open a lookup, or that are rejected with the name of the invalid field. */
export function inputs() {
  const { open, refuse } = inputCases(vendor.model);
  const question = { code: "demo-code" };
  return [
    open("a code", { question }),
    refuse("no question", "code", {}),
    refuse("an empty question", "code", { question: {} }),
    ...[["null", null], ["a string", "demo-code"], ["a list", ["demo-code"]], ["a number", 7]].map(([name, value]) =>
      refuse(`the question is ${name}`, "question", { question: value }),
    ),
    ...NO_TEXTS.map(([name, code]) => refuse(`the code is ${name}`, "code", { question: { code } })),
    refuse("a misspelled member", "Code", { question: { Code: "demo-code" } }),
    refuse("a member too many", "state", { question: { ...question, state: "a" } }),
    refuse("a member whose name may be private", "question", { question: { ...question, "a@example.com": 1 } }),
    refuse("an undeclared member of the document", "input", { question, input: question }),
    refuse("credentials where there are none", "token", { question, auth: { token: "demo-token" } }),
    refuse("pages of one user", "pages", { pages: true }),
    ...optionCases({ open, refuse }, question),
  ];
}
