// The requests of 全时 Quanshi: POST /confopenapi/account/getUsersByEmailsMobiles

import { strict as assert } from "node:assert";
import { inputCases, NO_LISTS, NO_TEXTS } from "../inputs.mjs";
import { BAD_HEADER_VALUES, baseUrlCases, NOW, RANDOM } from "../shared.mjs";
import * as source from "../sources.mjs";
import { checkSum } from "./checksum.mjs";
import * as vendor from "./model.mjs";

const PATH = "/confopenapi/account/getUsersByEmailsMobiles";
const HOST = "https://openapi.quanshi.com";
const HEADERS = [["accept", "application/json"], ["content-type", "application/json"]];
const TOKEN = "00112233445566778899aabbccddeeff";

const EMPTY = '{"emails":[],"mobiles":[],"loginNames":[]}';
const ONE = '{"emails":["person1@example.com"],"mobiles":[],"loginNames":[]}';
const one = { emails: ["person1@example.com"] };
const request = (url, auth, body) => ({ request: { method: "POST", url, headers: [...HEADERS, ...auth], body } });
const refused = (field) => ({ error: { code: "INVALID_INPUT", field } });
const common = { nowMs: NOW, randomHex: RANDOM };
const byToken = { token: TOKEN };
const tokenHeader = [["token", TOKEN]];
const byChecksum = { appId: "demo-app", secretKey: "demo-secret-key" };

function ask(name, input, body, { mark = "ours", from = source.REQUEST, auth = byToken, headers = tokenHeader, ...more } = {}) {
  const once = Object.entries(input).map(([list, identifiers]) => [list, [...new Set(identifiers)]]);
  const lists = { emails: [], mobiles: [], loginNames: [], ...Object.fromEntries(once) };
  const first = auth.in === "body" ? { token: auth.token } : {};
  assert.equal(body, JSON.stringify({ ...first, ...lists }), name);
  return { name, source: from, mark, auth, input, ...common, ...more, expect: request(HOST + PATH, headers, body) };
}
const refuse = (name, field, { auth = byToken, input = one, from = source.INPUT, ...more } = {}) => ({
  name,
  source: from,
  mark: "ours",
  auth,
  input,
  ...common,
  ...more,
  expect: refused(field),
});

/** Returns the case of a signed request. `sum` is the output of sha1sum. */
function signed(name, sum, { secretKey = "demo-secret-key", appId = "demo-app", idHeader, nowMs = NOW, randomHex = RANDOM, mark = "documented", from = vendor.PAGE } = {}) {
  assert.equal(checkSum(secretKey, randomHex, nowMs), sum, name);
  const auth = { appId, secretKey, ...(idHeader === undefined ? {} : { idHeader }) };
  const headers = [[idHeader ?? "AppId", appId], ["Nonce", randomHex], ["CurTime", String(nowMs)], ["CheckSum", sum]];
  return ask(name, one, ONE, { mark, from, auth, headers, nowMs, randomHex });
}

const people = (count, make) => Array.from({ length: count }, (_, index) => make(index + 1));
const email = (index) => `p${index}@example.com`;
const mobile = (index) => String(10_000_000_000 + index);
const login = (index) => `p${index}`;

