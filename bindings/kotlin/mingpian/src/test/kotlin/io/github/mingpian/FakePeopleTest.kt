package io.github.mingpian

import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertNull
import kotlin.test.assertTrue
import kotlin.time.Duration.Companion.milliseconds
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.async
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.Timeout

/** Tests how a fake transport answers for people, and how it fails. */
@Timeout(60)
class FakePeopleTest {
    private val everyone = listOf(
        QuanshiPerson { email = "ann@example.com"; displayName = "Ann" },
        DmtzPerson { identifiers = listOf("code-1", "code-2"); surname = "Ann" },
        MysoftPerson { name = "Ann" },
        MysoftPerson { name = "Bob"; wzsUserId = "bob" },
    )

    private class Services(val transport: FakeTransport, maxAttempts: Long = 3) {
        private val options = LookupOptions(baseDelay = 0.milliseconds, maxDelay = 0.milliseconds, maxAttempts = maxAttempts)
        val quanshi = Quanshi(QuanshiCredentials.token("any"), transport, options = options)
        val dmtz = Dmtz(transport, options = options)
        val mysoft = Mysoft(MysoftCredentials.accessToken("any"), transport, "https://example.com/a/path", options = options)

        suspend fun ann(): Answers<QuanshiAccount> = quanshi.getUsersByEmailsMobiles(emails = listOf("ann@example.com"))

        suspend fun ask(provider: Provider): Any = when (provider) {
            Provider.QUANSHI -> ann()
            Provider.DMTZ -> dmtz.getUserInfo("code-1")
            Provider.MYSOFT -> mysoft.getUserInfo()
        }
    }

    private fun services(people: List<FakePerson> = everyone, vararg faults: Fault, maxAttempts: Long = 3) =
        Services(FakeTransport(people, faults.toList()), maxAttempts)

    @Test
    fun `a person with few fields is accepted`(): Unit = runBlocking {
        val services = services()
        val users = services.ann()
        val account = users.found.getValue("ann@example.com")
        assertEquals(listOf("1", "Ann", "ann@example.com", null), with(account.profile) { listOf(id, displayName, email, phone) })
        assertEquals("request-1", users.requestId)
        assertEquals("Ann", services.dmtz.getUserInfo("code-1").profile.displayName)
        assertEquals("Ann", services.mysoft.getUserInfo().profile.displayName)
        assertEquals("4", services.mysoft.getUserInfo(wzsUserId = "bob").id)
    }

    @Test
    fun `people are found by every kind of identifier, and by the identifiers of the test`(): Unit = runBlocking {
        val ann = QuanshiPerson { userId = 7; email = "ann@example.com"; mobile = "10000000001"; loginName = "安\"\n\\" }
        val bob = QuanshiPerson { userId = 8; email = "bob@example.com"; identifiers = listOf("robert@example.com") }
        val services = services(listOf(ann, bob))
        val users = services.quanshi.getUsersByEmailsMobiles(
            emails = listOf("ann@example.com", "bob@example.com", "robert@example.com"),
            mobiles = listOf("10000000001"),
            loginNames = listOf("安\"\n\\", "nobody"),
        )
        val ids = mapOf("ann@example.com" to 7L, "robert@example.com" to 8L, "10000000001" to 7L, "安\"\n\\" to 7L)
        assertEquals(ids, users.found.mapValues { it.value.userId })
        assertEquals(listOf("bob@example.com", "nobody"), users.notFound)
        assertEquals(6, services.transport.asked.single().identifiers.size)
        assertTrue("安\"\n\\" in services.transport.asked.single().identifiers)
    }

    @Test
    fun `records are written inside records, and documents inside strings`(): Unit = runBlocking {
        val secrets = LookupOptions(includeSecrets = true)
        val services = services(
            listOf(
                DmtzPerson {
                    identifiers = listOf("a")
                    extraProperties = DmtzPerson.ExtraProperties { city = "示例市"; privilege = listOf("x") }
                    password = "p"
                },
                DmtzPerson { identifiers = listOf("b"); extraProperties = DmtzPerson.ExtraProperties { text = "{\"City\":" } },
                MysoftPerson {
                    im = MysoftPerson.Im { enable = true }
                    belongDept = listOf("研发部", "市场部").map { MysoftPerson.Department { deptName = it } }
                },
            ),
        )
        val user = services.dmtz.getUserInfo("a", secrets)
        assertEquals("示例市" to listOf("x"), user.extraProperties?.value?.let { it.city to it.privilege })
        assertEquals("p", user.secrets?.password)
        assertEquals(Embedded("{\"City\":", null), services.dmtz.getUserInfo("b").extraProperties)
        val employee = services.mysoft.getUserInfo()
        assertEquals(true to listOf("研发部", "市场部"), employee.im?.enable to employee.belongDept.map { it.deptName })
    }

