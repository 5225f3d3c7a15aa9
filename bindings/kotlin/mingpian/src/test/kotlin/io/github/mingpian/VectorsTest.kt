package io.github.mingpian

import io.github.mingpian.core.Lookup
import io.github.mingpian.core.Step
import java.io.File
import java.lang.reflect.InvocationTargetException
import java.util.Base64
import kotlin.reflect.KClass
import kotlin.reflect.KFunction
import kotlin.reflect.KParameter
import kotlin.reflect.KProperty1
import kotlin.reflect.KVisibility
import kotlin.reflect.full.companionObject
import kotlin.reflect.full.companionObjectInstance
import kotlin.reflect.full.declaredMemberFunctions
import kotlin.reflect.full.instanceParameter
import kotlin.reflect.full.memberProperties
import kotlin.reflect.full.valueParameters
import kotlin.reflect.jvm.isAccessible
import kotlin.reflect.jvm.jvmErasure
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
import org.junit.jupiter.api.DynamicContainer.dynamicContainer
import org.junit.jupiter.api.DynamicNode
import org.junit.jupiter.api.DynamicTest
import org.junit.jupiter.api.TestFactory

/** Runs the vectors, as every language does. `tests/vectors/README.md` explains them. */
class VectorsTest {
    @TestFactory
    fun checkSums(): List<DynamicTest> = cases(vectors("checksum.json")) { case ->
        val found = io.github.mingpian.core.quanshiCheckSum(
            case.text("secretKey"),
            case.text("nonce"),
            case.getValue("curTime").jsonPrimitive.long,
        )
        assertEquals(case.text("checkSum"), found)
    }

    @TestFactory
    fun requests(): List<DynamicNode> = Provider.entries.map { dynamicContainer(it.id, requests(it.id)) }

