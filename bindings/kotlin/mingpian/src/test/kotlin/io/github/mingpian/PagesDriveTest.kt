package io.github.mingpian

import java.util.concurrent.atomic.AtomicInteger
import kotlin.test.assertEquals
import kotlin.test.assertFails
import kotlin.test.assertFailsWith
import kotlin.test.assertIs
import kotlin.time.Duration.Companion.milliseconds
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.consumeAsFlow
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.Timeout

/** Tests the loop behind pages: what it does while the collector is busy, and which body belongs to which page. */
@Timeout(60)
class PagesDriveTest {
    private val emails = List(1_000) { "person$it@example.com" }

    private fun quanshi(transport: HttpTransport) = Quanshi(QuanshiCredentials.token("planted-token"), transport)

    private fun first(request: HttpRequest) = Regex("person(\\d+)@").find(request.body)!!.groupValues[1].toInt()

    private fun FakeAnswers.account(request: HttpRequest) =
        json("""{"status":0,"result":{"person${first(request)}@example.com":{"userId":${first(request)}}}}""")

    @Test
    fun `responses that arrive in another order keep their identifiers`(): Unit = runBlocking {
        val answered = List(5) { CompletableDeferred<Unit>() }
        val transport = FakeTransport { request ->
            val part = first(request) / 200
            // The first response waits for the second, and so on.
            if (part + 1 < answered.size) answered[part + 1].await()
            answered[part].complete(Unit)
            account(request)
        }
        val pages = quanshi(transport).pages(emails, options = LookupOptions(maxInFlight = 5)).toList()
        assertEquals(5, pages.size)
        for (page in pages) {
            val (identifier, account) = page.found.entries.single()
            assertEquals("person${account.userId}@example.com", identifier)
            assertEquals(199, page.notFound.size)
        }
        assertEquals(setOf(0L, 200L, 400L, 600L, 800L), pages.map { it.found.values.single().userId }.toSet())
    }

    @Test
    fun `a page that is not collected keeps its slot`(): Unit = runBlocking {
        val answered = AtomicInteger()
        val transport = FakeTransport { request -> account(request).also { answered.incrementAndGet() } }
        var isFirst = true
        quanshi(transport).pages(emails, options = LookupOptions(maxInFlight = 2)).collect {
            if (isFirst) {
                isFirst = false
                // This page is taken. Two more have arrived or are in flight.
                while (answered.get() < 3) delay(1)
                // A fourth request would be sent in this time.
                repeat(100) { delay(1) }
                assertEquals(3, transport.requests.size)
            }
        }
        assertEquals(5, transport.requests.size)
    }

    @Test
    fun `time limits continue while the collector is busy`(): Unit = runBlocking {
        val again = CompletableDeferred<Unit>()
        val ended = CompletableDeferred<Unit>()
        val attempts = AtomicInteger()
        val transport = FakeTransport { request ->
            if (first(request) == 200 && attempts.incrementAndGet() == 1) {
                try {
                    awaitCancellation()
                } finally {
                    ended.complete(Unit)
                }
            }
            if (first(request) == 200) again.complete(Unit)
            account(request)
        }
        val options = LookupOptions(attemptTimeout = 50.milliseconds, baseDelay = 0.milliseconds)
        var found = 0
        quanshi(transport).pages(emails, options = options).collect { page ->
            // The request is sent again although no page is taken, and the first attempt is cancelled.
            again.await()
            ended.await()
            found += page.found.size
        }
        assertEquals(5, found)
    }

    @Test
    fun `a request that is full does not wait for more identifiers`(): Unit = runBlocking {
        val coming = Channel<String>(Channel.UNLIMITED)
        val transport = FakeTransport { account(it) }
        emails.take(200).forEach { coming.send(it) }
        val pages = ArrayList<Page<QuanshiAccount, QuanshiGetUsersByEmailsMobiles>>()
        val collecting = launch { quanshi(transport).pages(emails = coming.consumeAsFlow()).collect(pages::add) }
        while (pages.isEmpty()) delay(1)
        coming.send("person200@example.com")
        coming.close()
        collecting.join()
        assertEquals(listOf(200, 1), pages.map { it.found.size + it.notFound.size })
    }

    @Test
    fun `an exception of the app ends the flow and is not changed`(): Unit = runBlocking {
        val hanging = FakeTransport { awaitCancellation() }
        val broken = Iterable { iterator { yieldAll(emails); error("a broken list") } }
        val answering = FakeTransport { account(it) }
        assertEquals("a broken list", assertFailsWith<IllegalStateException> { quanshi(answering).pages(broken).toList() }.message)
        val progress = assertFailsWith<IllegalStateException> {
            val options = LookupOptions(onProgress = { _, _ -> error("a broken callback") })
            quanshi(hanging).pages(emails, options = options).toList()
        }
        assertEquals("a broken callback", progress.message)
        val shown = LookupOptions(onRequest = { error("not this one") })
        assertFailsWith<IllegalStateException> { quanshi(answering).pages(emails, options = shown).toList() }
    }

    @Test
    fun `a list that throws ends the flow after its pages, with its own error`(): Unit = runBlocking {
        class Planted : Exception()
        val broken = flow {
            emails.take(300).forEach { emit(it) }
            throw Planted()
        }
        var settled = 0
        val hanging = FakeTransport { awaitCancellation() }
        for (transport in listOf(FakeTransport { account(it) }, hanging)) {
            val error = assertFails {
                quanshi(transport).pages(broken).collect { page ->
                    settled += page.found.size + page.notFound.size + (page.failed?.identifiers?.size ?: 0)
                    page.failed?.let { assertIs<Planted>(assertIs<LookupException.Cancelled>(it.error).cause) }
                }
            }
            assertIs<Planted>(error)
        }
        assertEquals(400, settled)
    }

    @Test
    fun `every collector sends new requests`(): Unit = runBlocking {
        val transport = FakeTransport { account(it) }
        val pages = quanshi(transport).pages(emails.take(200))
        assertEquals(0, transport.requests.size)
        assertEquals(pages.first(), pages.first())
        assertEquals(2, transport.requests.size)
    }
}
