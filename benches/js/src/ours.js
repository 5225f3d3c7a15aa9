// The adapter: the only file here that uses the package that is measured.
import { Quanshi } from "mingpian";
import { load, open as openLookup, quanshiGetUsersByEmailsMobiles } from "mingpian/core";
import { checkSum as sum } from "mingpian/server";

const NOW = 1_800_000_000_000;
const RANDOM = new Uint8Array(16).fill(7);
const HEADERS = new Map();

/** Resolves when the package can be used without waiting. */
export const ready = load();

/** Makes a service that uses this `fetch`. `auth` is `{ token }`. */
export const service = (auth, fetch) => new Quanshi({ auth, fetch });

/** Looks people up through the façade. Resolves to the {@link summary} of the accounts. */
export const lookUp = async (quanshi, question) => summary((await quanshi.getUsersByEmailsMobiles(question)).found);

/** Opens a lookup in the core, up to where it waits for a response. */
export function open(auth, question) {
  const lookup = openLookup(quanshiGetUsersByEmailsMobiles, { auth, question });
  return { lookup, id: lookup.poll(NOW, RANDOM).id };
}

/** Hands the body of the response to an opened lookup. Returns the {@link summary} of the accounts. */
export function answer({ lookup, id }, body) {
  lookup.handleResponse(id, NOW, { status: 200, headers: HEADERS, body });
  const { found } = lookup.poll(NOW, RANDOM).answer;
  lookup.close();
  return summary(found);
}

/** Looks people up in the core. Returns the {@link summary} of the accounts. */
export const lookUpInCore = (auth, question, body) => answer(open(auth, question), body);

/** Signs. Resolves to hexadecimal digits. */
export const checkSum = (secretKey, nonce, timeMs) => sum(secretKey, nonce, timeMs);

/** Returns the length of all display names: a number for which every profile has to be there. */
function summary(found) {
  let length = 0;
  for (const { profile } of found.values()) length += profile.displayName.length;
  return length;
}
