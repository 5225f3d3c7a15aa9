package mingpian

import java.util.Collections

/** What became of the identifiers of one request, each once. It prints how many there are, and nobody. */
public data class QuanshiPage(
    /** The accounts by identifier as it was asked for. Personal data. */
    public val found: Map<String, QuanshiAccount>,
    /** Identifiers that the service does not know: email addresses, then mobile numbers, then login names. Personal data. */
    public val notFound: List<String>,
    /** Identifiers whose account could not be read; it costs the others nothing. */
    public val unreadable: List<QuanshiUnreadable>,
    /** Accounts that the service sent under keys that this request did not ask for. Personal data. */
    public val unasked: Map<String, QuanshiAccount>,
    /** The id that the service's support asks for. */
    public val requestId: String?,
    /** Set where the request failed; the page has nothing else then. */
    public val failed: QuanshiFailed?,
) {
    override fun toString(): String =
        "QuanshiPage(found=${found.size}, notFound=${notFound.size}, unreadable=${unreadable.size}, " +
            "unasked=${unasked.size}, requestId=$requestId, failed=$failed)"
}

/** Identifiers without an answer. It prints how many there are, and why. */
public data class QuanshiFailed(
    /** The identifiers, list by list, as they can be asked again. Personal data. */
    public val request: QuanshiGetUsersByEmailsMobiles,
    /** Why there is no answer. */
    public val error: LookupException,
) {
    /** The identifiers: email addresses, then mobile numbers, then login names. Personal data. */
    public val identifiers: List<String> get() = request.lists.flatten()

    override fun toString(): String = "QuanshiFailed(identifiers=${request.lists.sumOf { it.size }}, error=$error)"
}

internal fun Part.readQuanshiPage(): QuanshiPage {
    val asked = QuanshiGetUsersByEmailsMobiles(
        emails = Collections.unmodifiableList(identifiers(0)),
        mobiles = Collections.unmodifiableList(identifiers(1)),
        loginNames = Collections.unmodifiableList(identifiers(2)),
    )
    val users = result.getOrElse { error ->
        val failed = QuanshiFailed(asked, error as? LookupException ?: throw error)
        return QuanshiPage(emptyMap(), emptyList(), emptyList(), emptyMap(), null, failed)
    }.readQuanshiUsers(asked)
    return QuanshiPage(users.found, users.notFound, users.unreadable, users.unasked, users.requestId, null)
}
