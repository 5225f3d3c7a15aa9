// The adapter, which is the only file here that uses the measured package.
import { Quanshi } from "mingpian";
import { load, open as openLookup, quanshiGetUsersByEmailsMobiles } from "mingpian/core";
import { checkSum as sum } from "mingpian/server";

const NOW = 1_800_000_000_000;
const RANDOM = new Uint8Array(16).fill(7);
const HEADERS = new Map();

/** Resolves when the package has been loaded. */
export const ready = load();

/** Makes a service that uses this `fetch`. `auth` is `{ token }`. */
export const service = (auth, fetch) => new Quanshi({ auth, fetch });

/** Looks people up with the service object. Resolves to the {@link summary} of the accounts. */
export const lookUp = async (quanshi, question) => summary((await quanshi.getUsersByEmailsMobiles(question)).found);

/** Opens a lookup in the core, and advances it until it waits for a response. */
export function open(auth, question) {
  const lookup = openLookup(quanshiGetUsersByEmailsMobiles, { auth, question });
  return { lookup, id: lookup.poll(NOW, RANDOM).id };
}

/** Passes the body of the response to an opened lookup. Returns the {@link summary} of the accounts. */
export function answer({ lookup, id }, body) {
  lookup.handleResponse(id, NOW, { status: 200, headers: HEADERS, body });
  const { found } = lookup.poll(NOW, RANDOM).answer;
  lookup.close();
  return summary(found);
}

/** Looks people up in the core. Returns the {@link summary} of the accounts. */
export const lookUpInCore = (auth, question, body) => answer(open(auth, question), body);

/** Signs. Resolves to the checksum in hexadecimal. */
export const checkSum = (secretKey, nonce, timeMs) => sum(secretKey, nonce, timeMs);

/** Returns the total length of all display names, which requires creating every profile. */
function summary(found) {
  let length = 0;
  for (const { profile } of found.values()) length += profile.displayName.length;
  return length;
}
