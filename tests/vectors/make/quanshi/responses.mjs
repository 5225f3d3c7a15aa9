// The responses of 全时 Quanshi: POST /confopenapi/account/getUsersByEmailsMobiles

import {
  answer, BROKEN_CHARACTERS, bytes, errors, quoted, repeat, responses, ROOTS, SCRUBBED, statusCases, syntaxCases, tooLarge,
} from "../shared.mjs";
import * as source from "../sources.mjs";
import * as vendor from "./model.mjs";

const people = (count, make) => Array.from({ length: count }, (_, index) => make(index + 1));
const email = (index) => `p${index}@example.com`;
const mobile = (index) => String(10_000_000_000 + index);
const login = (index) => `p${index}`;

const error = errors("quanshi");
const malformed = (field, told = { providerCode: 0 }) => error("MALFORMED_RESPONSE", { field, ...told });
const P1 = "person1@example.com";
/** Returns the expected account. `profile` has the members of its profile besides the ID. */
const account = (fields = {}, profile = {}, userId = 7) => ({ userId, ...fields, profile: { provider: "quanshi", id: String(userId), ...profile } });
const users = ({ found = [], notFound = [], unreadable = [], unasked = [], requestId } = {}) => ({
  value: { found, notFound, unreadable, unasked, ...(requestId === undefined ? {} : { requestId }) },
});
const nobody = users({ notFound: [P1] });
const make = (mark, from) => (name, response, expect, input = { emails: [P1] }) => ({
  name,
  source: from,
  mark,
  input,
  response: typeof response === "string" ? answer(response) : response,
  expect,
});
const result = (members) => `{"status":0,"result":{${members}}}`;
/** Returns a response with one account that was asked for. */
const p1 = (members) => result(`"${P1}":{"userId":7${members && ","}${members}}`);
const found = (fields, profile) => users({ found: [[P1, account(fields, profile)]] });
const unreadable = (field) => users({ unreadable: [{ identifier: P1, field }] });

const PAGE = `{
"status": 0,
"result": {
"10000000001": {
"userId": 10000001,
"loginName": "an@example.com",
"email": "an@example.com",
"countryCode": "86",
"mobile": "10000000001",
"customerCode": "010001",
"companyName": "",
"displayName": "",
"firstName": "",
"middleName": "",
"lastName": "An"
},
"person1@example.com": {
"userId": 10000002,
"loginName": "person1@example.com",
"email": "person1@example.com",
"countryCode": "86",
"mobile": "10000000002",
"customerCode": "010001",
"companyName": "",
"displayName": "person1",
"firstName": "",
"middleName": "",
"lastName": "person1"
}
},
"request_id": "confopenapiserver-192.0.2.1-1800000000.000000000.01",
"reqid": "confopenapiserver-192.0.2.1-1800000000.000000000.01",
"timestamp": 1800000000000,
"content_type": "application/json",
"request_duration": "880.744438ms"
}`;
const PAGE_AN = {
  userId: 10000001,
  loginName: "an@example.com",
  email: "an@example.com",
  countryCode: "86",
  mobile: "10000000001",
  customerCode: "010001",
  companyName: "",
  displayName: "",
  firstName: "",
  middleName: "",
  lastName: "An",
  profile: { provider: "quanshi", id: "10000001", displayName: "An", phone: "10000000001", email: "an@example.com", tenant: "010001" },
};
const PAGE_PERSON = {
  userId: 10000002,
  loginName: "person1@example.com",
  email: "person1@example.com",
  countryCode: "86",
  mobile: "10000000002",
  customerCode: "010001",
  companyName: "",
  displayName: "person1",
  firstName: "",
  middleName: "",
  lastName: "person1",
  profile: { provider: "quanshi", id: "10000002", displayName: "person1", phone: "10000000002", email: "person1@example.com", tenant: "010001" },
};
const PAGE_ID = "confopenapiserver-192.0.2.1-1800000000.000000000.01";
const HEX = ["0123456789abcdef0123456789abcdef", "fedcba9876543210fedcba9876543210"];

function pages() {
  const page = make("documented", vendor.PAGE);
  return [
    page(
      "the page's example: its response has a mobile that was not asked for, and none of the login names",
      PAGE,
      { value: { found: [["person1@example.com", PAGE_PERSON]], notFound: HEX, unreadable: [], unasked: [["10000000001", PAGE_AN]], requestId: PAGE_ID } },
      { emails: [P1], mobiles: [], loginNames: HEX },
    ),
    page(
      "the page's answer to what it answers",
      PAGE,
      { value: { found: [["person1@example.com", PAGE_PERSON], ["10000000001", PAGE_AN]], notFound: [], unreadable: [], unasked: [], requestId: PAGE_ID } },
      { emails: [P1], mobiles: ["10000000001"] },
    ),
  ];
}

