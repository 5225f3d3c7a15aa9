package io.github.mingpian

import java.util.concurrent.ConcurrentLinkedQueue
import java.util.concurrent.Executors
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertTrue
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.asCoroutineDispatcher
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.test.StandardTestDispatcher
import kotlinx.coroutines.test.TestScope
import kotlinx.coroutines.test.currentTime
import kotlinx.coroutines.test.runTest
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.Timeout

/** Tests which threads lookups run on, and which clock they follow. */
@OptIn(ExperimentalCoroutinesApi::class)
@Timeout(20)
class DispatcherTest {
    private fun quanshi(dispatcher: CoroutineDispatcher, transport: HttpTransport) =
        Quanshi(QuanshiCredentials.token("t"), transport, dispatcher = dispatcher)

    private fun TestScope.dispatcher() = StandardTestDispatcher(testScheduler)

    @Test
    fun `pauses use a test's virtual time`() = runTest {
        var answers = 0
        val transport = FakeTransport {
            val again = HttpResponse(429, listOf(HttpHeader("Retry-After", "40")), ByteArray(0))
            if (++answers == 1) again else json("""{"status":0,"result":{}}""")
        }
        assertEquals(listOf("a"), quanshi(dispatcher(), transport).getUsersByEmailsMobiles(listOf("a")).notFound)
        assertTrue(currentTime in 39_900..40_100, "$currentTime")
    }

    @Test
    fun `time limits use a test's virtual time`() = runTest {
        val transport = FakeTransport { awaitCancellation() }
        val options = LookupOptions(attemptTimeout = 20.seconds, maxAttempts = 2, baseDelay = 0.milliseconds)
        val error = assertFailsWith<LookupException.Transport> {
            quanshi(dispatcher(), transport).getUsersByEmailsMobiles(listOf("a"), options = options)
        }
        assertEquals(TransportKind.TIMEOUT to 2, error.kind to transport.requests.size)
        assertTrue(currentTime in 39_900..40_100, "$currentTime")
        val pages = quanshi(dispatcher(), transport).pages(listOf("a"), options = options).toList()
        assertEquals(TransportKind.TIMEOUT, pages.single().failed?.error?.kind)
        assertTrue(currentTime in 79_800..80_200, "$currentTime")
    }

    @Test
    fun `a slow answer does not slow a test down`() = runTest {
        val slow = FakeTransport { delay(15_000); json("""{"code":200,"data":{"id":"7"}}""") }
        assertEquals("7", Dmtz(slow, dispatcher = dispatcher()).getUserInfo("code").id)
        assertEquals(15_000, currentTime)
    }

    @Test
    fun `nothing runs on the caller's thread`(): Unit = runBlocking {
        val executor = Executors.newSingleThreadExecutor { Thread(it, "planted") }
        val threads = ConcurrentLinkedQueue<String>()
        fun note() = threads.add(Thread.currentThread().name.substringBefore(' '))
        val options = LookupOptions(onRequest = { note() }, onProgress = { _, _ -> note() })
        val transport = FakeTransport { note(); json("""{"status":0,"code":200,"result":{},"data":{"id":"7"}}""") }
        executor.asCoroutineDispatcher().use { dispatcher ->
            val quanshi = quanshi(dispatcher, transport)
            quanshi.getUsersByEmailsMobiles(listOf("a"), options = options)
            quanshi.pages(sequence { note(); yield("a") }.asIterable(), options = options).toList()
            Dmtz(transport, dispatcher = dispatcher).getUserInfo("code", options)
        }
        assertEquals(setOf("planted"), threads.toSet())
        assertTrue(threads.size >= 8, "$threads")
    }

    @Test
    fun `options can be copied and compared, and their text shows no callback`() {
        val options = LookupOptions(timeout = 5.seconds, maxInFlight = 2, onRequest = { error("planted") })
        assertEquals(options, options.copy())
        assertEquals(5.seconds to 7L, options.copy(maxInFlight = 7).let { it.timeout to it.maxInFlight })
        assertTrue(options != options.copy(timeout = 6.seconds))
        assertTrue("timeout=5s" in "$options" && "onRequest=[redacted]" in "$options" && "onProgress=null" in "$options")
    }

    @Test
    fun `records are equal by their members`(): Unit = runBlocking {
        suspend fun user(name: String) =
            Dmtz(FakeTransport { json("""{"code":200,"data":{"id":"7","userName":"$name"}}""") }).getUserInfo("code")
        assertEquals(user("ann"), user("ann"))
        assertEquals(user("ann").hashCode(), user("ann").hashCode())
        assertTrue(user("ann") != user("bob") && user("ann").profile != user("bob").profile)
        assertEquals(user("ann").profile, user("ann").profile)
    }
}
