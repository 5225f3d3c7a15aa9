package io.github.mingpian.okhttp

import io.github.mingpian.Dmtz
import io.github.mingpian.ErrorCode
import io.github.mingpian.LookupException
import io.github.mingpian.LookupOptions
import io.github.mingpian.Mysoft
import io.github.mingpian.MysoftCredentials
import io.github.mingpian.Provider
import io.github.mingpian.Quanshi
import io.github.mingpian.QuanshiCredentials
import io.github.mingpian.TransportKind
import java.net.ConnectException
import java.net.ServerSocket
import java.net.UnknownHostException
import kotlin.concurrent.thread
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertIs
import kotlin.test.assertTrue
import kotlin.time.Duration.Companion.milliseconds
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.TimeoutCancellationException
import kotlinx.coroutines.async
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import okhttp3.Cookie
import okhttp3.CookieJar
import okhttp3.HttpUrl
import okhttp3.OkHttpClient
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.Timeout

/** Tests failures over real HTTP. */
@Timeout(60)
class FailureTest {
    private val transport = OkHttpTransport()
    private val once = LookupOptions(maxAttempts = 1)

    private suspend fun ask(
        baseUrl: String,
        options: LookupOptions = once,
        token: String = Sandbox.TOKEN,
    ) = Quanshi(QuanshiCredentials.token(token), transport, baseUrl)
        .getUsersByEmailsMobiles(emails = listOf("person1@example.com"), options = options)

    private suspend inline fun <reified T : LookupException> fails(
        baseUrl: String,
        code: ErrorCode,
        retryable: Boolean,
        options: LookupOptions = once,
        token: String = Sandbox.TOKEN,
    ): T {
        val error = assertFailsWith<T> { ask(baseUrl, options, token) }
        assertEquals(code to retryable, error.code to error.retryable)
        assertEquals(Provider.QUANSHI, error.provider)
        assertTrue(error.message.startsWith("quanshi "), error.message)
        val printed = error.stackTraceToString()
        for (told in listOf("person1", token)) assertTrue(told !in printed, printed)
        return error
    }

    @Test
    fun `invalid input`(): Unit = runBlocking {
        val quanshi = Quanshi(QuanshiCredentials.token("t"), { error("nothing is sent") })
        val error = assertFailsWith<LookupException.InvalidInput> { quanshi.getUsersByEmailsMobiles(listOf("a", "")) }
        assertEquals(ErrorCode.INVALID_INPUT to "emails[1]", error.code to error.field)
        assertTrue(error.message.startsWith("emails[1]: "), error.message)
        assertFailsWith<LookupException.InvalidInput> { quanshi.getUsersByEmailsMobiles() }
        val empty = assertFailsWith<LookupException.InvalidInput> {
            Quanshi(QuanshiCredentials.token(""), transport).getUsersByEmailsMobiles(listOf("a"))
        }
        assertEquals("token", empty.field)
        val mysoft = Mysoft(MysoftCredentials.accessToken("t"), { error("nothing is sent") }, "http://example.com")
        assertEquals("baseUrl", assertFailsWith<LookupException.InvalidInput> { mysoft.getUserInfo() }.field)
    }

    @Test
    fun `refused credentials`(): Unit = runBlocking {
        val error = fails<LookupException.Unauthenticated>(
            "${Sandbox.origin()}/quanshi",
            ErrorCode.UNAUTHENTICATED,
            false,
            token = "planted-and-wrong",
        )
        assertEquals(401, error.status)
    }

    @Test
    fun `too many requests`(): Unit = runBlocking {
        val error = fails<LookupException.RateLimited>(Sandbox.faulty("quanshi", "rate-limit:7"), ErrorCode.RATE_LIMITED, true)
        assertEquals(429 to 7_000L, error.status to error.retryAfterMs)
    }

    @Test
    fun `a rejection, without the question`(): Unit = runBlocking {
        val error = fails<LookupException.Rejected>(Sandbox.faulty("quanshi", "echo"), ErrorCode.REJECTED, false)
        assertTrue("[redacted]" in error.providerText.orEmpty(), error.providerText)
        assertTrue(error.providerCode != null && error.status == 200)
    }

