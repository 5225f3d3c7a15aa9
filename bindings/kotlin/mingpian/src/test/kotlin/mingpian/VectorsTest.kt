package mingpian

import java.io.File
import java.util.Base64
import kotlin.reflect.full.memberProperties
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertIs
import kotlin.test.assertNotNull
import kotlin.test.assertNull
import kotlin.test.assertTrue
import kotlinx.coroutines.Dispatchers
import kotlinx.serialization.json.Json
import kotlinx.serialization.json.JsonArray
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonNull
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import kotlinx.serialization.json.boolean
import kotlinx.serialization.json.int
import kotlinx.serialization.json.jsonArray
import kotlinx.serialization.json.jsonObject
import kotlinx.serialization.json.jsonPrimitive
import kotlinx.serialization.json.long
import mingpian.core.Lookup
import mingpian.core.Step
import org.junit.jupiter.api.DynamicTest
import org.junit.jupiter.api.TestFactory

/** Runs the vectors, which every language runs; `tests/vectors/README.md` says what they mean. */
class VectorsTest {
    @TestFactory
    fun checkSums(): List<DynamicTest> = cases(vectors("checksum.json")) { case ->
        val found = mingpian.core.quanshiCheckSum(
            case.text("secretKey"),
            case.text("nonce"),
            case.getValue("curTime").jsonPrimitive.long,
        )
        assertEquals(case.text("checkSum"), found)
    }

    @TestFactory
    fun dmtzRequests(): List<DynamicTest> = requests("dmtz")

    @TestFactory
    fun mysoftRequests(): List<DynamicTest> = requests("mysoft")

    @TestFactory
    fun quanshiRequests(): List<DynamicTest> = requests("quanshi")

    @TestFactory
    fun dmtzResponses(): List<DynamicTest> = responses("dmtz")

    @TestFactory
    fun mysoftResponses(): List<DynamicTest> = responses("mysoft")

    @TestFactory
    fun quanshiResponses(): List<DynamicTest> = responses("quanshi")

    private fun requests(service: String): List<DynamicTest> {
        val file = vectors("$service/requests.json")
        return cases(file) { case ->
            val expect = case.getValue("expect").jsonObject
            val (high, low) = case.text("randomHex").chunked(16).map { it.toULong(16).toLong() }
            val step = runCatching {
                calling { asking(service, file, case, LookupOptions()).open().use { it.poll(case.long("nowMs"), high, low, true) } }
            }
            when (val request = expect["request"]) {
                null -> {
                    val found = assertFailsWith<LookupException> { step.getOrThrow() }
                    assertTrue(found.message.isNotEmpty())
                    assertEquals(false, found.retryable)
                    assertEquals(expect.getValue("error"), JsonObject(json(found).filterKeys { it in setOf("code", "field") }))
                }
                else -> {
                    val found = assertIs<Step.Send>(step.getOrThrow()).request
                    assertEquals(
                        request,
                        JsonObject(
                            mapOf(
                                "method" to JsonPrimitive(found.method),
                                "url" to JsonPrimitive(found.url),
                                "headers" to JsonArray(
                                    found.headers.map { JsonArray(listOf(JsonPrimitive(it.name), JsonPrimitive(it.value))) },
                                ),
                                "body" to JsonPrimitive(found.body),
                            ),
                        ),
                    )
                }
            }
        }
    }

