// Generated from the core's tables by `cargo xtask generate`; do not edit.

package io.github.mingpian

import java.util.function.BiConsumer
import java.util.function.Consumer
import kotlin.time.Duration
import kotlin.time.Duration.Companion.milliseconds

/**
 * How a lookup is carried out. Times count in whole milliseconds. An option that is left out is as the service's own
 * options say, and else has its default. The lookup refuses a number that is not allowed, and names it.
 */
public data class LookupOptions(
    /**
     * The time for the lookup as a whole, attempts and pauses included, 1 ms or more. If a lookup sends several
     * requests, it holds for each. Defaults to 60,000 ms.
     */
    public val timeout: Duration? = null,
    /** The time for one attempt, 1 ms or more. Defaults to 30,000 ms. */
    public val attemptTimeout: Duration? = null,
    /**
     * How often a request is sent, the first attempt included, 1 or more. A single-use code is sent again only if it
     * certainly never left. Defaults to 3.
     */
    public val maxAttempts: Long? = null,
    /** The longest first pause, 0 or more. It doubles with every attempt. Defaults to 500 ms. */
    public val baseDelay: Duration? = null,
    /** The longest pause, 0 or more, unless the service asks for a longer one. Defaults to 20,000 ms. */
    public val maxDelay: Duration? = null,
    /** The longest body that is read, in bytes, 1 or more. Longer ones are refused. Defaults to 8,388,608 (8 MiB). */
    public val maxBodyBytes: Long? = null,
    /** How many requests may be in flight, or answered with a page that was not taken yet, 1 or more. Defaults to 4. */
    public val maxInFlight: Long? = null,
    /**
     * How far the service's clock is ahead of this host's; negative if it is behind. Defaults to 0 ms. A lookup whose
     * signature is refused learns it by itself, if the response says what time it is.
     */
    public val clockOffset: Duration? = null,
    /** Whether records have their secrets, such as password hashes, which an app should not hold. Defaults to false. */
    public val includeSecrets: Boolean? = null,
    /** Called with every attempt before it is sent, to show it. What it throws ends the lookup. */
    public val onRequest: ((RedactedRequest) -> Unit)? = null,
    /** Called after every attempt, for logs and metrics. What it throws ends the lookup. */
    public val onAttempt: ((Attempt) -> Unit)? = null,
    /**
     * Called as the lookup goes on, on a thread of the service's dispatcher: of `total` identifiers that were taken
     * from the lists so far, the answers of `done` were handed out. What it throws ends the lookup.
     */
    public val onProgress: ((done: Long, total: Long) -> Unit)? = null,
) {
    /** Returns these options, and the others where these say nothing. */
    internal fun over(others: LookupOptions): LookupOptions = LookupOptions(
        timeout = timeout ?: others.timeout,
        attemptTimeout = attemptTimeout ?: others.attemptTimeout,
        maxAttempts = maxAttempts ?: others.maxAttempts,
        baseDelay = baseDelay ?: others.baseDelay,
        maxDelay = maxDelay ?: others.maxDelay,
        maxBodyBytes = maxBodyBytes ?: others.maxBodyBytes,
        maxInFlight = maxInFlight ?: others.maxInFlight,
        clockOffset = clockOffset ?: others.clockOffset,
        includeSecrets = includeSecrets ?: others.includeSecrets,
        onRequest = onRequest ?: others.onRequest,
        onAttempt = onAttempt ?: others.onAttempt,
        onProgress = onProgress ?: others.onProgress,
    )

    internal fun write(json: JsonWriter) {
        json.member("timeoutMs", timeout?.inWholeMilliseconds)
        json.member("attemptTimeoutMs", attemptTimeout?.inWholeMilliseconds)
        json.member("maxAttempts", maxAttempts)
        json.member("baseDelayMs", baseDelay?.inWholeMilliseconds)
        json.member("maxDelayMs", maxDelay?.inWholeMilliseconds)
        json.member("maxBodyBytes", maxBodyBytes)
        json.member("maxInFlight", maxInFlight)
        json.member("clockOffsetMs", clockOffset?.inWholeMilliseconds)
        json.member("includeSecrets", includeSecrets)
    }

    override fun toString(): String =
        "LookupOptions(" +
            "timeout=$timeout, " +
            "attemptTimeout=$attemptTimeout, " +
            "maxAttempts=$maxAttempts, " +
            "baseDelay=$baseDelay, " +
            "maxDelay=$maxDelay, " +
            "maxBodyBytes=$maxBodyBytes, " +
            "maxInFlight=$maxInFlight, " +
            "clockOffset=$clockOffset, " +
            "includeSecrets=$includeSecrets, " +
            "onRequest=${hidden(onRequest)}, " +
            "onAttempt=${hidden(onAttempt)}, " +
            "onProgress=${hidden(onProgress)})"

    /** Makes options in Java. In Kotlin, use the constructor. */
    public class Builder internal constructor() {
        private var options = LookupOptions()

        /**
         * The time for the lookup as a whole, attempts and pauses included, 1 or more. If a lookup sends several
         * requests, it holds for each. Defaults to 60,000.
         */
        public fun timeoutMs(timeoutMs: Long): Builder =
            apply { options = options.copy(timeout = timeoutMs.milliseconds) }

        /** The time for one attempt, 1 or more. Defaults to 30,000. */
        public fun attemptTimeoutMs(attemptTimeoutMs: Long): Builder =
            apply { options = options.copy(attemptTimeout = attemptTimeoutMs.milliseconds) }

        /**
         * How often a request is sent, the first attempt included, 1 or more. A single-use code is sent again only if
         * it certainly never left. Defaults to 3.
         */
        public fun maxAttempts(maxAttempts: Long): Builder =
            apply { options = options.copy(maxAttempts = maxAttempts) }

        /** The longest first pause, 0 or more. It doubles with every attempt. Defaults to 500. */
        public fun baseDelayMs(baseDelayMs: Long): Builder =
            apply { options = options.copy(baseDelay = baseDelayMs.milliseconds) }

        /** The longest pause, 0 or more, unless the service asks for a longer one. Defaults to 20,000. */
        public fun maxDelayMs(maxDelayMs: Long): Builder =
            apply { options = options.copy(maxDelay = maxDelayMs.milliseconds) }

        /**
         * The longest body that is read, in bytes, 1 or more. Longer ones are refused. Defaults to 8,388,608 (8 MiB).
         */
        public fun maxBodyBytes(maxBodyBytes: Long): Builder =
            apply { options = options.copy(maxBodyBytes = maxBodyBytes) }

        /**
         * How many requests may be in flight, or answered with a page that was not taken yet, 1 or more. Defaults to 4.
         */
        public fun maxInFlight(maxInFlight: Long): Builder =
            apply { options = options.copy(maxInFlight = maxInFlight) }

        /**
         * How far the service's clock is ahead of this host's; negative if it is behind. Defaults to 0. A lookup whose
         * signature is refused learns it by itself, if the response says what time it is.
         */
        public fun clockOffsetMs(clockOffsetMs: Long): Builder =
            apply { options = options.copy(clockOffset = clockOffsetMs.milliseconds) }

        /**
         * Whether records have their secrets, such as password hashes, which an app should not hold. Defaults to false.
         */
        public fun includeSecrets(includeSecrets: Boolean): Builder =
            apply { options = options.copy(includeSecrets = includeSecrets) }

        /** Called with every attempt before it is sent, to show it. What it throws ends the lookup. */
        public fun onRequest(onRequest: Consumer<RedactedRequest>?): Builder =
            apply { options = options.copy(onRequest = onRequest?.let { it::accept }) }

        /** Called after every attempt, for logs and metrics. What it throws ends the lookup. */
        public fun onAttempt(onAttempt: Consumer<Attempt>?): Builder =
            apply { options = options.copy(onAttempt = onAttempt?.let { it::accept }) }

        /**
         * Called as the lookup goes on, on a thread of the service's dispatcher: of `total` identifiers that were taken
         * from the lists so far, the answers of `done` were handed out. What it throws ends the lookup.
         */
        public fun onProgress(onProgress: BiConsumer<Long, Long>?): Builder =
            apply { options = options.copy(onProgress = onProgress?.let { it::accept }) }

        /** Returns the options. */
        public fun build(): LookupOptions = options
    }

    public companion object {
        /** Returns a builder without any option, for Java. */
        @JvmStatic
        public fun builder(): Builder = Builder()
    }
}