function envelopes() {
  const page = make("documented", vendor.PAGE);
  const of = make("inferred", source.ENVELOPE);
  const ours = make("ours", source.ENVELOPE);
  const told = (providerCode, more = {}) => error("REJECTED", { providerCode, ...more });
  return [
    page("status 0", '{"status":0,"result":{}}', nobody),
    ours("status 0 as a string", '{"status":"0","result":{}}', nobody),
    ours("status -0", '{"status":-0,"result":{}}', nobody),
    ours("result before status", `{"result":{"${P1}":{"userId":7}},"status":0}`, found()),
    page("failure", '{"status":1}', told(1)),
    of("failure with msg", '{"status":20001,"msg":"参数错误"}', told(20001, { providerText: "参数错误" })),
    of("failure with msg and ids", '{"status":20001,"msg":"参数错误","request_id":"req-1","reqid":"req-2"}', told(20001, { providerText: "参数错误", requestId: "req-1" })),
    of("failure with a status in a string", '{"status":"401","msg":"no"}', told(401, { providerText: "no" })),
    of("failure with a negative status", '{"status":-1,"msg":"no"}', told(-1, { providerText: "no" })),
    of("failure with an empty msg", '{"status":5,"msg":""}', told(5)),
    of("failure with msg null", '{"status":5,"msg":null}', told(5)),
    ours("failure with a number as msg", '{"status":5,"msg":17}', told(5, { providerText: "17" })),
    ours("failure with a text as result", '{"status":5,"msg":"no","result":"no"}', told(5, { providerText: "no" })),
    ours("failure with a whole result", `{"status":5,"msg":"no","result":{"${P1}":{"userId":7}}}`, told(5, { providerText: "no" })),
    ours("failure with a broken result", `{"status":5,"msg":"no","result":{"${P1}":{"userId":{"a":1}}}}`, told(5, { providerText: "no" })),
    ours("failure 200", '{"status":200,"result":{}}', told(200)),
    make("documented", vendor.MSG)("msg on success", `{"status":0,"msg":"success","result":{"${P1}":{"userId":7}}}`, found()),
    ours("msg told with a broken answer", '{"status":0,"msg":"success","request_id":"req-1","result":"x"}', malformed("result", { providerCode: 0, providerText: "success", requestId: "req-1" })),
    ours("status absent", `{"result":{"${P1}":{"userId":7}}}`, malformed("status", {})),
    ours("status absent, ids there", '{"request_id":"req-1","msg":"?"}', malformed("status", { providerText: "?", requestId: "req-1" })),
    ours("empty object", "{}", malformed("status", {})),
    ...["null", "{}", "[]", '""'].map((status) => ours(`status is ${status}`, `{"status":${status},"result":{}}`, malformed("status", {}))),
    ...['{"a":0}', "[0]", '"ok"', "false", "0.5", "9007199254740992"].map((status) => ours(`status is ${status}`, `{"status":${status},"result":{}}`, malformed("status", {}))),
    ours("another service's code is no status", '{"code":200,"msg":"ok","data":{}}', malformed("status", { providerText: "ok" })),
    ...ROOTS.map(([name, root]) => ours(`the body is ${name}`, root, malformed("", {}))),

    page("request_id and reqid, equal", '{"status":0,"request_id":"req-1","reqid":"req-1"}', users({ notFound: [P1], requestId: "req-1" })),
    make("documented", vendor.IDS)("request_id and reqid, different", '{"status":0,"reqid":"req-2","request_id":"req-1"}', users({ notFound: [P1], requestId: "req-1" })),
    make("documented", vendor.MSG)("request_id alone", '{"status":0,"request_id":"req-1"}', users({ notFound: [P1], requestId: "req-1" })),
    ours("reqid alone", '{"status":0,"reqid":"req-2"}', users({ notFound: [P1], requestId: "req-2" })),
    ours("reqid where request_id is null", '{"status":0,"request_id":null,"reqid":"req-2"}', users({ notFound: [P1], requestId: "req-2" })),
    ours("reqid in a failure", '{"status":3,"reqid":"req-2"}', told(3, { requestId: "req-2" })),
    ours("request_id a number", '{"status":0,"request_id":12}', users({ notFound: [P1], requestId: "12" })),
    ours("no id", '{"status":0,"request_id":null,"reqid":{}}', nobody),
    ours("requestId is another page's", '{"status":0,"requestId":"req-3"}', nobody),
    page("extras of unexpected types", '{"status":0,"timestamp":"soon","content_type":{"a":1},"request_duration":[1],"callSeq":null}', nobody),
  ];
}

