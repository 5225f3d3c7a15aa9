package io.github.mingpian.okhttp

import io.github.mingpian.LookupException
import io.github.mingpian.LookupOptions
import io.github.mingpian.Page
import io.github.mingpian.Quanshi
import io.github.mingpian.QuanshiAccount
import io.github.mingpian.QuanshiCredentials
import io.github.mingpian.QuanshiGetUsersByEmailsMobiles
import java.io.IOException
import java.io.InputStream
import java.net.ServerSocket
import kotlin.concurrent.thread
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertIs
import kotlin.test.assertNotNull
import kotlin.test.assertNull
import kotlin.test.assertTrue
import kotlin.time.Duration.Companion.milliseconds
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.flow.asFlow
import kotlinx.coroutines.flow.take
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.Timeout

private typealias QuanshiPage = Page<QuanshiAccount, QuanshiGetUsersByEmailsMobiles>

/** Tests lists of any length over real HTTP. */
@Timeout(120)
class PagesTest {
    private val once = LookupOptions(maxAttempts = 1)

    private fun quanshi(baseUrl: String = "${Sandbox.origin()}/quanshi", token: String = Sandbox.TOKEN) =
        Quanshi(QuanshiCredentials.token(token), OkHttpTransport(), baseUrl)

    private fun emails(count: Int) = List(count) { "person${it + 1}@example.com" }

    private fun List<QuanshiPage>.answered() = flatMap { it.found.keys + it.notFound }

    private fun List<QuanshiPage>.failed() = mapNotNull { it.failed }

    @Test
    fun `a thousand identifiers in three lists are answered once each`(): Unit = runBlocking {
        val key = Sandbox.key()
        val mobiles = List(250) { "1000000${it + 1001}" }
        val names = List(300) { if (it % 3 == 0) "nobody$it" else "person${it + 2_000}" }
        val progress = ArrayList<Pair<Long, Long>>()
        val pages = quanshi(Sandbox.faulty("quanshi", "", key))
            .pages(emails(450), mobiles, names, LookupOptions(onProgress = { done, total -> progress.add(done to total) }))
            .toList()
        assertEquals((emails(450) + mobiles + names).sorted(), pages.answered().sorted())
        assertEquals(names.filter { "nobody" in it }.toSet(), pages.flatMap { it.notFound }.toSet())
        for ((identifier, account) in pages.flatMap { it.found.entries }) {
            assertTrue(identifier in listOf(account.email, account.mobile, account.loginName))
        }
        assertEquals(3, pages.size)
        assertEquals(3, Sandbox.stats(key)["quanshi"])
        assertEquals(3, pages.mapNotNull { it.requestId }.toSet().size)
        assertEquals(1_000L to 1_000L, progress.last())
        assertEquals(progress.map { it.first }.sorted(), progress.map { it.first })
    }

    @Test
    fun `a hundred thousand identifiers are answered once each, and never held at the same time`(): Unit = runBlocking {
        var taken = 0
        val people = (1..100_000).asSequence().map { taken = it; "person$it@example.com" }
        val answered = HashSet<String>()
        var progress = 0L to 0L
        var pages = 0
        val options = LookupOptions(onProgress = { done, total -> progress = done to total })
        quanshi().pages(people.asIterable(), options = options).collect { page ->
            pages++
            assertNull(page.failed)
            for ((identifier, account) in page.found) {
                assertEquals(identifier, account.email)
                assertTrue(answered.add(identifier))
            }
            // Four requests in flight or answered, this page, and identifiers for one request that wait.
            assertTrue(taken - answered.size <= 5 * 200, "$taken were taken, ${answered.size} are answered")
        }
        assertEquals(100_000, answered.size)
        assertEquals(500, pages)
        assertEquals(100_000L to 100_000L, progress)
    }

    @Test
    fun `identifiers may come as a flow`(): Unit = runBlocking {
        val pages = quanshi().pages(emails(401).asFlow(), loginNames = listOf("person9").asFlow()).toList()
        assertEquals((emails(401) + "person9").sorted(), pages.flatMap { it.found.keys }.sorted())
    }

