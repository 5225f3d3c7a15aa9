// The responses of dmtz 微信授权: POST /account_api/wechat/user/getUserInfo

import {
  answer, BROKEN_CHARACTERS, bytes, errors, quoted, repeat, responses, ROOTS, SCRUBBED, statusCases, syntaxCases, tooLarge,
} from "../shared.mjs";
import * as source from "../sources.mjs";
import * as vendor from "./model.mjs";

const error = errors("dmtz");
/** Returns the error for a malformed response, which includes the values from the envelope. */
const malformed = (field, told = { providerCode: 200 }) => error("MALFORMED_RESPONSE", { field, ...told });
/** Returns the user with the ID "u-1". `profile` has the additional members of its profile. */
const user = (fields, profile = {}) => ({
  value: { id: "u-1", ...fields, profile: { provider: "dmtz", id: "u-1", ...profile } },
});
/** Returns a response with the user "u-1" under `data`. */
const nested = (members) => answer(`{"code":200,"data":{"id":"u-1"${members && ","}${members}}}`);
const make = (mark, from) => (name, response, expect, more = {}) => ({
  name,
  source: from,
  mark,
  input: { code: "demo-code" },
  ...more,
  response: typeof response === "string" ? answer(response) : response,
  expect,
});

// The example on the page, row by row. The person is invented.
const PAGE_USER = `  "startTime": null,
  "endTime": null,
  "time": null,
  "filter": null,
  "name": null,
  "id": "00000000-0000-4000-8000-000000000001",
  "realName": null,
  "creationTime": "2024-08-27",
  "creatorId": null,
  "userTypeCode": "2",
  "isBackground": 0,
  "phoneNumber": "10000000001",
  "surname": "安然",
  "remark": null,
  "password": null,
  "userName": "oExampleExampleExampleExam01",
  "email": "person1@example.com",
  "lastModificationTime": "2024-08-27T01:02:03.456+00:00",
  "avatarUrl": "https://example.com/avatars/person1",
  "registerTime": "2024-08-27",
  "isDeleted": 0,
  "tenantId": null,
  "normalizedUserName": "OEXAMPLEEXAMPLEEXAMPLEEXAM01",
  "normalizedEmail": "PERSON1@EXAMPLE.COM",
  "emailConfirmed": 0,
  "passwordHash": null,
  "securityStamp": "EXAMPLESECURITYSTAMP000000000001",
  "isExternal": 0,
  "phoneNumberConfirmed": 1,
  "isActive": 1,
  "twoFactorEnabled": 0,
  "lockoutEnd": null,
  "lockoutEnabled": 1,
  "accessFailedCount": 0,
  "shouldChangePasswordOnNextLogin": 0,
  "lastPasswordChangeTime": null,
  "extraProperties": "{\\"Country\\":\\"\\",\\"Province\\":\\"\\",\\"City\\":\\"\\",\\"Gender\\":0,\\"Privilege\\":[]}",
  "concurrencyStamp": "00000000000000000000000000000001",
  "lastModifierId": null,
  "deleterId": null,
  "deletionTime": null,
  "cancelFollowTime": "2024-08-27",
  "isFollow": 1,
  "isRisk": 0,
  "productTrialTimeFrom": "2024-08-27",
  "productTrialTimeTo": "2024-09-03",
  "phoneNumberMask": "100****0001",
  "entityVersion": 6`;
const PAGE_CAPITALS = `  "CreationTime": "2024-08-27",
  "CancelFollowTime": "2024-08-27",
  "RegisterTime": "2024-08-27",
  "ProductTrialTimeFrom": "2024-08-27",
  "ProductTrialTimeTo": "2024-09-03",`;
const PAGE_FLAT = `{\n  "msg": "操作成功",\n  "code": 200,\n${PAGE_CAPITALS}\n${PAGE_USER}\n}`;
const PAGE_NESTED = `{\n"msg": "操作成功",\n"code": 200,\n"data": {\n${PAGE_CAPITALS}\n${PAGE_USER}\n}\n}`;
const PAGE_VALUE = {
  id: "00000000-0000-4000-8000-000000000001",
  creationTime: "2024-08-27",
  userTypeCode: "2",
  isBackground: false,
  phoneNumber: "10000000001",
  surname: "安然",
  userName: "oExampleExampleExampleExam01",
  email: "person1@example.com",
  lastModificationTime: "2024-08-27T01:02:03.456+00:00",
  avatarUrl: "https://example.com/avatars/person1",
  registerTime: "2024-08-27",
  isDeleted: false,
  normalizedUserName: "OEXAMPLEEXAMPLEEXAMPLEEXAM01",
  normalizedEmail: "PERSON1@EXAMPLE.COM",
  emailConfirmed: false,
  isExternal: false,
  phoneNumberConfirmed: true,
  isActive: true,
  twoFactorEnabled: false,
  lockoutEnabled: true,
  accessFailedCount: 0,
  shouldChangePasswordOnNextLogin: false,
  extraProperties: {
    text: '{"Country":"","Province":"","City":"","Gender":0,"Privilege":[]}',
    value: { country: "", province: "", city: "", gender: 0, privilege: [] },
  },
  cancelFollowTime: "2024-08-27",
  isFollow: true,
  isRisk: false,
  productTrialTimeFrom: "2024-08-27",
  productTrialTimeTo: "2024-09-03",
  phoneNumberMask: "100****0001",
  entityVersion: 6,
  profile: {
    provider: "dmtz",
    id: "00000000-0000-4000-8000-000000000001",
    displayName: "安然",
    phone: "10000000001",
    email: "person1@example.com",
    avatarUrl: "https://example.com/avatars/person1",
  },
};

