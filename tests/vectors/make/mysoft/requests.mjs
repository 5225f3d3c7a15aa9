// The requests of 明源云助手 Mysoft: POST /api/wzs/get-user-info?access_token=…

import { strict as assert } from "node:assert";
import { inputCases, NO_INTEGERS, NO_TEXTS } from "../inputs.mjs";
import { baseUrlCases, NOW, RANDOM } from "../shared.mjs";
import * as source from "../sources.mjs";
import * as vendor from "./model.mjs";

const PATH = "/api/wzs/get-user-info";
const BASE = "https://example.com";
const HEADERS = [["accept", "application/json"], ["content-type", "application/json"]];
const TOKEN = "demo token+/=&?";
const TOKEN_WRITTEN = "demo%20token%2B%2F%3D%26%3F";

/** The names of the inputs, in the vendor's order, with the vendor's names. */
const FIELDS = {
  tenantCode: "tenant_code",
  appCacheHost: "app_cache_host",
  wzsUserId: "wzs_user_id",
  tenantId: "tenant_id",
  versionName: "version_name",
  deviceIdWithTrailingSpace: "device_id ",
  deviceName: "device_name",
  deviceToken: "device_token",
  platform: "platform",
  pushChannel: "push_channel",
  osVersion: "os_version",
  language: "__language__",
  deviceId: "device_id",
};

