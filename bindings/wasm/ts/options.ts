/** How often and how soon a lookup is tried again, where that is safe. */
export interface RetryPolicy {
  /** Attempts in all, the first included; 3 unless told. */
  readonly maxAttempts?: number | undefined;
  /** The longest first pause, in milliseconds; it doubles with every attempt. 500 unless told. */
  readonly baseDelayMs?: number | undefined;
  /** No pause is longer, in milliseconds, but for one that the service asks for. 20,000 unless told. */
  readonly maxDelayMs?: number | undefined;
}

/** What holds for a lookup, whatever is asked. */
export interface CoreOptions {
  /**
   * Where the service is: `https://…`, or `http://…` on this machine (localhost, 127.0.0.0/8, [::1]). A path is put
   * in front of the service's own. dmtz and quanshi have a default.
   */
  readonly baseUrl?: string | undefined;
  /** Time for the lookup as a whole, attempts and pauses, in milliseconds. 60,000 unless told. */
  readonly timeoutMs?: number | undefined;
  /** Time for one attempt, in milliseconds. 30,000 unless told. */
  readonly attemptTimeoutMs?: number | undefined;
  /** How often and how soon to try again. dmtz is asked again only if the request certainly never left. */
  readonly retry?: RetryPolicy | undefined;
  /** Bodies longer than this are refused and not read to their end, in bytes. 8,388,608 (8 MiB) unless told. */
  readonly maxBodyBytes?: number | undefined;
  /**
   * How far the service's clock is ahead of this one's, in milliseconds; negative where it is behind. 0 unless told.
   * It is learned when a signature is refused, if the answer says what time it is: a page can see the header `Date` of
   * its own origin only, or where `Access-Control-Expose-Headers` has it.
   */
  readonly clockOffsetMs?: number | undefined;
  /** Whether the record has its group `secrets`: password hashes and the like. false unless told. */
  readonly includeSecrets?: boolean | undefined;
}

/** The job that the core reads. */
export function job(
  options: CoreOptions & { readonly maxInFlight?: number | undefined },
  input: object | undefined,
  auth?: object,
): string {
  const { baseUrl, retry, timeoutMs, attemptTimeoutMs, maxBodyBytes, maxInFlight, clockOffsetMs, includeSecrets } = options;
  const settings = { ...retry, timeoutMs, attemptTimeoutMs, maxBodyBytes, maxInFlight, clockOffsetMs, includeSecrets };
  return JSON.stringify({ baseUrl, settings, auth, input }, finite);
}

// JSON has no NaN and no infinity and would make them null, which is nothing. As texts they are refused by name.
const finite = (_: string, value: unknown): unknown =>
  typeof value === "number" && !Number.isFinite(value) ? String(value) : value;