    @Test
    fun `unknown people are rejected, and so is a code that was already used`(): Unit = runBlocking {
        val services = services()
        val unknown = listOf(
            assertFailsWith<LookupException.Rejected> { services.dmtz.getUserInfo("code-3") },
            assertFailsWith<LookupException.Rejected> { services.mysoft.getUserInfo(wzsUserId = "nobody") },
        )
        for (error in unknown) assertEquals(-1L to "there is no such person", error.providerCode to error.providerText)
        assertEquals("Ann", services.dmtz.getUserInfo("code-1").surname)
        val used = assertFailsWith<LookupException.Rejected> { services.dmtz.getUserInfo("code-1") }
        assertEquals("the code was used before", used.providerText)
        // A request that is refused does not use up a code. A request whose answer is lost does.
        services.transport.fail(Fault(ErrorCode.TRANSPORT, kind = TransportKind.REFUSED, times = 1))
        services.transport.fail(Fault(ErrorCode.REJECTED, providerCode = 7, times = 1))
        assertEquals(7L, assertFailsWith<LookupException.Rejected> { services.dmtz.getUserInfo("code-2") }.providerCode)
        assertEquals("Ann", services.dmtz.getUserInfo("code-2").surname)
        val lost = services(everyone, Fault(ErrorCode.TRANSPORT, times = 1), maxAttempts = 1)
        assertEquals(TransportKind.INTERRUPTED, assertFailsWith<LookupException.Transport> { lost.dmtz.getUserInfo("code-1") }.kind)
        assertFailsWith<LookupException.Rejected> { lost.dmtz.getUserInfo("code-1") }
    }

    @Test
    fun `records cannot be read if the test asks for that`(): Unit = runBlocking {
        val services = services(
            listOf(
                QuanshiPerson { identifiers = listOf("ann@example.com"); unreadable = true },
                QuanshiPerson { email = "bob@example.com"; mobile = "10000000002"; unreadableFields = listOf("mobile") },
                DmtzPerson { identifiers = listOf("a"); unreadable = true },
                MysoftPerson { unreadableFields = listOf("belong_dept"); im = MysoftPerson.Im { unreadableFields = listOf("enable") } },
            ),
        )
        val users = services.quanshi.getUsersByEmailsMobiles(emails = listOf("ann@example.com", "bob@example.com"))
        assertEquals("ann@example.com" to "userId", users.unreadable.single().let { it.identifier to it.field })
        val bob = users.found.getValue("bob@example.com")
        assertEquals(null to listOf("mobile"), bob.mobile to bob.unreadableFields)
        assertEquals("data.id", assertFailsWith<LookupException.MalformedResponse> { services.dmtz.getUserInfo("a") }.field)
        val employee = services.mysoft.getUserInfo()
        assertEquals(listOf("belong_dept") to listOf("enable"), employee.unreadableFields to employee.im?.unreadableFields)
    }

    @Test
    fun `a lookup can end with each of the ten errors`(): Unit = runBlocking {
        fun reply(code: ErrorCode, status: Int? = null, retryAfterMs: Long? = null) =
            Fault(code, status = status, retryAfterMs = retryAfterMs, providerCode = 42, providerText = "no")
        fun members(error: LookupException): List<Any?> =
            with(error) { listOf(status, providerCode, providerText, retryAfterMs, field, kind) }
        val faults = mapOf(
            Fault(ErrorCode.INVALID_INPUT, field = "emails[0]") to listOf(null, null, null, null, "emails[0]", null),
            reply(ErrorCode.UNAUTHENTICATED) to listOf(401, 42L, "no", null, null, null),
            reply(ErrorCode.RATE_LIMITED, retryAfterMs = 0) to listOf(429, 42L, "no", 0L, null, null),
            reply(ErrorCode.REJECTED) to listOf(200, 42L, "no", null, null, null),
            reply(ErrorCode.HTTP_STATUS, 503, 0) to listOf(503, 42L, "no", 0L, null, null),
            Fault(ErrorCode.MALFORMED_RESPONSE) to listOf(200, null, null, null, "", null),
            Fault(ErrorCode.RESPONSE_TOO_LARGE) to listOf(null, null, null, null, null, null),
            Fault(ErrorCode.TRANSPORT, kind = TransportKind.OFFLINE) to listOf(null, null, null, null, null, TransportKind.OFFLINE),
            Fault(ErrorCode.CANCELLED) to listOf(null, null, null, null, null, null),
            Fault(ErrorCode.INTERNAL) to listOf(null, null, null, null, null, null),
        )
        assertEquals(ErrorCode.entries.toSet(), faults.keys.map { it.code }.toSet())
        for ((fault, expected) in faults) for (provider in Provider.entries) {
            val error = assertFailsWith<LookupException>("$provider ${fault.code}") { services(everyone, fault).ask(provider) }
            assertEquals(fault.code to expected, error.code to members(error))
            // Without the details, the error is the same.
            val plain = services(everyone, Fault(fault.code), maxAttempts = 1)
            assertEquals(fault.code, assertFailsWith<LookupException> { plain.ask(provider) }.code)
        }
    }

