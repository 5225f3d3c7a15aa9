import io.github.mingpian.HttpResponse
import io.github.mingpian.HttpTransport
import io.github.mingpian.Quanshi
import io.github.mingpian.QuanshiCredentials
import io.github.mingpian.QuanshiGetUsersByEmailsMobiles

/**
 * The adapter for the packages that are measured. No other file here uses them. The response to every request has the
 * same [body].
 */
class Ours(appId: String, secretKey: String, body: ByteArray) {
    private val answer = HttpResponse(200, emptyList(), body)
    private val service = Quanshi(QuanshiCredentials.checkSum(appId, secretKey), HttpTransport { answer })

    /**
     * Looks people up and returns the total length of their display names, so that at least one field of each account is
     * read.
     */
    suspend fun lookUp(question: QuanshiGetUsersByEmailsMobiles): Int =
        service.getUsersByEmailsMobiles(question).found.values.sumOf { it.displayName.orEmpty().length }

    companion object {
        /** Creates the question. Its time is not measured. */
        fun question(identifiers: Identifiers): QuanshiGetUsersByEmailsMobiles =
            QuanshiGetUsersByEmailsMobiles(identifiers.emails, identifiers.mobiles, identifiers.loginNames)

        /** Creates a question for one person. */
        fun question(email: String): QuanshiGetUsersByEmailsMobiles = QuanshiGetUsersByEmailsMobiles(listOf(email))
    }
}