function results() {
  const of = make("unknown", source.ENVELOPE);
  return [
    of("result absent", '{"status":0}', nobody),
    ...["null", "{}", "[]", '""', "{ }", "[\n]"].map((value) => of(`result is ${value.replace("\n", " ")}`, `{"status":0,"result":${value}}`, nobody)),
    of("no identifier of three lists is found", '{"status":0,"result":null}', users({ notFound: ["b@example.com", "a@example.com", "10000000002", "10000000001", "z", "y"] }),
      { loginNames: ["z", "y"], mobiles: ["10000000002", "10000000001"], emails: ["b@example.com", "a@example.com"] }),
    make("documented", vendor.IDS)("result is a string", '{"status":0,"result":"https://example.com/x"}', malformed("result")),
    make("documented", vendor.OLD_ARRAY)("result is an array", '{"status":0,"result":[{"userId":7,"email":"person1@example.com"}]}', malformed("result")),
    ...["[null]", "7", "0", "true", "false", '" "'].map((value) => of(`result is ${value}`, `{"status":0,"result":${value}}`, malformed("result"))),
    make("documented", vendor.MSG)("result is a flat object", '{"status":0,"result":{"userId":null,"email":""}}', nobody),
  ];
}

function outcomes() {
  const of = make("ours", source.OUTCOME);
  const shape = make("unknown", source.OUTCOME);
  const [a, b, c] = ["a@example.com", "b@example.com", "c@example.com"];
  const id = (userId) => account({}, {}, userId);
  return [
    ...["null", "{}", "[]", '""', "{ }", "[ ]"].map((value) => shape(`account is ${value}: not found`, result(`"${P1}":${value}`), nobody)),
    ...['"x"', '" "', "7", "0", "true", "false", "[1]", '[{"userId":7}]', "[null]"].map((value) => of(`account is ${value}: unreadable`, result(`"${P1}":${value}`), unreadable(""))),
    of("account without a userId", result(`"${P1}":{"loginName":"person1"}`), unreadable("userId")),
    of("account with unknown members alone", result(`"${P1}":{"x":1}`), unreadable("userId")),
    ...["null", "{}", "[]", '""'].map((value) => of(`userId is ${value}`, result(`"${P1}":{"userId":${value}}`), unreadable("userId"))),
    ...['{"a":1}', "[7]", '"x"', "true", "7.5", "7e-1", '"7."', '"+7"', '" 7"', '"0x7"', "9007199254740992", "-9007199254740992", '"9007199254740992"',
      "12345678901234567", '"12345678901234567"', '"00000000000000007"', "1e400"].map((value) => of(`userId is ${value}`, result(`"${P1}":{"userId":${value},"loginName":"p"}`), unreadable("userId"))),
    make("documented", vendor.CALLBACK)("userId in a string", result(`"${P1}":{"userId":"10000001"}`), users({ found: [[P1, id(10000001)]] })),
    of("userId in a string with leading zeros", result(`"${P1}":{"userId":"0123"}`), users({ found: [[P1, id(123)]] })),
    of("userId 0", result(`"${P1}":{"userId":0}`), users({ found: [[P1, id(0)]] })),
    of("userId minus 0", result(`"${P1}":{"userId":-0}`), users({ found: [[P1, id(0)]] })),
    of("userId is the largest safe integer", result(`"${P1}":{"userId":9007199254740991}`), users({ found: [[P1, id(9007199254740991)]] })),
    of("userId is the smallest safe integer", result(`"${P1}":{"userId":"-9007199254740991"}`), users({ found: [[P1, id(-9007199254740991)]] })),
    of("userId of more than 32 bits", result(`"${P1}":{"userId":4294967303}`), users({ found: [[P1, id(4294967303)]] })),
    of("userId 0123 is no JSON", result(`"${P1}":{"userId":0123}`), malformed("", {})),
    of("columns that cannot be read are told in the page's order", result(`"${P1}":{"lastName":{"a":1},"email":{"a":1},"userId":7}`), found({ unreadableFields: ["email", "lastName"] })),
    ...["63111959.0", "6.3111959e7", '"63111959.0"'].map((value) => of(`userId is ${value}`, result(`"${P1}":{"userId":${value}}`), users({ found: [[P1, id(63111959)]] }))),
    of("userId is told before any other", result(`"${P1}":{"email":{"a":1}}`), unreadable("userId")),

    of("found, not found, unreadable and unasked at once",
      `{"status":0,"result":{"c@example.com":{"userId":3},"x":{"userId":9,"lastName":"X"},"b@example.com":"broken","10000000001":{"userId":1},"10000000002":{"email":7},"y":{"userId":"8"}},"request_id":"req-1"}`,
      users({
        found: [["c@example.com", id(3)], ["10000000001", id(1)]],
        notFound: ["a@example.com", "q", "p"],
        unreadable: [{ identifier: "b@example.com", field: "" }, { identifier: "10000000002", field: "userId" }],
        unasked: [["x", account({ lastName: "X" }, { displayName: "X" }, 9)], ["y", id(8)]],
        requestId: "req-1",
      }),
      { emails: [a, b, c], mobiles: ["10000000002", "10000000001"], loginNames: ["q", "p"] }),
    of("answers come in the order of the questions", result(`"${c}":{"userId":3},"${b}":{"userId":2},"${a}":{"userId":1}`), users({ found: [[b, id(2)], [c, id(3)], [a, id(1)]] }), { emails: [b, c, a] }),
    of("unreadable ones come in the order of the questions", result(`"${c}":1,"${b}":2,"${a}":3`), users({ unreadable: [b, c, a].map((identifier) => ({ identifier, field: "" })) }), { emails: [b, c, a] }),
    of("one broken account costs itself", result(`"${a}":{"userId":1},"${b}":{"userId":{"a":[1,{"b":2}]},"x":[[[]]]},"${c}":{"userId":3}`), users({ found: [[a, id(1)], [c, id(3)]], unreadable: [{ identifier: b, field: "userId" }] }), { emails: [a, b, c] }),
    of("one account under two identifiers", result(`"${a}":{"userId":1},"10000000001":{"userId":1}`), users({ found: [[a, id(1)], ["10000000001", id(1)]] }), { emails: [a], mobiles: ["10000000001"] }),
    of("an identifier that is email and login name at once", result(`"${a}":{"userId":1}`), users({ found: [[a, id(1)]] }), { emails: [a], loginNames: [a] }),
    of("an identifier asked twice: found once", result(`"${a}":{"userId":1},"${b}":{"userId":2}`), users({ found: [[a, id(1)], [b, id(2)]] }), { emails: [a, b, a] }),
    of("an identifier asked twice: not found once", result(`"${b}":{"userId":2}`), users({ found: [[b, id(2)]], notFound: [a] }), { emails: [a, b, a] }),
    of("an identifier asked twice: unreadable once", result(`"${a}":7`), users({ notFound: [b], unreadable: [{ identifier: a, field: "" }] }), { emails: [a, b, a] }),
    of("an identifier in two lists: not found once", result(""), users({ notFound: [a, b] }), { emails: [a, b], loginNames: [b, a] }),
    of("an identifier in two lists: unreadable once", result(`"${a}":7`), users({ unreadable: [{ identifier: a, field: "" }] }), { emails: [a], mobiles: [a], loginNames: [a] }),
    of("a login name that is a mobile", result('"10000000001":{"userId":1}'), users({ found: [["10000000001", id(1)]] }), { loginNames: ["10000000001"] }),

    of("keys match exactly: letter case", result('"Person1@example.com":{"userId":7}'), users({ notFound: [P1], unasked: [["Person1@example.com", account()]] })),
    of("keys match exactly: blank space", result('"person1@example.com ":{"userId":7}'), users({ notFound: [P1], unasked: [["person1@example.com ", account()]] })),
    of("keys match exactly: country code", result('"8610000000001":{"userId":7}'), users({ notFound: ["10000000001"], unasked: [["8610000000001", account()]] }), { mobiles: ["10000000001"] }),
    of("keys match exactly: composed and decomposed letters", result('"caf\u00e9":{"userId":7}'), users({ notFound: ["cafe\u0301"], unasked: [["caf\u00e9", account()]] }), { loginNames: ["cafe\u0301"] }),
    of("unasked keys come in the body's order", result('"b":{"userId":2},"10":{"userId":10},"a":{"userId":1},"9":{"userId":9},"0":{"userId":0}'),
      users({ notFound: [P1], unasked: [["b", id(2)], ["10", id(10)], ["a", id(1)], ["9", id(9)], ["0", id(0)]] })),
    of("unasked keys that are nothing are not told", result('"a":null,"b":{},"c":[],"d":""'), nobody),
    of("unasked keys that are unreadable are told after those asked", result(`"z":{"lastName":"Z"},"${P1}":"x","y":7,"b":{"userId":2}`),
      users({ unreadable: [{ identifier: P1, field: "" }, { identifier: "z", field: "userId" }, { identifier: "y", field: "" }], unasked: [["b", id(2)]] })),
    make("documented", vendor.MSG)("result is one flat account", '{"status":0,"result":{"userId":7,"email":"person1@example.com","mobile":""}}',
      users({ notFound: [P1], unreadable: [{ identifier: "userId", field: "" }, { identifier: "email", field: "" }] })),
    of("repeated unasked key: the last counts", result('"x":{"userId":1},"y":{"userId":2},"x":{"userId":3}'), users({ notFound: [P1], unasked: [["x", id(3)], ["y", id(2)]] })),
    of("repeated unasked key: broken last", result('"x":{"userId":1},"x":"broken"'), users({ notFound: [P1], unreadable: [{ identifier: "x", field: "" }] })),
    of("repeated unasked key: broken first", result('"x":"broken","x":{"userId":1}'), users({ notFound: [P1], unasked: [["x", id(1)]] })),
    of("repeated unasked key: broken twice", result('"x":"broken","x":{"email":7}'), users({ notFound: [P1], unreadable: [{ identifier: "x", field: "userId" }] })),
    of("repeated unasked key: null last", result('"x":{"userId":1},"x":null'), nobody),
    of("repeated unasked key: once with escapes", result(String.raw`"x":{"userId":1},"\u0078":{"userId":2}`), users({ notFound: [P1], unasked: [["x", id(2)]] })),
    of("the empty key, unasked", result('"":{"userId":1}'), users({ notFound: [P1], unasked: [["", id(1)]] })),
    of("unasked key with escapes", result(String.raw`"\u4e2d\"\\\n\ud83d\ude00":{"userId":1}`), users({ notFound: [P1], unasked: [['中"\\\n😀', id(1)]] })),

    of("asked key with escapes", result(String.raw`"p\u0065rson1\u0040example.com":{"userId":7}`), found()),
    of("asked key of Chinese and emoji, escaped", result(String.raw`"\u5b89\u7136\ud83d\ude00":{"userId":7}`), users({ found: [["安然😀", account()]] }), { loginNames: ["安然😀"] }),
    of("asked key of Chinese and emoji, bare", result('"安然😀":{"userId":7,"lastName":"安"},"b":{"userId":2,"lastName":"é"}'),
      users({ found: [["安然😀", account({ lastName: "安" }, { displayName: "安" })], ["b", account({ lastName: "é" }, { displayName: "é" }, 2)]] }), { loginNames: ["安然😀", "b"] }),
    of("asked key with a quote, a backslash and a newline", result(String.raw`"a\"\\\nb":{"userId":7}`), users({ found: [['a"\\\nb', account()]] }), { loginNames: ['a"\\\nb'] }),
    of("asked key with a NUL", result(String.raw`"a\u0000b":{"userId":7},"a":{"userId":8}`), users({ found: [["a\u0000b", account()]], unasked: [["a", account({}, {}, 8)]] }), { loginNames: ["a\u0000b"] }),
    of("asked for __proto__, constructor and toString: found", result('"__proto__":{"userId":1},"constructor":{"userId":2},"toString":{"userId":3}'),
      users({ found: [["__proto__", id(1)], ["constructor", id(2)], ["toString", id(3)]] }), { loginNames: ["__proto__", "constructor", "toString"] }),
    of("asked for __proto__, constructor and toString: not found", result('"a":null'), users({ notFound: ["__proto__", "constructor", "toString", "hasOwnProperty", "valueOf"] }),
      { loginNames: ["__proto__", "constructor", "toString", "hasOwnProperty", "valueOf"] }),
    of("asked for __proto__: unreadable", result('"__proto__":{"loginName":"x"}'), users({ unreadable: [{ identifier: "__proto__", field: "userId" }] }), { loginNames: ["__proto__"] }),
    of("__proto__ and constructor unasked", result('"__proto__":{"userId":1},"constructor":{"userId":2}'), users({ notFound: [P1], unasked: [["__proto__", id(1)], ["constructor", id(2)]] })),
    of("__proto__ inside an account", result(`"${P1}":{"__proto__":{"userId":1,"lastName":"x"},"userId":7}`), found()),
    of("__proto__ instead of result", `{"status":0,"__proto__":{"result":{"${P1}":{"userId":7}}}}`, nobody),

    of("20 of each list, all found",
      result([email, mobile, login].flatMap((make) => people(20, (index) => `"${make(index)}":{"userId":${index}}`)).join(",")),
      users({ found: [email, mobile, login].flatMap((make) => people(20, (index) => [make(index), id(index)])) }),
      { emails: people(20, email), mobiles: people(20, mobile), loginNames: people(20, login) }),
  ];
}

