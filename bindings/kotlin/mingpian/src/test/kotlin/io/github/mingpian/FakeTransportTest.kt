package io.github.mingpian

import java.io.IOException
import java.net.UnknownServiceException
import java.security.cert.CertificateException
import javax.net.ssl.SSLHandshakeException
import javax.net.ssl.SSLPeerUnverifiedException
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertSame
import kotlin.test.assertTrue
import kotlin.test.fail
import kotlin.time.Duration.Companion.milliseconds
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.delay
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.Timeout

/** Tests the fake transport as apps use it, and how lookups react to unusual transports. */
@Timeout(60)
class FakeTransportTest {
    private val credentials = QuanshiCredentials.token("planted-token")
    private val quick = LookupOptions(maxAttempts = 2, baseDelay = 0.milliseconds)

    private suspend fun ask(transport: HttpTransport, options: LookupOptions = quick) =
        Quanshi(credentials, transport).getUsersByEmailsMobiles(emails = listOf("ann@example.com"), options = options)

    @Test
    fun `an app can be tested with a fake`(): Unit = runBlocking {
        val transport = FakeTransport { json("""{"status":0,"result":{"ann@example.com":{"userId":7}}}""") }
        assertEquals(7, ask(transport).found.getValue("ann@example.com").userId)
        val request = transport.requests.single()
        assertEquals("POST https://openapi.quanshi.com/confopenapi/account/getUsersByEmailsMobiles", "${request.method} ${request.url}")
        assertEquals("planted-token", request.headers.single { it.name == "token" }.value)
        assertTrue("ann@example.com" in request.body)
    }

    @Test
    fun `each kind of failure is repeated and reported`(): Unit = runBlocking {
        val thrown = TransportKind.entries.associateWith { TransportException(it) as Throwable } -
            TransportKind.TOO_LARGE
        for ((kind, failure) in thrown) {
            val transport = FakeTransport { throw failure }
            val error = assertFailsWith<LookupException.Transport> { ask(transport) }
            assertEquals(kind to failure, error.kind to error.cause)
            assertEquals(2, transport.requests.size)
        }
        val plain = FakeTransport { throw IOException("planted") }
        val error = assertFailsWith<LookupException.Transport> { ask(plain) }
        assertEquals(TransportKind.INTERRUPTED, error.kind)
        assertEquals("planted", error.cause?.message)
        assertTrue("planted" !in "$error ${error.message}")
        val wrapped = FakeTransport { throw TransportException(TransportKind.OFFLINE, IOException("planted")) }
        assertEquals("planted", assertFailsWith<LookupException.Transport> { ask(wrapped) }.cause?.message)
        val large = FakeTransport { failure(TransportKind.TOO_LARGE) }
        assertFailsWith<LookupException.ResponseTooLarge> { ask(large) }
    }

    @Test
    fun `a transport's own time limit does not cancel the lookup`(): Unit = runBlocking {
        val slow = FakeTransport { withTimeout(1) { awaitCancellation() } }
        assertEquals(TransportKind.TIMEOUT, assertFailsWith<LookupException.Transport> { ask(slow) }.kind)
        val odd = FakeTransport { throw CancellationException("planted") }
        assertEquals(TransportKind.INTERRUPTED, assertFailsWith<LookupException.Transport> { ask(odd) }.kind)
    }

    @Test
    fun `a failure that would recur is not retried`(): Unit = runBlocking {
        val untrusted = SSLHandshakeException("planted").apply { initCause(CertificateException("planted")) }
        val errors = mapOf(
            untrusted to "its certificate is not trusted",
            SSLPeerUnverifiedException("planted") to "its certificate is not trusted",
            TransportException(TransportKind.INTERRUPTED, untrusted) to "its certificate is not trusted",
            UnknownServiceException("planted") to "the HTTP client does not allow such a connection",
            IllegalStateException("planted") to "java.lang.IllegalStateException was thrown",
        )
        for ((thrown, reason) in errors) {
            val transport = FakeTransport { throw thrown }
            val error = assertFailsWith<LookupException.Transport> { ask(transport) }
            assertEquals("quanshi could not be reached: $reason", error.message)
            assertEquals(listOf(TransportKind.INTERRUPTED, false, Provider.QUANSHI), listOf(error.kind, error.retryable, error.provider))
            assertSame((thrown as? TransportException)?.cause ?: thrown, error.cause)
            assertEquals(1, transport.requests.size)
            // Pages that were requested in the meantime end with the same error.
            val pages = ArrayList<Page<*, *>>()
            val again = assertFailsWith<LookupException.Transport> {
                Quanshi(credentials, transport).pages(List(400) { "person$it@example.com" }).collect(pages::add)
            }
            assertEquals(error.message, again.message)
            assertEquals(setOf(error.message), pages.map { it.failed?.error?.message }.toSet())
        }
    }

    @Test
    fun `a failed assertion in a transport is not converted`(): Unit = runBlocking {
        assertFailsWith<AssertionError> { ask(FakeTransport { fail("planted") }) }
    }

    @Test
    fun `an error has the stack trace of its caller, and its cause`(): Unit = runBlocking {
        val thrown = IOException("planted")
        val error = assertFailsWith<LookupException.Transport> { ask(FakeTransport { throw thrown }) }
        assertTrue(error.stackTrace.any { it.className.startsWith(FakeTransportTest::class.java.name) }, error.stackTraceToString())
        assertSame(thrown, error.cause)
    }

    @Test
    fun `a late response to an attempt that was given up is ignored`(): Unit = runBlocking {
        var attempts = 0
        val transport = FakeTransport {
            if (++attempts == 1) delay(30_000)
            json("""{"status":0,"result":{"ann@example.com":{"userId":$attempts}}}""")
        }
        val users = ask(transport, LookupOptions(attemptTimeout = 20.milliseconds, maxAttempts = 2, baseDelay = 0.milliseconds))
        assertEquals(2, users.found.getValue("ann@example.com").userId)
    }

    @Test
    fun `the caller's lists are copied`(): Unit = runBlocking {
        val emails = arrayListOf("ann@example.com")
        val transport = FakeTransport {
            emails.clear()
            json("""{"status":0,"result":{"ann@example.com":{"userId":7}}}""")
        }
        val users = Quanshi(credentials, transport).getUsersByEmailsMobiles(emails = emails)
        assertEquals(setOf("ann@example.com"), users.found.keys)
    }

    @Test
    fun `answers cannot be changed`(): Unit = runBlocking {
        val users = ask(FakeTransport { json("""{"status":0,"result":{"x":{"userId":7}}}""") })
        for (list in listOf(users.notFound, users.unreadable)) {
            assertFailsWith<UnsupportedOperationException> { (list as MutableList<*>).clear() }
        }
        for (map in listOf(users.found, users.unasked)) {
            assertFailsWith<UnsupportedOperationException> { (map as MutableMap<*, *>).clear() }
        }
    }
}
