package mingpian

import mingpian.core.CoreException
import mingpian.core.LookupFailure

/**
 * Why a lookup failed. Every member is safe to log: none holds a URL, a body, an identifier, or a secret. The cause is
 * the transport's own error, which may name a host.
 *
 * A cancelled coroutine ends with a [kotlinx.coroutines.CancellationException], as everywhere in Kotlin.
 */
public sealed class LookupException private constructor(failure: LookupFailure, cause: Throwable?) :
    Exception(failure.message, cause) {
    /** What went wrong, for people. */
    override val message: String = failure.message

    /** What went wrong, the same in every language. */
    public val code: ErrorCode = ErrorCode.entries[failure.code.ordinal]

    /** Whether the same lookup, asked again later, may succeed and does no harm. */
    public val retryable: Boolean = failure.retryable

    /** The service that was asked. */
    public val provider: Provider? = failure.provider?.let(Provider::of)

    /** The field that is not allowed, or the path to what cannot be read, with `*` for the keys of maps. */
    public open val field: String? = failure.field

    /** How the transport failed. */
    public open val kind: TransportKind? = failure.kind?.let { TransportKind.entries[it.ordinal] }

    /** The HTTP status. */
    public val status: Int? = failure.status

    /** The service's own code. */
    public val providerCode: Long? = failure.providerCode

    /** The service's own text, at most 200 characters. What may be personal reads `[redacted]`. */
    public val providerText: String? = failure.providerText

    /** The ID under which the service's support finds the request. */
    public val requestId: String? = failure.requestId

    /** How long the service asks to be left alone, in milliseconds. */
    public val retryAfterMs: Long? = failure.retryAfterMs

    /** The question or an option is not allowed, and [field] names it. */
    public class InvalidInput internal constructor(failure: LookupFailure, cause: Throwable?) :
        LookupException(failure, cause) {
        override val field: String get() = super.field.orEmpty()
    }

    /** The service refused the credentials. */
    public class Unauthenticated internal constructor(failure: LookupFailure, cause: Throwable?) :
        LookupException(failure, cause)

    /** The service received too many requests. Ask again after [retryAfterMs], if the service says so. */
    public class RateLimited internal constructor(failure: LookupFailure, cause: Throwable?) :
        LookupException(failure, cause)

    /** The service understood the request and rejected it. [providerCode] and [providerText] say why. */
    public class Rejected internal constructor(failure: LookupFailure, cause: Throwable?) :
        LookupException(failure, cause)

    /** The HTTP [status] means neither success nor another error. */
    public class HttpStatus internal constructor(failure: LookupFailure, cause: Throwable?) :
        LookupException(failure, cause)

    /** The response is not what the service documents, and [field] is the place. */
    public class MalformedResponse internal constructor(failure: LookupFailure, cause: Throwable?) :
        LookupException(failure, cause) {
        override val field: String get() = super.field.orEmpty()
    }

    /** The response is longer than [LookupOptions.maxBodyBytes]. The rest was not read. */
    public class ResponseTooLarge internal constructor(failure: LookupFailure, cause: Throwable?) :
        LookupException(failure, cause)

    /** No response came, and [kind] says how. */
    public class Transport internal constructor(failure: LookupFailure, cause: Throwable?) :
        LookupException(failure, cause) {
        override val kind: TransportKind get() = checkNotNull(super.kind)
    }

    /** The lookup was ended, but not by the cancellation of its coroutine. */
    public class Cancelled internal constructor(failure: LookupFailure, cause: Throwable?) :
        LookupException(failure, cause)

    /** This library has a bug. */
    public class Internal internal constructor(failure: LookupFailure, cause: Throwable?) :
        LookupException(failure, cause)
}

/** How a transport fails. After [OFFLINE] and [REFUSED], the request certainly never left. */
public enum class TransportKind {
    /** There is no network, or the host name was not found. */
    OFFLINE,

    /** The connection was refused. */
    REFUSED,

    /** No response came in time. The request may have arrived. */
    TIMEOUT,

    /** The exchange broke off. The request may have arrived. */
    INTERRUPTED,

    /** The body exceeded [HttpRequest.maxBodyBytes] and was not read to its end. */
    TOO_LARGE,
    ;

    internal fun lower(): mingpian.core.TransportKind = mingpian.core.TransportKind.entries[ordinal]
}

/** Runs what calls the core. Its errors become [LookupException]s. */
internal inline fun <T> calling(work: () -> T): T =
    try {
        work()
    } catch (error: CoreException.Failed) {
        throw lookupException(error.failure, null)
    } catch (_: mingpian.core.InternalException) {
        // The text of a panic can quote what was being read.
        throw failed(mingpian.core.ErrorCode.INTERNAL, "internal error: the core stopped", null)
    }

internal fun lookupException(failure: LookupFailure, cause: Throwable?): LookupException = when (failure.code) {
    mingpian.core.ErrorCode.INVALID_INPUT -> LookupException.InvalidInput(failure, cause)
    mingpian.core.ErrorCode.UNAUTHENTICATED -> LookupException.Unauthenticated(failure, cause)
    mingpian.core.ErrorCode.RATE_LIMITED -> LookupException.RateLimited(failure, cause)
    mingpian.core.ErrorCode.REJECTED -> LookupException.Rejected(failure, cause)
    mingpian.core.ErrorCode.HTTP_STATUS -> LookupException.HttpStatus(failure, cause)
    mingpian.core.ErrorCode.MALFORMED_RESPONSE -> LookupException.MalformedResponse(failure, cause)
    mingpian.core.ErrorCode.RESPONSE_TOO_LARGE -> LookupException.ResponseTooLarge(failure, cause)
    mingpian.core.ErrorCode.TRANSPORT -> LookupException.Transport(failure, cause)
    mingpian.core.ErrorCode.CANCELLED -> LookupException.Cancelled(failure, cause)
    mingpian.core.ErrorCode.INTERNAL -> LookupException.Internal(failure, cause)
}

/** Returns an error that was found on this side of the core. */
internal fun failed(code: mingpian.core.ErrorCode, message: String, field: String?): LookupException =
    lookupException(LookupFailure(code, message, false, null, field, null, null, null, null, null, null), null)