function kinds() {
  const of = make("ours", source.LENIENCY);
  const page = make("documented", vendor.PAGE);
  return [
    page("every column", p1('"loginName":"l","email":"e@example.com","countryCode":"86","mobile":"10000000001","customerCode":"c","companyName":"示例公司","displayName":"d","firstName":"f","middleName":"m","lastName":"n"'),
      found({ loginName: "l", email: "e@example.com", countryCode: "86", mobile: "10000000001", customerCode: "c", companyName: "示例公司", displayName: "d", firstName: "f", middleName: "m", lastName: "n" },
        { displayName: "d", phone: "10000000001", email: "e@example.com", organization: "示例公司", tenant: "c" })),
    page("empty texts stay empty", p1('"loginName":"","email":"","mobile":"","companyName":"","customerCode":"","displayName":"","firstName":"","lastName":""'),
      found({ loginName: "", email: "", mobile: "", customerCode: "", companyName: "", displayName: "", firstName: "", lastName: "" })),
    of("texts that are numbers keep their digits", p1('"countryCode":86,"mobile":10000000001,"customerCode":12345678901234567890,"companyName":1.50,"middleName":-0.0,"firstName":1E+2'),
      found({ countryCode: "86", mobile: "10000000001", customerCode: "12345678901234567890", companyName: "1.50", firstName: "1E+2", middleName: "-0.0" },
        { displayName: "1E+2", phone: "10000000001", organization: "1.50", tenant: "12345678901234567890" })),
    of("texts that are true and false", p1('"loginName":true,"middleName":false'), found({ loginName: "true", middleName: "false" }, { displayName: "true" })),
    of("texts that are nothing", p1('"loginName":null,"email":{},"mobile":[],"lastName":{ },"firstName":[ ]'), found()),
    ...['{"a":1}', "[1]", "[null]", '["a"]'].map((value) => of(`text is ${value}`, p1(`"mobile":${value}`), found({ unreadableFields: ["mobile"] }))),
    of("texts of Chinese, emoji and escapes", p1(String.raw`"displayName":"安然😀","lastName":"\u5b89\ud83d\ude00\/\"","firstName":"a\u0000b"`),
      found({ displayName: "安然😀", firstName: "a\u0000b", lastName: '安😀/"' }, { displayName: "安然😀" })),
    of("text of 100,000 characters", repeat(`{"status":0,"result":{"${P1}":{"userId":7,"x":"`, "好", 100_000, '","lastName":"安"}}}'), found({ lastName: "安" }, { displayName: "安" })),

    of("repeated key in an account: the last counts", p1('"lastName":"a","lastName":"b"'), found({ lastName: "b" }, { displayName: "b" })),
    of("repeated userId: the last counts", result(`"${P1}":{"userId":1,"userId":7}`), found()),
    of("repeated userId: null last", result(`"${P1}":{"userId":1,"userId":null}`), unreadable("userId")),
    of("repeated key: broken first", p1('"email":{"a":1},"email":"e@example.com"'), found({ email: "e@example.com" }, { email: "e@example.com" })),
    of("repeated key: broken last", p1('"email":"e@example.com","email":{"a":1}'), found({ unreadableFields: ["email"] })),
    of("repeated account: the last counts", result(`"${P1}":{"userId":1},"${P1}":{"userId":7}`), found()),
    of("repeated account: null last", result(`"${P1}":{"userId":1},"${P1}":null`), nobody),
    of("repeated account: broken last", result(`"${P1}":{"userId":1},"${P1}":"x"`), unreadable("")),
    of("repeated account: broken first", result(`"${P1}":"x","${P1}":{"userId":7}`), found()),
    of("repeated account: once with escapes", result(String.raw`"person1@example.com":{"userId":1},"person\u0031@example.com":{"userId":7}`), found()),
    of("repeated account: an escaped one first", result(String.raw`"person\u0031@example.com":{"userId":1},"person1@example.com":{"userId":7}`), found()),
    of("repeated result: the last counts", `{"status":0,"result":{"a":{"userId":1}},"result":{"${P1}":{"userId":7}}}`, found()),
    of("repeated result: null last", `{"status":0,"result":{"${P1}":{"userId":7}},"result":null}`, nobody),
    of("repeated result: a text first", `{"status":0,"result":"x","result":{"${P1}":{"userId":7}}}`, found()),
    of("repeated result: a text last", `{"status":0,"result":{"${P1}":{"userId":7}},"result":"x"}`, malformed("result")),
    of("repeated status", '{"status":5,"status":0}', nobody),

    of("escaped keys", String.raw`{"st\u0061tus":0,"\u0072esult":{"person1@example.com":{"user\u0049d":7,"\u006castName":"a"}},"request\u005fid":"req-1"}`,
      users({ found: [[P1, account({ lastName: "a" }, { displayName: "a" })]], requestId: "req-1" })),
    of("keys differ by case", result(`"${P1}":{"userId":7,"UserId":8,"LastName":"x","EMAIL":{"a":1}}`), found()),
    of("unknown keys of every type", p1('"a":null,"b":{"userId":1},"c":[{"userId":2}],"d":1.5,"e":"f","g":true,"":0'), found()),
    of("keys like those of every object", p1('"constructor":{"a":1},"toString":"x","hasOwnProperty":0'), found()),
    of("columns in the reverse order", result(`"${P1}":{"lastName":"n","mobile":"10000000001","loginName":"l","userId":7}`), found({ loginName: "l", mobile: "10000000001", lastName: "n" }, { displayName: "n", phone: "10000000001" })),
    of("blank space everywhere", `\r\n{ "status"\t:\n0 , "result" : { "${P1}" : { "userId" : 7 , "lastName" : "n" } , "x" : { "userId" : "8" } } } \t`,
      users({ found: [[P1, account({ lastName: "n" }, { displayName: "n" })]], unasked: [["x", account({}, {}, 8)]] })),
    of("byte order mark, Chinese and emoji before the accounts", answer(`\ufeff{"x":"示例😀é","status":0,"result":{"安😀":{"userId":1,"lastName":"然😀"},"${P1}":{"userId":7,"lastName":"n"}}}`),
      users({ found: [[P1, account({ lastName: "n" }, { displayName: "n" })]], unasked: [["安😀", account({ lastName: "然😀" }, { displayName: "然😀" }, 1)]] })),
  ];
}