function pages() {
  const page = make("documented", vendor.PAGE);
  const under = make("inferred", vendor.RUOYI);
  return [
    page("the page's example, flat", PAGE_FLAT, { value: PAGE_VALUE }),
    under("the page's example under data", PAGE_NESTED, { value: PAGE_VALUE }),
    page(
      "the page's example, secrets asked for",
      PAGE_FLAT,
      {
        value: PAGE_VALUE,
        secrets: {
          "secrets.securityStamp": "EXAMPLESECURITYSTAMP000000000001",
          "secrets.concurrencyStamp": "00000000000000000000000000000001",
        },
      },
      { includeSecrets: true },
    ),
  ];
}

function envelopes() {
  const of = make("inferred", source.ENVELOPE);
  const ours = make("ours", source.ENVELOPE);
  const codes = make("inferred", vendor.WECHAT_CODES);
  const ruoyi = make("inferred", vendor.RUOYI);
  const told = (providerCode, providerText) => error("REJECTED", { providerCode, ...(providerText === undefined ? {} : { providerText }) });
  const refused = (providerCode, providerText) =>
    error("UNAUTHENTICATED", { providerCode, ...(providerText === undefined ? {} : { providerText }) });
  return [
    of("flat", '{"msg":"操作成功","code":200,"id":"u-1"}', user({})),
    of("under data", '{"msg":"操作成功","code":200,"data":{"id":"u-1"}}', user({})),
    of("data before the code", '{"data":{"id":"u-1"},"code":200}', user({})),
    of("flat, code last", '{"id":"u-1","remark":"a","code":200}', user({ remark: "a" })),
    of("data wins over flat", '{"code":200,"id":"u-2","remark":"flat","data":{"id":"u-1"}}', user({})),
    of("data without an id does not fall back to flat", '{"code":200,"id":"u-1","data":{"remark":"a"}}', malformed("data.id")),
    of("code 200 as a string", '{"code":"200","data":{"id":"u-1"}}', user({})),
    ours("code 200 as an escaped string", String.raw`{"code":"\u003200","data":{"id":"u-1"}}`, user({})),
    ...[["null", "null"], ["an empty object", "{}"], ["an empty array", "[]"], ["an empty string", '""']].flatMap(([name, data]) => [
      ours(`data is ${name}, user flat`, `{"code":200,"data":${data},"id":"u-1"}`, user({})),
      ours(`data is ${name}, no user`, `{"code":200,"data":${data}}`, malformed("id")),
    ]),
    ...[["text", '"none"'], ["Base64", '"QmFzZTY0"'], ["an array", "[1]"], ["a list of users", '[{"id":"u-1"}]'], ["a number", "0"], ["false", "false"]].flatMap(([name, data]) => [
      ours(`data is ${name}, an id beside it`, `{"code":200,"id":"trace-77","data":${data}}`, malformed("data")),
      ours(`data is ${name}, no user`, `{"code":200,"data":${data}}`, malformed("data")),
    ]),
    ours("nothing but success", '{"msg":"操作成功","code":200}', malformed("id", { providerCode: 200, providerText: "操作成功" })),
    ours("code absent", '{"msg":"操作成功","data":{"id":"u-1"}}', malformed("code", { providerText: "操作成功" })),
    ours("empty object", "{}", malformed("code", {})),
    ...["null", '""', "{}", "[]"].map((code) => ours(`code is ${code}`, `{"code":${code},"id":"u-1"}`, malformed("code", {}))),
    ...['{"a":200}', "[200]", '"ok"', "true", "200.5"].map((code) =>
      ours(`code is ${code}`, `{"code":${code},"data":{"id":"u-1"}}`, malformed("code", {})),
    ),
    ours("Code is not code", '{"Code":200,"id":"u-1"}', malformed("code", {})),
    ours("Data is not data", '{"code":200,"Data":{"id":"u-1"}}', malformed("id")),
    ...ROOTS.map(([name, body]) => ours(`the body is ${name}`, body, malformed("", {}))),

    ruoyi("code 500", '{"msg":"操作失败","code":500}', told(500, "操作失败")),
    ruoyi("code 500 as a string", '{"msg":"操作失败","code":"500"}', told(500, "操作失败")),
    ours("code 500 without msg", '{"code":500}', told(500)),
    ours("code 500, msg empty", '{"code":500,"msg":""}', told(500)),
    ours("code 500, msg null", '{"code":500,"msg":null}', told(500)),
    ours("code 500, msg a number", '{"code":500,"msg":17}', told(500, "17")),
    ours("code 500, data whole", '{"msg":"操作失败","code":500,"data":{"id":"u-1"}}', told(500, "操作失败")),
    ours("code 500, data broken", '{"msg":"操作失败","code":500,"data":{"id":{"a":1},"isActive":7}}', told(500, "操作失败")),
    ours("code 0", '{"msg":"?","code":0}', told(0, "?")),
    ours("code 1", '{"msg":"?","code":1}', told(1, "?")),
    ours("code 201", '{"msg":"?","code":201,"data":{"id":"u-1"}}', told(201, "?")),
    ruoyi("code 401", '{"msg":"认证失败，无法访问系统资源","code":401}', refused(401, "认证失败，无法访问系统资源")),
    ruoyi("code 403", '{"msg":"没有权限","code":403}', refused(403, "没有权限")),
    ruoyi("code 401 as a string, no msg", '{"code":"401"}', refused(401)),
    codes("WeChat code that is no good", '{"msg":"invalid code","code":40029}', told(40029, "invalid code")),
    codes("WeChat code used before", '{"msg":"code been used","code":40163}', told(40163, "code been used")),
    codes("WeChat too often", '{"msg":"api minute-quota reach limit","code":45011}', told(45011, "api minute-quota reach limit")),
    codes("WeChat user at risk", '{"msg":"code blocked","code":40226}', told(40226, "code blocked")),
    codes("WeChat busy", '{"msg":"system error","code":-1}', told(-1, "system error")),
  ];
}