    @Test
    fun `another status`(): Unit = runBlocking {
        assertEquals(500, fails<LookupException.HttpStatus>(Sandbox.faulty("quanshi", "html"), ErrorCode.HTTP_STATUS, true).status)
        assertEquals(404, fails<LookupException.HttpStatus>(Sandbox.faulty("quanshi", "status:404"), ErrorCode.HTTP_STATUS, false).status)
    }

    @Test
    fun `a redirect is not followed`(): Unit = runBlocking {
        for (status in listOf(301, 302, 307)) {
            val key = Sandbox.key()
            val url = Sandbox.faulty("quanshi", "redirect:$status", key)
            assertEquals(status, fails<LookupException.HttpStatus>(url, ErrorCode.HTTP_STATUS, false).status)
            assertEquals(0, Sandbox.stats(key)["elsewhere"])
        }
    }

    @Test
    fun `a response that cannot be read`(): Unit = runBlocking {
        for (fault in listOf("not-json", "cut")) {
            assertEquals("", fails<LookupException.MalformedResponse>(Sandbox.faulty("quanshi", fault), ErrorCode.MALFORMED_RESPONSE, false).field)
        }
        val mysoft = Mysoft(
            MysoftCredentials.accessToken(Sandbox.ACCESS_TOKEN),
            transport,
            Sandbox.faulty("mysoft", "wrong-types"),
        )
        val error = assertFailsWith<LookupException.MalformedResponse> { mysoft.getUserInfo() }
        assertEquals("data.user_info.id", error.field)
    }

    @Test
    fun `a body over the limit`(): Unit = runBlocking {
        for (fault in listOf("huge:3000000", "huge-chunked:3000000")) {
            val url = Sandbox.faulty("quanshi", fault)
            val options = LookupOptions(maxBodyBytes = 2_999_999, maxAttempts = 1)
            fails<LookupException.ResponseTooLarge>(url, ErrorCode.RESPONSE_TOO_LARGE, false, options)
            assertEquals(1, ask(url, LookupOptions(maxBodyBytes = 3_000_000)).found.size)
        }
    }

    @Test
    fun `an endless body is not read to its end`(): Unit = runBlocking {
        val server = ServerSocket(0)
        val writing = thread {
            server.accept().use { client ->
                client.getInputStream().read()
                val out = client.getOutputStream()
                out.write("HTTP/1.1 200 OK\r\ncontent-length: ${Long.MAX_VALUE}\r\n\r\n".toByteArray())
                // The loop ends when the client has closed the connection.
                runCatching { while (true) out.write(ByteArray(65_536)) }
            }
        }
        val options = LookupOptions(maxBodyBytes = 1_000, maxAttempts = 1)
        val url = "http://127.0.0.1:${server.localPort}"
        fails<LookupException.ResponseTooLarge>(url, ErrorCode.RESPONSE_TOO_LARGE, false, options)
        writing.join()
        server.close()
    }

    @Test
    fun `a connection that breaks`(): Unit = runBlocking {
        for (fault in listOf("close", "truncate")) {
            val key = Sandbox.key()
            val error = fails<LookupException.Transport>(Sandbox.faulty("quanshi", fault, key), ErrorCode.TRANSPORT, true)
            assertEquals(TransportKind.INTERRUPTED, error.kind)
            assertEquals(1, Sandbox.stats(key)["quanshi"], "nothing is repeated in silence")
        }
    }

    @Test
    fun `no response in time`(): Unit = runBlocking {
        val key = Sandbox.key()
        val options = LookupOptions(attemptTimeout = 50.milliseconds, maxAttempts = 2, baseDelay = 0.milliseconds)
        val error = fails<LookupException.Transport>(Sandbox.faulty("quanshi", "hang", key), ErrorCode.TRANSPORT, true, options)
        assertEquals(TransportKind.TIMEOUT, error.kind)
        // Both attempts abandoned their connection.
        Sandbox.await(key, "abandoned", 2)
    }