    @Test
    fun `long lists are returned as one answer`(): Unit = runBlocking {
        val key = Sandbox.key()
        val asked = emails(500).shuffled() + "nobody@example.com" + emails(2) + "nobody@example.com"
        val users = quanshi(Sandbox.faulty("quanshi", "", key))
            .getUsersByEmailsMobiles(asked, mobiles = listOf("10000000002"), loginNames = listOf("nobody"))
        // Each request contains 200 identifiers of each list, and the answers have the order of the requests.
        assertEquals(asked.take(200) + "10000000002" + asked.subList(200, 500), users.found.keys.toList())
        assertTrue(users.found.all { (identifier, account) -> identifier == account.email || identifier == account.mobile })
        assertEquals(listOf("nobody", "nobody@example.com"), users.notFound)
        assertEquals(3, Sandbox.stats(key)["quanshi"])
        val thousands = quanshi().getUsersByEmailsMobiles(loginNames = List(10_000) { "person${it + 1}" })
        assertEquals(List(10_000) { "person${it + 1}" }, thousands.found.keys.toList())
    }

    @Test
    fun `a broken account affects only itself, in every page`(): Unit = runBlocking {
        val users = quanshi(Sandbox.faulty("quanshi", "broken-account,unasked")).getUsersByEmailsMobiles(emails(600))
        assertEquals(List(3) { "userId" }, users.unreadable.map { it.field })
        assertEquals(emails(600), (users.found.keys + users.unreadable.map { it.identifier }).sortedBy { it.filter(Char::isDigit).toInt() })
        assertTrue(users.unasked.isNotEmpty())
        assertEquals(emptyList(), users.notFound)
    }

    @Test
    fun `a failed request does not affect the others`(): Unit = runBlocking {
        val quanshi = quanshi(Sandbox.faulty("quanshi", "status:404,times:1"))
        val pages = quanshi.pages(emails(1_000), options = once).toList()
        val failed = pages.failed().single()
        assertEquals(404, assertIs<LookupException.HttpStatus>(failed.error).status)
        assertEquals(200, failed.identifiers.size)
        assertEquals(emails(1_000).toSet(), pages.flatMap { it.found.keys }.toSet() + failed.identifiers)
        assertEquals(1_000, pages.answered().size + failed.identifiers.size)
        // The failed request can be sent again without changes.
        assertEquals(failed.identifiers, quanshi.getUsersByEmailsMobiles(failed.request).found.keys.toList())
    }

    @Test
    fun `the failure of one request of a long list is thrown`(): Unit = runBlocking {
        val quanshi = quanshi(Sandbox.faulty("quanshi", "status:404,times:1"))
        assertFailsWith<LookupException.HttpStatus> { quanshi.getUsersByEmailsMobiles(emails(1_000), options = once) }
    }

    @Test
    fun `each request is repeated separately`(): Unit = runBlocking {
        // One request may receive all faults before another is sent, so their number must not exceed its attempts.
        val key = Sandbox.key()
        val pages = quanshi(Sandbox.faulty("quanshi", "rate-limit:0,times:2", key)).pages(emails(800)).toList()
        assertEquals(emails(800).toSet(), pages.flatMap { it.found.keys }.toSet())
        assertEquals(4 + 2, Sandbox.stats(key)["quanshi"])
    }

    @Test
    fun `refused credentials stop the requests that were not sent`(): Unit = runBlocking {
        val key = Sandbox.key()
        val pages = ArrayList<QuanshiPage>()
        assertFailsWith<LookupException.Unauthenticated> {
            quanshi(Sandbox.faulty("quanshi", "", key), "wrong").pages(emails(100_000)).collect(pages::add)
        }
        assertTrue(pages.isNotEmpty() && pages.failed().all { it.error is LookupException.Unauthenticated })
        assertEquals(pages.size, pages.failed().size)
        assertTrue(Sandbox.stats(key).getValue("quanshi") <= 4)
    }

    @Test
    fun `a collector that stops ends the requests in flight`(): Unit = runBlocking {
        val key = Sandbox.key()
        // Three requests hang, and the lookup continues with the fourth.
        val pages = quanshi(Sandbox.faulty("quanshi", "hang,times:3", key)).pages(emails(100_000)).take(2).toList()
        assertEquals(400, pages.answered().size)
        Sandbox.await(key, "abandoned", 3)
        assertTrue(Sandbox.stats(key).getValue("quanshi") <= 3 + 3)
    }

