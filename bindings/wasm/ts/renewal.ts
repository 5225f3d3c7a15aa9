import type { RenewToken } from "./options.js";

type Token = string | null | undefined;

/** The token that takes the place of one in credentials. All lookups of a service object share it. */
export class Renewal {
  #token: Token;
  #running: Promise<Token> | undefined;

  constructor(private readonly renew: RenewToken) {}

  /** The last token that was obtained. */
  get token(): Token { return this.#token; }

  /** Returns a token in place of one that was refused. If another lookup has obtained it meanwhile, that is the token. */
  async after(refused: Token): Promise<Token> {
    if (this.#token === refused) {
      this.#running ??= Promise.resolve(this.renew()).finally(() => (this.#running = undefined));
      const token = await this.#running;
      if (this.#token === refused) this.#token = token ?? refused;
    }
    return this.#token === refused ? undefined : this.#token;
  }

  /** Forgets a token that no request may carry. */
  forget(token: Token, refused: Token): void {
    if (this.#token === token) this.#token = refused;
  }
}
