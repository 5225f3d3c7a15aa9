// Cases that every service has: base URLs, HTTP statuses, documents that are not JSON, and scrubbed words.

import { strict as assert } from "node:assert";
import { expected } from "./reader.mjs";
import * as source from "./sources.mjs";

export const JSON_TYPE = ["Content-Type", "application/json; charset=utf-8"];
export const NOW = 1_800_000_000_000;
export const RANDOM = "000102030405060708090a0b0c0d0e0f";

/** Returns a 200 response with this body. */
export const answer = (body) => ({ status: 200, headers: [JSON_TYPE], body });
/** Returns a 200 response with these bytes. */
export const bytes = (...parts) => ({
  status: 200,
  headers: [JSON_TYPE],
  bodyBase64: Buffer.concat(parts.map((part) => Buffer.from(part))).toString("base64"),
});
/** Returns a 200 response that repeats a text. */
export const repeat = (prefix, unit, times, suffix) => ({
  status: 200,
  headers: [JSON_TYPE],
  bodyRepeat: { prefix, unit, times, suffix },
});

/** Returns a function that creates the errors of a provider for 200 responses. */
export const errors = (provider) => (code, more = {}) => ({
  error: { code, retryable: false, provider, status: 200, ...more },
});
/** Returns the error for a body over the limit. It has no status, because a host may have stopped reading. */
export const tooLarge = (provider) => ({ error: { code: "RESPONSE_TOO_LARGE", retryable: false, provider } });

/** Returns the file of a service's responses, and checks that the model agrees with every expectation. */
export function responses(model, top, cases) {
  const { provider } = model;
  const names = new Set();
  for (const case_ of cases) {
    assert.ok(!names.has(case_.name), `${provider}: two cases are named ${case_.name}`);
    names.add(case_.name);
    assert.ok(case_.source && case_.mark, `${provider}: ${case_.name} has no source or mark`);
    const read = expected(model, case_, top.auth);
    assert.deepStrictEqual(withoutEmpty(read), case_.expect, `${provider}: ${case_.name}`);
    case_.expect = read;
  }
  return { ...top, cases };
}

/** Removes empty lists of unreadable fields, which expectations leave out. */
function withoutEmpty(node) {
  if (Array.isArray(node)) return node.map(withoutEmpty);
  if (node === null || typeof node !== "object") return node;
  const members = Object.entries(node).filter(([name, value]) => name !== "unreadableFields" || value.length > 0);
  return Object.fromEntries(members.map(([name, value]) => [name, withoutEmpty(value)]));
}

/** Returns a text as a JSON string. */
export const quoted = (text) => JSON.stringify(text);

// Base URLs. [name, base URL, part of the URL before the path]

const GOOD_BASES = [
  ["https", "https://example.com", "https://example.com"],
  ["trailing slash dropped", "https://example.com/", "https://example.com"],
  ["path prefix", "https://example.com/gateway/v1", "https://example.com/gateway/v1"],
  ["path prefix with a trailing slash", "https://example.com/gateway/v1/", "https://example.com/gateway/v1"],
  ["port", "https://example.com:8443", "https://example.com:8443"],
  ["upper-case scheme kept as written", "HTTPS://example.com", "HTTPS://example.com"],
  ["mixed-case scheme kept as written", "Https://example.com/x", "Https://example.com/x"],
  ["subdomain", "https://accounts.example.org", "https://accounts.example.org"],
  ["http to localhost", "http://localhost:8080", "http://localhost:8080"],
  ["http to localhost without a port", "http://localhost", "http://localhost"],
  ["upper-case http to localhost", "HTTP://localhost:8080", "HTTP://localhost:8080"],
  ["http to 127.0.0.1", "http://127.0.0.1:8080", "http://127.0.0.1:8080"],
  ["http to 127.8.9.10", "http://127.8.9.10", "http://127.8.9.10"],
  ["http to 127.255.255.255 with a prefix", "http://127.255.255.255:1/a/b/", "http://127.255.255.255:1/a/b"],
  ["http to [::1]", "http://[::1]", "http://[::1]"],
  ["http to [::1] with a port and a prefix", "http://[::1]:8080/fault", "http://[::1]:8080/fault"],
  ["https to a loopback address", "https://127.0.0.1:8443", "https://127.0.0.1:8443"],
];