export function requests() {
  const hex = ["0123456789abcdef0123456789abcdef", "fedcba9876543210fedcba9876543210"];
  const cases = [
    ask(
      "the page's example",
      { emails: ["person1@example.com"], mobiles: [], loginNames: hex },
      '{"emails":["person1@example.com"],"mobiles":[],"loginNames":["0123456789abcdef0123456789abcdef","fedcba9876543210fedcba9876543210"]}',
      { mark: "documented", from: vendor.PAGE },
    ),
    ask("emails alone", { emails: ["person1@example.com", "person2@example.org"] }, '{"emails":["person1@example.com","person2@example.org"],"mobiles":[],"loginNames":[]}'),
    ask("mobiles alone", { mobiles: ["10000000001"] }, '{"emails":[],"mobiles":["10000000001"],"loginNames":[]}'),
    ask("login names alone", { loginNames: ["person1"] }, '{"emails":[],"mobiles":[],"loginNames":["person1"]}'),
    ask("one of each", { emails: ["person1@example.com"], mobiles: ["10000000001"], loginNames: ["person1"] }, '{"emails":["person1@example.com"],"mobiles":["10000000001"],"loginNames":["person1"]}'),
    ask("empty lists beside one that is not", { emails: [], mobiles: [], loginNames: ["person1"] }, '{"emails":[],"mobiles":[],"loginNames":["person1"]}'),
    ask("the order of identifiers is kept", { loginNames: ["b", "a", "10", "9", "c"] }, '{"emails":[],"mobiles":[],"loginNames":["b","a","10","9","c"]}'),
    ask("letter case and blank space are kept", { emails: [" Person1@Example.COM "] }, '{"emails":[" Person1@Example.COM "],"mobiles":[],"loginNames":[]}'),
    ask("identifiers with escapes", { loginNames: ['"', "\\", "a\nb", "\u0000", "\u001f", "\b\t\f\r"] }, String.raw`{"emails":[],"mobiles":[],"loginNames":["\"","\\","a\nb","\u0000","\u001f","\b\t\f\r"]}`),
    ask("identifiers of Chinese, emoji, DEL and U+2028", { loginNames: ["安然", "😀", "\u007f", "\u2028", "\ufeff"] }, '{"emails":[],"mobiles":[],"loginNames":["安然","😀","\u007f","\u2028","\ufeff"]}'),
    ask("identifiers called like members of every object", { loginNames: ["__proto__", "constructor", "toString", "hasOwnProperty"] }, '{"emails":[],"mobiles":[],"loginNames":["__proto__","constructor","toString","hasOwnProperty"]}'),
    ask("a blank is an identifier", { loginNames: [" "] }, '{"emails":[],"mobiles":[],"loginNames":[" "]}'),
    ask("200 emails", { emails: people(200, email) }, `{"emails":["${people(200, email).join('","')}"],"mobiles":[],"loginNames":[]}`, { mark: "documented", from: vendor.PAGE }),
    ask("200 mobiles", { mobiles: people(200, mobile) }, `{"emails":[],"mobiles":["${people(200, mobile).join('","')}"],"loginNames":[]}`, { mark: "documented", from: vendor.PAGE }),
    ask("200 login names", { loginNames: people(200, login) }, `{"emails":[],"mobiles":[],"loginNames":["${people(200, login).join('","')}"]}`, { mark: "documented", from: vendor.PAGE }),
    ask(
      "200 of each",
      { emails: people(200, email), mobiles: people(200, mobile), loginNames: people(200, login) },
      `{"emails":["${people(200, email).join('","')}"],"mobiles":["${people(200, mobile).join('","')}"],"loginNames":["${people(200, login).join('","')}"]}`,
      { mark: "unknown", from: vendor.PAGE },
    ),
    ask("repeated identifiers are sent once in each list", { emails: ["a@example.com", "b@example.com", "a@example.com", "a@example.com"], loginNames: ["b", "a@example.com", "b"] }, '{"emails":["a@example.com","b@example.com"],"mobiles":[],"loginNames":["b","a@example.com"]}', { from: source.ONCE }),
    ask("200 emails, and 200 of them again", { emails: [...people(200, email), ...people(200, email)] }, `{"emails":["${people(200, email).join('","')}"],"mobiles":[],"loginNames":[]}`, { from: source.ONCE }),
    ask("identifiers that differ by case or blank space are not repeated", { emails: ["a@example.com", "A@example.com", "a@example.com "] }, '{"emails":["a@example.com","A@example.com","a@example.com "],"mobiles":[],"loginNames":[]}', { from: source.ONCE }),
    refuse("no identifiers", "emails, mobiles, loginNames", { input: {}, from: vendor.PAGE }),
    refuse("three empty lists", "emails, mobiles, loginNames", { input: { emails: [], mobiles: [], loginNames: [] }, from: vendor.PAGE }),
    refuse("empty email", "emails[0]", { input: { emails: [""] } }),
    refuse("empty fourth email", "emails[3]", { input: { emails: ["a@example.com", "b@example.com", "c@example.com", "", "e@example.com"] } }),
    refuse("empty mobile", "mobiles[1]", { input: { mobiles: ["10000000001", ""] } }),
    refuse("empty login name", "loginNames[2]", { input: { emails: ["a@example.com"], loginNames: ["a", "b", ""] } }),

    signed("signed", "1c61c97758837e541e4cf729d0ad58139df0f3ee"),
    signed("signed with AppKey", "1c61c97758837e541e4cf729d0ad58139df0f3ee", { idHeader: "AppKey", from: vendor.OLDER }),
    signed("signed with AppId, said so", "1c61c97758837e541e4cf729d0ad58139df0f3ee", { idHeader: "AppId" }),
    signed("signed at time 0", "db3cd5f13e07cd0c711ac151e6edec36d73171f5", { nowMs: 0, mark: "ours" }),
    signed("signed at the largest safe time", "b425b52266fbfba6f796649f3e98e0bd2e627f55", { nowMs: Number.MAX_SAFE_INTEGER, mark: "ours" }),
    signed("signed with random bytes of zeros", "d9b66319007931ee0c2c9efa4acb5e09fca23ccb", { randomHex: "0".repeat(32), mark: "ours" }),
    signed("signed with random bytes of ones", "768682ab70a77608ce3add5f62a2702ebc3bc430", { randomHex: "f".repeat(32), mark: "ours" }),
    signed("signed with a Chinese secret key", "6568fa5c1cbd744197ca30ffa4923c3a4fef64f7", { secretKey: "示例密钥", mark: "inferred" }),
    signed("signed with a secret key of blanks and newlines", "8ab00d4f18be183de97f376b785ab4d7e0c809f5", { secretKey: " demo\nkey ", mark: "ours" }),
    signed("app id with inner blanks and punctuation", "1c61c97758837e541e4cf729d0ad58139df0f3ee", { appId: "demo app: (1) ~", mark: "ours" }),

    ask("token in the header, said so", one, ONE, { auth: { token: TOKEN, in: "header" }, mark: "documented", from: vendor.PAGE }),
    ask("token of visible ASCII", one, ONE, { auth: { token: "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~" }, headers: [["token", "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"]] }),
    ask("token with inner blanks", one, ONE, { auth: { token: "demo  token" }, headers: [["token", "demo  token"]] }),
    ask("token in the body", one, `{"token":"${TOKEN}",${ONE.slice(1)}`, { auth: { token: TOKEN, in: "body" }, headers: [], mark: "documented", from: vendor.PAGE }),
    ask("token in the body with what no header may hold", one, String.raw`{"token":" 示例\n\"\u0000 ",` + ONE.slice(1), { auth: { token: ' 示例\n"\u0000 ', in: "body" }, headers: [] }),
    refuse("empty token", "token", { auth: { token: "" } }),
    refuse("empty token for the header", "token", { auth: { token: "", in: "header" } }),
    refuse("empty token for the body", "token", { auth: { token: "", in: "body" } }),
    refuse("empty app id", "appId", { auth: { appId: "", secretKey: "demo-secret-key" } }),
    refuse("empty secret key", "secretKey", { auth: { appId: "demo-app", secretKey: "" } }),
    ...BAD_HEADER_VALUES.map(([name, value]) => refuse(`token for the header: ${name}`, "token", { auth: { token: value }, from: source.HEADER })),
    ...BAD_HEADER_VALUES.map(([name, value]) => refuse(`app id: ${name}`, "appId", { auth: { ...byChecksum, appId: value }, from: source.HEADER })),
    refuse("app id for AppKey: newline", "appId", { auth: { ...byChecksum, appId: "demo\nx: y", idHeader: "AppKey" }, from: source.HEADER }),
    ...baseUrlCases(PATH, (url) => ({ before: { auth: byToken, input: one, ...common }, expect: request(url, tokenHeader, ONE) })),
  ];
  assert.equal(EMPTY, JSON.stringify({ emails: [], mobiles: [], loginNames: [] }));
  return { cases };
}

