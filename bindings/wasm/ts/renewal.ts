import type { RenewToken } from "./options.js";

/** The renewed token of a service object. Its lookups share it. */
export class Renewal {
  /** The token that took the place of the one in the credentials. */
  token: string | undefined;
  #running: Promise<string | null | undefined> | undefined;

  constructor(private readonly renew: RenewToken) {}

  /** Returns a token in place of one that was refused. If another lookup has renewed it meanwhile, that is the token. */
  after(refused: string | undefined): Promise<string | null | undefined> {
    if (this.token !== refused) return Promise.resolve(this.token);
    return (this.#running ??= this.#run());
  }

  async #run(): Promise<string | null | undefined> {
    try {
      return await this.renew();
    } finally {
      this.#running = undefined;
    }
  }
}
