// Generated from the core's tables by `cargo xtask generate`; do not edit.

/**
 * How a lookup is carried out. Times are in milliseconds. No vendor states limits for retries or parallel requests, so
 * the defaults are our choice.
 */
export interface CoreOptions {
  /**
   * The URL of the service: `https://...`, or `http://...` on this machine. A path is put before the service's own.
   * Defaults to the service's own URL, if the vendor publishes one.
   */
  readonly baseUrl?: string | undefined;
  /**
   * The time for the lookup as a whole, attempts and pauses included, 1 or more. If a lookup sends several requests, it
   * holds for each. Defaults to 60,000.
   */
  readonly timeoutMs?: number | undefined;
  /** The time for one attempt, 1 or more. Defaults to 30,000. */
  readonly attemptTimeoutMs?: number | undefined;
  /**
   * How often a request is sent, the first attempt included, 1 or more. A single-use code is sent again only if it
   * certainly never left. Defaults to 3.
   */
  readonly maxAttempts?: number | undefined;
  /** The longest first pause, 0 or more. It doubles with every attempt. Defaults to 500. */
  readonly baseDelayMs?: number | undefined;
  /** The longest pause, 0 or more, unless the service asks for a longer one. Defaults to 20,000. */
  readonly maxDelayMs?: number | undefined;
  /** The longest body that is read, in bytes, 1 or more. Longer ones are refused. Defaults to 8,388,608 (8 MiB). */
  readonly maxBodyBytes?: number | undefined;
  /** How many requests may be in flight, or answered with a page that was not taken yet, 1 or more. Defaults to 4. */
  readonly maxInFlight?: number | undefined;
  /**
   * How far the service's clock is ahead of this host's; negative if it is behind. Defaults to 0. A lookup whose
   * signature is refused learns it by itself, if the response says what time it is.
   */
  readonly clockOffsetMs?: number | undefined;
  /** Whether records have their secrets, such as password hashes, which an app should not hold. Defaults to false. */
  readonly includeSecrets?: boolean | undefined;
}
