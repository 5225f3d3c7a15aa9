package io.github.mingpian

import java.util.concurrent.Executors
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertSame
import kotlin.test.assertTrue
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.asCoroutineDispatcher
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.yield
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.Timeout

/** Tests lookups of a single-use code that are in flight at the same time. */
@Timeout(60)
class InFlightTest {
    private val sent = CompletableDeferred<Unit>()
    private val answer = CompletableDeferred<String>()
    private val ended = CompletableDeferred<Unit>()
    private val transport = FakeTransport {
        sent.complete(Unit)
        try {
            json(answer.await())
        } catch (error: CancellationException) {
            ended.complete(Unit)
            throw error
        }
    }
    private val dmtz = Dmtz(transport)

    @Test
    fun `a second lookup of the same code shares the answer`(): Unit = runBlocking {
        val lookups = List(3) { async(start = CoroutineStart.UNDISPATCHED) { dmtz.getUserInfo("code") } }
        sent.await()
        answer.complete(USER)
        val users = lookups.map { it.await() }
        assertSame(users[0], users[1])
        assertSame(users[0], users[2])
        assertEquals(1, transport.requests.size)
        // The first lookup is over, so the next one sends a request.
        assertEquals("7", dmtz.getUserInfo("code").id)
        assertEquals(2, transport.requests.size)
    }

    @Test
    fun `a second lookup of the same code shares the error`(): Unit = runBlocking {
        val lookups = List(2) { async(start = CoroutineStart.UNDISPATCHED) { runCatching { dmtz.getUserInfo("code") } } }
        sent.await()
        answer.complete("""{"code":500,"error":"code been used"}""")
        for (lookup in lookups) assertFailsWith<LookupException.Rejected> { lookup.await().getOrThrow() }
        assertEquals(1, transport.requests.size)
    }

    @Test
    fun `other codes and other service objects share nothing`(): Unit = runBlocking {
        answer.complete(USER)
        val lookups = listOf("one", "two").map { async(start = CoroutineStart.UNDISPATCHED) { dmtz.getUserInfo(it) } }
        val other = async(start = CoroutineStart.UNDISPATCHED) { Dmtz(transport).getUserInfo("one") }
        (lookups + other).forEach { it.await() }
        assertEquals(3, transport.requests.size)
    }

    @Test
    fun `cancelling one caller does not disturb the other`(): Unit = runBlocking {
        // The thread of the first caller ends when that caller is cancelled.
        val thread = Executors.newSingleThreadExecutor().asCoroutineDispatcher()
        val first = async(thread) { dmtz.getUserInfo("code") }
        sent.await()
        val second = async(start = CoroutineStart.UNDISPATCHED) { dmtz.getUserInfo("code") }
        first.cancelAndJoin()
        thread.close()
        assertTrue(!ended.isCompleted)
        answer.complete(USER)
        assertEquals("7", second.await().id)
        assertEquals(1, transport.requests.size)
    }

    @Test
    fun `the request is cancelled when all callers are cancelled`(): Unit = runBlocking {
        val lookups = List(2) { async(start = CoroutineStart.UNDISPATCHED) { dmtz.getUserInfo("code") } }
        sent.await()
        lookups.forEach { it.cancelAndJoin() }
        assertTrue(ended.isCompleted)
        answer.complete(USER)
        assertEquals("7", dmtz.getUserInfo("code").id)
        assertEquals(2, transport.requests.size)
    }

    @Test
    fun `requests that may be repeated are not shared`(): Unit = runBlocking {
        val hanging = FakeTransport { awaitCancellation() }
        val quanshi = Quanshi(QuanshiCredentials.token("t"), hanging)
        val lookups = List(2) { async(start = CoroutineStart.UNDISPATCHED) { quanshi.getUsersByEmailsMobiles(listOf("a")) } }
        while (hanging.requests.size < 2) yield()
        lookups.forEach { it.cancelAndJoin() }
    }

    private companion object {
        const val USER = """{"code":200,"data":{"id":"7"}}"""
    }
}
