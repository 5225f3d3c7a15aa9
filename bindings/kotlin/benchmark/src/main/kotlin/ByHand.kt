import java.security.MessageDigest
import java.security.SecureRandom
import java.util.HexFormat
import kotlinx.serialization.Serializable
import kotlinx.serialization.json.Json
import okhttp3.Headers
import okhttp3.Request
import okhttp3.RequestBody.Companion.toRequestBody

/** The code that one would write without the package. It has no leniency, no retries, and no redaction. */
class ByHand(private val appId: String, private val secretKey: String) {
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

    /**
     * Looks people up: builds and signs a request, and reads the response. Returns the total length of their display
     * names.
     */
    fun lookUp(identifiers: Identifiers, body: ByteArray): Int {
        val nonce = hex(ByteArray(16).also(random::nextBytes))
        val time = System.currentTimeMillis().toString()
        val sum = hex(MessageDigest.getInstance("SHA-1").digest((secretKey + nonce + time).toByteArray()))
        val headers = Headers.headersOf(
            "accept", "application/json", "content-type", "application/json",
            "AppId", appId, "Nonce", nonce, "CurTime", time, "CheckSum", sum,
        )
        val sent = Request.Builder()
            .url("https://openapi.quanshi.com/confopenapi/account/getUsersByEmailsMobiles")
            .headers(headers)
            .post(json.encodeToString(Identifiers.serializer(), identifiers).toByteArray().toRequestBody())
            .build()
        check(sent.body != null)
        val answer = json.decodeFromString(Answer.serializer(), body.decodeToString())
        check(answer.status == 0)
        return answer.result.values.sumOf { it.displayName.orEmpty().length }
    }

    private fun hex(bytes: ByteArray): String = HexFormat.of().formatHex(bytes)
}
