// What one would write without the package: nothing is retried, nothing is redacted, one broken account costs all.
import { sha1 } from "js-sha1";

const URL = "https://openapi.quanshi.com/confopenapi/account/getUsersByEmailsMobiles";

/** Looks people up with this `fetch`. `validate` checks what was parsed and returns the accounts. */
export async function lookUp(fetch, auth, question, validate) {
  const response = await fetch(URL, request(auth, question));
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return answer(question, validate(await response.json()));
}

/** The same, but the body of the response is there already. */
export function lookUpSync(auth, question, body, validate) {
  const { method } = request(auth, question);
  if (method !== "POST") throw new Error("expected POST");
  return answer(question, validate(parse(body)));
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

/** Signs. Returns hexadecimal digits. */
export const sign = (secretKey, nonce, timeMs) => sha1(secretKey + nonce + timeMs);

/** Returns the length of all display names: a number for which every profile has to be there. */
export function summary(found) {
  let length = 0;
  for (const { profile } of found.values()) length += profile.displayName.length;
  return length;
}

function answer({ emails, mobiles, loginNames }, result) {
  const found = accounts(result);
  const notFound = [...emails, ...mobiles, ...loginNames].filter((identifier) => !found.has(identifier));
  return { found, notFound };
}

function request(auth, question) {
  return {
    method: "POST",
    headers: { accept: "application/json", "content-type": "application/json", ...authorization(auth) },
    body: JSON.stringify(question),
    redirect: "manual",
    credentials: "omit",
    cache: "no-store",
  };
}

function authorization({ token, appId, secretKey }) {
  if (token !== undefined) return { token };
  const time = Date.now();
  const random = crypto.getRandomValues(new Uint8Array(16));
  const nonce = Array.from(random, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return { AppId: appId, Nonce: nonce, CurTime: String(time), CheckSum: sign(secretKey, nonce, time) };
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
