package io.github.mingpian

import java.io.IOException
import java.util.concurrent.atomic.AtomicInteger
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertTrue
import kotlin.time.Duration.Companion.milliseconds
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.Timeout

/** Tests renewed tokens and reports on attempts. */
@Timeout(60)
class RenewalTest {
    private val renewals = AtomicInteger()
    private val fast = LookupOptions(baseDelay = 0.milliseconds)

    /** Accepts the token `new`. */
    private val transport = FakeTransport { request ->
        if (request.headers.single { it.name == "token" }.value == "new") json("""{"status":0,"result":{}}""")
        else json("{}", status = 401)
    }

    private fun quanshi(renew: suspend () -> String?): Quanshi =
        Quanshi(QuanshiCredentials.token("old").renewing { renewals.incrementAndGet(); renew() }, transport, options = fast)

    private suspend fun Quanshi.ask(options: LookupOptions = LookupOptions()) =
        getUsersByEmailsMobiles(emails = listOf("ann@example.com"), options = options)

    @Test
    fun `a refused token is renewed once, and later lookups begin with the new one`(): Unit = runBlocking {
        val quanshi = quanshi { "new" }
        assertEquals(listOf("ann@example.com"), quanshi.ask().notFound)
        quanshi.pages(emails = (1..401).map { "person$it@example.com" }).toList().forEach { assertEquals(null, it.failed) }
        assertEquals(1 to 5, renewals.get() to transport.requests.size)
        val credentials = QuanshiCredentials.token("planted").renewing { "planted" }
        assertEquals("QuanshiCredentials([redacted])", credentials.toString())
    }

    @Test
    fun `lookups that need a token at the same time share it`(): Unit = runBlocking {
        val quanshi = quanshi { delay(30); "new" }
        (1..5).map { async { quanshi.ask() } }.awaitAll()
        assertEquals(1, renewals.get())
    }

    @Test
    fun `without a new token, the refusal is the error`(): Unit = runBlocking {
        assertFailsWith<LookupException.Unauthenticated> { quanshi { null }.ask() }
        assertFailsWith<LookupException.Unauthenticated> { quanshi { "wrong" }.ask() }
        val away = assertFailsWith<LookupException.Unauthenticated> { quanshi { throw IOException("away") }.ask() }
        assertEquals("away" to 401, away.cause?.message to away.status)
        val broken = assertFailsWith<LookupException.Unauthenticated> { quanshi { error("a bug") }.ask() }
        assertEquals("a bug", broken.cause?.message)
    }

    @Test
    fun `an invalid token is the caller's mistake, and is not remembered`(): Unit = runBlocking {
        val tokens = ArrayDeque(listOf("", "line\nbreak", "new"))
        val quanshi = quanshi { tokens.removeFirst() }
        repeat(2) { assertEquals("token", assertFailsWith<LookupException.InvalidInput> { quanshi.ask() }.field) }
        quanshi.ask()
        val signing = Quanshi(QuanshiCredentials.checkSum("app", "not a real secret").renewing { "new" }, transport)
        assertEquals("renew", assertFailsWith<LookupException.InvalidInput> { signing.ask() }.field)
    }

    @Test
    fun `every attempt is reported, without a secret or a person`(): Unit = runBlocking {
        val attempts = ArrayList<Attempt>()
        val options = LookupOptions(onAttempt = { attempts.add(it) })
        quanshi { "new" }.ask(options)
        assertEquals(listOf<List<Any?>>(listOf(1, 401, false), listOf(2, 200, true)), attempts.map { listOf(it.number, it.status, it.isAccepted) })
        assertEquals(listOf(2L, 24L), attempts.map { it.bytes })
        assertTrue(attempts.all { it.durationMs in 0..60_000 && it.provider == Provider.QUANSHI && it.operation == "getUsersByEmailsMobiles" })
        listOf("old", "new", "ann", "example").forEach { hidden -> assertTrue(attempts.none { hidden in "$it" }, "$attempts") }

        attempts.clear()
        val dead = Quanshi(QuanshiCredentials.token("t"), { throw TransportException(TransportKind.REFUSED) }, options = fast)
        assertFailsWith<LookupException.Transport> { dead.ask(options.copy(maxAttempts = 2)) }
        assertEquals(listOf(1 to TransportKind.REFUSED, 2 to TransportKind.REFUSED), attempts.map { it.number to it.failure })

        attempts.clear()
        val slow = Quanshi(QuanshiCredentials.token("t"), { awaitCancellation() })
        assertFailsWith<LookupException.Transport> { slow.ask(options.copy(attemptTimeout = 20.milliseconds, maxAttempts = 1)) }
        assertEquals(listOf<List<Any?>>(listOf(null, null, true)), attempts.map { listOf(it.status, it.failure, it.isAborted) })
        assertFailsWith<IllegalStateException> { quanshi { "new" }.ask(LookupOptions(onAttempt = { error("broken") })) }
    }
}
