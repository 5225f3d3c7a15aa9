package mingpian

import mingpian.core.CoreException

/**
 * Why a lookup gave no answer. Every member is safe to log: none holds a URL, a body, an identifier that was asked
 * for, or a secret.
 *
 * A cancelled coroutine ends with a [kotlinx.coroutines.CancellationException], as everywhere in Kotlin.
 */
public sealed class LookupException(
    /** What went wrong, for people: the core's own words. */
    override val message: String,
    /** What went wrong, the same in every language. */
    public val code: ErrorCode,
    /** Whether the same lookup may be asked again, unchanged. It has been already, as far as the options go. */
    public val retryable: Boolean,
    provider: String?,
    reply: mingpian.core.Reply?,
    /** The input's field, or the JSON path in the answer with map keys replaced by `*`; "" is the whole answer. */
    public open val field: String?,
    /** What happened on the way. */
    public open val kind: TransportKind?,
) : Exception(message) {
    /** The service that was asked. */
    public val provider: String? = provider ?: reply?.provider

    /** The HTTP status. */
    public val status: Int? = reply?.status

    /** The provider's own code. */
    public val providerCode: Long? = reply?.providerCode

    /** The provider's own text, at most 200 characters, with what may be personal replaced by `[redacted]`. */
    public val providerText: String? = reply?.providerText

    /** The id that the provider's support asks for. */
    public val requestId: String? = reply?.requestId

    /** How long the provider asked to be left alone, in milliseconds. */
    public val retryAfterMs: Long? = reply?.retryAfterMs

    /** The caller's mistake: [field] names what is not allowed. Nothing was sent. */
    public class InvalidInput internal constructor(message: String, override val field: String) :
        LookupException(message, ErrorCode.INVALID_INPUT, false, null, null, field, null)

    /** The provider does not accept the credentials. */
    public class Unauthenticated internal constructor(message: String, reply: mingpian.core.Reply) :
        LookupException(message, ErrorCode.UNAUTHENTICATED, false, null, reply, null, null)

    /** Too many requests; ask again after [retryAfterMs], if the provider said so. */
    public class RateLimited internal constructor(message: String, retryable: Boolean, reply: mingpian.core.Reply) :
        LookupException(message, ErrorCode.RATE_LIMITED, retryable, null, reply, null, null)

    /** The provider understood and said no; [providerCode] and [providerText] hold its reason. */
    public class Rejected internal constructor(message: String, reply: mingpian.core.Reply) :
        LookupException(message, ErrorCode.REJECTED, false, null, reply, null, null)

    /** An HTTP [status] that is no success and no other error's. */
    public class HttpStatus internal constructor(message: String, retryable: Boolean, reply: mingpian.core.Reply) :
        LookupException(message, ErrorCode.HTTP_STATUS, retryable, null, reply, null, null)

    /** The answer is not what the provider documents; [field] is the place. */
    public class MalformedResponse internal constructor(
        message: String,
        override val field: String,
        reply: mingpian.core.Reply,
    ) : LookupException(message, ErrorCode.MALFORMED_RESPONSE, false, null, reply, field, null)

    /** The body is longer than [LookupOptions.maxBodyBytes]; the rest was not read. */
    public class ResponseTooLarge internal constructor(message: String, provider: String) :
        LookupException(message, ErrorCode.RESPONSE_TOO_LARGE, false, provider, null, null, null)

    /** No complete answer came; [kind] says how. */
    public class Transport internal constructor(
        message: String,
        retryable: Boolean,
        provider: String,
        override val kind: TransportKind,
    ) : LookupException(message, ErrorCode.TRANSPORT, retryable, provider, null, null, kind)

    /** The lookup was ended before it had an answer, by something else than its coroutine's cancellation. */
    public class Cancelled internal constructor(message: String) :
        LookupException(message, ErrorCode.CANCELLED, false, null, null, null, null)

    /** A fault of this library. */
    public class Internal internal constructor(message: String) :
        LookupException(message, ErrorCode.INTERNAL, false, null, null, null, null)
}

/** What happens on the way. [OFFLINE] and [REFUSED]: the request certainly never left. */
public enum class TransportKind {
    /** No network, or the host's name was not found. */
    OFFLINE,

    /** The connection was refused. */
    REFUSED,

    /** No answer in time. It may have arrived. */
    TIMEOUT,

    /** The exchange broke off. It may have arrived. */
    INTERRUPTED,

    /** The body went past [HttpRequest.maxBodyBytes] and was not read to its end. */
    TOO_LARGE,
}

/** Runs what calls the core, whose errors become [LookupException]s. */
internal inline fun <T> calling(work: () -> T): T =
    try {
        work()
    } catch (error: CoreException) {
        throw lookupException(error)
    } catch (_: mingpian.core.InternalException) {
        // A panic's text can quote what was being read.
        throw LookupException.Internal("internal error: the core stopped")
    }

internal fun lookupException(error: CoreException): LookupException = when (error) {
    is CoreException.InvalidInput -> LookupException.InvalidInput(error.text, error.field)
    is CoreException.Unauthenticated -> LookupException.Unauthenticated(error.text, error.reply)
    is CoreException.RateLimited -> LookupException.RateLimited(error.text, error.retryable, error.reply)
    is CoreException.Rejected -> LookupException.Rejected(error.text, error.reply)
    is CoreException.HttpStatus -> LookupException.HttpStatus(error.text, error.retryable, error.reply)
    is CoreException.MalformedResponse -> LookupException.MalformedResponse(error.text, error.field, error.reply)
    is CoreException.ResponseTooLarge -> LookupException.ResponseTooLarge(error.text, error.provider)
    is CoreException.Transport ->
        LookupException.Transport(error.text, error.retryable, error.provider, error.kind.raise())
    is CoreException.Cancelled -> LookupException.Cancelled(error.text)
    is CoreException.Internal -> LookupException.Internal(error.text)
}

private fun mingpian.core.TransportKind.raise(): TransportKind = when (this) {
    mingpian.core.TransportKind.OFFLINE -> TransportKind.OFFLINE
    mingpian.core.TransportKind.REFUSED -> TransportKind.REFUSED
    mingpian.core.TransportKind.TIMEOUT -> TransportKind.TIMEOUT
    mingpian.core.TransportKind.INTERRUPTED -> TransportKind.INTERRUPTED
    mingpian.core.TransportKind.TOO_LARGE -> TransportKind.TOO_LARGE
}

internal fun TransportKind.lower(): mingpian.core.TransportKind = when (this) {
    TransportKind.OFFLINE -> mingpian.core.TransportKind.OFFLINE
    TransportKind.REFUSED -> mingpian.core.TransportKind.REFUSED
    TransportKind.TIMEOUT -> mingpian.core.TransportKind.TIMEOUT
    TransportKind.INTERRUPTED -> mingpian.core.TransportKind.INTERRUPTED
    TransportKind.TOO_LARGE -> mingpian.core.TransportKind.TOO_LARGE
}
