package mingpian

import java.io.IOException

/**
 * Sends requests: the app's HTTP client. `mingpian-okhttp` has one over OkHttp.
 *
 * A transport sends what it gets and nothing else: it follows no redirect, adds no cookie and no referrer, repeats
 * nothing by itself, and reads no body beyond [HttpRequest.maxBodyBytes]. When its coroutine is cancelled, it lets go
 * of the connection.
 */
public fun interface HttpTransport {
    /**
     * Sends the request and waits for the whole answer.
     *
     * @throws TransportException No answer came. Any other [IOException] counts as [TransportKind.INTERRUPTED].
     */
    public suspend fun send(request: HttpRequest): HttpResponse
}

/** No answer came. */
public class TransportException(
    /** What happened on the way. */
    public val kind: TransportKind,
    cause: Throwable? = null,
) : IOException(kind.name, cause)

/** A request to send as it is. It carries credentials and prints without them, and without its body. */
public class HttpRequest internal constructor(
    /** `POST`. */
    public val method: String,
    /** Where to, query included. */
    public val url: String,
    /** In the order to send them; no name occurs twice. */
    public val headers: List<HttpHeader>,
    /** JSON. */
    public val body: String,
    /** No more of an answer's body is wanted, in bytes. */
    public val maxBodyBytes: Long,
) {
    override fun toString(): String = shown("HttpRequest", method, url, headers, body)
}

/** A request to show to whoever asked: its secrets read `[redacted]`. Whom it asks for, it still says. */
public class ShownRequest internal constructor(
    /** `POST`. */
    public val method: String,
    /** Where to; secret parameters read `[redacted]`. */
    public val url: String,
    /** Secret values read `[redacted]`. */
    public val headers: List<HttpHeader>,
    /** JSON; secret members read `[redacted]`. */
    public val body: String,
) {
    override fun toString(): String = shown("ShownRequest", method, url, headers, body)
}

/** What came back. It prints its status, the names of its headers and the length of its body. */
public class HttpResponse(
    /** 100 to 599. */
    public val status: Int,
    /** In any order; `Retry-After` and `Date` matter. */
    public val headers: List<HttpHeader>,
    /** All of it, decompressed. It must not change any more. */
    public val body: ByteArray,
) {
    override fun toString(): String =
        "HttpResponse(status=$status, headers=${headers.map { it.name }}, bodyBytes=${body.size})"
}

/** One header. It prints its name alone. */
public class HttpHeader(
    /** In any case. */
    public val name: String,
    /** As it is sent, or as it came. */
    public val value: String,
) {
    override fun toString(): String = "$name: $REDACTED"
}

private fun shown(type: String, method: String, url: String, headers: List<HttpHeader>, body: String): String =
    "$type($method ${url.substringBefore('?')}, headers=${headers.map { it.name }}, bodyChars=${body.length})"