    private fun responses(service: String): List<DynamicTest> {
        val file = vectors("$service/responses.json")
        return cases(file) { case ->
            val expect = case.getValue("expect").jsonObject
            val response = case.getValue("response").jsonObject
            val secrets = case["includeSecrets"]?.jsonPrimitive?.boolean
            val now = case["nowMs"]?.jsonPrimitive?.long ?: NOW
            val asking = asking(service, file, case, LookupOptions(maxAttempts = 1, includeSecrets = secrets))
            asking.open().use { lookup ->
                val request = assertIs<Step.Send>(lookup.poll(now, 0, 0, true)).request
                val headers = response.getValue("headers").jsonArray.map { header ->
                    val (name, value) = header.jsonArray.map { it.jsonPrimitive.content }
                    mingpian.core.HttpHeader(name, value)
                }
                val body = bodyOf(response)
                val status = response.getValue("status").jsonPrimitive.int
                val isAccepted = lookup.handleResponse(request.id, now, status, headers, body)
                val step = lookup.poll(now, 0, 0, true)
                assertEquals(isAccepted, step is Step.Answer)
                when (val value = expect["value"]) {
                    null -> {
                        val done = assertIs<Step.Done>(step)
                        assertEquals(request.id, done.id)
                        val found = lookupException(assertNotNull(done.error), null)
                        assertTrue(found.message.isNotEmpty())
                        assertEquals(expect.getValue("error"), json(found))
                    }
                    else -> {
                        val answer = assertIs<Step.Answer>(step)
                        assertEquals(Step.Done(null, null), lookup.poll(now, 0, 0, true))
                        val record = asking.read(answer, Cells(answer.repaired ?: body, answer.index))
                        val found = LinkedHashMap<String, String>()
                        assertEquals(value, json(record, "", secrets == true, found))
                        val expected = expect["secrets"]?.jsonObject.orEmpty().mapValues { it.value.jsonPrimitive.content }
                        assertEquals(expected, found)
                        // Shorter ones are words that stand there for other reasons: true, 42.
                        val printed = record.toString()
                        for (secret in found.values) if (secret.length > 5) assertTrue(secret !in printed)
                    }
                }
            }
        }
    }

    /** What a vector asks, through the types of the package. */
    private class Asking(
        val provider: Provider,
        val operation: String,
        val json: String,
        val read: (Step.Answer, Cells) -> Any,
    ) {
        fun open(): Lookup = Lookup.open(provider.id, operation, json)
    }

    private fun asking(service: String, file: JsonObject, case: JsonObject, options: LookupOptions): Asking {
        val baseUrl = (case["baseUrl"] ?: file["baseUrl"])?.jsonPrimitive?.content
        val auth = (case["auth"] ?: file["auth"])?.jsonObject.orEmpty()
        val input = case.getValue("input").jsonObject
        val provider = Provider.of(service)
        fun document(auth: Auth?, question: (JsonWriter) -> Unit): String =
            Service(provider, { error("nothing is sent") }, baseUrl, LookupOptions(), Dispatchers.Default, auth?.let { { it } }).document(options, 0, question)
        fun text(name: String): String? = input[name]?.takeIf { it !is JsonNull }?.jsonPrimitive?.content
        fun int(name: String): Long? = input[name]?.takeIf { it !is JsonNull }?.jsonPrimitive?.long
        fun texts(name: String): List<String> = input[name]?.jsonArray.orEmpty().map { it.jsonPrimitive.content }
        return when (provider) {
            Provider.DMTZ -> {
                known(input, setOf("code"))
                val request = DmtzGetUserInfo(text("code").orEmpty())
                Asking(provider, "getUserInfo", document(null, request::write)) { _, cells -> cells.readDmtzUser(cells.root) }
            }
            Provider.MYSOFT -> {
                known(input, MysoftGetUserInfo::class.memberProperties.map { it.name }.toSet())
                val request = MysoftGetUserInfo(
                    tenantCode = text("tenantCode"),
                    appCacheHost = text("appCacheHost"),
                    wzsUserId = text("wzsUserId"),
                    tenantId = text("tenantId"),
                    versionName = text("versionName"),
                    deviceIdWithTrailingSpace = text("deviceIdWithTrailingSpace"),
                    deviceName = text("deviceName"),
                    deviceToken = text("deviceToken"),
                    platform = int("platform"),
                    pushChannel = int("pushChannel"),
                    osVersion = text("osVersion"),
                    language = text("language"),
                    deviceId = text("deviceId"),
                )
                known(auth, setOf("accessToken"))
                val credentials = MysoftCredentials.accessToken(auth["accessToken"]?.jsonPrimitive?.content.orEmpty())
                val json = document(credentials.auth, request::write)
                Asking(provider, "getUserInfo", json) { _, cells -> cells.readMysoftUserInfo(cells.root) }
            }
            Provider.QUANSHI -> {
                known(input, setOf("emails", "mobiles", "loginNames"))
                val request = QuanshiGetUsersByEmailsMobiles(texts("emails"), texts("mobiles"), texts("loginNames"))
                val json = document(credentials(auth).auth, request::write)
                Asking(provider, "getUsersByEmailsMobiles", json) { answer, cells ->
                    Joined { readQuanshiAccount(it) }.apply { add(answer, cells) }.toAnswers()
                }
            }
        }
    }

