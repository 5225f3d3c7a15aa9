// Generated from the core's tables by `cargo xtask generate`; do not edit.

/**
 * The options of a lookup. All times are in milliseconds. No vendor documents limits for retries or parallel requests,
 * so the defaults are our choice.
 */
export interface CoreOptions {
  /**
   * The base URL of the service: `https://...`, or `http://...` for a service on this machine. If it contains a path,
   * the path is placed before the path of the operation. Defaults to the service's own URL, if the vendor publishes
   * one.
   */
  readonly baseUrl?: string | undefined;
  /**
   * The time limit for a request, including all of its attempts and the pauses between them. If a lookup sends several
   * requests, the limit applies to each. Must be 1 or more. Defaults to 60,000.
   */
  readonly timeoutMs?: number | undefined;
  /** The time limit for one attempt. Must be 1 or more. Defaults to 30,000. */
  readonly attemptTimeoutMs?: number | undefined;
  /**
   * The maximum number of attempts for a request, including the first. A single-use code is sent again only if it is
   * certain that it was never sent. Must be 1 or more. Defaults to 3.
   */
  readonly maxAttempts?: number | undefined;
  /**
   * The maximum pause before the second attempt. The maximum doubles with every further attempt. Must be 0 or more.
   * Defaults to 500.
   */
  readonly baseDelayMs?: number | undefined;
  /**
   * The maximum pause before any attempt, unless the service asks for a longer one. Must be 0 or more. Defaults to
   * 20,000.
   */
  readonly maxDelayMs?: number | undefined;
  /**
   * The maximum length of a response's body, in bytes. Longer bodies are refused. Must be 1 or more. Defaults to
   * 8,388,608 (8 MiB).
   */
  readonly maxBodyBytes?: number | undefined;
  /**
   * The maximum number of requests that are in flight at a time. A page that has not been taken yet counts as a request
   * in flight. Must be 1 or more. Defaults to 4.
   */
  readonly maxInFlight?: number | undefined;
  /**
   * How far the service's clock is ahead of the clock of this host. It is negative if the service's clock is behind. If
   * a signature is refused and the response contains the service's time, the lookup measures the offset by itself.
   * Defaults to 0.
   */
  readonly clockOffsetMs?: number | undefined;
  /** Whether records contain their secrets, such as password hashes. An app should not hold them. Defaults to false. */
  readonly includeSecrets?: boolean | undefined;
}
