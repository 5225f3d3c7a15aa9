// Generated from the core's tables by `cargo xtask generate`; do not edit.

package mingpian

/** What went wrong, the same names in every language. They never change. */
public enum class ErrorCode {
    /** Whose fault: The caller. What to do: Correct the field that the error names; nothing was sent. */
    INVALID_INPUT,

    /** Whose fault: The credentials, or the clock that signed them. What to do: Check app id and secret, get a new token, set the clock. */
    UNAUTHENTICATED,

    /** Whose fault: Nobody: too many requests at a time. What to do: Wait for `retry_after_ms`, or a while, and ask again. */
    RATE_LIMITED,

    /** Whose fault: What was asked for, in the provider's eyes. What to do: Read the provider's code and text; a single-use code has to be a fresh one. */
    REJECTED,

    /** Whose fault: The provider, or something between you and it. What to do: Look at the status; ask again later if `retryable`. */
    HTTP_STATUS,

    /** Whose fault: The provider, or this library. What to do: Report the path that the error names; asking again rarely helps. */
    MALFORMED_RESPONSE,

    /** Whose fault: The provider, or a limit that is too low. What to do: Ask for fewer people at a time, or raise the limit. */
    RESPONSE_TOO_LARGE,

    /** Whose fault: The network. What to do: Ask again if `retryable`; get a fresh single-use code otherwise. */
    TRANSPORT,

    /** Whose fault: Nobody: the caller wanted it so. What to do: Nothing. */
    CANCELLED,

    /** Whose fault: This library. What to do: Report it. */
    INTERNAL,
}