function profiles() {
  const of = make("ours", source.PROFILE);
  return [
    of("profile: displayName first", p1('"loginName":"l","firstName":"f","lastName":"n","displayName":"d"'), found({ loginName: "l", displayName: "d", firstName: "f", lastName: "n" }, { displayName: "d" })),
    make("documented", vendor.PAGE)("profile: then lastName", p1('"loginName":"l","firstName":"f","lastName":"n","displayName":""'), found({ loginName: "l", displayName: "", firstName: "f", lastName: "n" }, { displayName: "n" })),
    of("profile: then firstName", p1('"loginName":"l","firstName":"f","lastName":""'), found({ loginName: "l", firstName: "f", lastName: "" }, { displayName: "f" })),
    of("profile: then loginName", p1('"loginName":"l","firstName":"","lastName":null'), found({ loginName: "l", firstName: "" }, { displayName: "l" })),
    of("profile: middleName is no name", p1('"middleName":"m"'), found({ middleName: "m" })),
    of("profile: phone, email, organization, tenant", p1('"mobile":"10000000001","email":"e@example.com","companyName":"示例公司","customerCode":"c"'),
      found({ email: "e@example.com", mobile: "10000000001", customerCode: "c", companyName: "示例公司" }, { phone: "10000000001", email: "e@example.com", organization: "示例公司", tenant: "c" })),
  ];
}

