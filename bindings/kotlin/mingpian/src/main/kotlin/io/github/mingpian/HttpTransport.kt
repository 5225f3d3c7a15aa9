package io.github.mingpian

import java.io.IOException

/**
 * Sends requests with the app's HTTP client. `mingpian-okhttp` provides an implementation that uses OkHttp.
 *
 * A transport must send the request without changes. It must not follow redirects, add cookies or a referrer, retry, or
 * read a body beyond [HttpRequest.maxBodyBytes]. When its coroutine is cancelled, it must close the connection. It must
 * suspend rather than block its thread, because other requests share the thread.
 */
public fun interface HttpTransport {
    /**
     * Sends the request and waits for the whole response.
     *
     * @throws TransportException If no response arrives. Any other [IOException] counts as [TransportKind.INTERRUPTED].
     * The lookup ends without further attempts if a certificate is not trusted, if the client forbids cleartext, or if
     * the exception is not an [IOException].
     */
    @Throws(IOException::class)
    public suspend fun send(request: HttpRequest): HttpResponse
}

/** The exception of a transport that received no response. */
public class TransportException @JvmOverloads constructor(
    /** How the transport failed. */
    public val kind: TransportKind,
    cause: Throwable? = null,
) : IOException(kind.name, cause)

/** A request to send without changes. It contains credentials. `toString()` shows neither these nor the body. */
public class HttpRequest(
    /** `POST`. */
    public val method: String,
    /** The URL with its query. */
    public val url: String,
    /** The headers in the order to send them. No name occurs twice. */
    public val headers: List<HttpHeader>,
    /** The body, a JSON object. */
    public val body: String,
    /** The maximum length of a response's body, in bytes. */
    public val maxBodyBytes: Long,
) {
    internal constructor(core: io.github.mingpian.core.HttpRequest) :
        this(core.method, core.url, headers(core.headers), core.body, core.maxBodyBytes)

    override fun toString(): String = shown("HttpRequest", method, url, headers, body)
}

/** A request that an app can show. Its secrets are replaced with `[redacted]`, but it still contains identifiers. */
public class RedactedRequest(
    /** `POST`. */
    public val method: String,
    /** The URL. The values of secret parameters are replaced by `[redacted]`. */
    public val url: String,
    /** The headers. Secret values are replaced by `[redacted]`. */
    public val headers: List<HttpHeader>,
    /** The body, a JSON object. Secret values are replaced by `[redacted]`. */
    public val body: String,
) {
    internal constructor(core: io.github.mingpian.core.RedactedRequest) :
        this(core.method, core.url, headers(core.headers), core.body)

    override fun toString(): String = shown("RedactedRequest", method, url, headers, body)
}

/** A response. `toString()` shows the status, the names of the headers, and the length of the body. */
public class HttpResponse(
    /** The HTTP status. */
    public val status: Int,
    /** The headers in any order. The lookup reads `Retry-After`, `Date`, and `Age`. */
    public val headers: List<HttpHeader>,
    /** The whole body, decompressed. Do not change it after creating the response. */
    public val body: ByteArray,
) {
    override fun toString(): String =
        "HttpResponse(status=$status, headers=${headers.map { it.name }}, bodyBytes=${body.size})"
}

/** A header. `toString()` shows only the name. */
public class HttpHeader(
    /** The name, in upper or lower case. */
    public val name: String,
    /** The value, as it is sent or was received. */
    public val value: String,
) {
    override fun toString(): String = "$name: $REDACTED"
}

private fun headers(core: List<io.github.mingpian.core.HttpHeader>): List<HttpHeader> = core.map { HttpHeader(it.name, it.value) }

private fun shown(type: String, method: String, url: String, headers: List<HttpHeader>, body: String): String =
    "$type($method ${url.substringBefore('?')}, headers=${headers.map { it.name }}, bodyChars=${body.length})"
