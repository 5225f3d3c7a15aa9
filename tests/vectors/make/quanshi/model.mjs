// The model of 全时 Quanshi, which computes the expected result for a response.

import { compact, first, Flaw, glance, int, isEmptyString, isNothing, member, required, row, text, verdict } from "../records.mjs";

// The sources of the cases.

export const PAGE = "https://developer.quanshi.com/cn/api/184";
/** The source of `AppKey`. */
export const OLDER = "https://developer.quanshi.com/en/node/184";
/** The source of `request_id` beside `reqid`, and of a `result` that is a string. */
export const IDS = "https://developer.quanshi.com/cn/api/191";
/** The source of `msg`, and of a flat `result`. */
export const MSG = "https://developer.quanshi.com/cn/node/651";
/** The source of a `result` that is a list. */
export const OLD_ARRAY = "https://developer.quanshi.com/api/180";
/** The source of an ID in a string. */
export const CALLBACK = "https://developer.quanshi.com/cn/api/510";

// The vendor's tables.

const LISTS = ["emails", "mobiles", "loginNames"];

const ACCOUNT = {
  userId: required(int),
  loginName: text,
  email: text,
  countryCode: text,
  mobile: text,
  customerCode: text,
  companyName: text,
  displayName: text,
  firstName: text,
  middleName: text,
  lastName: text,
};

const profile = (account) => ({
  id: String(account.userId),
  displayName: first(account.displayName, account.lastName, account.firstName, account.loginName),
  phone: first(account.mobile),
  email: first(account.email),
  organization: first(account.companyName),
  tenant: first(account.customerCode),
});

/** Returns `providerCode`, `requestId`, and the words of a body that is the vendor's envelope. */
const envelope = (body) => ({
  providerCode: glance("int", body, "status"),
  words: glance("text", body, "msg"),
  requestId: glance("text", body, "request_id") ?? glance("text", body, "reqid"),
});

function read(body, context) {
  if (verdict(body, "status", "status", false) !== 0) throw context.refused(body, "REJECTED");
  const result = member(body, "result");
  const nobody = isNothing(result) || isEmptyString(result);
  if (!nobody && result.type !== "object") throw new Flaw("result");
  const accounts = new Map(nobody ? [] : result.members);
  const asked = [...new Set(LISTS.flatMap((list) => context.input[list] ?? []))];
  const answer = { found: [], notFound: [], unreadable: [], unasked: [] };
  const read = (key, found) => {
    const node = accounts.get(key);
    if (isNothing(node) || isEmptyString(node)) return "nothing";
    try {
      found.push([key, context.withProfile(row(ACCOUNT, node, "", false))]);
      return "found";
    } catch (error) {
      if (!(error instanceof Flaw)) throw error;
      return error;
    }
  };
  for (const key of asked) {
    const outcome = read(key, answer.found);
    if (outcome === "nothing") answer.notFound.push(key);
    if (outcome instanceof Flaw) answer.unreadable.push({ identifier: key, field: outcome.path });
  }
  for (const key of accounts.keys()) {
    const outcome = asked.includes(key) ? "nothing" : read(key, answer.unasked);
    if (outcome instanceof Flaw) answer.unreadable.push({ identifier: key, field: outcome.path });
  }
  const requestId = glance("text", body, "request_id") ?? glance("text", body, "reqid");
  return compact({ ...answer, requestId });
}

export const model = {
  provider: "quanshi",
  operation: "getUsersByEmailsMobiles",
  hosts: ["openapi.quanshi.com", "developer.quanshi.com"],
  repeatable: true,
  profile,
  envelope,
  read,
};