function documents() {
  const of = make("ours", source.RFC_JSON);
  const open = '{"status":0,"result":null';
  const lenient = make("ours", source.LENIENCY);
  const { good, bad, repaired } = syntaxCases(open, "}");
  const frame = `${open},"x":""}`.length;
  const cap = make("ours", source.CAP);
  const deep = make("ours", source.DEPTH);
  return [
    ...good.map(([name, response]) => of(`JSON: ${name}`, response, nobody)),
    ...bad.map(([name, response]) => of(`not JSON: ${name}`, response, malformed("", {}))),
    ...repaired.map(([name, response]) => lenient(`read all the same: ${name}`, response, nobody)),
    ...BROKEN_CHARACTERS.map(([name, broken, text]) =>
      lenient(`a name with ${name}`, bytes(`{"status":0,"result":{"${P1}":{"userId":7,"displayName":"`, ...broken, '","firstName":"f"}}}'), found({ displayName: text, firstName: "f" }, { displayName: text }))),
    deep("127 levels inside an account", repeat(`{"status":0,"result":{"${P1}":{"userId":7,"x":`, "[", 124, "]".repeat(124) + "}}}"), found()),
    deep("128 levels inside an account", repeat(`{"status":0,"result":{"${P1}":{"userId":7,"x":`, "[", 125, "]".repeat(125) + "}}}"), malformed("", {})),
    deep("127 levels in a column of another type", repeat(`{"status":0,"result":{"${P1}":{"userId":`, "[", 124, "1" + "]".repeat(124) + "}}}"), unreadable("userId")),
    cap("a body of 8 MiB", repeat(open + ',"x":"', "x", 8_388_608 - frame, '"}'), nobody),
    cap("a body of 8 MiB and a byte", repeat(open + ',"x":"', "x", 8_388_608 - frame + 1, '"}'), tooLarge("quanshi")),
    cap("a body of 8 MiB counts bytes, not characters", repeat(open + ',"x":"', "好", 2_796_200, '"}'), tooLarge("quanshi")),
    cap("a body of 20 MiB with a bad status", { ...repeat("", "x", 20_971_520, ""), status: 500 }, tooLarge("quanshi")),
    cap("a body of 9 MiB with 429", { ...repeat("", " ", 9_437_184, ""), status: 429, headers: [["Retry-After", "1"]] }, tooLarge("quanshi")),
  ];
}

