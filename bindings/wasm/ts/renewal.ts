import type { RenewToken } from "./options.js";

type Token = string | null | undefined;

/**
 * Obtains and stores the token that replaces the token of the credentials. All lookups of a service object share it.
 */
export class Renewal {
  #token: Token;
  #running: Promise<Token> | undefined;

  constructor(private readonly renew: RenewToken) {}

  /** The last token that was obtained. */
  get token(): Token { return this.#token; }

  /**
   * Returns a new token after `refused` was refused. If another lookup has obtained one in the meantime, returns that
   * token.
   */
  async after(refused: Token): Promise<Token> {
    if (this.#token === refused) {
      this.#running ??= Promise.resolve(this.renew()).finally(() => (this.#running = undefined));
      const token = await this.#running;
      if (this.#token === refused) this.#token = token ?? refused;
    }
    return this.#token === refused ? undefined : this.#token;
  }

  /** Discards a token that is not allowed in requests. */
  forget(token: Token, refused: Token): void {
    if (this.#token === token) this.#token = refused;
  }
}
