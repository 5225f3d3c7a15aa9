package io.github.mingpian.okhttp

import io.github.mingpian.ErrorCode
import io.github.mingpian.FakeTransport
import io.github.mingpian.Fault
import io.github.mingpian.LookupException
import io.github.mingpian.LookupOptions
import io.github.mingpian.Profile
import io.github.mingpian.Quanshi
import io.github.mingpian.QuanshiAccount
import io.github.mingpian.QuanshiCredentials
import io.github.mingpian.QuanshiPerson
import java.net.HttpURLConnection
import java.net.URI
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertNull
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withContext
import kotlinx.serialization.json.Json
import kotlinx.serialization.json.jsonObject
import kotlinx.serialization.json.jsonPrimitive
import org.junit.jupiter.api.Test

/** Runs the samples of the documentation that are not separate programs. */
class SamplesTest {
    private val baseUrl = "${Sandbox.origin()}/quanshi"
    private val quanshi = Quanshi(QuanshiCredentials.token(Sandbox.TOKEN), OkHttpTransport(), baseUrl)
    private val saved = LinkedHashMap<String, Profile>()
    private val shown = ArrayList<String>()

    private fun save(email: String, profile: Profile) = saved.put(email, profile)

    @Test
    fun `a first lookup`(): Unit = runBlocking {
        val token = Sandbox.TOKEN
        // ANCHOR: lookup
        val quanshi = Quanshi(QuanshiCredentials.token(token), OkHttpTransport(), baseUrl)
        val users = quanshi.getUsersByEmailsMobiles(emails = listOf("person1@example.com"), mobiles = listOf("10000000002"))
        for ((identifier, account) in users.found) println("$identifier: ${account.profile.displayName}")
        // ANCHOR_END: lookup
        assertEquals(listOf("person1@example.com", "10000000002"), users.found.keys.toList())
    }

    @Test
    fun `people are returned page by page`(): Unit = runBlocking {
        // ANCHOR: pages
        val staff = (1..1_000).asSequence().map { "person$it@example.com" }
        val options = LookupOptions(onProgress = { done, total -> println("$done of $total") })
        quanshi.pages(emails = staff.asIterable(), options = options).collect { page ->
            for ((email, account) in page.found) save(email, account.profile)
            page.failed?.let { println("${it.error.message}: ${it.identifiers.size} to ask again") }
        }
        // ANCHOR_END: pages
        assertEquals(1_000, saved.size)
    }

    @Test
    fun `a token is renewed, and attempts are reported`(): Unit = runBlocking {
        val attempts = ArrayList<String>()
        fun log(line: String) = attempts.add(line)
        suspend fun fetchToken() = withContext(Dispatchers.IO) { Sandbox.TOKEN }
        // ANCHOR: renew
        val credentials = QuanshiCredentials.token("an-old-token").renewing { fetchToken() }
        val options = LookupOptions(onAttempt = { log("attempt ${it.number}: ${it.status ?: it.failure}") })
        val quanshi = Quanshi(credentials, OkHttpTransport(), baseUrl, options)
        // ANCHOR_END: renew
        assertEquals(1, quanshi.getUsersByEmailsMobiles(listOf("person1@example.com")).found.size)
        assertEquals(listOf("attempt 1: 401", "attempt 2: 200"), attempts)
    }

    @Test
    fun `a fake answers without a network`(): Unit = runBlocking {
        // ANCHOR: fake
        val transport = FakeTransport(listOf(QuanshiPerson { email = "ann@example.com"; displayName = "Ann" }))
        val quanshi = Quanshi(QuanshiCredentials.token("any"), transport)

        val users = quanshi.getUsersByEmailsMobiles(emails = listOf("ann@example.com", "bob@example.com"))
        assertEquals("Ann", users.found.getValue("ann@example.com").profile.displayName)
        assertEquals(listOf("bob@example.com"), users.notFound)

        transport.fail(Fault(ErrorCode.REJECTED))
        assertFailsWith<LookupException.Rejected> { quanshi.getUsersByEmailsMobiles(emails = listOf("ann@example.com")) }
        // ANCHOR_END: fake
    }

    @Test
    fun `the app's own server signs`(): Unit = runBlocking {
        // ANCHOR: authorize
        val credentials = QuanshiCredentials.authorize { params ->
            // The headers that your server created, or null if it refused.
            askMyServer(params.timeMs, params.nonce)
        }
        val quanshi = Quanshi(credentials, OkHttpTransport(), baseUrl)
        // ANCHOR_END: authorize
        assertEquals(1, quanshi.getUsersByEmailsMobiles(listOf("person1@example.com")).found.size)
    }

    private suspend fun askMyServer(timeMs: Long, nonce: String): Map<String, String>? = withContext(Dispatchers.IO) {
        val connection = URI("${Sandbox.origin()}/app/quanshi/authorize").toURL().openConnection() as HttpURLConnection
        connection.requestMethod = "POST"
        connection.doOutput = true
        connection.setRequestProperty("content-type", "application/json")
        connection.outputStream.use { it.write("""{"time":$timeMs,"nonce":"$nonce"}""".toByteArray()) }
        if (connection.responseCode != 200) return@withContext null
        val text = connection.inputStream.use { it.readBytes().decodeToString() }
        Json.parseToJsonElement(text).jsonObject.mapValues { it.value.jsonPrimitive.content }
    }

    private fun show(text: String): QuanshiAccount? {
        shown.add(text)
        return null
    }

    private suspend fun find(quanshi: Quanshi, email: String): QuanshiAccount? {
        // ANCHOR: errors
        return try {
            quanshi.getUsersByEmailsMobiles(emails = listOf(email)).found[email]
        } catch (error: LookupException.Unauthenticated) {
            show("Sign in again.")
        } catch (error: LookupException) {
            show(if (error.retryable) "Try again later." else "This did not work: ${error.code}.")
        }
        // ANCHOR_END: errors
    }

    @Test
    fun `errors are distinguished`(): Unit = runBlocking {
        fun at(path: String, token: String = Sandbox.TOKEN) =
            Quanshi(QuanshiCredentials.token(token), OkHttpTransport(), "${Sandbox.origin()}$path", LookupOptions(maxAttempts = 1))
        assertEquals("林知夏", find(quanshi, "person1@example.com")?.profile?.displayName)
        assertNull(find(at("/quanshi", "wrong"), "person1@example.com"))
        assertNull(find(at("/fault/status:503/quanshi"), "person1@example.com"))
        assertNull(find(at("/fault/not-json/quanshi"), "person1@example.com"))
        assertEquals(listOf("Sign in again.", "Try again later.", "This did not work: MALFORMED_RESPONSE."), shown)
    }
}
