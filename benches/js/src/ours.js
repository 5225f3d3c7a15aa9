// The adapter: the only file here that uses the package that is measured.
import { Quanshi } from "mingpian";
import { quanshiCall } from "mingpian/core";
import { checkSum as sum } from "mingpian/server";

const NOW = 1_800_000_000_000;
const RANDOM = new Uint8Array(16).fill(7);
const HEADERS = [];

/** Resolves when the package can be used without waiting. */
export const ready = Promise.resolve();

/** Makes a service that uses this `fetch`. `auth` is `{ token }`. */
export const service = (auth, fetch) => new Quanshi({ auth, fetch });

/** Looks people up through the façade. Resolves to the {@link summary} of the accounts. */
export const lookUp = async (quanshi, question) => summary((await quanshi.getUsersByEmailsMobiles(question)).found);

/** Opens a lookup in the core, up to where it waits for a response. */
export function open(auth, question) {
  const call = quanshiCall(question, { auth });
  const { request } = call.poll(NOW, RANDOM);
  return { call, id: request.id };
}

/** Hands the body of the response to an opened lookup. Returns the {@link summary} of the accounts. */
export function answer({ call, id }, body) {
  call.handleResponse(id, NOW, { status: 200, headers: HEADERS, body });
  call.poll(NOW, RANDOM);
  return summary(call.take().found);
}

/** Looks people up in the core. Returns the {@link summary} of the accounts. */
export const lookUpInCore = (auth, question, body) => answer(open(auth, question), body);

/** Signs. Returns hexadecimal digits. */
export const checkSum = (secretKey, nonce, timeMs) => sum(secretKey, nonce, timeMs);

/** Returns the length of all display names: a number for which every profile has to be there. */
function summary(found) {
  let length = 0;
  for (const { profile } of found.values()) length += profile.displayName.length;
  return length;
}
