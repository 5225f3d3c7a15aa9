package io.github.mingpian

import java.util.concurrent.CopyOnWriteArrayList
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.updateAndGet

/**
 * A transport for an app's own tests, without a network. It keeps what was sent, and fails as it is told.
 *
 * With people, it answers like the services for them:
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
 * Someone who is not among the people is not found by Quanshi, and rejected by the others. A WeChat code is good for one
 * request. If Mysoft is not asked for a user, its answer is the first of its people. Credentials are not checked: let the
 * requests fail with `UNAUTHENTICATED`.
 */
public class FakeTransport private constructor(private val services: FakeServices, faults: List<Fault>) : HttpTransport {
    private val sent = CopyOnWriteArrayList<HttpRequest>()
    private val requestsAsked = MutableStateFlow(emptyList<Asked>())
    private val pending = ArrayDeque(faults.map(::Pending))

    /** A fault, and for how many requests it holds. */
    private class Pending(val fault: Fault, var left: Int = fault.times ?: Int.MAX_VALUE)

    /**
     * Creates a transport that answers like the services.
     *
     * @param people The invented people. Anyone else is not found.
     * @param faults What goes wrong. If several faults fit a request, the first counts.
     * @throws IllegalArgumentException Something about a person or a fault is not allowed.
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

    /** Who was asked for so far, a request each. Repeated attempts are among them. */
    public val asked: List<Asked> get() = requestsAsked.value

    /** Waits until this many requests came, and returns who all of them asked for. */
    public suspend fun untilAsked(count: Int): List<Asked> = requestsAsked.first { it.size >= count }

    /** Lets requests fail from now on. The fault comes before those that are already there. */
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
        // The service does its work, and then its answer is lost.
        if (fault.isLate) services.answer(request, asked)
        return fault.fail(asked)
    }

    private fun next(asked: FakeQuestion): Fault? = synchronized(pending) {
        val found = pending.firstOrNull { it.left > 0 && it.fault.fits(asked) }
        found?.let { it.left -= 1 }
        found?.fault
    }
}

/** Who a request asked for. It prints without the identifiers. */
public class Asked internal constructor(
    /** The provider that was asked. */
    public val provider: Provider,
    /** The identifiers in the request: emails, mobile numbers, login names, user IDs, codes. */
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

    /** Fails as a transport does that gets no response. */
    @JvmStatic
    @Throws(TransportException::class)
    public fun failure(kind: TransportKind): Nothing = throw TransportException(kind)
}