    private fun credentials(auth: Map<String, JsonElement>): QuanshiCredentials {
        known(auth, setOf("token", "in", "appId", "secretKey", "idHeader"))
        fun text(name: String): String? = auth[name]?.jsonPrimitive?.content
        val token = text("token")
        return when {
            token != null -> QuanshiCredentials.token(token, QuanshiTokenPlace.entries.first { it.word == (text("in") ?: "header") })
            else -> {
                val header = QuanshiIdHeader.entries.first { it.word == (text("idHeader") ?: "AppId") }
                QuanshiCredentials.checkSum(text("appId").orEmpty(), text("secretKey").orEmpty(), header)
            }
        }
    }

    /** Members that this test does not pass on would be left out silently. */
    private fun known(given: Map<String, JsonElement>, names: Set<String>) =
        assertEquals(emptySet(), given.keys - names, "members that the test does not know")

    private fun bodyOf(response: JsonObject): ByteArray {
        response["bodyBase64"]?.let { return Base64.getDecoder().decode(it.jsonPrimitive.content) }
        val repeat = response["bodyRepeat"]?.jsonObject ?: return response.text("body").toByteArray()
        val times = repeat.getValue("times").jsonPrimitive.int
        return (repeat.text("prefix") + repeat.text("unit").repeat(times) + repeat.text("suffix")).toByteArray()
    }

    /** An error as the vectors have it: every member, and what is absent left out. */
    private fun json(error: LookupException): JsonObject {
        assertNull(error.cause)
        val members = mapOf(
            "code" to JsonPrimitive(error.code.name),
            "retryable" to JsonPrimitive(error.retryable),
            "provider" to error.provider?.let { JsonPrimitive(it.id) },
            "status" to error.status?.let(::JsonPrimitive),
            "providerCode" to error.providerCode?.let(::JsonPrimitive),
            "providerText" to error.providerText?.let(::JsonPrimitive),
            "requestId" to error.requestId?.let(::JsonPrimitive),
            "retryAfterMs" to error.retryAfterMs?.let(::JsonPrimitive),
            "field" to error.field?.let(::JsonPrimitive),
            "kind" to error.kind?.let { JsonPrimitive(it.name.lowercase()) },
        )
        return JsonObject(members.filterValues { it != null }.mapValues { it.value!! })
    }

    /** A record as the vectors have it; its secrets go to [found] by their paths, and have to be there if [secrets]. */
    private fun json(value: Any, path: String, secrets: Boolean, found: MutableMap<String, String>): JsonElement =
        when (value) {
            is String -> JsonPrimitive(value)
            is Long -> JsonPrimitive(value)
            is Boolean -> JsonPrimitive(value)
            is Provider -> JsonPrimitive(value.id)
            is List<*> -> JsonArray(value.map { json(assertNotNull(it), path, secrets, found) })
            is Map<*, *> -> JsonArray(
                value.map { (key, member) ->
                    JsonArray(listOf(JsonPrimitive(key as String), json(assertNotNull(member), path, secrets, found)))
                },
            )
            else -> {
                val members = LinkedHashMap<String, JsonElement>()
                for (property in value::class.memberProperties) {
                    val name = property.name
                    val member = property.getter.call(value)
                    if (name != "secrets") {
                        if (member != null) members[name] = json(member, "$path$name.", secrets, found)
                        continue
                    }
                    assertEquals(secrets, member != null, "secrets are there only if they were asked for")
                    for (secret in member?.let { it::class.memberProperties }.orEmpty()) {
                        val text = secret.getter.call(member) as String? ?: continue
                        found["${path}secrets.${secret.name}"] = text
                    }
                }
                JsonObject(members)
            }
        }

    private companion object {
        const val NOW = 1_800_000_000_000L

        fun vectors(name: String): JsonObject =
            Json.parseToJsonElement(File(VECTORS, name).readText()).jsonObject

        fun cases(file: JsonObject, run: (JsonObject) -> Unit): List<DynamicTest> =
            file.getValue("cases").jsonArray.map { case ->
                DynamicTest.dynamicTest(case.jsonObject.text("name")) { run(case.jsonObject) }
            }

        fun JsonObject.text(name: String): String = getValue(name).jsonPrimitive.content

        fun JsonObject.long(name: String): Long = getValue(name).jsonPrimitive.long

        /** Surefire runs tests in their module's folder. */
        val VECTORS = File("../../../tests/vectors")
    }
}
