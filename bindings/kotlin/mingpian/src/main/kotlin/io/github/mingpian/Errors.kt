package io.github.mingpian

import io.github.mingpian.core.CoreException
import io.github.mingpian.core.LookupFailure
import java.io.IOException
import java.net.UnknownServiceException
import java.security.cert.CertificateException
import javax.net.ssl.SSLPeerUnverifiedException
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.TimeoutCancellationException

/** Runs a function that calls the core. Converts the core's errors to [LookupException]s. */
internal inline fun <T> calling(work: () -> T): T =
    try {
        work()
    } catch (error: CoreException.Failed) {
        throw lookupException(error.failure, null)
    } catch (_: io.github.mingpian.core.InternalException) {
        // The message of a panic may contain the data that was being read.
        throw failed(io.github.mingpian.core.ErrorCode.INTERNAL, "internal error: the core stopped", null)
    }

/** Returns an error that did not come from the core. */
internal fun failed(code: io.github.mingpian.core.ErrorCode, message: String, field: String?): LookupException =
    lookupException(LookupFailure(code, message, false, null, field, null, null, null, null, null, null), null)

/** Returns a value. Throws an error if a Java caller has omitted it. */
internal fun <T : Any> required(name: String, value: T?): T =
    value ?: throw failed(io.github.mingpian.core.ErrorCode.INVALID_INPUT, "$name: expected a value, got null", name)

/** Returns an error for a service that cannot be reached with further attempts either. */
internal fun unreachable(provider: Provider, reason: String, cause: Throwable): LookupException {
    val (code, kind) = io.github.mingpian.core.ErrorCode.TRANSPORT to io.github.mingpian.core.TransportKind.INTERRUPTED
    val message = "${provider.id} could not be reached: $reason"
    return lookupException(LookupFailure(code, message, false, provider.id, null, kind, null, null, null, null, null), cause)
}

/** Returns the kind of a transport's failure. */
internal fun kindOf(error: Throwable): TransportKind = when (error) {
    is TransportException -> error.kind
    is TimeoutCancellationException -> TransportKind.TIMEOUT
    else -> TransportKind.INTERRUPTED
}

/** Returns the reason why every further attempt would fail in the same way, or `null` if an attempt may succeed. */
internal fun lastingReason(error: Throwable): String? {
    val causes = generateSequence(error) { it.cause }.take(8)
    return when {
        causes.any { it is CertificateException || it is SSLPeerUnverifiedException } -> "its certificate is not trusted"
        causes.any { it is UnknownServiceException } -> "the HTTP client does not allow such a connection"
        error is IOException || error is CancellationException -> null
        else -> "${error.javaClass.name} was thrown"
    }
}
