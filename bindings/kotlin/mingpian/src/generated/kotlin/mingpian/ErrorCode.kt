// Generated from the core's tables by `cargo xtask generate`; do not edit.

package mingpian

/** What went wrong. The names are the same in every language, and they never change. */
public enum class ErrorCode {
    /** Where the fault lies: The caller. What to do: Correct the field that the error names. Nothing was sent. */
    INVALID_INPUT,

    /**
     * Where the fault lies: The credentials, or the clock that signed them. What to do: Check the app ID and the
     * secret, get a new token, or set the clock.
     */
    UNAUTHENTICATED,

    /**
     * Where the fault lies: Too many requests at a time. What to do: Wait for `retry_after_ms`, or for a while, and ask
     * again.
     */
    RATE_LIMITED,

    /**
     * Where the fault lies: The question, as the provider sees it. What to do: Read the provider's code and text. A
     * single-use code has to be a fresh one.
     */
    REJECTED,

    /**
     * Where the fault lies: The provider, or a server between you and it. What to do: Look at the status. Ask again
     * later if `retryable` is true.
     */
    HTTP_STATUS,

    /**
     * Where the fault lies: The provider, or this library. What to do: Report the path that the error names. Asking
     * again rarely helps.
     */
    MALFORMED_RESPONSE,

    /**
     * Where the fault lies: The provider, or a limit that is too low. What to do: Ask for fewer people at a time, or
     * raise the limit.
     */
    RESPONSE_TOO_LARGE,

    /**
     * Where the fault lies: The network. What to do: Ask again if `retryable` is true. Otherwise get a fresh single-use
     * code.
     */
    TRANSPORT,

    /** Where the fault lies: The caller cancelled the lookup. What to do: Nothing. */
    CANCELLED,

    /** Where the fault lies: This library. What to do: Report it. */
    INTERNAL,
}
