package io.github.mingpian

import kotlinx.coroutines.awaitCancellation

/**
 * A fault that a [FakeTransport] simulates: the error with which a lookup ends, and the requests that fail.
 *
 * @param code The error. `INVALID_INPUT`, `CANCELLED`, and `INTERNAL` do not come from a service, but a test may want to see
 * what the app does with them.
 * @param provider Only requests to this provider fail. Defaults to all providers.
 * @param identifier Only requests with this identifier fail: an email, a mobile number, a login name, a user ID, or a
 * code. Defaults to all requests.
 * @param times The number of requests that fail. Each attempt counts as a request. Defaults to all requests.
 * @param providerCode The provider's own code, for the errors that come from its response. Defaults to -1.
 * @param providerText The provider's own text, for the errors that come from its response.
 * @param retryAfterMs For `RATE_LIMITED` and `HTTP_STATUS`: how long the service asks clients to wait, in milliseconds.
 * It is rounded up to whole seconds.
 * @param status For `HTTP_STATUS`: the status, from 300 to 599 except 401, 403, and 429, which result in other errors.
 * Defaults to 500.
 * @param kind For `TRANSPORT`: how the transport fails. With [TransportKind.TIMEOUT], the service never answers.
 * Defaults to [TransportKind.INTERRUPTED].
 * @param field For `INVALID_INPUT`: the field that is not allowed.
 * @throws IllegalArgumentException If a value is not allowed or does not belong to the error.
 */
public class Fault @JvmOverloads constructor(
    internal val code: ErrorCode,
    internal val provider: Provider? = null,
    internal val identifier: String? = null,
    internal val times: Int? = null,
    internal val providerCode: Long? = null,
    internal val providerText: String? = null,
    internal val retryAfterMs: Long? = null,
    internal val status: Int? = null,
    internal val kind: TransportKind? = null,
    internal val field: String? = null,
) {
    init {
        val isReply = code in REPLIES
        require(times == null || times > 0) { "times: expected 1 or more" }
        require(isReply || (providerCode == null && providerText == null)) { "providerCode: expected none for $code" }
        val isPausing = code == ErrorCode.RATE_LIMITED || code == ErrorCode.HTTP_STATUS
        require(retryAfterMs == null || (isPausing && retryAfterMs >= 0)) { "retryAfterMs: expected 0 or more, for RATE_LIMITED or HTTP_STATUS" }
        val isStatus = code == ErrorCode.HTTP_STATUS && status in 300..599 && status !in listOf(401, 403, 429)
        require(status == null || isStatus) { "status: expected 300 to 599 except 401, 403, and 429, for HTTP_STATUS" }
        val isKind = code == ErrorCode.TRANSPORT && kind != TransportKind.TOO_LARGE
        require(kind == null || isKind) { "kind: expected any except TOO_LARGE, for TRANSPORT" }
        require(field == null || code == ErrorCode.INVALID_INPUT) { "field: expected none for $code" }
    }

    internal fun fits(asked: FakeQuestion): Boolean =
        (provider == null || provider == asked.service.provider) && (identifier == null || identifier in asked.identifiers)

    /** Whether the service processes the request before its answer is lost or broken. */
    internal val isLate: Boolean
        get() = when (code) {
            ErrorCode.MALFORMED_RESPONSE, ErrorCode.RESPONSE_TOO_LARGE -> true
            ErrorCode.TRANSPORT -> kind != TransportKind.OFFLINE && kind != TransportKind.REFUSED
            else -> false
        }

    /** Simulates the fault. */
    internal suspend fun fail(asked: FakeQuestion): HttpResponse {
        val ownCode = providerCode ?: REJECTED
        val reply = failure(asked, ownCode, providerText ?: INVENTED)
        val headers = retryAfterMs?.let { listOf(HttpHeader("Retry-After", ((it + 999) / 1000).toString())) }.orEmpty()
        return when (code) {
            ErrorCode.REJECTED -> {
                val layer = asked.service.layers.last()
                val isRejection = ownCode != layer.success && ownCode !in layer.unauthenticated
                val expected = "providerCode: expected a code with which ${asked.service.provider.id} rejects requests"
                if (!isRejection) throw failed(io.github.mingpian.core.ErrorCode.INVALID_INPUT, expected, "providerCode")
                response(200, reply)
            }
            ErrorCode.UNAUTHENTICATED -> response(401, reply)
            ErrorCode.RATE_LIMITED -> response(429, reply, headers)
            ErrorCode.HTTP_STATUS -> response(status ?: 500, reply, headers)
            ErrorCode.MALFORMED_RESPONSE -> response(200, "<!doctype html>")
            ErrorCode.RESPONSE_TOO_LARGE -> throw TransportException(TransportKind.TOO_LARGE)
            ErrorCode.TRANSPORT ->
                if (kind == TransportKind.TIMEOUT) awaitCancellation() else throw TransportException(kind ?: TransportKind.INTERRUPTED)
            ErrorCode.INVALID_INPUT -> throw failed(io.github.mingpian.core.ErrorCode.INVALID_INPUT, INVENTED, field.orEmpty())
            ErrorCode.CANCELLED -> throw failed(io.github.mingpian.core.ErrorCode.CANCELLED, INVENTED, null)
            ErrorCode.INTERNAL -> throw failed(io.github.mingpian.core.ErrorCode.INTERNAL, INVENTED, null)
        }
    }
}

/** The errors that come from a service's response. */
private val REPLIES = listOf(ErrorCode.UNAUTHENTICATED, ErrorCode.RATE_LIMITED, ErrorCode.REJECTED, ErrorCode.HTTP_STATUS)

private const val INVENTED = "invented for a test"
