// Code as an app might contain it without the package: it retries nothing, redacts nothing, and fails completely if one
// account is broken.
import { sha1 } from "js-sha1";

const URL = "https://openapi.quanshi.com/confopenapi/account/getUsersByEmailsMobiles";

/**
 * Looks people up with this `fetch`. `schema` has `parseQuestion` and `parseAccounts`. Both throw if the input is not
 * as documented.
 */
export async function lookUp(fetch, auth, question, schema) {
  const response = await fetch(URL, request(auth, schema.parseQuestion(question)));
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return outcomes(question, accounts(schema.parseAccounts(await response.json())));
}

/** Looks people up in a response whose body has already arrived. */
export function lookUpSync(auth, question, body, schema) {
  const { method } = request(auth, schema.parseQuestion(question));
  if (method !== "POST") throw new Error("expected POST");
  return outcomes(question, accounts(schema.parseAccounts(parse(body))));
}

/** Parses the bytes of a body. */
export const parse = (bytes) => JSON.parse(new TextDecoder().decode(bytes));

/** Returns a `Map` of the accounts, with their profiles. */
export function accounts(result) {
  const found = new Map();
  for (const [identifier, account] of Object.entries(result)) {
    found.set(identifier, { ...account, profile: profile(account) });
  }
  return found;
}

/** Signs. Returns the checksum in hexadecimal. */
export const sign = (secretKey, nonce, timeMs) => sha1(secretKey + nonce + timeMs);

/** Returns the total length of all display names, which requires creating every profile. */
export function summary(found) {
  let length = 0;
  for (const { profile } of found.values()) length += profile.displayName.length;
  return length;
}

/** Sorts the identifiers as the package does: found, not found, or returned without having been asked for. */
function outcomes({ emails, mobiles, loginNames }, answered) {
  const asked = new Set([...emails, ...mobiles, ...loginNames]);
  const found = new Map();
  const notFound = [];
  for (const identifier of asked) {
    const account = answered.get(identifier);
    if (account) found.set(identifier, account);
    else notFound.push(identifier);
  }
  const unasked = new Map();
  for (const [key, account] of answered) if (!asked.has(key)) unasked.set(key, account);
  return { found, notFound, unasked };
}

function request({ token }, question) {
  return {
    method: "POST",
    headers: { accept: "application/json", "content-type": "application/json", token },
    body: JSON.stringify(question),
    redirect: "manual",
    credentials: "omit",
    cache: "no-store",
  };
}

function profile(account) {
  const { displayName, lastName, firstName, loginName } = account;
  return {
    provider: "quanshi",
    id: String(account.userId),
    displayName: displayName || lastName || firstName || loginName || undefined,
    phone: account.mobile || undefined,
    email: account.email || undefined,
    avatarUrl: undefined,
    organization: account.companyName || undefined,
    tenant: account.customerCode || undefined,
  };
}
