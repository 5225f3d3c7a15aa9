package mingpian

/**
 * How a lookup is carried out. What is left out is as the service's own options say, and else has its default.
 * Times are in milliseconds. A number that is not allowed is refused by the lookup, with its name.
 */
public class LookupOptions(
    /** Time for the lookup as a whole, attempts and pauses; 1 or more. 60,000 unless told. */
    public val timeoutMs: Long? = null,
    /** Time for one attempt; 1 or more. 30,000 unless told. */
    public val attemptTimeoutMs: Long? = null,
    /** Attempts in all, the first included; 1 or more. 3 unless told. dmtz is asked again only if nothing was sent. */
    public val maxAttempts: Long? = null,
    /** The longest first pause; it doubles with every attempt. 0 or more; 500 unless told. */
    public val baseDelayMs: Long? = null,
    /** No pause is longer, but for one that the service asks for. 0 or more; 20,000 unless told. */
    public val maxDelayMs: Long? = null,
    /** Longer bodies are refused and not read to their end, in bytes; 1 or more. 8,388,608 (8 MiB) unless told. */
    public val maxBodyBytes: Long? = null,
    /** Whether the record has its `secrets`: password hashes and the like. false unless told. */
    public val includeSecrets: Boolean? = null,
    /** Called with every attempt before it is sent, to show it. What it throws ends the lookup. */
    public val onRequest: ((ShownRequest) -> Unit)? = null,
) {
    /** These options, and the others where these say nothing. */
    internal fun over(others: LookupOptions): LookupOptions = LookupOptions(
        timeoutMs = timeoutMs ?: others.timeoutMs,
        attemptTimeoutMs = attemptTimeoutMs ?: others.attemptTimeoutMs,
        maxAttempts = maxAttempts ?: others.maxAttempts,
        baseDelayMs = baseDelayMs ?: others.baseDelayMs,
        maxDelayMs = maxDelayMs ?: others.maxDelayMs,
        maxBodyBytes = maxBodyBytes ?: others.maxBodyBytes,
        includeSecrets = includeSecrets ?: others.includeSecrets,
        onRequest = onRequest ?: others.onRequest,
    )

    internal fun lower(baseUrl: String?): mingpian.core.CallOptions = mingpian.core.CallOptions(
        baseUrl = baseUrl,
        maxAttempts = maxAttempts,
        baseDelayMs = baseDelayMs,
        maxDelayMs = maxDelayMs,
        attemptTimeoutMs = attemptTimeoutMs,
        timeoutMs = timeoutMs,
        maxBodyBytes = maxBodyBytes,
        includeSecrets = includeSecrets == true,
    )
}
