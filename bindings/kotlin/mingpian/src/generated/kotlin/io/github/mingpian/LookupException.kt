// Generated from the core's tables by `cargo xtask generate`; do not edit.

package io.github.mingpian

import io.github.mingpian.core.LookupFailure
import kotlinx.coroutines.CopyableThrowable
import kotlinx.coroutines.ExperimentalCoroutinesApi

/**
 * Thrown if a lookup fails. Every member is safe to log, because none contains a URL, a body, an identifier, or a
 * secret. The cause is the transport's own error, which may contain a host name.
 *
 * If its coroutine is cancelled, a lookup throws a [kotlinx.coroutines.CancellationException] instead, as usual in
 * Kotlin.
 */
@OptIn(ExperimentalCoroutinesApi::class)
public sealed class LookupException private constructor(
    @Transient private val failure: LookupFailure,
    cause: Throwable?,
) : Exception(failure.message, cause), CopyableThrowable<LookupException> {
    /** A description of the error in English, for logs and developers. */
    override val message: String = failure.message

    /** The code of the error, which is the same in every language. */
    public val code: ErrorCode = ErrorCode.entries[failure.code.ordinal]

    /** Whether the same lookup is safe to repeat and may succeed later. */
    public val retryable: Boolean = failure.retryable

    /** The service that was asked. */
    public val provider: Provider? = failure.provider?.let(Provider::of)

    /** The field that is not allowed, or the path to the value that cannot be read, with `*` for the keys of maps. */
    public open val field: String? = failure.field

    /** How the transport failed. */
    public open val kind: TransportKind? = failure.kind?.let { TransportKind.entries[it.ordinal] }

    /** The HTTP status. */
    public val status: Int? = failure.status

    /** The service's own code. */
    public val providerCode: Long? = failure.providerCode

    /** The service's own text, at most 200 characters. Text that may be personal is replaced with `[redacted]`. */
    public val providerText: String? = failure.providerText

    /** The ID by which the service's support team can identify the request. */
    public val requestId: String? = failure.requestId

    /** How long the service asks clients to wait before the next request, in milliseconds. */
    public val retryAfterMs: Long? = failure.retryAfterMs

    /** Returns a copy with the stack trace of another coroutine. The cause is the same. */
    override fun createCopy(): LookupException = lookupException(failure, cause)

    /** The question or an option is not allowed. Correct the field that the error names. Nothing was sent. */
    public class InvalidInput internal constructor(failure: LookupFailure, cause: Throwable?) :
        LookupException(failure, cause) {
        override val field: String get() = super.field.orEmpty()
    }

    /** The provider refused the credentials. Check the app ID and the secret, get a new token, or set the clock. */
    public class Unauthenticated internal constructor(failure: LookupFailure, cause: Throwable?) :
        LookupException(failure, cause)

    /**
     * The provider received too many requests. Wait for `retryAfterMs`, or for a while if it is absent, and ask again.
     */
    public class RateLimited internal constructor(failure: LookupFailure, cause: Throwable?) :
        LookupException(failure, cause)

    /**
     * The provider rejected the request. Read the provider's code and text. If the question contains a single-use code,
     * obtain a new one.
     */
    public class Rejected internal constructor(failure: LookupFailure, cause: Throwable?) :
        LookupException(failure, cause)

    /** The HTTP status of the response is unexpected. Look at the status. Ask again later if `retryable` is true. */
    public class HttpStatus internal constructor(failure: LookupFailure, cause: Throwable?) :
        LookupException(failure, cause)

    /**
     * The response is not what the provider documents. Report the path that the error names. Asking again rarely helps.
     */
    public class MalformedResponse internal constructor(failure: LookupFailure, cause: Throwable?) :
        LookupException(failure, cause) {
        override val field: String get() = super.field.orEmpty()
    }

    /** The response is longer than the limit. Ask for fewer people at a time, or raise the limit. */
    public class ResponseTooLarge internal constructor(failure: LookupFailure, cause: Throwable?) :
        LookupException(failure, cause)

    /** No response arrived. Ask again if `retryable` is true. Otherwise, obtain a new single-use code. */
    public class Transport internal constructor(failure: LookupFailure, cause: Throwable?) :
        LookupException(failure, cause) {
        override val kind: TransportKind get() = checkNotNull(super.kind)
    }

    /** The caller cancelled the lookup. */
    public class Cancelled internal constructor(failure: LookupFailure, cause: Throwable?) :
        LookupException(failure, cause)

    /** This library has a bug. Report it. */
    public class Internal internal constructor(failure: LookupFailure, cause: Throwable?) :
        LookupException(failure, cause)
}

internal fun lookupException(failure: LookupFailure, cause: Throwable?): LookupException = when (failure.code) {
    io.github.mingpian.core.ErrorCode.INVALID_INPUT -> LookupException.InvalidInput(failure, cause)
    io.github.mingpian.core.ErrorCode.UNAUTHENTICATED -> LookupException.Unauthenticated(failure, cause)
    io.github.mingpian.core.ErrorCode.RATE_LIMITED -> LookupException.RateLimited(failure, cause)
    io.github.mingpian.core.ErrorCode.REJECTED -> LookupException.Rejected(failure, cause)
    io.github.mingpian.core.ErrorCode.HTTP_STATUS -> LookupException.HttpStatus(failure, cause)
    io.github.mingpian.core.ErrorCode.MALFORMED_RESPONSE -> LookupException.MalformedResponse(failure, cause)
    io.github.mingpian.core.ErrorCode.RESPONSE_TOO_LARGE -> LookupException.ResponseTooLarge(failure, cause)
    io.github.mingpian.core.ErrorCode.TRANSPORT -> LookupException.Transport(failure, cause)
    io.github.mingpian.core.ErrorCode.CANCELLED -> LookupException.Cancelled(failure, cause)
    io.github.mingpian.core.ErrorCode.INTERNAL -> LookupException.Internal(failure, cause)
}