const BAD_BASES = [
  ["empty", ""],
  ["http to another host", "http://example.com"],
  ["http to a host that begins like a loopback address", "http://127.0.0.1.example.com"],
  ["http to a host that begins with localhost", "http://localhost.example.com"],
  ["http to a host that ends with localhost", "http://notlocalhost"],
  ["http to a subdomain of localhost", "http://app.localhost"],
  ["http to [::1] with something behind it", "http://[::1].example.com"],
  ["http to another IPv6 address", "http://[::2]"],
  ["http to an address that is no address", "http://127.0.0.256"],
  ["http to 128.0.0.1", "http://128.0.0.1"],
  ["http to 0.0.0.0", "http://0.0.0.0:8080"],
  ["loopback address as user info", "http://127.0.0.1@example.com"],
  ["loopback address and port as user info", "http://localhost:80@example.com"],
  ["user info", "https://user:secret@example.com"],
  ["user without a password", "https://user@example.com"],
  ["query", "https://example.com?x=1"],
  ["empty query", "https://example.com/?"],
  ["fragment", "https://example.com/#top"],
  ["ftp", "ftp://example.com"],
  ["ws", "ws://localhost"],
  ["file", "file:///etc"],
  ["javascript", "javascript:alert(1)"],
  ["no scheme", "example.com"],
  ["no scheme, two slashes", "//example.com"],
  ["one slash", "https:/example.com"],
  ["no slashes", "https:example.com"],
  ["no host", "https://"],
  ["no host, but a path", "https:///accounts"],
  ["no host, but a port", "https://:443"],
  ["space in the host", "https://an example.com"],
  ["space in the path", "https://example.com/a b"],
  ["leading space", " https://example.com"],
  ["trailing space", "https://example.com "],
  ["trailing newline", "https://example.com\n"],
  ["newline inside", "https://example.com/a\r\nHost: example.org"],
  ["tab", "https://example.com/\tx"],
  ["NUL", "https://example.com/\u0000"],
  ["DEL", "https://example.com/\u007f"],
  ["backslash", "https://example.com\\@example.org"],
];

/** Returns the base URL cases of an operation. `rest` returns the other members of a case for its URL. */
export function baseUrlCases(path, rest) {
  const good = GOOD_BASES.map(([name, baseUrl, origin]) => {
    const { before, expect } = rest(origin + path);
    return { name: `base URL: ${name}`, source: source.BASE_URL, mark: "ours", baseUrl, ...before, expect };
  });
  const bad = BAD_BASES.map(([name, baseUrl]) => {
    const { before } = rest("");
    const expect = { error: { code: "INVALID_INPUT", field: "baseUrl" } };
    return { name: `bad base URL: ${name}`, source: source.BASE_URL, mark: "ours", baseUrl, ...before, expect };
  });
  return [...good, ...bad];
}

// Header values. [name, value]

export const BAD_HEADER_VALUES = [
  ["newline", "demo\nx: y"],
  ["carriage return", "demo\rx"],
  ["trailing newline", "demo\n"],
  ["NUL", "demo\u0000"],
  ["tab", "demo\tx"],
  ["DEL", "demo\u007f"],
  ["escape character", "demo\u001b[31m"],
  ["Latin-1 letter", "d\u00e9mo"],
  ["no-break space", "demo\u00a0x"],
  ["Chinese", "示例"],
  ["emoji", "demo😀"],
  ["leading space", " demo"],
  ["trailing space", "demo "],
  ["nothing but a space", " "],
];

// HTTP statuses.

const HTML = "<!DOCTYPE html>\n<html><body><h1>Internal Server Error</h1></body></html>\n";
/** The example in RFC 9110 §5.6.7, in its three forms. It is 784111777 seconds since 1970. */
const DATES = [
  ["an HTTP date", "Sun, 06 Nov 1994 08:49:37 GMT"],
  ["a date as RFC 850 wrote it", "Sunday, 06-Nov-94 08:49:37 GMT"],
  ["a date as asctime writes it", "Sun Nov  6 08:49:37 1994"],
];