const UNRESERVED = /^[A-Za-z0-9\-._~]$/;
const percent = (text) =>
  [...Buffer.from(text, "utf8")]
    .map((byte) => String.fromCharCode(byte))
    .map((byte) => (UNRESERVED.test(byte) ? byte : "%" + byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")))
    .join("");

const request = (url, body) => ({ request: { method: "POST", url, headers: HEADERS, body } });
const refused = (field) => ({ error: { code: "INVALID_INPUT", field } });
const common = { nowMs: NOW, randomHex: RANDOM };
const head = (name, from, mark) => ({ name, source: from, mark, baseUrl: BASE, auth: { accessToken: TOKEN } });

function ask(name, input, body, mark = "ours", from = source.REQUEST) {
  const members = Object.entries(FIELDS).filter(([field]) => input[field] !== undefined);
  assert.equal(body, JSON.stringify(Object.fromEntries(members.map(([field, wire]) => [wire, input[field]]))), name);
  return { ...head(name, from, mark), input, ...common, expect: request(`${BASE}${PATH}?access_token=${TOKEN_WRITTEN}`, body) };
}

// [name, token, token as encoded in the query]
const TOKENS = [
  ["letters and digits", "azAZ09", "azAZ09"],
  ["what needs no encoding", "a-b.c_d~e", "a-b.c_d~e"],
  ["space", "a b", "a%20b"],
  ["plus", "a+b", "a%2Bb"],
  ["slash", "a/b", "a%2Fb"],
  ["equals", "a==", "a%3D%3D"],
  ["ampersand", "a&tenant_code=b", "a%26tenant_code%3Db"],
  ["question mark", "a?b", "a%3Fb"],
  ["number sign", "a#b", "a%23b"],
  ["percent sign", "100%", "100%25"],
  ["what looks encoded", "a%2Fb", "a%252Fb"],
  ["what encodeURIComponent leaves alone", "!'()*", "%21%27%28%29%2A"],
  ["other punctuation", "\"$,:;<>@[\\]^`{|}", "%22%24%2C%3A%3B%3C%3E%40%5B%5C%5D%5E%60%7B%7C%7D"],
  ["Chinese", "示例", "%E7%A4%BA%E4%BE%8B"],
  ["emoji", "😀", "%F0%9F%98%80"],
  ["letter of two bytes", "é", "%C3%A9"],
  ["control characters", "a\u0000\t\r\n\u001f\u007f", "a%00%09%0D%0A%1F%7F"],
  ["base64", "ab+/cd==", "ab%2B%2Fcd%3D%3D"],
  ["everything asked about", "a /+=&?#%中😀~.-_", "a%20%2F%2B%3D%26%3F%23%25%E4%B8%AD%F0%9F%98%80~.-_"],
];

export function requests() {
  const sample = {
    tenantCode: "example_tenant",
    appCacheHost: "https://x.example.com:8080",
    wzsUserId: "wzs-example-0001",
    tenantId: "tenant-example",
    versionName: "3.9.0",
    deviceIdWithTrailingSpace: "device-example",
    deviceName: "iPhone 11 Pro",
    deviceToken: "device-token-example",
    platform: 1,
    pushChannel: 1,
    osVersion: "13.1",
    language: "zh-CN",
    deviceId: "device-example",
  };
  const cases = [
    ask(
      "the page's example",
      sample,
      '{"tenant_code":"example_tenant","app_cache_host":"https://x.example.com:8080","wzs_user_id":"wzs-example-0001","tenant_id":"tenant-example","version_name":"3.9.0","device_id ":"device-example","device_name":"iPhone 11 Pro","device_token":"device-token-example","platform":1,"push_channel":1,"os_version":"13.1","__language__":"zh-CN","device_id":"device-example"}',
      "documented",
      vendor.PAGE,
    ),
    ask(
      "the order is the vendor's, not the caller's",
      { deviceId: "d", language: "en-US", pushChannel: 5, platform: 2, tenantCode: "t" },
      '{"tenant_code":"t","platform":2,"push_channel":5,"__language__":"en-US","device_id":"d"}',
    ),
    ask("nothing", {}, "{}", "unknown"),
    ask("tenantCode alone", { tenantCode: "example_tenant" }, '{"tenant_code":"example_tenant"}'),
    ask("appCacheHost alone", { appCacheHost: "https://x.example.com:8080" }, '{"app_cache_host":"https://x.example.com:8080"}', "documented", vendor.PAGE),
    ask("wzsUserId alone", { wzsUserId: "wzs-example-0001" }, '{"wzs_user_id":"wzs-example-0001"}'),
    ask("tenantId alone", { tenantId: "tenant-example" }, '{"tenant_id":"tenant-example"}'),
    ask("versionName alone", { versionName: "3.9.0" }, '{"version_name":"3.9.0"}'),
    ask("deviceIdWithTrailingSpace alone", { deviceIdWithTrailingSpace: "device-example" }, '{"device_id ":"device-example"}', "documented", vendor.PAGE),
    ask("deviceName alone", { deviceName: "iPhone 11 Pro" }, '{"device_name":"iPhone 11 Pro"}'),
    ask("deviceToken alone", { deviceToken: "device-token-example" }, '{"device_token":"device-token-example"}'),
    ask("platform 1: iOS", { platform: 1 }, '{"platform":1}', "documented", vendor.LOGIN),
    ask("platform 2: Android", { platform: 2 }, '{"platform":2}', "documented", vendor.LOGIN),
    ...[["apns", 1], ["小米", 2], ["华为", 3], ["OPPO", 4], ["VIVO", 5]].map(([name, value]) =>
      ask(`pushChannel ${value}: ${name}`, { pushChannel: value }, `{"push_channel":${value}}`, "documented", vendor.LOGIN),
    ),
    ask("osVersion alone", { osVersion: "13.1" }, '{"os_version":"13.1"}'),
    ask("language alone, Chinese", { language: "zh-CN" }, '{"__language__":"zh-CN"}', "documented", vendor.PAGE),
    ask("language alone, English", { language: "en-US" }, '{"__language__":"en-US"}', "documented", vendor.LOGIN),
    ask("deviceId alone", { deviceId: "device-example" }, '{"device_id":"device-example"}'),
    ask("two device ids that differ", { deviceId: "b", deviceIdWithTrailingSpace: "a" }, '{"device_id ":"a","device_id":"b"}'),
    ask("an empty string is sent", { tenantCode: "", deviceName: "" }, '{"tenant_code":"","device_name":""}'),
    ask("values with every short escape", { deviceName: '"\\\b\t\n\f\r/', versionName: "\u0000\u001f" }, String.raw`{"version_name":"\u0000\u001f","device_name":"\"\\\b\t\n\f\r/"}`),
    ask("values of Chinese, emoji, DEL and U+2028", { deviceName: "安然的手机😀\u007f\u2028" }, '{"device_name":"安然的手机😀\u007f\u2028"}'),
    ask("values called like members of every object", { tenantCode: "__proto__", wzsUserId: "constructor", tenantId: "toString" }, '{"tenant_code":"__proto__","wzs_user_id":"constructor","tenant_id":"toString"}'),
    ...TOKENS.map(([name, accessToken, written]) => {
      assert.equal(percent(accessToken), written, name);
      return {
        ...head(`access token: ${name}`, source.RFC_URL, "ours"),
        auth: { accessToken },
        input: {},
        ...common,
        expect: request(`${BASE}${PATH}?access_token=${written}`, "{}"),
      };
    }),
    { ...head("empty access token", source.INPUT, "ours"), auth: { accessToken: "" }, input: {}, ...common, expect: refused("accessToken") },
    { name: "no base URL", source: source.BASE_URL, mark: "ours", auth: { accessToken: TOKEN }, input: {}, ...common, expect: refused("baseUrl") },
    ...[0, 3, -1, 257, 65537].map((platform) => ({ ...head(`platform ${platform}`, source.INPUT, "ours"), input: { platform }, ...common, expect: refused("platform") })),
    ...[0, 6, -1, 257, 65537].map((pushChannel) => ({ ...head(`pushChannel ${pushChannel}`, source.INPUT, "ours"), input: { pushChannel }, ...common, expect: refused("pushChannel") })),
    ...baseUrlCases(PATH, (url) => ({
      before: { auth: { accessToken: TOKEN }, input: { tenantCode: "t" }, ...common },
      expect: request(`${url}?access_token=${TOKEN_WRITTEN}`, '{"tenant_code":"t"}'),
    })),
  ];
  return { cases };
}

/** Returns documents that open a lookup, or that are rejected with the name of the invalid field. */
export function inputs() {
  const { open, refuse } = inputCases(vendor.model);
  const rest = { auth: { accessToken: "demo-token" }, options: { baseUrl: "https://example.com" } };
  const bad = (name, field, document) => refuse(name, field, { ...rest, ...document });
  return [
    open("an empty question", { ...rest, question: {} }),
    bad("no base URL", "baseUrl", { question: {}, options: {} }),
    bad("no credentials", "accessToken", { question: {}, auth: {} }),
    ...[["null", null], ["a string", "demo-token"]].map(([name, auth]) => bad(`the credentials are ${name}`, "auth", { question: {}, auth })),
    ...NO_TEXTS.map(([name, accessToken]) => bad(`the token is ${name}`, "accessToken", { question: {}, auth: { accessToken } })),
    bad("credentials of another service", "token", { question: {}, auth: { token: "demo-token" } }),
    ...NO_TEXTS.map(([name, wzsUserId]) => bad(`wzsUserId is ${name}`, "wzsUserId", { question: { wzsUserId } })),
    bad("a misspelled member", "wzsUserID", { question: { wzsUserID: "wzs-example-0001" } }),
    bad("a member in the vendor's spelling", "wzs_user_id", { question: { wzs_user_id: "wzs-example-0001" } }),
    ...NO_INTEGERS.map(([name, platform]) => bad(`platform is ${name}`, "platform", { question: { platform } })),
    bad("platform is 0", "platform", { question: { platform: 0 } }),
    bad("platform is 3", "platform", { question: { platform: 3 } }),
    bad("pushChannel is 6", "pushChannel", { question: { pushChannel: 6 } }),
  ];
}
