package mingpian

import java.util.Collections
import kotlinx.coroutines.flow.Flow

/** What became of each identifier. It prints how many there are, and nobody. */
public data class QuanshiUsers(
    /** The accounts by identifier as it was asked for, in the order asked. Personal data. */
    public val found: Map<String, QuanshiAccount>,
    /** Identifiers that the service does not know: email addresses, then mobile numbers, then login names. Personal data. */
    public val notFound: List<String>,
    /** Identifiers whose account could not be read; it costs the others nothing. */
    public val unreadable: List<QuanshiUnreadable>,
    /** Accounts that the service sent under keys that nobody asked for. Personal data. */
    public val unasked: Map<String, QuanshiAccount>,
    /** The id that the service's support asks for; null where several requests were sent, each with one of its own. */
    public val requestId: String?,
) {
    override fun toString(): String =
        "QuanshiUsers(found=${found.size}, notFound=${notFound.size}, unreadable=${unreadable.size}, " +
            "unasked=${unasked.size}, requestId=$requestId)"
}

/** An account that the service sent and that could not be read. */
public data class QuanshiUnreadable(
    /** The identifier as it was asked for, or the key that nobody asked for. Personal data. */
    public val identifier: String,
    /** The account's field that is missing or of the wrong type, or "" where the account is no object. */
    public val field: String,
) {
    override fun toString(): String = "QuanshiUnreadable(identifier=$REDACTED, field=$field)"
}

/** Reads the outcomes: `[count, row or 0 for every identifier, count, rows that nobody asked for]`. */
internal fun Cells.readQuanshiUsers(request: QuanshiGetUsersByEmailsMobiles): QuanshiUsers {
    val found = LinkedHashMap<String, QuanshiAccount>(2 * word(outcomes))
    val unasked = LinkedHashMap<String, QuanshiAccount>()
    val notFound = ArrayList<String>()
    val unreadable = ArrayList<QuanshiUnreadable>()
    fun sort(identifier: String, row: Int, accounts: MutableMap<String, QuanshiAccount>) {
        val flaw = flaw(row)
        if (flaw == 0) {
            accounts[identifier] = readQuanshiAccount(row)
        } else {
            unreadable.add(QuanshiUnreadable(identifier, quanshiAccountColumns.getOrElse(flaw - 1) { "" }))
        }
    }
    var at = outcomes + 1
    for (list in request.lists) {
        for (identifier in list) {
            val row = word(at++)
            if (row == 0) notFound.add(identifier) else sort(identifier, row, found)
        }
    }
    repeat(word(at++)) {
        val row = word(at++)
        sort(key(row), row, unasked)
    }
    return QuanshiUsers(
        found = Collections.unmodifiableMap(found),
        notFound = Collections.unmodifiableList(notFound),
        unreadable = Collections.unmodifiableList(unreadable),
        unasked = Collections.unmodifiableMap(unasked),
        requestId = text(either(root + QuanshiEnvelope.REQUEST_ID, root + QuanshiEnvelope.REQID)),
    )
}

/** The lists in the order of the request. */
internal val QuanshiGetUsersByEmailsMobiles.lists: List<List<String>> get() = listOf(emails, mobiles, loginNames)

/** Joins the pages of a request as if they were one answer; throws the first failure. */
internal suspend fun Flow<QuanshiPage>.toQuanshiUsers(asked: QuanshiGetUsersByEmailsMobiles): QuanshiUsers {
    val answered = HashMap<String, QuanshiAccount>()
    val flawed = LinkedHashMap<String, QuanshiUnreadable>()
    val unasked = LinkedHashMap<String, QuanshiAccount>()
    collect { page ->
        page.failed?.let { throw it.error }
        answered.putAll(page.found)
        page.unreadable.associateByTo(flawed) { it.identifier }
        unasked.putAll(page.unasked)
    }
    val found = LinkedHashMap<String, QuanshiAccount>(2 * answered.size)
    val notFound = ArrayList<String>()
    val unreadable = ArrayList<QuanshiUnreadable>()
    for (identifier in asked.lists.flatten()) {
        val account = answered[identifier]
        val flaw = flawed[identifier]
        when {
            account != null -> found[identifier] = account
            flaw != null -> unreadable.add(flaw)
            else -> notFound.add(identifier)
        }
    }
    // What is left are keys that nobody asked for.
    flawed.keys.removeAll(unreadable.mapTo(HashSet()) { it.identifier } + found.keys)
    unreadable.addAll(flawed.values)
    return QuanshiUsers(
        found = Collections.unmodifiableMap(found),
        notFound = Collections.unmodifiableList(notFound),
        unreadable = Collections.unmodifiableList(unreadable),
        unasked = Collections.unmodifiableMap(unasked),
        requestId = null,
    )
}