/** Returns documents that open a lookup, or that are rejected with the name of the invalid field. */
export function inputs() {
  const { open, refuse } = inputCases(vendor.model);
  const auth = { token: "demo-token" };
  const question = { emails: ["person1@example.com"] };
  const key = { appId: "demo-app", secretKey: "demo-secret-key" };
  const asks = (name, field, value) => refuse(name, field, { question: value, auth });
  const shows = (name, field, value) => refuse(name, field, { question, auth: value });
  return [
    open("lists of any length", { question: { emails: Array.from({ length: 201 }, (_, index) => `p${index}@example.com`) }, auth }),
    open("pages", { pages: true, auth }),
    open("pages: false and a question", { pages: false, question, auth }),
    open("delegated: false beside a token", { question, auth: { ...auth, delegated: false } }),
    open("its own server signs", { question, auth: { delegated: true } }),
    refuse("pages and a question", "question", { pages: true, question, auth }),
    ...[["null", null], ["a string", "true"], ["1", 1]].map(([name, pages]) => refuse(`pages is ${name}`, "pages", { pages, question, auth })),
    ...["emails", "mobiles", "loginNames"].flatMap((list) =>
      NO_LISTS.map(([name, value, entry]) => asks(`${list} is ${name}`, list + entry, { loginNames: ["an"], mobiles: ["10000000001"], [list]: value })),
    ),
    asks("nothing is asked", "emails, mobiles, loginNames", {}),
    asks("a misspelled list", "email", { email: ["person1@example.com"], mobiles: ["10000000001"] }),
    asks("a list in the spelling of another case", "loginnames", { loginnames: ["an"], mobiles: ["10000000001"] }),
    shows("no credentials", "auth", {}),
    shows("delegated: false alone", "auth", { delegated: false }),
    shows("delegated is a string", "delegated", { delegated: "yes" }),
    shows("an id without its secret", "secretKey", { appId: "demo-app" }),
    shows("a secret without its id", "appId", { secretKey: "demo-secret-key" }),
    shows("a header for an id without the id", "appId", { idHeader: "AppKey" }),
    shows("a place without a token", "token", { in: "body" }),
    shows("two ways at once: a secret and a token", "token", { ...key, token: "demo-token" }),
    shows("two ways at once: a token and the own server", "delegated", { token: "demo-token", delegated: true }),
    shows("two ways at once: the place of a token beside a secret", "in", { ...key, in: "header" }),
    shows("an unknown place", "in", { token: "demo-token", in: "cookie" }),
    shows("an unknown header", "idHeader", { ...key, idHeader: "appid" }),
    ...NO_TEXTS.map(([name, token]) => shows(`the token is ${name}`, "token", { token })),
    ...NO_TEXTS.map(([name, secretKey]) => shows(`the secret is ${name}`, "secretKey", { ...key, secretKey })),
    shows("an undeclared credential", "password", { token: "demo-token", password: "a" }),
  ];
}
