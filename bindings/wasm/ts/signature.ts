import { Told } from "./steps.js";

/** The headers that sign a request, and how long its nonce has to be remembered. */
export interface Signature {
  readonly keepMs: number;
  readonly headers: Record<string, string>;
}

/** Receives a signature from the module. */
export class SignatureHost extends Told {
  #signature: Signature | undefined;

  /** Returns the signature that was told. Throws if it was refused. */
  take(): Signature {
    this.check();
    return this.#signature!;
  }

  signed(keepMs: number, idHeader: string, appId: string, checkSum: string): void {
    this.#signature = { keepMs, headers: { [idHeader]: appId, CheckSum: checkSum } };
  }
}