function ids() {
  const of = make("ours", source.LENIENCY);
  const named = (id) => ({ value: { id, profile: { provider: "dmtz", id } } });
  return [
    of("id is a number", '{"code":200,"data":{"id":10001}}', named("10001")),
    of("id is a number beyond every integer", '{"code":200,"data":{"id":12345678901234567890123}}', named("12345678901234567890123")),
    of("id is true", '{"code":200,"data":{"id":true}}', named("true")),
    of("id is an empty string", '{"code":200,"data":{"id":""}}', named("")),
    of("id is an empty string, flat", '{"code":200,"id":""}', named("")),
    of("id is null", '{"code":200,"data":{"id":null,"remark":"a"}}', malformed("data.id")),
    of("id is null, flat", '{"code":200,"id":null}', malformed("id")),
    of("id is {}", '{"code":200,"data":{"id":{},"remark":"a"}}', malformed("data.id")),
    of("id is []", '{"code":200,"data":{"id":[]}}', malformed("data.id")),
    of("id is an object", '{"code":200,"data":{"id":{"a":1}}}', malformed("data.id")),
    of("id is an array", '{"code":200,"data":{"id":["u-1"]}}', malformed("data.id")),
    of("id is an object, flat", '{"code":200,"id":{"a":1}}', malformed("id")),
    of("ID is not id", '{"code":200,"data":{"ID":"u-1"}}', malformed("data.id")),
    of("the first broken row of the page is told", '{"code":200,"data":{"isActive":7,"isBackground":8}}', malformed("data.id")),
    of("rows that cannot be read are told in the page's order, not in the body's", '{"code":200,"data":{"isRisk":7,"isBackground":8,"id":"u-1"}}', user({ unreadableFields: ["isBackground", "isRisk"] })),
  ];
}

