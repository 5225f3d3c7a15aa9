package io.github.mingpian

/**
 * An attempt to send a request, after it has ended. It contains no personal data or secrets, so it is safe to log.
 */
public class Attempt internal constructor(
    /** The provider that was asked. */
    public val provider: Provider,
    /** The name of the operation. */
    public val operation: String,
    /** The number of this attempt of the request, beginning with 1. */
    public val number: Int,
    /** The HTTP status, or `null` if no response arrived. */
    public val status: Int?,
    /** The reason why no response arrived, or `null` if one did or the attempt was aborted. */
    public val failure: TransportKind?,
    /**
     * Whether the lookup abandoned the attempt because a time limit had passed, it was cancelled, or another of its
     * requests failed.
     */
    public val isAborted: Boolean,
    /** Whether the response answers the question. If it does not, the lookup tries again or fails. */
    public val isAccepted: Boolean,
    /** The time from sending the request to the end of the response, in milliseconds. */
    public val durationMs: Long,
    /** The length of the response's body after decompression, in bytes. */
    public val bytes: Long,
) {
    override fun toString(): String =
        "Attempt(provider=$provider, operation=$operation, number=$number, status=$status, failure=$failure, " +
            "isAborted=$isAborted, isAccepted=$isAccepted, durationMs=$durationMs, bytes=$bytes)"
}
