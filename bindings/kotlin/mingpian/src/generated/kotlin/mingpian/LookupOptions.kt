// Generated from the core's tables by `cargo xtask generate`; do not edit.

package mingpian

/**
 * How a lookup is carried out. Times are in milliseconds. An option that is left out is as the service's own options
 * say, and else has its default. The lookup refuses a number that is not allowed, and names it.
 */
public class LookupOptions(
    /**
     * The time for the lookup as a whole, attempts and pauses included, 1 or more. If a lookup sends several requests,
     * it holds for each. Defaults to 60,000.
     */
    public val timeoutMs: Long? = null,
    /** The time for one attempt, 1 or more. Defaults to 30,000. */
    public val attemptTimeoutMs: Long? = null,
    /**
     * How often a request is sent, the first attempt included, 1 or more. A single-use code is sent again only if it
     * certainly never left. Defaults to 3.
     */
    public val maxAttempts: Long? = null,
    /** The longest first pause, 0 or more. It doubles with every attempt. Defaults to 500. */
    public val baseDelayMs: Long? = null,
    /** The longest pause, 0 or more, unless the service asks for a longer one. Defaults to 20,000. */
    public val maxDelayMs: Long? = null,
    /** The longest body that is read, in bytes, 1 or more. Longer ones are refused. Defaults to 8,388,608 (8 MiB). */
    public val maxBodyBytes: Long? = null,
    /** How many requests may be in flight, or answered with a page that was not taken yet, 1 or more. Defaults to 4. */
    public val maxInFlight: Long? = null,
    /**
     * How far the service's clock is ahead of this host's; negative if it is behind. Defaults to 0. A lookup whose
     * signature is refused learns it by itself, if the response says what time it is.
     */
    public val clockOffsetMs: Long? = null,
    /** Whether records have their secrets, such as password hashes, which an app should not hold. Defaults to false. */
    public val includeSecrets: Boolean? = null,
    /** Called with every attempt before it is sent, to show it. What it throws ends the lookup. */
    public val onRequest: ((RedactedRequest) -> Unit)? = null,
    /**
     * Called as the lookup goes on, on a thread of `Dispatchers.Default`: of `total` identifiers that were taken from
     * the lists so far, the answers of `done` were handed out. What it throws ends the lookup.
     */
    public val onProgress: ((done: Long, total: Long) -> Unit)? = null,
) {
    /** Returns these options, and the others where these say nothing. */
    internal fun over(others: LookupOptions): LookupOptions = LookupOptions(
        timeoutMs = timeoutMs ?: others.timeoutMs,
        attemptTimeoutMs = attemptTimeoutMs ?: others.attemptTimeoutMs,
        maxAttempts = maxAttempts ?: others.maxAttempts,
        baseDelayMs = baseDelayMs ?: others.baseDelayMs,
        maxDelayMs = maxDelayMs ?: others.maxDelayMs,
        maxBodyBytes = maxBodyBytes ?: others.maxBodyBytes,
        maxInFlight = maxInFlight ?: others.maxInFlight,
        clockOffsetMs = clockOffsetMs ?: others.clockOffsetMs,
        includeSecrets = includeSecrets ?: others.includeSecrets,
        onRequest = onRequest ?: others.onRequest,
        onProgress = onProgress ?: others.onProgress,
    )

    internal fun write(json: JsonWriter) {
        json.member("timeoutMs", timeoutMs)
        json.member("attemptTimeoutMs", attemptTimeoutMs)
        json.member("maxAttempts", maxAttempts)
        json.member("baseDelayMs", baseDelayMs)
        json.member("maxDelayMs", maxDelayMs)
        json.member("maxBodyBytes", maxBodyBytes)
        json.member("maxInFlight", maxInFlight)
        json.member("clockOffsetMs", clockOffsetMs)
        json.member("includeSecrets", includeSecrets)
    }
}