function kinds() {
  const of = make("ours", source.LENIENCY);
  const page = make("inferred", vendor.PAGE);
  const wrongFlags = ["2", "-1", "1.5", "10", '"2"', '" 1"', '"1 "', '"yes"', '"Y"', '"true "', '"null"', "[1]", '{"a":true}', "[true]"];
  const wrongInts = ["1.5", "1e-1", "true", "false", "[1]", '{"a":1}', '"1."', '"1e"', '"+1"', '" 1"', '"1 "', '"one"', '"-"', '"--1"', '"0x10"', '"１"',
    "9007199254740992", "-9007199254740992", '"9007199254740992"', "9999999999999999", "12345678901234567", '"12345678901234567"', '"00009007199254740991"', "1e400"];
  const wrongTexts = ['{"a":1}', "[1]", "[null]", '[""]', "[[]]", '{"":null}'];
  return [
    page(
      "flags in every form, true",
      nested('"isBackground":true,"isDeleted":1,"emailConfirmed":"1","isExternal":"true","isActive":"TRUE","isFollow":"tRuE","isRisk":"\\u0031","lockoutEnabled":"tru\\u0065"'),
      user({ isBackground: true, isDeleted: true, emailConfirmed: true, isExternal: true, isActive: true, lockoutEnabled: true, isFollow: true, isRisk: true }),
    ),
    page(
      "flags in every form, false",
      nested('"isBackground":false,"isDeleted":0,"emailConfirmed":"0","isExternal":"false","isActive":"FALSE","isFollow":"fAlSe","isRisk":"\\u0030"'),
      user({ isBackground: false, isDeleted: false, emailConfirmed: false, isExternal: false, isActive: false, isFollow: false, isRisk: false }),
    ),
    of("flags that are nothing", nested('"isBackground":null,"isDeleted":"","emailConfirmed":{},"isExternal":[],"isActive":{ },"isFollow":[\n]'), user({})),
    ...wrongFlags.map((value) => of(`flag is ${value}`, nested(`"isActive":${value}`), user({ unreadableFields: ["isActive"] }))),
    of("flag is 2, flat", '{"code":200,"id":"u-1","isActive":2}', user({ unreadableFields: ["isActive"] })),
    of("flags as numbers in every form", nested('"isBackground":1.0,"isDeleted":1e0,"emailConfirmed":"01","isExternal":"1.0","isActive":-0,"isFollow":0.00'),
      user({ isBackground: true, isDeleted: true, emailConfirmed: true, isExternal: true, isActive: false, isFollow: false })),

    of("integers", nested('"accessFailedCount":0,"entityVersion":6'), user({ accessFailedCount: 0, entityVersion: 6 })),
    of("integers in strings", nested('"accessFailedCount":"0","entityVersion":"6"'), user({ accessFailedCount: 0, entityVersion: 6 })),
    of("integers with leading zeros in strings", nested('"accessFailedCount":"0123","entityVersion":"-0000000000000007"'), user({ accessFailedCount: 123, entityVersion: -7 })),
    of("16 digits, most of them zeros", nested('"accessFailedCount":"0000000000000012"'), user({ accessFailedCount: 12 })),
    of("integer in an escaped string", nested(String.raw`"entityVersion":"\u0031\u0032"`), user({ entityVersion: 12 })),
    of("minus zero", nested('"accessFailedCount":-0,"entityVersion":"-0"'), user({ accessFailedCount: 0, entityVersion: 0 })),
    of("largest and smallest integer", nested('"accessFailedCount":9007199254740991,"entityVersion":-9007199254740991'), user({ accessFailedCount: 9007199254740991, entityVersion: -9007199254740991 })),
    of("largest and smallest integer in strings", nested('"accessFailedCount":"9007199254740991","entityVersion":"-9007199254740991"'), user({ accessFailedCount: 9007199254740991, entityVersion: -9007199254740991 })),
    of("integers around 32 bits", nested('"accessFailedCount":4294967296,"entityVersion":-4294967297'), user({ accessFailedCount: 4294967296, entityVersion: -4294967297 })),
    of("integers of 32 bits", nested('"accessFailedCount":4294967295,"entityVersion":-2147483648'), user({ accessFailedCount: 4294967295, entityVersion: -2147483648 })),
    of("integers that are nothing", nested('"accessFailedCount":null,"entityVersion":""'), user({})),
    of("integers that are nothing either", nested('"accessFailedCount":{},"entityVersion":[]'), user({})),
    ...wrongInts.map((value) => of(`integer is ${value}`, nested(`"entityVersion":${value}`), user({ unreadableFields: ["entityVersion"] }))),
    ...[["1.0", 1], ["1e3", 1000], ["-1.0", -1], ["6.3111959E+7", 63111959], ["70e-1", 7], ["9007199254740991.0", 9007199254740991], ["0e-400", 0]].flatMap(([written, entityVersion]) =>
      [written, quoted(written)].map((value) => of(`integer is ${value}`, nested(`"entityVersion":${value}`), user({ entityVersion })))),
    of("integer is 0123, which is no JSON", nested('"entityVersion":0123'), malformed("", {})),

    of("texts", nested('"userTypeCode":"2","surname":"","remark":" a "'), user({ userTypeCode: "2", surname: "", remark: " a " })),
    of("texts that are numbers", nested('"userTypeCode":2,"phoneNumberMask":10000000001,"surname":-0,"lastModificationTime":1.50,"registerTime":1E+5,"cancelFollowTime":0.10e-7'),
      user({ userTypeCode: "2", surname: "-0", lastModificationTime: "1.50", registerTime: "1E+5", cancelFollowTime: "0.10e-7", phoneNumberMask: "10000000001" }, { displayName: "-0", phone: "10000000001" })),
    of("texts that are long numbers", nested('"userTypeCode":12345678901234567,"creationTime":1e400'), user({ userTypeCode: "12345678901234567", creationTime: "1e400" })),
    of("texts that are true and false", nested('"userTypeCode":true,"registerTime":false'), user({ userTypeCode: "true", registerTime: "false" })),
    of("texts that are nothing", nested('"userTypeCode":null,"surname":{},"email":[],"phoneNumber":{ \t},"avatarUrl":[ ]'), user({})),
    ...wrongTexts.map((value) => of(`text is ${value}`, nested(`"userTypeCode":${value}`), user({ unreadableFields: ["userTypeCode"] }))),
    of("text of Chinese and emoji", nested('"surname":"安然😀👨‍👩‍👧é"'), user({ surname: "安然😀👨‍👩‍👧é" }, { displayName: "安然😀👨‍👩‍👧é" })),
    of("text of escapes", nested(String.raw`"surname":"\u5b89\u7136\ud83d\ude00\"\\\/\b\f\n\r\t"`), user({ surname: '安然😀"\\/\b\f\n\r\t' }, { displayName: '安然😀"\\/\b\f\n\r\t' })),
    of("text with a NUL", nested(String.raw`"surname":"a\u0000b"`), user({ surname: "a\u0000b" }, { displayName: "a\u0000b" })),
    of("text with a byte order mark", nested('"surname":"\ufeffa"'), user({ surname: "\ufeffa" }, { displayName: "\ufeffa" })),
    of("text behind a byte order mark, Chinese and emoji", answer('\ufeff{"code":200,"x":"安然😀é","data":{"x":"😀","id":"u-1","surname":"安然"}}'), user({ surname: "安然" }, { displayName: "安然" })),

    page("what the page calls object null, as strings",
      nested('"startTime":"2026-01-02","endTime":"","time":" ","filter":"a","creatorId":"c","remark":"r","tenantId":"t","lockoutEnd":"l","lastPasswordChangeTime":"p","lastModifierId":"m","deleterId":"d","deletionTime":"e"'),
      user({ startTime: "2026-01-02", endTime: "", time: " ", filter: "a", creatorId: "c", remark: "r", tenantId: "t", lockoutEnd: "l", lastPasswordChangeTime: "p", lastModifierId: "m", deleterId: "d", deletionTime: "e" }, { tenant: "t" })),
    of("anything: number, true, false, object, array",
      nested('"startTime":1800000000000,"endTime":1.50,"time":true,"filter":false,"remark":{"a":[1,"b"]},"creatorId":[null]'),
      user({ startTime: "1800000000000", endTime: "1.50", time: "true", filter: "false", creatorId: "[null]", remark: '{"a":[1,"b"]}' })),
    of("anything is kept as written",
      nested('"filter": { "a" :\n [ 1 , 1.0 , "\\u4e2d\\/" ] } ,"remark":[ {} ],"time":"\\u4e2d\\n"'),
      user({ filter: '{ "a" :\n [ 1 , 1.0 , "\\u4e2d\\/" ] }', remark: "[ {} ]", time: "中\n" })),
    of("anything behind Chinese and emoji", nested('"surname":"安然😀","remark":{"名":"😀"}'), user({ surname: "安然😀", remark: '{"名":"😀"}' }, { displayName: "安然😀" })),
    of("anything that is nothing", nested('"filter":null,"remark":{},"time":[],"creatorId":{ },"tenantId":[ ]'), user({})),
  ];
}