    @TestFactory
    fun responses(): List<DynamicNode> = Provider.entries.map { dynamicContainer(it.id, responses(it.id)) }

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
                    io.github.mingpian.core.HttpHeader(name, value)
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
                        // Shorter values, such as true and 42, may occur for other reasons.
                        val printed = record.toString()
                        for (secret in found.values) if (secret.length > 5) assertTrue(secret !in printed)
                    }
                }
            }
        }
    }

    /** The lookup of a vector, created with the types of the package. */
    private class Asking(
        val provider: Provider,
        val operation: String,
        val json: String,
        val read: (Step.Answer, Cells) -> Any,
    ) {
        fun open(): Lookup = Lookup.open(provider.id, operation, json)
    }

    /** Finds the types of a service by their names, so that a new service needs no code here. */
    private fun asking(service: String, file: JsonObject, case: JsonObject, options: LookupOptions): Asking {
        val baseUrl = (case["baseUrl"] ?: file["baseUrl"])?.jsonPrimitive?.content
        val auth = (case["auth"] ?: file["auth"])?.jsonObject
        val provider = Provider.of(service)
        val prefix = "${Provider::class.java.packageName}.${service.replaceFirstChar(Char::uppercase)}"
        val lookUp = Class.forName(prefix).kotlin.declaredMemberFunctions
            .single { it.isSuspend && it.visibility == KVisibility.PUBLIC && it.valueParameters.first().name == "request" }
        val request = made(lookUp.valueParameters.first().type.jvmErasure.constructors, case.getValue("input").jsonObject)
        val write = request::class.declaredMemberFunctions.single { it.name == "write" }.apply { isAccessible = true }
        val credentials = auth?.let { made(Class.forName("${prefix}Credentials").kotlin, it) }
        val json = Service(
            provider,
            { error("nothing is sent") },
            baseUrl,
            LookupOptions(),
            Dispatchers.Default,
            credentials?.let { { it } },
        ).document(options, 0) {
            try {
                write.call(request, it)
            } catch (thrown: InvocationTargetException) {
                throw thrown.targetException
            }
        }
        val isByIdentifier = lookUp.returnType.jvmErasure == Answers::class
        val record = (if (isByIdentifier) lookUp.returnType.arguments.single().type!! else lookUp.returnType).jvmErasure
        val constructor = record.java.getDeclaredConstructor(Cells::class.java, Int::class.javaPrimitiveType)
        fun read(cells: Cells, row: Int): Any = constructor.newInstance(cells, row)
        return Asking(provider, lookUp.name, json) { answer, cells ->
            if (isByIdentifier) Joined { read(this, it) }.apply { add(answer, cells) }.toAnswers() else read(cells, cells.root)
        }
    }

    /** Creates credentials with the function of their companion that takes the given members. */
    private fun made(type: KClass<*>, given: JsonObject): Auth {
        val companion = type.companionObject!!.declaredMemberFunctions.filter { function ->
            val names = function.valueParameters.map { keyOf(it, given) }
            val required = function.valueParameters.filterNot { it.isOptional }.map { keyOf(it, given) }
            given.keys.containsAll(required) && names.containsAll(given.keys)
        }
        val credentials = made(companion, given, type.companionObjectInstance)
        val auth = type.memberProperties.single { it.name == "auth" }.apply { isAccessible = true }
        return auth.getter.call(credentials) as Auth
    }

    /** Calls the only function that takes the given members. */
    private fun made(functions: Collection<KFunction<*>>, given: JsonObject, instance: Any? = null): Any {
        val function = functions.single()
        known(given, function.valueParameters.map { keyOf(it, given) }.toSet())
        val values = function.valueParameters.mapNotNull { parameter ->
            given[keyOf(parameter, given)]?.takeIf { it !is JsonNull }?.let { parameter to valueOf(parameter, it) }
        }
        return function.callBy(values.toMap() + listOfNotNull(function.instanceParameter?.let { it to instance }))!!
    }

    /** Returns the member for a parameter. The place of a token is `in`, which is a keyword in Kotlin. */
    private fun keyOf(parameter: KParameter, given: JsonObject): String =
        parameter.name!!.let { name -> if (name == "place" && name !in given) "in" else name }

    private fun valueOf(parameter: KParameter, value: JsonElement): Any = when (val type = parameter.type.jvmErasure) {
        String::class -> value.jsonPrimitive.content
        Long::class -> value.jsonPrimitive.long
        List::class -> value.jsonArray.map { it.jsonPrimitive.content }
        else -> {
            val word = type.memberProperties.single { it.name == "word" }.apply { isAccessible = true }
            type.java.enumConstants.first { word.getter.call(it) == value.jsonPrimitive.content }
        }
    }

    /** Fails if there are members that this test would silently ignore. */
    private fun known(given: Map<String, JsonElement>, names: Set<String>) =
        assertEquals(emptySet(), given.keys - names, "members that the test does not know")

    private fun bodyOf(response: JsonObject): ByteArray {
        response["bodyBase64"]?.let { return Base64.getDecoder().decode(it.jsonPrimitive.content) }
        val repeat = response["bodyRepeat"]?.jsonObject ?: return response.text("body").toByteArray()
        val times = repeat.getValue("times").jsonPrimitive.int
        return (repeat.text("prefix") + repeat.text("unit").repeat(times) + repeat.text("suffix")).toByteArray()
    }

    /** Returns an error in the format of the vectors, with every member that is present. */
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

    /**
     * Returns a record in the format of the vectors. Adds its secrets to [found] by their paths, and checks that they
     * are present if [secrets] is true.
     */
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
                for (property in publicProperties(value)) {
                    val name = property.name
                    val member = property.getter.call(value)
                    if (name != "secrets") {
                        if (member != null) members[name] = json(member, "$path$name.", secrets, found)
                        continue
                    }
                    assertEquals(secrets, member != null, "secrets are there only if they were asked for")
                    for (secret in member?.let(::publicProperties).orEmpty()) {
                        val text = secret.getter.call(member) as String? ?: continue
                        found["${path}secrets.${secret.name}"] = text
                    }
                }
                JsonObject(members)
            }
        }

    private fun publicProperties(value: Any): List<KProperty1<out Any, *>> =
        value::class.memberProperties.filter { it.visibility == KVisibility.PUBLIC }

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

        /** Surefire runs tests in the folder of their module. */
        val VECTORS = File("../../../tests/vectors")
    }
}