function words() {
  const of = make("ours", source.SCRUB);
  const says = (text) => `{"status":5,"msg":${quoted(text)}}`;
  const told = (providerText, more = {}) => error("REJECTED", { providerCode: 5, providerText, ...more });
  return [
    ...SCRUBBED.map(([name, text, left]) => of(`provider text: ${name}`, says(text), told(left))),
    of("provider text: the token echoed", says("token demo-token is not valid"), told("token [redacted] is not valid")),
    of("provider text: the token echoed inside a word", says("xdemo-tokenx"), told("x[redacted]x")),
    of("provider text: the identifiers echoed", says("no person1@example.com, no 10000000001, no an ran, no 安然"), told("no [redacted], no [redacted], no [redacted], no [redacted]"),
      { emails: [P1], mobiles: ["10000000001"], loginNames: ["an ran", "安然安", "安然"] }),
    of("provider text: one identifier inside another", says("no 安然安然, no 安然安"), told("no [redacted], no [redacted]"), { loginNames: ["安然安", "安然安然"] }),
    of("provider text: an identifier with a long number", says("no (an 10000000001 然)"), told("no ([redacted])"), { loginNames: ["an 10000000001 然"] }),
    of("provider text: an identifier that was not sent stays", says("no anran"), told("no anran")),
    of("provider text: a request id stays as it is", '{"status":5,"msg":"no","request_id":"confopenapiserver-192.0.2.1-1800000000.000000000.01"}', told("no", { requestId: PAGE_ID })),
    of("provider text: a number", '{"status":5,"msg":10000000001}', told("[redacted]")),
    of("provider text: with 401", { status: 401, headers: [], body: says("demo-token of someone@example.com") },
      { error: { code: "UNAUTHENTICATED", retryable: false, provider: "quanshi", status: 401, providerCode: 5, providerText: "[redacted] of [redacted]" } }),
    of("provider text: with a broken answer", '{"status":0,"msg":"hello 10000000001","result":7}', malformed("result", { providerCode: 0, providerText: "hello [redacted]" })),
  ];
}

function statuses() {
  const failure = { body: '{"status":20001,"msg":"失败","request_id":"req-1"}', told: { providerCode: 20001, providerText: "失败", requestId: "req-1" } };
  return statusCases(vendor.model, { emails: [P1] }, failure);
}

export function answers() {
  const top = { baseUrl: "https://example.com", auth: { token: "demo-token" } };
  return responses(vendor.model, top, [
    ...pages(), ...envelopes(), ...results(), ...outcomes(), ...kinds(), ...profiles(), ...documents(), ...statuses(), ...words(),
  ]);
}
