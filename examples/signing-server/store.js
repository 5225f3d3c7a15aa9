// What all processes share, in Redis: nonces that have come, and the app's sessions.
import { setImmediate, setTimeout } from "node:timers/promises";

/** @typedef {Pick<ReturnType<typeof import("redis").createClient>, "exists" | "set">} Redis */

/** Redis answers in less than a millisecond. One that takes so long is away. */
const PATIENCE_MS = 2_000;

/** The store could not be asked: nobody knows whether a nonce is new, or who is there. */
export class StoreError extends Error {
  /** @param {unknown} cause */
  constructor(cause) {
    super(`the store cannot be asked: ${reason(cause)}`, { cause });
  }
}

/**
 * Remembers a nonce, and tells whether it was new: for `QuanshiSigner`. Of any number of processes that are asked at
 * once, Redis lets one set the key.
 *
 * @param {Redis} redis
 * @returns {(nonce: string, keepMs: number) => Promise<boolean>}
 */
export const nonces = (redis) => async (nonce, keepMs) => {
  const set = redis.set(`signing:nonce:${nonce}`, "1", { condition: "NX", expiration: { type: "PX", value: keepMs } });
  return (await answered(set)) === "OK";
};

/**
 * Whether a request comes from somebody who is signed in. PUT YOUR OWN HERE: this one takes `Authorization: Bearer`
 * and the id of a session that your login has put into Redis under `signing:session:`, with the time it is good for.
 *
 * @param {Redis} redis
 * @returns {(request: import("node:http").IncomingMessage) => Promise<boolean>}
 */
export const sessions = (redis) => async (request) => {
  const [, id] = /^Bearer ([\w-]{20,200})$/.exec(request.headers.authorization ?? "") ?? [];
  return id !== undefined && (await answered(redis.exists(`signing:session:${id}`))) === 1;
};

/**
 * What an error may say in a log: its code, the first word of what Redis says (`OOM`, `WRONGPASS`), or its class.
 * Messages can hold addresses and arguments.
 *
 * @param {unknown} error
 * @returns {string}
 */
export function reason(error) {
  if (!(error instanceof Error)) return "unknown";
  const { code } = /** @type {NodeJS.ErrnoException} */ (error);
  return code ?? /^[A-Z]{2,}\b/.exec(error.message)?.[0] ?? error.constructor.name;
}

/**
 * What Redis answers. If it is late, the nonce may be spent all the same; then the page asks for another.
 *
 * @template T
 * @param {Promise<T>} reply
 * @returns {Promise<T>}
 */
async function answered(reply) {
  const timer = new AbortController();
  const late = setTimeout(PATIENCE_MS, undefined, { signal: timer.signal }).then(async () => {
    // If it was this process that stood still, the answer is there already and is read first.
    await setImmediate();
    throw new Error("LATE");
  });
  try {
    return await Promise.race([reply, late]);
  } catch (error) {
    throw new StoreError(error);
  } finally {
    timer.abort();
  }
}