/** Returns the cases for statuses. `failure` is the vendor's failure envelope and the parts of it in an error. */
export function statusCases({ provider, repeatable: safe }, input, failure) {
  const error = (code, status, more = {}) => ({ error: { code, retryable: false, provider, status, ...more } });
  const of = (name, status, headers, body, expect, nowMs) => ({
    name,
    source: source.STATUS,
    mark: "ours",
    input,
    ...(nowMs === undefined ? {} : { nowMs }),
    response: { status, headers, body },
    expect,
  });
  const type = [["Content-Type", "text/html"]];
  const limited = (more) => error("RATE_LIMITED", 429, { retryable: safe, ...more });
  const cases = [
    of("401 with an HTML page", 401, type, HTML, error("UNAUTHENTICATED", 401)),
    of("401 with the vendor's envelope", 401, [JSON_TYPE], failure.body, error("UNAUTHENTICATED", 401, failure.told)),
    of("403 with an empty body", 403, [], "", error("UNAUTHENTICATED", 403)),
    of("403 with the vendor's envelope", 403, [JSON_TYPE], failure.body, error("UNAUTHENTICATED", 403, failure.told)),
    of("400 with the vendor's envelope", 400, [JSON_TYPE], failure.body, error("HTTP_STATUS", 400, failure.told)),
    of("404 with text", 404, [["Content-Type", "text/plain"]], "not found", error("HTTP_STATUS", 404)),
    of("404 with JSON that is no envelope", 404, [JSON_TYPE], "[]", error("HTTP_STATUS", 404)),
    of("404 with half an envelope", 404, [JSON_TYPE], failure.body.slice(0, -1), error("HTTP_STATUS", 404)),
    of("408", 408, [], "", error("HTTP_STATUS", 408, { retryable: safe })),
    of("410", 410, [], "", error("HTTP_STATUS", 410)),
    of("302 to another place", 302, [["Location", "https://example.org/"]], "", error("HTTP_STATUS", 302)),
    of("307 to another place", 307, [["Location", "https://example.org/"]], "", error("HTTP_STATUS", 307)),
    of("500 with an HTML page", 500, type, HTML, error("HTTP_STATUS", 500, { retryable: safe })),
    of("500 with the vendor's envelope", 500, [JSON_TYPE], failure.body, error("HTTP_STATUS", 500, { retryable: safe, ...failure.told })),
    of("501", 501, [], "", error("HTTP_STATUS", 501)),
    of("502", 502, type, HTML, error("HTTP_STATUS", 502, { retryable: safe })),
    of("503", 503, [], "", error("HTTP_STATUS", 503, { retryable: safe })),
    of("503 with Retry-After", 503, [["Retry-After", "3"]], "", error("HTTP_STATUS", 503, { retryable: safe, retryAfterMs: 3000 })),
    of("404 with Retry-After", 404, [["Retry-After", "3"]], "", error("HTTP_STATUS", 404, { retryAfterMs: 3000 })),
    of("504", 504, [], "", error("HTTP_STATUS", 504, { retryable: safe })),
    of("505", 505, [], "", error("HTTP_STATUS", 505)),
    of("204 with an empty body", 204, [], "", error("MALFORMED_RESPONSE", 204, { field: "" })),
    of("429", 429, [], "", limited({})),
    of("429 with an HTML page", 429, type, HTML, limited({})),
    of("429 with the vendor's envelope", 429, [JSON_TYPE], failure.body, limited(failure.told)),
    of("429 with Retry-After in seconds", 429, [["Retry-After", "120"]], "", limited({ retryAfterMs: 120_000 })),
    of("429 with Retry-After 0", 429, [["Retry-After", "0"]], "", limited({ retryAfterMs: 0 })),
    of("429 with a lower-case retry-after", 429, [["retry-after", "7"]], failure.body, limited({ retryAfterMs: 7000, ...failure.told })),
    ...DATES.map(([name, date]) =>
      of(`429 with Retry-After as ${name}`, 429, [["Retry-After", date]], "", limited({ retryAfterMs: 29_500 }), 784_111_747_500),
    ),
    of("429 with Retry-After in the past", 429, [["Retry-After", DATES[0][1]]], "", limited({ retryAfterMs: 0 }), 784_111_800_000),
    ...["soon", "-5", "1.5", "5s", "0x10"].map((value) =>
      of(`429 with Retry-After that says ${value}`, 429, [["Retry-After", value]], "", limited({})),
    ),
  ];
  for (const name of ["429 with Retry-After", "an HTTP date", "RFC 850", "asctime"]) {
    for (const case_ of cases) if (case_.name.includes(name)) case_.source = source.RFC_HTTP;
  }
  return cases;
}

