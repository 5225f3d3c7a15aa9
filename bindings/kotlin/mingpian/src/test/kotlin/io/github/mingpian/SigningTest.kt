package io.github.mingpian

import java.io.IOException
import java.text.SimpleDateFormat
import java.util.Date
import java.util.Locale
import java.util.TimeZone
import kotlin.math.abs
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertTrue
import kotlin.time.Duration.Companion.milliseconds
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.Timeout

/** Tests signing by the app's own server, and clocks that differ. */
@Timeout(60)
class SigningTest {
    private val answering = FakeTransport { json("""{"status":0,"result":{"ann@example.com":{"userId":7}}}""") }

    private fun server(params: SigningParams, ahead: Long = 0): Map<String, String> {
        val now = System.currentTimeMillis() + ahead
        return io.github.mingpian.core.quanshiSign("demo-app", "demo-key", "AppId", params.timeMs, params.nonce, now, true)
            .associate { it.name to it.value }
    }

    private suspend fun Quanshi.ask(options: LookupOptions = LookupOptions(maxAttempts = 2, baseDelay = 0.milliseconds)) =
        getUsersByEmailsMobiles(emails = listOf("ann@example.com"), options = options)

    private fun HttpRequest.header(name: String) = headers.single { it.name == name }.value

    @Test
    fun `the app's own server signs every attempt`(): Unit = runBlocking {
        val asked = ArrayList<SigningParams>()
        val credentials = QuanshiCredentials.authorize {
            asked.add(it)
            delay(1)
            server(it)
        }
        var attempts = 0
        val transport = FakeTransport { request ->
            if (++attempts == 1) failure(TransportKind.INTERRUPTED) else json("""{"status":0,"result":{}}""")
        }
        assertEquals(listOf("ann@example.com"), Quanshi(credentials, transport).ask().notFound)
        assertEquals(2, asked.toSet().size)
        for ((params, request) in asked zip transport.requests) {
            assertEquals(params.nonce to params.timeMs.toString(), request.header("Nonce") to request.header("CurTime"))
            val checkSum = io.github.mingpian.core.quanshiCheckSum("demo-key", params.nonce, params.timeMs)
            assertEquals("demo-app" to checkSum, request.header("AppId") to request.header("CheckSum"))
        }
        assertEquals("QuanshiCredentials([redacted])", credentials.toString())
    }

    @Test
    fun `a server that refuses to sign ends the lookup`(): Unit = runBlocking {
        val refusing = Quanshi(QuanshiCredentials.authorize { null }, answering)
        assertFailsWith<LookupException.Unauthenticated> { refusing.ask() }
        val incomplete = Quanshi(QuanshiCredentials.authorize { mapOf("AppId" to "demo-app") }, answering)
        assertEquals("authorization", assertFailsWith<LookupException.InvalidInput> { incomplete.ask() }.field)
        assertEquals(0, answering.requests.size)
    }

    @Test
    fun `an app whose clock is wrong gets a signature with the time of its server`(): Unit = runBlocking {
        val asked = ArrayList<Map<String, String>>()
        val quanshi = Quanshi(QuanshiCredentials.authorize { server(it, HOUR).also(asked::add) }, answering)
        quanshi.ask(LookupOptions(maxAttempts = 1))
        quanshi.ask(LookupOptions(maxAttempts = 1))
        // The second lookup uses the offset that the first one measured.
        assertEquals(listOf(setOf("ServerTime"), setOf("AppId", "CheckSum"), setOf("AppId", "CheckSum")), asked.map { it.keys })
        val times = answering.requests.map { it.header("CurTime").toLong() - System.currentTimeMillis() - HOUR }
        assertTrue(times.size == 2 && times.all { abs(it) < 30_000 }, "$times")
    }

    @Test
    fun `a server that cannot be reached is asked again`(): Unit = runBlocking {
        var asked = 0
        val failing = Quanshi(QuanshiCredentials.authorize { asked++; throw IOException("planted") }, answering)
        val error = assertFailsWith<LookupException.Transport> { failing.ask() }
        assertEquals(listOf<Any?>(TransportKind.INTERRUPTED, true, "planted", 2), listOf(error.kind, error.retryable, error.cause?.message, asked))
        val broken = Quanshi(QuanshiCredentials.authorize { asked++; error("a bug") }, answering)
        assertEquals("a bug" to 3, assertFailsWith<LookupException.Transport> { broken.ask() }.cause?.message to asked)
    }

    @Test
    fun `cancelling ends the request to the app's own server`(): Unit = runBlocking {
        val started = CompletableDeferred<Unit>()
        val ended = CompletableDeferred<Unit>()
        val hanging = QuanshiCredentials.authorize {
            started.complete(Unit)
            try {
                awaitCancellation()
            } finally {
                ended.complete(Unit)
            }
        }
        val lookup = launch { Quanshi(hanging, answering).ask() }
        started.await()
        lookup.cancelAndJoin()
        assertTrue(ended.isCompleted)
    }

    /** A service whose clock is an hour ahead, and whose responses contain its time. */
    private val ahead = FakeTransport { request ->
        val time = System.currentTimeMillis() + HOUR
        val date = SimpleDateFormat("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
        date.timeZone = TimeZone.getTimeZone("GMT")
        when {
            abs(request.header("CurTime").toLong() - time) < 60_000 -> json("""{"status":0,"result":{}}""")
            else -> HttpResponse(401, listOf(HttpHeader("Date", date.format(Date(time)))), ByteArray(0))
        }
    }

    @Test
    fun `the service object remembers the clock`(): Unit = runBlocking {
        val quanshi = Quanshi(QuanshiCredentials.checkSum("demo-app", "demo-key"), ahead)
        quanshi.ask()
        assertEquals(2, ahead.requests.size)
        quanshi.ask()
        assertEquals(3, ahead.requests.size)
        // An offset from the caller takes precedence and is not remembered.
        assertFailsWith<LookupException.Unauthenticated> { quanshi.ask(LookupOptions(clockOffset = 0.milliseconds, maxAttempts = 1)) }
        quanshi.pages(emails = listOf("ann@example.com")).collect { assertEquals(1, it.notFound.size) }
        assertEquals(5, ahead.requests.size)
        Quanshi(QuanshiCredentials.checkSum("demo-app", "demo-key"), ahead).ask(LookupOptions(clockOffset = HOUR.milliseconds))
        assertEquals(6, ahead.requests.size)
    }

    private companion object {
        const val HOUR = 3_600_000L
    }
}