function embedded() {
  const of = make("ours", source.LENIENCY);
  const page = make("documented", vendor.PAGE);
  const extra = (text) => nested(`"extraProperties":${quoted(text)}`);
  const held = (text, value) => user({ extraProperties: value === undefined ? { text } : { text, value } });
  const value = (fields) => ({ ...fields, privilege: fields.privilege ?? [] });
  return [
    page("embedded: full", extra('{"Country":"中国","Province":"示例省","City":"示例市","Gender":1,"Privilege":["a","b"]}'),
      held('{"Country":"中国","Province":"示例省","City":"示例市","Gender":1,"Privilege":["a","b"]}', value({ country: "中国", province: "示例省", city: "示例市", gender: 1, privilege: ["a", "b"] }))),
    of("embedded: one field", extra('{"City":"示例市"}'), held('{"City":"示例市"}', value({ city: "示例市" }))),
    of("embedded: unknown fields", extra('{"x":[{"y":1}],"City":"a"}'), held('{"x":[{"y":1}],"City":"a"}', value({ city: "a" }))),
    of("embedded: nothing but unknown fields", extra('{"x":1}'), held('{"x":1}', value({}))),
    of("embedded: camelCase is not known here", extra('{"city":"a","Gender":2}'), held('{"city":"a","Gender":2}', value({ gender: 2 }))),
    of("embedded: gender in a string, city a number", extra('{"Gender":"1","City":7}'), held('{"Gender":"1","City":7}', value({ city: "7", gender: 1 }))),
    of("embedded: fields that are nothing", extra('{"City":null,"Gender":"","Privilege":null,"Country":{},"Province":[]}'), held('{"City":null,"Gender":"","Privilege":null,"Country":{},"Province":[]}', value({}))),
    of("embedded: privileges of every kind of text", extra('{"Privilege":["a","",1,1.50,true]}'), held('{"Privilege":["a","",1,1.50,true]}', value({ privilege: ["a", "", "1", "1.50", "true"] }))),
    of("embedded: blank space", extra(' \n{ "City" : "a" }\t'), held(' \n{ "City" : "a" }\t', value({ city: "a" }))),
    of("embedded: escapes inside", extra(String.raw`{"City":"\u4e2d\n\"\\","Country":"\ud83d\ude00"}`), held(String.raw`{"City":"\u4e2d\n\"\\","Country":"\ud83d\ude00"}`, value({ country: "😀", city: '中\n"\\' }))),
    of("embedded: every character escaped outside", nested(String.raw`"extraProperties":"\u007b\u0022City\u0022\u003a\u0022\u4e2d\ud83d\ude00\u0022\u007d"`), held('{"City":"中😀"}', value({ city: "中😀" }))),
    of("embedded: escaped key inside", extra(String.raw`{"C\u0069ty":"a"}`), held(String.raw`{"C\u0069ty":"a"}`, value({ city: "a" }))),
    of("embedded: repeated key", extra('{"City":"a","City":"b"}'), held('{"City":"a","City":"b"}', value({ city: "b" }))),
    of("embedded: Chinese and emoji before and inside", nested('"surname":"安然😀","extraProperties":"{\\"Country\\":\\"中国😀\\",\\"City\\":\\"市\\"}"'),
      user({ surname: "安然😀", extraProperties: { text: '{"Country":"中国😀","City":"市"}', value: value({ country: "中国😀", city: "市" }) } }, { displayName: "安然😀" })),
    of("embedded: empty string", extra(""), user({})),
    of("embedded: null", nested('"extraProperties":null'), user({})),
    of("embedded: a space", extra(" "), held(" ")),
    of("embedded: {} as text", extra("{}"), held("{}", value({}))),
    of("embedded: null as text", extra("null"), held("null")),
    of("embedded: array as text", extra("[1]"), held("[1]")),
    of("embedded: empty array as text", extra("[]"), held("[]")),
    of("embedded: string as text", extra('"City"'), held('"City"')),
    of("embedded: number as text", extra("7"), held("7")),
    of("embedded: plain words", extra("none"), held("none")),
    of("embedded: half a document", extra('{"City":"a"'), held('{"City":"a"')),
    of("embedded: something behind the document", extra('{"City":"a"}x'), held('{"City":"a"}x')),
    of("embedded: trailing comma", extra('{"City":"a",}'), held('{"City":"a",}')),
    of("embedded: lone surrogate inside", extra(String.raw`{"City":"\ud83d"}`), held(String.raw`{"City":"\ud83d"}`)),
    of("embedded: bare newline inside a string", nested(String.raw`"extraProperties":"{\"City\":\"a\nb\"}"`), held('{"City":"a\nb"}')),
    of("embedded: text of the wrong type", extra('{"City":{"a":1}}'), held('{"City":{"a":1}}', value({ unreadableFields: ["City"] }))),
    of("embedded: integer of the wrong type", extra('{"City":"a","Gender":"man"}'), held('{"City":"a","Gender":"man"}', value({ city: "a", unreadableFields: ["Gender"] }))),
    of("embedded: list that is a string", extra('{"Privilege":"a"}'), held('{"Privilege":"a"}', value({ unreadableFields: ["Privilege"] }))),
    of("embedded: list with null", extra('{"Privilege":["a",null]}'), held('{"Privilege":["a",null]}', value({ unreadableFields: ["Privilege"] }))),
    of("embedded: list with an object", extra('{"Privilege":[{"a":1}]}'), held('{"Privilege":[{"a":1}]}', value({ unreadableFields: ["Privilege"] }))),
    of("embedded: list that is an object", extra('{"Privilege":{"a":1}}'), held('{"Privilege":{"a":1}}', value({ unreadableFields: ["Privilege"] }))),
    of("embedded: list as an object with whole numbers for keys", extra('{"Privilege":{"1":"a","3":"b"}}'), held('{"Privilege":{"1":"a","3":"b"}}', value({ privilege: ["a", "b"] }))),
    of("embedded: 200 levels", extra(`{"x":${"[".repeat(199)}${"]".repeat(199)}}`), held(`{"x":${"[".repeat(199)}${"]".repeat(199)}}`)),
    of("embedded: an object instead of a string", nested('"extraProperties":{ "City" : "a", "Gender":1 }'), held('{ "City" : "a", "Gender":1 }', value({ city: "a", gender: 1 }))),
    of("embedded: an object with escapes and Chinese", nested(String.raw`"extraProperties":{"City":"\u4e2d","Country":"中国😀"}`), held(String.raw`{"City":"\u4e2d","Country":"中国😀"}`, value({ country: "中国😀", city: "中" }))),
    of("embedded: an object of the wrong type", nested('"extraProperties":{"Gender":[1]}'), held('{"Gender":[1]}', value({ unreadableFields: ["Gender"] }))),
    of("embedded: an empty object", nested('"extraProperties":{}'), user({})),
    of("embedded: an empty array", nested('"extraProperties":[ ]'), user({})),
    of("embedded: an array", nested('"extraProperties":[ 1, {"City":"a"} ]'), held('[ 1, {"City":"a"} ]')),
    of("embedded: a number", nested('"extraProperties":1.50'), held("1.50")),
    of("embedded: true", nested('"extraProperties":true'), held("true")),
    of("embedded: flat", '{"code":200,"id":"u-1","extraProperties":"{\\"City\\":\\"a\\"}"}', held('{"City":"a"}', value({ city: "a" }))),
  ];
}