// A provider's words, and what scrubbing leaves of them. None of them repeats a value from the request.

const short = "ab cd ".repeat(33);
export const SCRUBBED = [
  ["Chinese stays", "验证码已过期，请重新获取", "验证码已过期，请重新获取"],
  ["phone number", "user 10000000001 is locked", "user [redacted] is locked"],
  ["phone number among Chinese letters", "手机号10000000001不存在", "手机号[redacted]不存在"],
  ["phone number with a country code", "+8610000000001 unknown", "[redacted] unknown"],
  ["phone number with dashes", "100-0000-0001 unknown", "[redacted] unknown"],
  ["phone number before a full stop", "call 10000000001.", "call [redacted]"],
  ["two phone numbers", "10000000001,10000000002", "[redacted],[redacted]"],
  ["email address", "no such user: someone@example.com", "no such user: [redacted]"],
  ["email address between brackets", "<someone@example.com>", "<[redacted]>"],
  ["a lone @", "a @ b", "a [redacted] b"],
  ["six digits stay", "number 123456", "number 123456"],
  ["seven digits", "number 1234567", "number [redacted]"],
  ["seven digits spread over a run", "id 1a2b3c4d5e6f7 gone", "id [redacted] gone"],
  ["a date", "since 2026-01-02", "since [redacted]"],
  ["19 letters stay", "name abcdefghijklmnopqrs", "name abcdefghijklmnopqrs"],
  ["20 letters", "name abcdefghijklmnopqrst", "name [redacted]"],
  ["a long dotted name", "at com.example.account.Missing", "at [redacted]"],
  ["a long name with dashes", "an-an-an-an-an-an-an!", "[redacted]!"],
  ["control characters", "one\r\ntwo\tthree\u0000\u001b[31m\u007f\u0085!", "onetwothree[31m!"],
  ["a number broken by control characters", "100\n0000\n0001", "[redacted]"],
  ["markup stays", '<b>no</b> & "no"', '<b>no</b> & "no"'],
  ["200 Chinese letters stay", "忙".repeat(200), "忙".repeat(200)],
  ["201 Chinese letters", "忙".repeat(201), "忙".repeat(200)],
  ["201 emoji", "😀".repeat(201), "😀".repeat(200)],
  ["a thousand short words", "ab cd ".repeat(500), "ab cd ".repeat(33) + "ab"],
  ["a phone number across the 200th character", short.slice(0, 195) + " 10000000001", short.slice(0, 195) + " [red"],
];

// Documents. [name, body, whether it is accepted as JSON]; `x` is a key that no record has.

