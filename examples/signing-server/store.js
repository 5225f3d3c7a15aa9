// Stores the data that all processes share in Redis: used nonces, and the app's sessions.
import { setImmediate, setTimeout } from "node:timers/promises";

/** @typedef {Pick<ReturnType<typeof import("redis").createClient>, "exists" | "set">} Redis */

/** How long Redis may take. It usually answers in less than a millisecond. */
const PATIENCE_MS = 2_000;

/** The error if the store cannot be reached, so that it is unknown whether a nonce is new or a session exists. */
export class StoreError extends Error {
  /** @param {unknown} cause */
  constructor(cause) {
    super(`the store cannot be asked: ${reason(cause)}`, { cause });
  }
}

/**
 * Returns the option `isNew` of `QuanshiSigner`: it remembers a nonce and returns whether it was new. Redis lets only one
 * of several processes set the key.
 *
 * @param {Redis} redis
 * @returns {(nonce: string, keepMs: number) => Promise<boolean>}
 */
// ANCHOR: nonces
export const nonces = (redis) => async (nonce, keepMs) => {
  const set = redis.set(`signing:nonce:${nonce}`, "1", { condition: "NX", expiration: { type: "PX", value: keepMs } });
  return (await answered(set)) === "OK";
};
// ANCHOR_END: nonces

/**
 * Returns a function that tells whether a request has a session. REPLACE IT WITH YOUR OWN: this one reads a session ID
 * from `Authorization: Bearer`. Your login has to put the ID into Redis under `signing:session:`, with an expiry.
 *
 * @param {Redis} redis
 * @returns {(request: import("node:http").IncomingMessage) => Promise<boolean>}
 */
export const sessions = (redis) => async (request) => {
  const [, id] = /^Bearer ([\w-]{20,200})$/.exec(request.headers.authorization ?? "") ?? [];
  return id !== undefined && (await answered(redis.exists(`signing:session:${id}`))) === 1;
};

/**
 * Returns the part of an error that is safe to log: its code, the first word of Redis's message (`OOM`, `WRONGPASS`),
 * or its class. Messages can contain URLs and arguments.
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
 * Returns the reply of Redis, or throws if it is late. The nonce may have been used up even then, so the page asks
 * again with a different one.
 *
 * @template T
 * @param {Promise<T>} reply
 * @returns {Promise<T>}
 */
async function answered(reply) {
  const timer = new AbortController();
  const late = setTimeout(PATIENCE_MS, undefined, { signal: timer.signal }).then(async () => {
    // If this process itself was suspended, the reply has already arrived and is read first.
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
