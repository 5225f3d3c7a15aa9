/**
 * Signs for pages that must not know Quanshi's SecretKey, on a server that knows it.
 *
 * @module
 */
import { write } from "./document.js";
import type { QuanshiCheckSum } from "./generated/quanshi.js";
import { SignatureHost } from "./signature.js";
import type { SigningParams } from "./steps.js";
import { loaded } from "./wasm.js";

export type { QuanshiCheckSum } from "./generated/quanshi.js";
export type { SigningParams } from "./steps.js";
export * from "./errors.js";

/** What a {@link QuanshiSigner} is made of. */
export interface QuanshiSignerOptions extends QuanshiCheckSum {
  /**
   * Remembers a nonce for this many milliseconds, and returns whether it was new. Defaults to the memory of this process.
   * Several processes that sign with one secret need a store that they share, such as Redis with
   * `SET nonce 1 NX PX keepMs`.
   */
  readonly isNew?: ((nonce: string, keepMs: number) => boolean | Promise<boolean>) | undefined;
}

/** Answers what `authorize` of a page's `Quanshi` asks. The server decides before whether the page may ask at all. */
export class QuanshiSigner {
  readonly #secret: QuanshiCheckSum;
  readonly #isNew: (nonce: string, keepMs: number) => boolean | Promise<boolean>;

  constructor(options: QuanshiSignerOptions) {
    const { isNew = remember, ...secret } = options;
    this.#secret = secret;
    this.#isNew = isNew;
  }

  /**
   * Returns the headers that sign a request with these parameters, `AppId` (or `AppKey`) and `CheckSum`, to be sent back as
   * JSON.
   *
   * @param params The parameters as they came. They are checked.
   * @throws InvalidInputError for `time` if it is more than 60 seconds away from this server's clock; for `nonce` if it is
   * not 32 lower-case hexadecimal digits, or was used before; for `appId` or `secretKey` if it is empty.
   */
  async authorize(params: SigningParams): Promise<Record<string, string>> {
    const now = Date.now();
    // What is not allowed anyway is not remembered.
    const { keepMs, headers } = await signed(this.#secret, params, now, true);
    if (!(await this.#isNew(params.nonce, keepMs))) await signed(this.#secret, params, now, false);
    return headers;
  }
}

/**
 * Returns the headers that sign one request, for a server that sends its requests itself.
 *
 * @throws InvalidInputError as {@link QuanshiSigner.authorize} does, but any time and any nonce are signed.
 */
export async function sign(secret: QuanshiCheckSum, params: SigningParams): Promise<Record<string, string>> {
  return (await signed(secret, params, undefined, true)).headers;
}

/**
 * Returns Quanshi's checksum: the lower-case hexadecimal SHA1(secretKey + nonce + curTime).
 *
 * @param curTimeMs Milliseconds since 1970.
 */
export async function checkSum(secretKey: string, nonce: string, curTimeMs: number): Promise<string> {
  return (await loaded()).enter((module) => module.checkSum(secretKey, nonce, curTimeMs));
}

/** Nonces, and until when they are remembered, in the order in which they came. */
const nonces: Map<string, number> = new Map();

function remember(nonce: string, keepMs: number): boolean {
  const now = Date.now();
  for (const [oldest, until] of nonces) {
    if (until >= now) break;
    nonces.delete(oldest);
  }
  if (nonces.has(nonce)) return false;
  nonces.set(nonce, now + keepMs);
  return true;
}

async function signed(
  secret: QuanshiCheckSum,
  params: SigningParams,
  now: number | undefined,
  isNew: boolean,
): Promise<{ readonly keepMs: number; readonly headers: Record<string, string> }> {
  const { time, nonce } = { ...params };
  const document = write({ secret, params: { time, nonce } }, "params");
  const host = new SignatureHost();
  (await loaded()).enter((module) => module.sign(document, now, isNew, host));
  return host.take();
}