export const syntaxCases = (open, close) => {
  const inside = (text) => `${open},"x":${text}${close}`;
  const whole = open + close;
  const raw = (...parts) => bytes(open + ',"x":"', ...parts, '"' + close);
  const good = [
    ["no blank space", answer(whole)],
    ["blank space everywhere", answer(` \t\r\n${inside(' [ 1 , { "a" : [ ] , "b" : { } } ] ').replace(/([{}:,])/g, "\n$1\t")}\r\n `)],
    ["byte order mark", answer("\ufeff" + whole)],
    ["byte order mark and blank space", answer("\ufeff\n " + whole)],
    ["every escape", answer(inside(String.raw`"\"\\\/\b\f\n\r\t\u0041\u00e9\u4e2d\uD83D\uDE00"`))],
    ["escaped NUL in an ignored key", answer(`${open},"\\u0000":"\\u0000"${close}`)],
    ["DEL and U+2028 bare in a string", answer(inside('"\u007f\u2028"'))],
    ["the last code point", answer(inside('"\u{10ffff}"'))],
    ["a non-character", answer(inside('"\uffff"'))],
    ["numbers of every form", answer(inside("[0,-0,1,-1,10,1.5,-0.0,1e3,1E3,1e+3,1E-3,0e0,0.10]"))],
    ["numbers beyond every range", answer(inside(`[1e400,-1e400,1e-400,${"9".repeat(400)},0.${"1".repeat(400)}]`))],
    ["empty key", answer(`${open},"":1${close}`)],
    ["127 levels of arrays", repeat(open + ',"x":', "[", 126, "]".repeat(126) + close)],
    ["127 levels of objects", repeat(open + ',"x":', '{"a":', 125, "{}" + "}".repeat(125) + close)],
    ["50,000 brackets side by side", repeat(open + ',"x":[[]', ",[]", 50_000, "]" + close)],
    ["unusual Content-Type", { ...answer(whole), headers: [["Content-Type", "text/html"]] }],
    ["no headers", { ...answer(whole), headers: [] }],
    ["201", { ...answer(whole), status: 201 }],
  ];
  const bad = [
    ["empty body", answer("")],
    ["nothing but blank space", answer(" \n ")],
    ["nothing but a byte order mark", answer("\ufeff")],
    ["two byte order marks", answer("\ufeff\ufeff" + whole)],
    ["byte order mark at the end", answer(whole + "\ufeff")],
    ["byte order mark after blank space", answer(" \ufeff" + whole)],
    ["HTML page with status 200", answer(HTML)],
    ["text with status 200", answer("ok")],
    ["half a document", answer(inside("[1,2]").slice(0, -5))],
    ["no closing brace", answer(inside("1").slice(0, -1))],
    ["two documents", answer(whole + whole)],
    ["something behind the document", answer(whole + "x")],
    ["semicolon behind the document", answer(whole + ";")],
    ["NUL behind the document", answer(whole + "\u0000")],
    ["no-break space before the document", answer("\u00a0" + whole)],
    ["form feed as blank space", answer(whole.replace(":", ":\f"))],
    ["vertical tab as blank space", answer(whole.replace(":", ":\v"))],
    ["trailing comma in an object", answer(inside('{"a":1,}'))],
    ["trailing comma in an array", answer(inside("[1,]"))],
    ["leading comma", answer(inside("[,1]"))],
    ["two commas", answer(inside("[1,,2]"))],
    ["no comma", answer(inside("[1 2]"))],
    ["no colon", answer(inside('{"a" 1}'))],
    ["no value", answer(inside('{"a":}'))],
    ["no key", answer(inside("{:1}"))],
    ["bracket closed by a brace", answer(inside("[1}"))],
    ["key without quotes", answer(inside("{a:1}"))],
    ["number as a key", answer(inside("{1:1}"))],
    ["single quotes", answer(inside("'a'"))],
    ["comment", answer(inside("1/* one */"))],
    ["line comment", answer(inside("1// one\n"))],
    ["string without an end", answer(open + ',"x":"a')],
    ["unknown escape", answer(inside(String.raw`"\x41"`))],
    ["escaped single quote", answer(inside(String.raw`"\'"`))],
    ["upper-case escape", answer(inside(String.raw`"\N"`))],
    ["short \\u escape", answer(inside(String.raw`"\u12"`))],
    ["\\u escape with a letter that is no digit", answer(inside(String.raw`"\u12g4"`))],
    ["\\u escape with a sign", answer(inside(String.raw`"\u+123"`))],
    ["escape at the end", answer(open + ',"x":"\\')],
    ["leading zero", answer(inside("0123"))],
    ["leading zero after a sign", answer(inside("-01"))],
    ["plus sign", answer(inside("+1"))],
    ["sign alone", answer(inside("-"))],
    ["no digits before the point", answer(inside(".5"))],
    ["no digits behind the point", answer(inside("1."))],
    ["no digits in the exponent", answer(inside("1e"))],
    ["no digits in the signed exponent", answer(inside("1e+"))],
    ["fraction in the exponent", answer(inside("1e1.5"))],
    ["hexadecimal number", answer(inside("0x10"))],
    ["NaN", answer(inside("NaN"))],
    ["Infinity", answer(inside("-Infinity"))],
    ["full-width digit", answer(inside("１"))],
    ["undefined", answer(inside("undefined"))],
    ["upper-case literal", answer(inside("True"))],
    ["half a literal", answer(inside("tru"))],
    ["literal with something behind it", answer(inside("nullx"))],
    ["128 levels of arrays", repeat(open + ',"x":', "[", 127, "]".repeat(127) + close)],
    ["128 levels of objects", repeat(open + ',"x":', '{"a":', 126, "{}" + "}".repeat(126) + close)],
    ["128 levels, deepest empty", repeat(open + ',"x":', "[", 126, "{}" + "]".repeat(126) + close)],
    ["10,000 levels", repeat(open + ',"x":', "[", 10_000, "]".repeat(10_000) + close)],
    ["a million open brackets", repeat("", "[", 1_000_000, "")],
    ["UTF-8: cut short at the end of the body", bytes(whole, [0xf0, 0x9f])],
    ["UTF-16 with a byte order mark", bytes([0xff, 0xfe], Buffer.from(whole, "utf16le"))],
  ];
  const repaired = [
    ["newline in a string", answer(inside('"a\nb"'))],
    ["tab in a string", answer(inside('"a\tb"'))],
    ["NUL in a string", answer(inside('"a\u0000b"'))],
    ["unit separator in a key", answer(inside('{"a\u001f":1}'))],
    ["lone high surrogate", answer(inside(String.raw`"\ud83d"`))],
    ["lone high surrogate before a letter", answer(inside(String.raw`"\ud83dx"`))],
    ["lone high surrogate before another escape", answer(inside(String.raw`"\ud83d\n"`))],
    ["lone low surrogate", answer(inside(String.raw`"\ude00"`))],
    ["two high surrogates", answer(inside(String.raw`"\ud83d\ud83d"`))],
    ["surrogates the wrong way round", answer(inside(String.raw`"\ude00\ud83d"`))],
    ["lone surrogate in an ignored key", answer(inside(String.raw`{"\ud83d":1}`))],
    ["UTF-8: a byte that never occurs", raw([0xff])],
    ["UTF-8: a continuation byte alone", raw([0x80])],
    ["UTF-8: a lead byte alone", raw([0xe4])],
    ["UTF-8: cut short", raw([0xe4, 0xb8])],
    ["UTF-8: two bytes where one would do", raw([0xc0, 0xaf])],
    ["UTF-8: three bytes where two would do", raw([0xe0, 0x80, 0xaf])],
    ["UTF-8: four bytes where three would do", raw([0xf0, 0x80, 0x80, 0xaf])],
    ["UTF-8: a surrogate", raw([0xed, 0xa0, 0x80])],
    ["UTF-8: a pair of surrogates", raw([0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x80])],
    ["UTF-8: beyond the last code point", raw([0xf4, 0x90, 0x80, 0x80])],
    ["UTF-8: five bytes", raw([0xf8, 0x88, 0x80, 0x80, 0x80])],
    ["GBK instead of UTF-8", raw([0xd6, 0xd0, 0xce, 0xc4])],
  ];
  return { good, bad, repaired };
};

/** Broken characters inside a string, as bytes, and the text that is read for them. */
export const BROKEN_CHARACTERS = [
  ["control characters", ["a\u0014\tb\n\u0000"], "a\u0014\tb\n\u0000"],
  ["an unpaired surrogate", [String.raw`a\ud83d\u4e2d\udc00"`.slice(0, -1)], "a\ufffd中\ufffd"],
  ["half a character in UTF-8", ["安", [0xe7, 0x84], "b"], "安\ufffdb"],
  ["a surrogate in UTF-8", [[0xed, 0xa0, 0xbd], "b"], "\ufffd\ufffd\ufffdb"],
  ["GBK", [[0xd6, 0xd0, 0xce, 0xc4]], "\ufffd\ufffd\ufffd\ufffd"],
  ["all of these and escapes that are right", ["\u0001", [0xff], String.raw`\ud83d\ud83d\ude00\"\\`], '\u0001\ufffd\ufffd😀"\\'],
];

/** Roots that are JSON but not objects. */
export const ROOTS = [
  ["null", "null"],
  ["an empty array", "[]"],
  ["an array", '[{"a":1}]'],
  ["a string", '"ok"'],
  ["an empty string", '""'],
  ["a number", "200"],
  ["true", "true"],
];
