import java.security.MessageDigest
import java.security.SecureRandom
import java.util.HexFormat
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.runBlocking
import kotlinx.serialization.Serializable
import kotlinx.serialization.json.Json
import mingpian.HttpResponse
import mingpian.HttpTransport
import mingpian.Quanshi
import mingpian.QuanshiCredentials
import mingpian.QuanshiGetUsersByEmailsMobiles
import okhttp3.Headers
import okhttp3.Request
import okhttp3.RequestBody.Companion.toRequestBody

/**
 * The core's part of one lookup of 600 people, beside the same by hand with kotlinx.serialization and MessageDigest:
 * build, sign, read, hand over. No network: both get the same body. Medians of interleaved, warm rounds.
 */
fun main(): Unit = runBlocking(Dispatchers.Default) {
    println("accounts  body      ours      by hand   ratio")
    for ((name, display) in listOf("ASCII" to "Person", "Chinese" to "林知夏")) {
        val emails = List(200) { "person$it@example.com" }
        val mobiles = List(200) { (10_000_000_000 + it).toString() }
        val names = List(200) { "person$it" }
        val request = QuanshiGetUsersByEmailsMobiles(emails, mobiles, names)
        val body = body(emails + mobiles + names, display)
        val credentials = QuanshiCredentials.checkSum("demo-app", "demo-secret-key")
        val answer = HttpResponse(200, emptyList(), body)
        val ours = Quanshi(credentials, HttpTransport { answer })
        val hand = ByHand("demo-app", "demo-secret-key")
        repeat(ROUNDS) {
            check(ours.getUsersByEmailsMobiles(request).found.size == hand.lookUp(request, body).size)
        }
        val times = Array(2) { LongArray(ROUNDS) }
        repeat(ROUNDS) { round ->
            times[0][round] = time { ours.getUsersByEmailsMobiles(request).found.size }
            times[1][round] = time { hand.lookUp(request, body).size }
        }
        val (a, b) = times.map { it.apply { sort() }[ROUNDS / 2] / 1000.0 }
        println("600 %-8s %5d KB %6.0f us %8.0f us   %.2f".format(name, body.size / 1024, a, b, a / b))
    }
}

private const val ROUNDS = 2_000

private inline fun time(work: () -> Int): Long {
    val start = System.nanoTime()
    check(work() == 600)
    return System.nanoTime() - start
}

private fun body(keys: List<String>, name: String): ByteArray {
    val accounts = keys.mapIndexed { at, key ->
        """"$key":{"userId":${80_000_000 + at},"loginName":"login$at@example.com","email":"person$at@example.com",""" +
            """"countryCode":"86","mobile":"${10_000_000_000 + at}","customerCode":"010001","companyName":"$name",""" +
            """"displayName":"$name $at","firstName":"$name","middleName":"","lastName":"$name"}"""
    }
    return """{"status":0,"result":{${accounts.joinToString(",")}},"request_id":"r-1","reqid":"r-1"}""".toByteArray()
}

/** What one would write without Mingpian: no leniency, no retries, nothing redacted. */
private class ByHand(private val appId: String, private val secretKey: String) {
    @Serializable
    private class Question(val emails: List<String>, val mobiles: List<String>, val loginNames: List<String>)

    @Serializable
    data class Account(
        val userId: Long,
        val loginName: String? = null,
        val email: String? = null,
        val countryCode: String? = null,
        val mobile: String? = null,
        val customerCode: String? = null,
        val companyName: String? = null,
        val displayName: String? = null,
        val firstName: String? = null,
        val middleName: String? = null,
        val lastName: String? = null,
    )

    @Serializable
    private class Answer(val status: Int, val result: Map<String, Account> = emptyMap())

    private val json = Json { ignoreUnknownKeys = true }
    private val random = SecureRandom()

    fun lookUp(request: QuanshiGetUsersByEmailsMobiles, body: ByteArray): Map<String, Account> {
        val nonce = hex(ByteArray(16).also(random::nextBytes))
        val time = System.currentTimeMillis().toString()
        val sum = hex(MessageDigest.getInstance("SHA-1").digest((secretKey + nonce + time).toByteArray()))
        val headers = Headers.headersOf(
            "accept", "application/json", "content-type", "application/json",
            "AppId", appId, "Nonce", nonce, "CurTime", time, "CheckSum", sum,
        )
        val question = Question(request.emails, request.mobiles, request.loginNames)
        val sent = Request.Builder()
            .url("https://openapi.quanshi.com/confopenapi/account/getUsersByEmailsMobiles")
            .headers(headers)
            .post(json.encodeToString(Question.serializer(), question).toByteArray().toRequestBody())
            .build()
        check(sent.body != null)
        val answer = json.decodeFromString(Answer.serializer(), body.decodeToString())
        check(answer.status == 0)
        return answer.result
    }

    private fun hex(bytes: ByteArray): String = HexFormat.of().formatHex(bytes)
}
