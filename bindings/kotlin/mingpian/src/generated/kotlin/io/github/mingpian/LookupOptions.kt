// Generated from the core's tables by `cargo xtask generate`; do not edit.

package io.github.mingpian

import java.util.function.BiConsumer
import java.util.function.Consumer
import kotlin.time.Duration
import kotlin.time.Duration.Companion.milliseconds

/**
 * The options of a lookup. Fractions of a millisecond are ignored. An option that is absent has the value from the
 * options of the service, or its default if that is absent, too. If a value is not allowed, the lookup fails with
 * [LookupException.InvalidInput], which names the option.
 */
public data class LookupOptions(
    /**
     * The time limit for a request, including all of its attempts and the pauses between them. If a lookup sends
     * several requests, the limit applies to each. Must be 1 ms or more. Defaults to 60,000 ms.
     */
    public val timeout: Duration? = null,
    /** The time limit for one attempt. Must be 1 ms or more. Defaults to 30,000 ms. */
    public val attemptTimeout: Duration? = null,
    /**
     * The maximum number of attempts for a request, including the first. A single-use code is sent again only if it is
     * certain that it was never sent. Must be 1 or more. Defaults to 3.
     */
    public val maxAttempts: Long? = null,
    /**
     * The maximum pause before the second attempt. The maximum doubles with every further attempt. Must be 0 ms or
     * more. Defaults to 500 ms.
     */
    public val baseDelay: Duration? = null,
    /**
     * The maximum pause before any attempt, unless the service asks for a longer one. Must be 0 ms or more. Defaults to
     * 20,000 ms.
     */
    public val maxDelay: Duration? = null,
    /**
     * The maximum length of a response's body, in bytes. Longer bodies are refused. Must be 1 or more. Defaults to
     * 8,388,608 (8 MiB).
     */
    public val maxBodyBytes: Long? = null,
    /**
     * The maximum number of requests that are in flight at a time. A page that has not been taken yet counts as a
     * request in flight. Must be 1 or more. Defaults to 4.
     */
    public val maxInFlight: Long? = null,
    /**
     * How far the service's clock is ahead of the clock of this host. It is negative if the service's clock is behind.
     * If a signature is refused and the response contains the service's time, the lookup measures the offset by itself.
     * Defaults to 0 ms.
     */
    public val clockOffset: Duration? = null,
    /**
     * Whether records contain their secrets, such as password hashes. An app should not hold them. Defaults to false.
     */
    public val includeSecrets: Boolean? = null,
    /**
     * Called with every attempt before it is sent, so that an app can show it. If it throws, the lookup ends with that
     * exception.
     */
    public val onRequest: ((RedactedRequest) -> Unit)? = null,
    /** Called after every attempt, for logs and metrics. If it throws, the lookup ends with that exception. */
    public val onAttempt: ((Attempt) -> Unit)? = null,
    /**
     * Called when the lookup makes progress, on a thread of the service's dispatcher. `total` is the number of
     * identifiers that were taken from the lists so far, and `done` is the number of those that have an answer. If it
     * throws, the lookup ends with that exception.
     */
    public val onProgress: ((done: Long, total: Long) -> Unit)? = null,
) {
    /** Returns these options, completed with the other options. */
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

    /** Builds options in Java. In Kotlin, use the constructor. */
    public class Builder internal constructor() {
        private var options = LookupOptions()

        /**
         * The time limit for a request, including all of its attempts and the pauses between them. If a lookup sends
         * several requests, the limit applies to each. Must be 1 ms or more. Defaults to 60,000 ms.
         */
        public fun timeoutMs(timeoutMs: Long): Builder =
            apply { options = options.copy(timeout = timeoutMs.milliseconds) }

        /** The time limit for one attempt. Must be 1 ms or more. Defaults to 30,000 ms. */
        public fun attemptTimeoutMs(attemptTimeoutMs: Long): Builder =
            apply { options = options.copy(attemptTimeout = attemptTimeoutMs.milliseconds) }

        /**
         * The maximum number of attempts for a request, including the first. A single-use code is sent again only if it
         * is certain that it was never sent. Must be 1 or more. Defaults to 3.
         */
        public fun maxAttempts(maxAttempts: Long): Builder =
            apply { options = options.copy(maxAttempts = maxAttempts) }

        /**
         * The maximum pause before the second attempt. The maximum doubles with every further attempt. Must be 0 ms or
         * more. Defaults to 500 ms.
         */
        public fun baseDelayMs(baseDelayMs: Long): Builder =
            apply { options = options.copy(baseDelay = baseDelayMs.milliseconds) }

        /**
         * The maximum pause before any attempt, unless the service asks for a longer one. Must be 0 ms or more.
         * Defaults to 20,000 ms.
         */
        public fun maxDelayMs(maxDelayMs: Long): Builder =
            apply { options = options.copy(maxDelay = maxDelayMs.milliseconds) }

        /**
         * The maximum length of a response's body, in bytes. Longer bodies are refused. Must be 1 or more. Defaults to
         * 8,388,608 (8 MiB).
         */
        public fun maxBodyBytes(maxBodyBytes: Long): Builder =
            apply { options = options.copy(maxBodyBytes = maxBodyBytes) }

        /**
         * The maximum number of requests that are in flight at a time. A page that has not been taken yet counts as a
         * request in flight. Must be 1 or more. Defaults to 4.
         */
        public fun maxInFlight(maxInFlight: Long): Builder =
            apply { options = options.copy(maxInFlight = maxInFlight) }

        /**
         * How far the service's clock is ahead of the clock of this host. It is negative if the service's clock is
         * behind. If a signature is refused and the response contains the service's time, the lookup measures the
         * offset by itself. Defaults to 0 ms.
         */
        public fun clockOffsetMs(clockOffsetMs: Long): Builder =
            apply { options = options.copy(clockOffset = clockOffsetMs.milliseconds) }

        /**
         * Whether records contain their secrets, such as password hashes. An app should not hold them. Defaults to
         * false.
         */
        public fun includeSecrets(includeSecrets: Boolean): Builder =
            apply { options = options.copy(includeSecrets = includeSecrets) }

        /**
         * Called with every attempt before it is sent, so that an app can show it. If it throws, the lookup ends with
         * that exception.
         */
        public fun onRequest(onRequest: Consumer<RedactedRequest>?): Builder =
            apply { options = options.copy(onRequest = onRequest?.let { it::accept }) }

        /** Called after every attempt, for logs and metrics. If it throws, the lookup ends with that exception. */
        public fun onAttempt(onAttempt: Consumer<Attempt>?): Builder =
            apply { options = options.copy(onAttempt = onAttempt?.let { it::accept }) }

        /**
         * Called when the lookup makes progress, on a thread of the service's dispatcher. `total` is the number of
         * identifiers that were taken from the lists so far, and `done` is the number of those that have an answer. If
         * it throws, the lookup ends with that exception.
         */
        public fun onProgress(onProgress: BiConsumer<Long, Long>?): Builder =
            apply { options = options.copy(onProgress = onProgress?.let { it::accept }) }

        /** Returns the options. */
        public fun build(): LookupOptions = options
    }

    public companion object {
        /** Returns a builder without options, for Java. */
        @JvmStatic
        public fun builder(): Builder = Builder()
    }
}
