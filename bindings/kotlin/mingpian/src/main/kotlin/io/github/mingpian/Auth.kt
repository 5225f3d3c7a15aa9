package io.github.mingpian

/** What the app's own server is to sign. */
public data class SigningParams(
    /** The service's time as far as it is known, in milliseconds since 1970. */
    public val timeMs: Long,
    /** A number that is used once: 32 hexadecimal digits. */
    public val nonce: String,
)

internal typealias Authorize = suspend (SigningParams) -> Map<String, String>?

/** Credentials as the core reads them, who signs if the app's own server does, and who renews the token if someone can. */
internal class Auth(val authorize: Authorize? = null, val renewal: Renewal? = null, val write: (JsonWriter) -> Unit) {
    fun renewing(renew: suspend () -> String?): Auth = Auth(authorize, Renewal(renew), write)
}