function spellings() {
  const of = make("documented", vendor.PAGE);
  const ours = make("ours", source.LENIENCY);
  const upper = '"CreationTime":"C","CancelFollowTime":"F","RegisterTime":"R","ProductTrialTimeFrom":"A","ProductTrialTimeTo":"B"';
  const lower = '"creationTime":"c","cancelFollowTime":"f","registerTime":"r","productTrialTimeFrom":"a","productTrialTimeTo":"b"';
  const small = user({ creationTime: "c", registerTime: "r", cancelFollowTime: "f", productTrialTimeFrom: "a", productTrialTimeTo: "b" });
  const large = user({ creationTime: "C", registerTime: "R", cancelFollowTime: "F", productTrialTimeFrom: "A", productTrialTimeTo: "B" });
  return [
    of("both spellings, capitals first", nested(`${upper},${lower}`), small),
    of("both spellings, capitals last", nested(`${lower},${upper}`), small),
    ours("capitals alone", nested(upper), large),
    ours("camelCase alone", nested(lower), small),
    ours("capitals where camelCase is nothing", nested(`${lower.replace(/:"."/g, ":null")},${upper}`), large),
    ours("capitals where camelCase is {} or []", nested('"creationTime":{},"CreationTime":"C","registerTime":[],"RegisterTime":"R"'), user({ creationTime: "C", registerTime: "R" })),
    ours("camelCase wins even when empty", nested('"creationTime":"","CreationTime":"C"'), user({ creationTime: "" })),
    ours("capitals of the wrong type", nested('"CreationTime":{"a":1}'), user({ unreadableFields: ["CreationTime"] })),
    ours("camelCase of the wrong type beside capitals", nested('"creationTime":[1],"CreationTime":"C"'), user({ creationTime: "C", unreadableFields: ["creationTime"] })),
    ours("capitals of the wrong type beside camelCase", nested('"creationTime":"c","CreationTime":{"a":1}'), user({ creationTime: "c", unreadableFields: ["CreationTime"] })),
    ours("capitals that are nothing beside nothing", nested('"creationTime":null,"CreationTime":{}'), user({})),
    ours("other fields have one spelling", nested('"Surname":"a","IsActive":1'), user({})),
  ];
}

