package io.github.mingpian

import java.util.concurrent.CopyOnWriteArrayList
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.updateAndGet

/**
 * A transport for an app's own tests, without a network. It records requests and simulates faults.
 *
 * If it is created with people, it answers like the services:
 *
 * ```kotlin
 * val transport = FakeTransport(listOf(QuanshiPerson { email = "ann@example.com"; displayName = "Ann" }))
 * val quanshi = Quanshi(QuanshiCredentials.token("any"), transport)
 * val users = quanshi.getUsersByEmailsMobiles(emails = listOf("ann@example.com", "bob@example.com"))
 * check(users.found.getValue("ann@example.com").profile.displayName == "Ann")
 * check(users.notFound == listOf("bob@example.com"))
 * transport.fail(Fault(ErrorCode.RATE_LIMITED, retryAfterMs = 0, times = 1))
 * ```
 *
 * For an unknown person, Quanshi reports that the person was not found, and the other services reject the request. A
 * WeChat code is valid for one request. If a request to Mysoft does not name a user, the answer is the first of
 * Mysoft's people. Credentials are not checked: to test a refusal, add a fault with `UNAUTHENTICATED`.
 */
public class FakeTransport private constructor(private val services: FakeServices, faults: List<Fault>) : HttpTransport {
    private val sent = CopyOnWriteArrayList<HttpRequest>()
    private val requestsAsked = MutableStateFlow(emptyList<Asked>())
    private val pending = ArrayDeque(faults.map(::Pending))

    /** A fault, and the number of requests for which it is still active. */
    private class Pending(val fault: Fault, var left: Int = fault.times ?: Int.MAX_VALUE)

    /**
     * Creates a transport that answers like the services.
     *
     * @param people The invented people. Other people are not found.
     * @param faults The faults. If several faults match a request, the first one is used.
     * @throws IllegalArgumentException If a person or a fault is not valid.
     */
    @JvmOverloads
    public constructor(people: List<FakePerson>, faults: List<Fault> = emptyList()) : this(FakeServices.Of(people), faults)

    /**
     * Creates a transport that asks [answer] for each response.
     *
     * ```kotlin
     * val transport = FakeTransport { json("""{"status":0,"result":{"ann@example.com":{"userId":7}}}""") }
     * ```
     *
     * @param answer Returns a response, or throws a [TransportException].
     */
    public constructor(answer: suspend FakeAnswers.(HttpRequest) -> HttpResponse) :
        this(FakeServices.Custom(answer), emptyList())

    /** The requests that were sent so far. */
    public val requests: List<HttpRequest> get() = sent.toList()

    /** The identifiers of the requests so far, with one entry for each request. Repeated attempts are included. */
    public val asked: List<Asked> get() = requestsAsked.value

    /** Waits until this many requests were received. Returns the identifiers of all requests so far. */
    public suspend fun untilAsked(count: Int): List<Asked> = requestsAsked.first { it.size >= count }

    /** Adds a fault, so that requests fail from now on. It takes precedence over existing faults. */
    public fun fail(fault: Fault): Unit = synchronized(pending) { pending.addFirst(Pending(fault)) }

    override suspend fun send(request: HttpRequest): HttpResponse {
        sent.add(request)
        val service = fakeServices.firstOrNull { request.url.substringBefore('?').endsWith(it.path) }
            ?: return services.answer(request, null)
        val texts = textsOf(request.body)
        val question = Asked(service.provider, service.identifiers.flatMap { (key, _) -> texts[key].orEmpty() })
        val number = requestsAsked.updateAndGet { it + question }.size
        val asked = FakeQuestion(service, question.identifiers, "request-$number")
        val fault = next(asked) ?: return services.answer(request, asked)
        // The service processes the request, and then its answer is lost.
        if (fault.isLate) services.answer(request, asked)
        return fault.fail(asked)
    }

    private fun next(asked: FakeQuestion): Fault? = synchronized(pending) {
        val found = pending.firstOrNull { it.left > 0 && it.fault.fits(asked) }
        found?.let { it.left -= 1 }
        found?.fault
    }
}

/** The identifiers of a request. `toString()` does not show them. */
public class Asked internal constructor(
    /** The provider that was asked. */
    public val provider: Provider,
    /** The identifiers in the request: emails, mobile numbers, login names, user IDs, or codes. */
    public val identifiers: List<String>,
) {
    override fun toString(): String = "Asked(provider=${provider.id}, identifiers=${identifiers.size})"
}

/** The responses of a [FakeTransport] that has no people. */
public object FakeAnswers {
    /** Returns a response with a JSON text. */
    @JvmStatic
    @JvmOverloads
    public fun json(body: String, status: Int = 200): HttpResponse = response(status, body)

    /** Fails like a transport that receives no response. */
    @JvmStatic
    @Throws(TransportException::class)
    public fun failure(kind: TransportKind): Nothing = throw TransportException(kind)
}
