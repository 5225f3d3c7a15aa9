/**
 * Signs requests for pages that must not know Quanshi's SecretKey, on a server that knows it.
 *
 * @module
 */
import { write } from "./document.js";
import type { QuanshiCheckSum } from "./generated/quanshi.js";
import { expect, expectTime } from "./refuse.js";
import { Host, type Signature, type SigningParams } from "./steps.js";
import { loaded } from "./wasm.js";

export * from "./exports.js";

/** The options of a {@link QuanshiSigner}. */
export interface QuanshiSignerOptions extends QuanshiCheckSum {
  /**
   * Remembers a nonce for `keepMs` milliseconds and returns whether it was new. Defaults to the memory of this process.
   * If several processes sign, they need a shared store, such as Redis with `SET nonce 1 NX PX keepMs`.
   */
  readonly isNew?: ((nonce: string, keepMs: number) => boolean | Promise<boolean>) | undefined;
}

/**
 * Signs the requests of a page whose `Quanshi` object uses `authorize`. The server must first check that the page is
 * allowed to make lookups.
 */
export class QuanshiSigner {
  readonly #secret: QuanshiCheckSum;
  readonly #isNew: NonNullable<QuanshiSignerOptions["isNew"]>;

  constructor(options: QuanshiSignerOptions) {
    const { isNew = remember, ...secret } = Object(options) as QuanshiSignerOptions;
    this.#secret = secret;
    this.#isNew = isNew;
  }

  /**
   * Returns the headers that sign a request, `AppId` (or `AppKey`) and `CheckSum`, to be sent back as JSON.
   *
   * If the time is more than 60 seconds away from this server's clock, it returns only the header `ServerTime` with
   * this server's own time. Send it back in the same way. The page's lookup then corrects its clock and asks once more.
   *
   * @param params The parameters as the page sent them. They are checked.
   * @throws InvalidInputError for `nonce` if it does not consist of 32 lower-case hexadecimal digits or was used
   * before, for `time` if it is not a time, and for `appId` or `secretKey` if it is empty.
   */
  async authorize(params: SigningParams): Promise<Record<string, string>> {
    const now = Date.now();
    expect(typeof this.#isNew === "function", "isNew", "a function", this.#isNew);
    // Parameters that are not allowed are refused before the nonce is remembered.
    const { keepMs, headers } = await signed(this.#secret, params, now, true);
    if (keepMs > 0 && !(await this.#isNew(params.nonce, keepMs))) await signed(this.#secret, params, now, false);
    return Object.fromEntries(headers);
  }
}

/** Returns the headers that sign one request, as {@link QuanshiSigner.authorize} does, but for any time and any nonce. */
export const sign = async (secret: QuanshiCheckSum, params: SigningParams): Promise<Record<string, string>> =>
  Object.fromEntries((await signed(secret, params, undefined, true)).headers);

/** Returns Quanshi's checksum: the lower-case hexadecimal SHA1(secretKey + nonce + milliseconds since 1970). */
export async function checkSum(secretKey: string, nonce: string, curTimeMs: number): Promise<string> {
  expect(typeof secretKey === "string", "secretKey", "a string", secretKey);
  expect(typeof nonce === "string", "nonce", "a string", nonce);
  expectTime("curTimeMs", curTimeMs);
  return (await loaded()).enter((module) => module.checkSum(secretKey, nonce, curTimeMs));
}

/** The nonces with their expiration times, in the order of insertion. */
const nonces: Map<string, number> = new Map();

function remember(nonce: string, keepMs: number): boolean {
  const now = Date.now();
  for (const [oldest, until] of nonces) {
    if (until >= now) break;
    nonces.delete(oldest);
  }
  return !nonces.has(nonce) && nonces.set(nonce, now + keepMs) === nonces;
}

async function signed(secret: object, params: SigningParams, now: number | undefined, isNew: boolean): Promise<Signature> {
  const { time, nonce } = { ...params };
  const document = write({ secret, params: { time, nonce } });
  const host = new Host(() => undefined);
  (await loaded()).enter((module) => module.sign(document, now, isNew, host));
  return host.take();
}