    @Test
    fun `a host that does not exist`(): Unit = runBlocking {
        val error = fails<LookupException.Transport>("https://mingpian.invalid", ErrorCode.TRANSPORT, true)
        assertEquals(TransportKind.OFFLINE, error.kind)
        assertIs<UnknownHostException>(error.cause)
    }

    @Test
    fun `a service that dies`(): Unit = runBlocking {
        val server = ServerSocket(0)
        val url = "http://127.0.0.1:${server.localPort}"
        val dying = thread {
            server.accept().use { client ->
                client.getInputStream().read()
                client.getOutputStream().write("HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n{\"status\":0,".toByteArray())
                server.close()
            }
        }
        val kinds = ArrayList<String>()
        val options = LookupOptions(maxAttempts = 3, baseDelay = 0.milliseconds, onRequest = { kinds.add(it.method) })
        val error = fails<LookupException.Transport>(url, ErrorCode.TRANSPORT, true, options)
        dying.join()
        // The first attempt is interrupted. For the others, the port is closed.
        assertEquals(TransportKind.REFUSED to 3, error.kind to kinds.size)
        assertIs<ConnectException>(error.cause)
    }

    @Test
    fun `a single-use code is not spent twice`(): Unit = runBlocking {
        val key = Sandbox.key()
        val dmtz = Dmtz(transport, Sandbox.faulty("dmtz", "close", key))
        val error = assertFailsWith<LookupException.Transport> { dmtz.getUserInfo(Sandbox.code(1)) }
        assertEquals(TransportKind.INTERRUPTED to false, error.kind to error.retryable)
        assertEquals(1, Sandbox.stats(key)["dmtz"])
    }

    @Test
    fun `cancelling closes the connection`(): Unit = runBlocking {
        for (fault in listOf("hang", "delay:30000")) {
            val key = Sandbox.key()
            val lookup = async(Dispatchers.IO) { ask(Sandbox.faulty("quanshi", fault, key)) }
            Sandbox.await(key, "quanshi", 1)
            lookup.cancel(CancellationException("planted reason"))
            val error = assertFailsWith<CancellationException> { lookup.await() }
            assertEquals("planted reason", error.message)
            Sandbox.await(key, "abandoned", 1)
            assertEquals(1, Sandbox.stats(key)["quanshi"])
        }
    }

    @Test
    fun `a time limit around a lookup closes the connection`(): Unit = runBlocking {
        val key = Sandbox.key()
        assertFailsWith<TimeoutCancellationException> {
            withTimeout(200) { ask(Sandbox.faulty("quanshi", "hang", key)) }
        }
        val stats = Sandbox.stats(key)
        // The time limit may have passed before anything was sent.
        if (stats["quanshi"] == 1) Sandbox.await(key, "abandoned", 1)
    }

    @Test
    fun `a pause is also cancelled`(): Unit = runBlocking {
        val key = Sandbox.key()
        val lookup = async(Dispatchers.IO) { ask(Sandbox.faulty("quanshi", "rate-limit:50", key), LookupOptions()) }
        Sandbox.await(key, "quanshi", 1)
        lookup.cancel()
        lookup.join()
        assertTrue(lookup.isCancelled)
        assertEquals(1, Sandbox.stats(key)["quanshi"])
    }

    @Test
    fun `the client's cookies are not sent`(): Unit = runBlocking {
        val jar = object : CookieJar {
            override fun saveFromResponse(url: HttpUrl, cookies: List<Cookie>) = error("planted")

            override fun loadForRequest(url: HttpUrl): List<Cookie> = error("planted")
        }
        val transport = OkHttpTransport(OkHttpClient.Builder().cookieJar(jar).build())
        val quanshi = Quanshi(QuanshiCredentials.token(Sandbox.TOKEN), transport, "${Sandbox.origin()}/quanshi")
        assertEquals(1, quanshi.getUsersByEmailsMobiles(loginNames = listOf("person5")).found.size)
    }
}
