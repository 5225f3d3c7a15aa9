package io.github.mingpian

import java.util.concurrent.CopyOnWriteArrayList

/**
 * A transport for an app's own tests. It asks [answer] for each response and keeps what was sent.
 *
 * ```kotlin
 * val transport = FakeTransport { json("""{"status":0,"result":{"ann@example.com":{"userId":7}}}""") }
 * val users = Quanshi(QuanshiCredentials.token("t"), transport).getUsersByEmailsMobiles(emails = listOf("ann@example.com"))
 * check(transport.requests.single().url.endsWith("/getUsersByEmailsMobiles"))
 * ```
 *
 * @param answer Returns a response, or throws a [TransportException].
 */
public class FakeTransport(private val answer: suspend FakeAnswers.(HttpRequest) -> HttpResponse) : HttpTransport {
    private val sent = CopyOnWriteArrayList<HttpRequest>()

    /** The requests that were sent so far. */
    public val requests: List<HttpRequest> get() = sent.toList()

    override suspend fun send(request: HttpRequest): HttpResponse {
        sent.add(request)
        return FakeAnswers.answer(request)
    }
}

/** The responses of a [FakeTransport]. */
public object FakeAnswers {
    /** Returns a response with a JSON text. */
    @JvmStatic
    @JvmOverloads
    public fun json(body: String, status: Int = 200): HttpResponse =
        HttpResponse(status, listOf(HttpHeader("Content-Type", "application/json")), body.toByteArray(Charsets.UTF_8))

    /** Fails as a transport does that gets no response. */
    @JvmStatic
    @Throws(TransportException::class)
    public fun failure(kind: TransportKind): Nothing = throw TransportException(kind)
}
