// Generated from the core's tables by `cargo xtask generate`; do not edit.

package io.github.mingpian

/** The codes of errors. The names are the same in every language, and they never change. */
public enum class ErrorCode {
    /** Where the fault lies: the caller. What to do: correct the field that the error names. Nothing was sent. */
    INVALID_INPUT,

    /**
     * Where the fault lies: the credentials, or the clock that signed them. What to do: check the app ID and the
     * secret, get a new token, or set the clock.
     */
    UNAUTHENTICATED,

    /**
     * Where the fault lies: too many requests at a time. What to do: wait for `retry_after_ms`, or for a while, and ask
     * again.
     */
    RATE_LIMITED,

    /**
     * Where the fault lies: the question, as the provider sees it. What to do: read the provider's code and text. A
     * single-use code has to be a fresh one.
     */
    REJECTED,

    /**
     * Where the fault lies: the provider, or a server between you and it. What to do: look at the status. Ask again
     * later if `retryable` is true.
     */
    HTTP_STATUS,

    /**
     * Where the fault lies: the provider, or this library. What to do: report the path that the error names. Asking
     * again rarely helps.
     */
    MALFORMED_RESPONSE,

    /**
     * Where the fault lies: the provider, or a limit that is too low. What to do: ask for fewer people at a time, or
     * raise the limit.
     */
    RESPONSE_TOO_LARGE,

    /**
     * Where the fault lies: the network. What to do: ask again if `retryable` is true. Otherwise get a fresh single-use
     * code.
     */
    TRANSPORT,

    /** Where the fault lies: the caller cancelled the lookup. What to do: nothing. */
    CANCELLED,

    /** Where the fault lies: this library. What to do: report it. */
    INTERNAL,
}
