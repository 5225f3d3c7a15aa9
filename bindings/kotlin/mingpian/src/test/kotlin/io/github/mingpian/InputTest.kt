package io.github.mingpian

import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertTrue
import kotlin.time.Duration.Companion.milliseconds
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.flowOf
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.runBlocking
import kotlinx.serialization.json.Json
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.Timeout

/** Tests that input reaches the core unchanged, or that an error names it. */
@Timeout(60)
class InputTest {
    private val transport = FakeTransport { json("""{"status":0,"result":{}}""") }
    private val quanshi = Quanshi(QuanshiCredentials.token("t"), transport)

    private suspend fun field(ask: suspend () -> Unit): String = assertFailsWith<LookupException.InvalidInput> { ask() }.field

    @Test
    fun `any text is passed to the core and back`(): Unit = runBlocking {
        val texts = listOf("\"quoted\"", "back\\slash", "line\nbreak", "\u0000", "\u001f", "林知夏", "😀", "\u2028", "\uFFFF", "/", " ")
        val answers = quanshi.getUsersByEmailsMobiles(loginNames = texts)
        assertEquals(texts, answers.notFound)
        assertEquals(texts, quanshi.pages(loginNames = texts).toList().flatMap { it.notFound })
        assertTrue("😀" in transport.requests.last().body)
        assertEquals(texts, Json.decodeFromString<List<String>>(JsonWriter().texts(texts).toString()))
    }

    @Test
    fun `an unpaired surrogate is named`(): Unit = runBlocking {
        for (half in listOf("\uD83D", "\uDE00", "a\uD83Db", "\uDE00\uD83D")) {
            assertEquals("mobiles[1]", field { quanshi.getUsersByEmailsMobiles(mobiles = listOf("1", half)) })
            assertEquals("emails", field { quanshi.pages(emails = listOf("a", half)).toList() })
            assertEquals("token", field { Quanshi(QuanshiCredentials.token(half), transport).getUsersByEmailsMobiles(listOf("a")) })
            assertEquals("baseUrl", field { Dmtz(transport, half).getUserInfo("code") })
            assertEquals("code", field { Dmtz(transport).getUserInfo(half) })
        }
        assertEquals(0, transport.requests.size)
    }

    /** Returns the `null` that Java callers can pass. */
    @Suppress("UNCHECKED_CAST")
    private fun <T> none(): T = null as T

    @Test
    fun `a null from Java is named`(): Unit = runBlocking {
        val nulls: List<Pair<String, suspend () -> Unit>> = listOf(
            "code" to { Dmtz(transport).getUserInfo(none<String>()) },
            "code" to { Dmtz(transport).getUserInfo(DmtzGetUserInfo(none())) },
            "request" to { Dmtz(transport).getUserInfo(none<DmtzGetUserInfo>()) },
            "options" to { Dmtz(transport).getUserInfo("code", none()) },
            "options" to { Dmtz(transport, options = none()).getUserInfo("code") },
            "transport" to { Dmtz(none()).getUserInfo("code") },
            "emails" to { quanshi.getUsersByEmailsMobiles(none<List<String>>(), listOf("1")) },
            "mobiles[1]" to { quanshi.getUsersByEmailsMobiles(mobiles = listOf("1", none())) },
            "mobiles[1]" to { quanshi.pages(mobiles = listOf("1", none())).toList() },
            "request" to { quanshi.pages(none<QuanshiGetUsersByEmailsMobiles>()).toList() },
            "emails" to { quanshi.pages(none<Iterable<String>>()).toList() },
            "mobiles" to { quanshi.pages(mobiles = none<Flow<String>>()).toList() },
            "emails" to { quanshi.pages(QuanshiGetUsersByEmailsMobiles(none())).toList() },
            "credentials" to { Quanshi(none(), transport).getUsersByEmailsMobiles(listOf("a")) },
            "token" to { Quanshi(QuanshiCredentials.token(none()), transport).getUsersByEmailsMobiles(listOf("a")) },
            "in" to { Quanshi(QuanshiCredentials.token("t", none()), transport).getUsersByEmailsMobiles(listOf("a")) },
            "idHeader" to {
                Quanshi(QuanshiCredentials.checkSum("a", "b", none()), transport).getUsersByEmailsMobiles(listOf("a"))
            },
            "authorize" to { Quanshi(QuanshiCredentials.authorize(none()), transport).getUsersByEmailsMobiles(listOf("a")) },
        )
        for ((name, ask) in nulls) assertEquals(name, field(ask))
        assertEquals(0, transport.requests.size)
    }

    @Test
    fun `an invalid base URL is named`(): Unit = runBlocking {
        for (url in listOf("https://[::1", "https://[fe80::1%25eth0]", "https://%zz", "http://example.com", "ftp://a", "/api", "")) {
            assertEquals("baseUrl", field { Dmtz(transport, url).getUserInfo("code") }, url)
            assertEquals("baseUrl", field { Quanshi(QuanshiCredentials.token("t"), transport, url).pages(listOf("a")).toList() }, url)
        }
        assertEquals(0, transport.requests.size)
    }

    @Test
    fun `credentials and options are checked before anything is sent`(): Unit = runBlocking {
        assertEquals("token", field { Quanshi(QuanshiCredentials.token(""), transport).getUsersByEmailsMobiles(listOf("a")) })
        val empty = QuanshiCredentials.checkSum("id", "")
        assertEquals("secretKey", field { Quanshi(empty, transport).pages(listOf("a")).toList() })
        for ((name, options) in mapOf(
            "timeoutMs" to LookupOptions(timeout = 0.milliseconds),
            "attemptTimeoutMs" to LookupOptions(attemptTimeout = Long.MIN_VALUE.milliseconds),
            "maxAttempts" to LookupOptions(maxAttempts = 0),
            "baseDelayMs" to LookupOptions(baseDelay = (-1).milliseconds),
            "maxDelayMs" to LookupOptions(maxDelay = (-1).milliseconds),
            "maxBodyBytes" to LookupOptions(maxBodyBytes = 0),
            "maxInFlight" to LookupOptions(maxInFlight = 0),
        )) {
            assertEquals(name, field { quanshi.getUsersByEmailsMobiles(listOf("a"), options = options) })
        }
        assertEquals(0, transport.requests.size)
    }

    @Test
    fun `all lookups report their progress`(): Unit = runBlocking {
        val progress = ArrayList<Pair<Long, Long>>()
        val options = LookupOptions(onProgress = { done, total -> progress.add(done to total) })
        quanshi.getUsersByEmailsMobiles(loginNames = List(450) { "person$it" }, options = options)
        assertEquals(450L to 450L, progress.last())
        progress.clear()
        quanshi.pages(loginNames = flowOf("a", "b"), options = options).toList()
        assertEquals(listOf(0L to 2L, 2L to 2L), progress)
    }

    @Test
    fun `a single request can be made page by page`(): Unit = runBlocking {
        val request = QuanshiGetUsersByEmailsMobiles(emails = listOf("a"), mobiles = listOf("1"))
        assertEquals(listOf("a", "1"), quanshi.pages(request).toList().single().notFound)
    }
}