    @Test
    fun `a service that never answers lets a lookup time out or be cancelled`(): Unit = runBlocking {
        val hanging = Fault(ErrorCode.TRANSPORT, kind = TransportKind.TIMEOUT)
        val services = services(everyone, hanging, maxAttempts = 1)
        val error = assertFailsWith<LookupException.Transport> {
            val options = LookupOptions(attemptTimeout = 10.milliseconds)
            services.quanshi.getUsersByEmailsMobiles(emails = listOf("ann@example.com"), options = options)
        }
        assertEquals(TransportKind.TIMEOUT, error.kind)
        coroutineScope {
            val lookup = async { services.ann() }
            assertEquals(listOf("ann@example.com"), services.transport.untilAsked(2).last().identifiers)
            lookup.cancelAndJoin()
            assertFailsWith<CancellationException> { lookup.await() }
        }
    }

    @Test
    fun `faults occur as often, for the people, and at the operations that the test chooses`(): Unit = runBlocking {
        val services = services(
            everyone,
            Fault(ErrorCode.HTTP_STATUS, times = 2),
            Fault(ErrorCode.REJECTED, identifier = "bob@example.com"),
            Fault(ErrorCode.UNAUTHENTICATED, provider = Provider.MYSOFT),
        )
        // Two attempts fail, and the third is answered.
        assertEquals(1, services.ann().found.size)
        assertEquals(3, services.transport.requests.size)
        val both = listOf("ann@example.com", "bob@example.com")
        assertFailsWith<LookupException.Rejected> { services.quanshi.getUsersByEmailsMobiles(emails = both) }
        assertFailsWith<LookupException.Unauthenticated> { services.mysoft.getUserInfo() }
        val pages = services.quanshi.pages(emails = List(450) { "person$it@example.com" }).toList()
        assertEquals(450, pages.sumOf { it.notFound.size })
        assertEquals(listOf(50, 200, 200), services.transport.asked.takeLast(3).map { it.identifiers.size }.sorted())
    }

    @Test
    fun `a fault of a transport takes precedence over a test's own answers`(): Unit = runBlocking {
        val services = Services(FakeTransport { json("""{"status":0,"result":{"ann@example.com":{"userId":7}}}""") })
        services.transport.fail(Fault(ErrorCode.UNAUTHENTICATED, times = 1))
        assertFailsWith<LookupException.Unauthenticated> { services.ann() }
        assertEquals(7, services.ann().found.getValue("ann@example.com").userId)
        assertEquals(2, services.transport.asked.size)
        assertTrue("ann" !in "${services.transport.asked}")
    }

    @Test
    fun `a value that is neither a person nor a fault is refused`(): Unit = runBlocking {
        val refused = listOf<Pair<String, () -> Any>>(
            "people[1].identifiers" to { FakeTransport(everyone.take(1) + QuanshiPerson()) },
            "people[0].identifiers" to { FakeTransport(listOf(DmtzPerson { surname = "Ann" })) },
            "unreadableFields" to { FakeTransport(listOf(MysoftPerson { unreadableFields = listOf("tel") })) },
            "unreadableFields" to { FakeTransport(listOf(DmtzPerson { identifiers = listOf("a"); unreadableFields = listOf("name") })) },
            "times" to { Fault(ErrorCode.REJECTED, times = 0) },
            "providerCode" to { Fault(ErrorCode.TRANSPORT, providerCode = 1) },
            "retryAfterMs" to { Fault(ErrorCode.REJECTED, retryAfterMs = 1) },
            "status" to { Fault(ErrorCode.HTTP_STATUS, status = 401) },
            "status" to { Fault(ErrorCode.REJECTED, status = 500) },
            "kind" to { Fault(ErrorCode.TRANSPORT, kind = TransportKind.TOO_LARGE) },
            "field" to { Fault(ErrorCode.INTERNAL, field = "x") },
        )
        for ((name, make) in refused) {
            val error = assertFailsWith<IllegalArgumentException>(name) { make() }
            assertTrue(error.message.orEmpty().startsWith(name), "${error.message}")
        }
        // A success code is not a rejection.
        for ((provider, code) in mapOf(Provider.QUANSHI to 0L, Provider.DMTZ to 200L, Provider.MYSOFT to 1L)) {
            val services = services(everyone, Fault(ErrorCode.REJECTED, providerCode = code))
            assertEquals("providerCode", assertFailsWith<LookupException.InvalidInput> { services.ask(provider) }.field)
        }
    }

    @Test
    fun `no service is at another address`(): Unit = runBlocking {
        val request = HttpRequest("POST", "https://example.com/elsewhere?a=b", emptyList(), "{}", 100)
        assertEquals(404, FakeTransport(everyone).send(request).status)
        assertNull(FakeTransport(everyone).asked.firstOrNull())
    }
}