function keys() {
  const of = make("ours", source.LENIENCY);
  return [
    of("repeated key: the last counts", nested('"remark":"a","remark":"b"'), user({ remark: "b" })),
    of("repeated key: null last", nested('"remark":"a","remark":null'), user({})),
    of("repeated key: broken first", nested('"isActive":7,"isActive":1'), user({ isActive: true })),
    of("repeated key: broken last", nested('"isActive":1,"isActive":7'), user({ unreadableFields: ["isActive"] })),
    of("repeated key: id", '{"code":200,"data":{"id":"u-0","id":"u-1"}}', user({})),
    of("repeated key: id null last", '{"code":200,"data":{"id":"u-0","id":null}}', malformed("data.id")),
    of("repeated key: code", '{"code":500,"code":200,"data":{"id":"u-1"}}', user({})),
    of("repeated key: data, the last counts", '{"code":200,"data":{"id":"u-0","remark":"a"},"data":{"id":"u-1"}}', user({})),
    of("repeated key: data null last", '{"code":200,"data":{"id":"u-0"},"data":null,"id":"u-1"}', user({})),
    of("repeated key: embedded, the last counts", nested('"extraProperties":"{\\"City\\":\\"a\\"}","extraProperties":"x"'), user({ extraProperties: { text: "x" } })),
    of("escaped keys", String.raw`{"c\u006fde":200,"\u0064ata":{"\u0069d":"u-1","s\u0075rname":"a"}}`, user({ surname: "a" }, { displayName: "a" })),
    of("escaped key repeats a plain one", String.raw`{"code":200,"data":{"id":"u-1","remark":"a","rem\u0061rk":"b"}}`, user({ remark: "b" })),
    of("keys like those of every object", nested('"__proto__":{"surname":"x"},"constructor":1,"toString":"a","hasOwnProperty":0'), user({})),
    of("data called __proto__", '{"code":200,"__proto__":{"id":"u-1"}}', malformed("id")),
    of("keys that begin like known ones", nested('"i":1,"idd":2,"isActiv":3,"isActives":4,"":5'), user({})),
    of("key with a NUL behind a known one", nested('"surname\\u0000":"a"'), user({})),
    of("unknown keys of every type", nested('"a":null,"b":{"id":1},"c":[{"id":2}],"d":1.5,"e":"f","g":true'), user({})),
    of("rows in the wrong order", nested('"entityVersion":6,"phoneNumberMask":"100****0001","startTime":"s"'), user({ startTime: "s", phoneNumberMask: "100****0001", entityVersion: 6 }, { phone: "100****0001" })),
    of("blank space everywhere", ' {\r\n\t"code" : 200 ,\n"data"\t:\r{ "id"\n:\n"u-1" , "isActive" : "1" , "remark" : [ 1 ] } } \n', user({ remark: "[ 1 ]", isActive: true })),
  ];
}

function profiles() {
  const of = make("ours", source.PROFILE);
  return [
    of("profile: realName first", nested('"userName":"w","surname":"s","name":"n","realName":"r"'), user({ name: "n", realName: "r", surname: "s", userName: "w" }, { displayName: "r" })),
    of("profile: then name", nested('"userName":"w","surname":"s","name":"n","realName":""'), user({ name: "n", realName: "", surname: "s", userName: "w" }, { displayName: "n" })),
    of("profile: then surname", nested('"userName":"w","surname":"s","name":"","realName":null'), user({ name: "", surname: "s", userName: "w" }, { displayName: "s" })),
    of("profile: then userName", nested('"userName":"w","surname":""'), user({ surname: "", userName: "w" }, { displayName: "w" })),
    of("profile: no name at all", nested('"userName":"","surname":"","phoneNumber":"","email":"","avatarUrl":"","tenantId":""'), user({ phoneNumber: "", surname: "", userName: "", email: "", avatarUrl: "", tenantId: "" })),
    of("profile: a name of blank space is a name", nested('"realName":" ","surname":"s"'), user({ realName: " ", surname: "s" }, { displayName: " " })),
    of("profile: phone before its mask", nested('"phoneNumber":"10000000001","phoneNumberMask":"100****0001"'), user({ phoneNumber: "10000000001", phoneNumberMask: "100****0001" }, { phone: "10000000001" })),
    of("profile: mask where there is no phone", nested('"phoneNumber":"","phoneNumberMask":"100****0001"'), user({ phoneNumber: "", phoneNumberMask: "100****0001" }, { phone: "100****0001" })),
    of("profile: every member", nested('"realName":"安然","phoneNumber":"10000000001","email":"person1@example.com","avatarUrl":"https://example.com/a","tenantId":7'),
      user({ realName: "安然", phoneNumber: "10000000001", email: "person1@example.com", avatarUrl: "https://example.com/a", tenantId: "7" },
        { displayName: "安然", phone: "10000000001", email: "person1@example.com", avatarUrl: "https://example.com/a", tenant: "7" })),
    of("profile: a name from escapes", nested(String.raw`"realName":"\u5b89\u7136"`), user({ realName: "安然" }, { displayName: "安然" })),
  ];
}

