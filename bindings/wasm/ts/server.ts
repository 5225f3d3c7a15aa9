/**
 * For a server that has Quanshi's SecretKey and signs for pages that must not.
 *
 * @module
 */
import { lookupError, type LookupErrorJson } from "./errors.js";
import { Instance } from "./instance.js";
import type { SigningParams } from "./machine.js";
import base64 from "./modules/signer.base64.js";
import * as glue from "./glue/signer.js";

export type { SigningParams } from "./machine.js";
export * from "./errors.js";

/** An app's id and secret at Quanshi. */
export interface QuanshiSecret {
  /** 开发者平台分配的AppId. */
  readonly appId: string;
  /** SecretKey由开发者平台分配. It never leaves the server. */
  readonly secretKey: string;
  /** The header of the id: `AppId`, as the vendor's newest page has it, unless told. */
  readonly idHeader?: "AppId" | "AppKey" | undefined;
}

/** What a {@link QuanshiSigner} is made of. */
export interface QuanshiSignerOptions extends QuanshiSecret {
  /**
   * Remembers a nonce for as many milliseconds, and tells whether it was new. Unless told, this process remembers;
   * several that sign with one secret need a store that they share, such as Redis' `SET nonce 1 NX PX ms`.
   */
  readonly isNew?: ((nonce: string, keepMs: number) => boolean | Promise<boolean>) | undefined;
}

const signer: Instance<typeof glue> = /* @__PURE__ */ new Instance(glue, base64);

/** Answers what `authorize` of a page's `Quanshi` asks. Whether that page may ask at all is for the server to say, before. */
export class QuanshiSigner {
  readonly #options: QuanshiSignerOptions;

  constructor(options: QuanshiSignerOptions) {
    this.#options = { ...options };
  }

  /**
   * The headers that sign a request with these parameters: `AppId` (or `AppKey`) and `CheckSum`, to be sent back as
   * JSON.
   *
   * @param params As they came: they are checked.
   * @throws InvalidInputError for `time` if it is more than 60 seconds away from this server's clock; for `nonce` if it
   * is not 32 lower-case hexadecimal digits or has come before; for `appId` or `secretKey` if it is empty.
   */
  async authorize(params: SigningParams): Promise<Record<string, string>> {
    const { isNew = remember } = this.#options;
    const now = Date.now();
    // What is not allowed anyway is not remembered.
    const { keepMs, headers } = authorized(this.#options, params, now, true);
    if (!(await isNew(params.nonce, keepMs))) authorized(this.#options, params, now, false);
    return headers;
  }
}

/**
 * The headers that sign one request, for a server that sends its requests itself.
 *
 * @throws InvalidInputError for `time` if it is no whole number from 0 on; else as {@link QuanshiSigner.authorize}, but
 * for a time that is not now and a nonce that has come before.
 */
export function sign(secret: QuanshiSecret, params: SigningParams): Record<string, string> {
  // What is no time is away from any.
  return authorized(secret, params, isTime(params.time) ? params.time : Infinity, true).headers;
}

/**
 * Quanshi's checksum: lower-case hex of SHA1(secretKey + nonce + curTime).
 *
 * @param curTimeMs Milliseconds since 1970.
 * @throws InternalError
 */
export function checkSum(secretKey: string, nonce: string, curTimeMs: number): string {
  return enter((core) => core.checkSum(secretKey, nonce, curTimeMs));
}

const enter = <T>(work: (core: typeof glue) => T): T => signer.enter(signer.load(), work);

const remember = (nonce: string, keepMs: number): boolean => enter((core) => core.isNew(nonce, Date.now(), keepMs));

const isTime = (time: unknown): time is number => Number.isSafeInteger(time) && Number(time) >= 0;

function authorized(
  { appId, secretKey, idHeader = "AppId" }: QuanshiSecret,
  params: SigningParams,
  now: number,
  isNew: boolean,
): { readonly keepMs: number; readonly headers: Record<string, string> } {
  const { time, nonce } = (params ?? {}) as Partial<SigningParams>;
  const texts = [appId, secretKey, idHeader].map((text) => String(text ?? ""));
  const [app, key, header] = texts as [string, string, string];
  // Out of somebody's JSON, they can be anything: neither is converted. What is no time is none within the window.
  const at = isTime(time) ? time : NaN;
  const once = typeof nonce === "string" ? nonce : "";
  const text = enter((core) => core.authorize(app, key, header, at, once, now, isNew));
  if (text.startsWith("{")) throw lookupError(JSON.parse(text) as LookupErrorJson);
  const [keepMs, checkSum] = text.split(" ") as [string, string];
  return { keepMs: Number(keepMs), headers: { [header]: app, CheckSum: checkSum } };
}
