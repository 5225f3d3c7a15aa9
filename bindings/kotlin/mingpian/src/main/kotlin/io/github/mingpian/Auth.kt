package io.github.mingpian

/** The parameters that the app's own server has to sign. */
public data class SigningParams(
    /** The current time according to the service, as far as it is known, in milliseconds since 1970. */
    public val timeMs: Long,
    /** A random value that is used only once: 32 hexadecimal digits. */
    public val nonce: String,
)

internal typealias Authorize = suspend (SigningParams) -> Map<String, String>?

/** Credentials in the form that the core reads, with the app's functions for signing and for renewing the token. */
internal class Auth(val authorize: Authorize? = null, val renewal: Renewal? = null, val write: (JsonWriter) -> Unit) {
    fun renewing(renew: suspend () -> String?): Auth = Auth(authorize, Renewal(renew), write)
}