    @Test
    fun `cancelling in the middle closes the connections`(): Unit = runBlocking {
        val key = Sandbox.key()
        val pages = quanshi(Sandbox.faulty("quanshi", "hang", key)).pages(emails(100_000), options = LookupOptions(maxInFlight = 3))
        val collecting = launch(Dispatchers.IO) { pages.collect { error("nothing arrives") } }
        Sandbox.await(key, "quanshi", 3)
        collecting.cancel()
        collecting.join()
        Sandbox.await(key, "abandoned", 3)
        assertEquals(3, Sandbox.stats(key)["quanshi"])
    }

    @Test
    fun `no more requests wait than the lookup has in flight`(): Unit = runBlocking {
        val key = Sandbox.key()
        val options = LookupOptions(maxInFlight = 20, attemptTimeout = 1_000.milliseconds)
        val slow = quanshi(Sandbox.faulty("quanshi", "delay:300", key))
        assertEquals(20, slow.pages(emails(4_000), options = options).toList().size)
        assertEquals(20, Sandbox.stats(key)["quanshi"])
    }

    @Test
    fun `a service that dies in the middle`(): Unit = runBlocking {
        val server = ServerSocket(0)
        val dying = thread {
            repeat(2) {
                server.accept().use { client ->
                    client.getInputStream().readRequest()
                    val body = "{\"status\":0,\"result\":{}}"
                    val head = "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: ${body.length}\r\n\r\n"
                    client.getOutputStream().write((head + body).toByteArray())
                }
            }
            server.close()
        }
        var progress = 0L to 0L
        val options = LookupOptions(maxAttempts = 2, baseDelay = 0.milliseconds, onProgress = { done, total -> progress = done to total })
        val pages = quanshi("http://127.0.0.1:${server.localPort}").pages(emails(1_000), options = options).toList()
        dying.join()
        assertEquals(5, pages.size)
        assertEquals(emails(1_000).sorted(), (pages.flatMap { it.notFound } + pages.failed().flatMap { it.identifiers }).sorted())
        assertEquals(2 to 3, pages.count { it.notFound.size == 200 } to pages.failed().size)
        assertTrue(pages.failed().all { it.error is LookupException.Transport && it.error.cause is IOException })
        assertEquals(1_000L to 1_000L, progress)
    }

    @Test
    fun `invalid input is named, and nothing is sent`(): Unit = runBlocking {
        val key = Sandbox.key()
        val quanshi = quanshi(Sandbox.faulty("quanshi", "", key))
        val gap = emails(3) + "" + emails(400)
        for (lookup in listOf<suspend () -> Unit>(
            { quanshi.getUsersByEmailsMobiles(emails = gap) },
            { quanshi.getUsersByEmailsMobiles(emails = gap.take(4)) },
            { quanshi.pages(emails = gap).collect {} },
        )) {
            assertEquals("emails[3]", assertFailsWith<LookupException.InvalidInput> { lookup() }.field)
        }
        val late = assertFailsWith<LookupException.InvalidInput> { quanshi.getUsersByEmailsMobiles(emails(999) + "") }
        assertEquals("emails[999]", late.field)
        assertFailsWith<LookupException.InvalidInput> { quanshi.pages(emails = emptyList()).collect {} }
        val none = assertFailsWith<LookupException.InvalidInput> { quanshi.pages(emails(1), options = LookupOptions(maxInFlight = 0)).collect {} }
        assertEquals("maxInFlight", none.field)
        assertEquals(0, Sandbox.stats(key)["quanshi"])
        assertNotNull(quanshi.pages(emails(1)), "a flow that nobody collects sends nothing")
        assertEquals(0, Sandbox.stats(key)["quanshi"])
    }

    /** Reads a request to its end, so that closing the connection does not interrupt the answer. */
    private fun InputStream.readRequest() {
        val head = StringBuilder()
        while (!head.endsWith("\r\n\r\n")) head.append(read().toChar())
        val length = head.lines().first { it.startsWith("content-length:", ignoreCase = true) }.substringAfter(':')
        readNBytes(length.trim().toInt())
    }
}