function secrets() {
  const of = make("ours", source.SECRETS);
  const all = nested('"password":"p","passwordHash":"h","securityStamp":"s","concurrencyStamp":"c","remark":"r"');
  const asked = { includeSecrets: true };
  const held = (found, fields = {}) => ({ ...user(fields), secrets: found });
  return [
    of("secrets not asked for", all, user({ remark: "r" })),
    of("secrets asked for", all, held({ "secrets.password": "p", "secrets.passwordHash": "h", "secrets.securityStamp": "s", "secrets.concurrencyStamp": "c" }, { remark: "r" }), asked),
    of("secrets asked for, flat", '{"code":200,"id":"u-1","password":"p"}', held({ "secrets.password": "p" }), asked),
    of("secrets asked for, none there", nested(""), held({}), asked),
    of("secrets asked for, all nothing", nested('"password":null,"passwordHash":{},"securityStamp":[],"concurrencyStamp":null'), held({}), asked),
    of("secrets asked for, of other types", nested('"password":{"a":1},"passwordHash":[1],"securityStamp":7,"concurrencyStamp":true'),
      held({ "secrets.password": '{"a":1}', "secrets.passwordHash": "[1]", "secrets.securityStamp": "7", "secrets.concurrencyStamp": "true" }), asked),
    of("secrets asked for, empty strings", nested('"password":"","securityStamp":""'), held({ "secrets.password": "", "secrets.securityStamp": "" }), asked),
    of("secrets asked for, escaped", nested(String.raw`"password":"\u4e2d\""`), held({ "secrets.password": '中"' }), asked),
    of("secrets asked for, broken", nested('"securityStamp":{"a":1}'), held({}, { unreadableFields: ["securityStamp"] }), asked),
    of("secrets that were not asked for are not read, even if they are broken", nested('"securityStamp":{"a":1},"concurrencyStamp":[1]'), user({})),
  ];
}

const SYNTAX = new Set([
  "no blank space", "byte order mark", "every escape", "127 levels of arrays", "unusual Content-Type", "201",
  "empty body", "HTML page with status 200", "half a document", "two documents", "trailing comma in an object", "newline in a string",
  "lone high surrogate", "lone low surrogate", "NaN", "128 levels of arrays", "10,000 levels", "UTF-8: a byte that never occurs", "UTF-8: a surrogate",
]);

function documents() {
  const of = make("ours", source.RFC_JSON);
  const lenient = make("ours", source.LENIENCY);
  const { good, bad, repaired } = syntaxCases('{"code":200,"data":{"id":"u-1"}', "}");
  return [
    ...good.filter(([name]) => SYNTAX.has(name)).map(([name, response]) => of(`JSON: ${name}`, response, user({}))),
    ...bad.filter(([name]) => SYNTAX.has(name)).map(([name, response]) => of(`not JSON: ${name}`, response, malformed("", {}))),
    ...repaired.filter(([name]) => SYNTAX.has(name)).map(([name, response]) => lenient(`read all the same: ${name}`, response, user({}))),
    ...BROKEN_CHARACTERS.map(([name, broken, text]) =>
      lenient(`a name with ${name}`, bytes('{"code":200,"data":{"id":"u-1","surname":"', ...broken, '","remark":"r"}}'), user({ surname: text, remark: "r" }, { displayName: text }))),
    make("ours", source.CAP)("a body of 8 MiB and a byte", repeat('{"code":200,"id":"u-1","x":"', "x", 8_388_608 - 30 + 1, '"}'), tooLarge("dmtz")),
    make("ours", source.CAP)("a body of 8 MiB", repeat('{"code":200,"id":"u-1","x":"', "x", 8_388_608 - 30, '"}'), user({})),
  ];
}

function words() {
  const of = make("ours", source.SCRUB);
  const told = (providerText, providerCode = 500) => error("REJECTED", { providerCode, providerText });
  const says = (text) => `{"code":500,"msg":${quoted(text)}}`;
  const withCode = (code) => ({ input: { code } });
  return [
    ...SCRUBBED.map(([name, text, left]) => of(`provider text: ${name}`, says(text), told(left))),
    of("provider text: the code echoed", says("code demo-code is not valid"), told("code [redacted] is not valid")),
    of("provider text: the code echoed twice", says("demo-code, demo-code"), told("[redacted], [redacted]")),
    of("provider text: a code of blanks and Chinese echoed", says("code an 然 b is not valid"), told("code [redacted] is not valid"), withCode("an 然 b")),
    of("provider text: a code like a pattern echoed", says("code a.*(b is not valid"), told("code [redacted] is not valid"), withCode("a.*(b")),
    of("provider text: a code like a replacement echoed", says("code $& $' is not valid"), told("code [redacted] is not valid"), withCode("$& $'")),
    of("provider text: a code with a long number echoed", says("code an 10000000001 然 is not valid"), told("code [redacted] is not valid"), withCode("an 10000000001 然")),
    of("provider text: a code across more than a run echoed", says("(demo code 0123456789, 10)"), told("([redacted])"), withCode("demo code 0123456789, 10")),
    of("provider text: nothing is left", says("\n\t\u0000"), error("REJECTED", { providerCode: 500 })),
    of("provider text: escapes", String.raw`{"code":500,"msg":"\u4e2d\ud83d\ude00\"1000000\u0030001\""}`, told('中😀"[redacted]"')),
    make("ours", source.STATUS)("provider text: scrubbed with a bad status too", { status: 500, headers: [], body: says("demo-code of 10000000001") },
      { error: { code: "HTTP_STATUS", retryable: false, provider: "dmtz", status: 500, providerCode: 500, providerText: "[redacted] of [redacted]" } }),
  ];
}

export function answers() {
  const failure = { body: '{"msg":"操作失败","code":500}', told: { providerCode: 500, providerText: "操作失败" } };
  const top = { baseUrl: "https://example.com" };
  return responses(vendor.model, top, [
    ...pages(), ...envelopes(), ...ids(), ...kinds(), ...embedded(), ...spellings(), ...keys(), ...profiles(), ...secrets(),
    ...documents(), ...statusCases(vendor.model, { code: "demo-code" }, failure), ...words(),
  ]);
}
