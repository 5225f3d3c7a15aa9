// Generated from the core's tables by `cargo xtask generate`; do not edit.

package io.github.mingpian

/** The codes of errors. The names are the same in every language, and they never change. */
public enum class ErrorCode {
    /** The question or an option is not allowed. Correct the field that the error names. Nothing was sent. */
    INVALID_INPUT,

    /** The provider refused the credentials. Check the app ID and the secret, get a new token, or set the clock. */
    UNAUTHENTICATED,

    /**
     * The provider received too many requests. Wait for `retryAfterMs`, or for a while if it is absent, and ask again.
     */
    RATE_LIMITED,

    /**
     * The provider rejected the request. Read the provider's code and text. If the question contains a single-use code,
     * obtain a new one.
     */
    REJECTED,

    /** The HTTP status of the response is unexpected. Look at the status. Ask again later if `retryable` is true. */
    HTTP_STATUS,

    /**
     * The response is not what the provider documents. Report the path that the error names. Asking again rarely helps.
     */
    MALFORMED_RESPONSE,

    /** The response is longer than the limit. Ask for fewer people at a time, or raise the limit. */
    RESPONSE_TOO_LARGE,

    /** No response arrived. Ask again if `retryable` is true. Otherwise, obtain a new single-use code. */
    TRANSPORT,

    /** The caller cancelled the lookup. */
    CANCELLED,

    /** This library has a bug. Report it. */
    INTERNAL,
}
