package io.github.mingpian.okhttp

import java.net.HttpURLConnection
import java.net.URI
import java.util.UUID
import kotlinx.coroutines.delay
import kotlinx.serialization.json.Json
import kotlinx.serialization.json.int
import kotlinx.serialization.json.jsonObject
import kotlinx.serialization.json.jsonPrimitive
import org.junit.jupiter.api.Assumptions

/** Provides access to the local services (`tests/sandbox`), which `cargo xtask test kotlin` starts. */
internal object Sandbox {
    const val TOKEN = "00112233445566778899aabbccddeeff"
    const val ACCESS_TOKEN = "demo token+/=&?"

    /** Returns the URL of the services. Without them, a test is skipped, except in CI, where it fails. */
    fun origin(): String {
        val origin = System.getenv("MINGPIAN_ORIGIN")
        val isCi = System.getenv("CI").orEmpty() !in setOf("", "0", "false")
        check(origin != null || !isCi) { "MINGPIAN_ORIGIN is not set: run `cargo xtask test kotlin`" }
        Assumptions.assumeTrue(origin != null, "MINGPIAN_ORIGIN is not set")
        return origin!!
    }

    /** Returns a base URL whose requests are counted separately and cause the given fault. */
    fun faulty(service: String, fault: String, key: String = key()): String =
        "${origin()}/fault/${listOf(fault, "key:$key").filter { it.isNotEmpty() }.joinToString(",")}/$service"

    fun key(): String = UUID.randomUUID().toString()

    /** Returns the counts of the requests with a key. */
    fun stats(key: String): Map<String, Int> {
        val text = URI("${origin()}/sandbox/stats?key=$key").toURL().readText()
        return Json.parseToJsonElement(text).jsonObject.mapValues { it.value.jsonPrimitive.int }
    }

    /** Waits until a count of a key has reached a number. The test's own time limit ends the wait. */
    suspend fun await(key: String, name: String, count: Int) {
        while (stats(key).getValue(name) < count) delay(5)
    }

    /** Returns a new code for dmtz. */
    fun code(person: Int): String {
        val connection = URI("${origin()}/sandbox/codes").toURL().openConnection() as HttpURLConnection
        connection.requestMethod = "POST"
        connection.doOutput = true
        connection.outputStream.use { it.write("""{"person":$person}""".toByteArray()) }
        val text = connection.inputStream.use { it.readBytes().decodeToString() }
        return Json.parseToJsonElement(text).jsonObject.getValue("code").jsonPrimitive.content
    }
}
