package mingpian

import java.util.Collections
import mingpian.core.Call

/** 全时 Quanshi: accounts of its conferences. */
public class Quanshi(
    private val credentials: QuanshiCredentials,
    /** Sends the requests. */
    transport: HttpTransport,
    /** `https://openapi.quanshi.com` unless told: another `https` URL, or `http` to this machine. */
    baseUrl: String? = null,
    /** What holds for every lookup that says nothing else. */
    options: LookupOptions = LookupOptions(),
) {
    private val service = Service(transport, baseUrl, options)

    /**
     * Accounts by email address, mobile number and login name; up to 200 of each (最大支持200个), and at least one
     * identifier in all.
     *
     * @throws LookupException Why there is no answer.
     */
    public suspend fun getUsersByEmailsMobiles(
        request: QuanshiGetUsersByEmailsMobiles,
        options: LookupOptions = LookupOptions(),
    ): QuanshiUsers {
        // Copied, because the caller may change the lists before the answer is there.
        val asked = request.copy(
            emails = request.emails.toList(),
            mobiles = request.mobiles.toList(),
            loginNames = request.loginNames.toList(),
        )
        return service.lookUp(options, { Call.quanshi(asked.lower(), credentials.core, it) }) { it.readQuanshiUsers(asked) }
    }
}

/** Quanshi's token, or the app's id and secret. It cannot be read back, and prints redacted. */
public class QuanshiCredentials private constructor(internal val core: mingpian.core.QuanshiCredentials) {
    override fun toString(): String = "QuanshiCredentials($REDACTED)"

    public companion object {
        /**
         * A token that goes into the header `token`. How one is obtained is not documented for this operation.
         *
         * @throws LookupException.InvalidInput It is empty.
         */
        public fun tokenInHeader(token: String): QuanshiCredentials =
            QuanshiCredentials(calling { mingpian.core.QuanshiCredentials.tokenInHeader(token) })

        /**
         * A token that goes into the body: 也可以放在http body中.
         *
         * @throws LookupException.InvalidInput It is empty.
         */
        public fun tokenInBody(token: String): QuanshiCredentials =
            QuanshiCredentials(calling { mingpian.core.QuanshiCredentials.tokenInBody(token) })

        /**
         * An app's id and secret, with which every attempt is signed afresh. The secret belongs on a server: whoever
         * has it can ask for anybody.
         *
         * @throws LookupException.InvalidInput One of them is empty.
         */
        public fun checkSum(
            appId: String,
            secretKey: String,
            idHeader: QuanshiIdHeader = QuanshiIdHeader.APP_ID,
        ): QuanshiCredentials =
            QuanshiCredentials(calling { mingpian.core.QuanshiCredentials.checkSum(appId, secretKey, idHeader.lower()) })
    }
}

/** What the app id's header is called: the vendor's pages disagree. */
public enum class QuanshiIdHeader {
    /** `AppId`: the newest page. */
    APP_ID,

    /** `AppKey`: the English page, and those of the vendor's events. */
    APP_KEY,
    ;

    internal fun lower(): mingpian.core.QuanshiIdHeader = when (this) {
        APP_ID -> mingpian.core.QuanshiIdHeader.APP_ID
        APP_KEY -> mingpian.core.QuanshiIdHeader.APP_KEY
    }
}

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
    /** The id that the service's support asks for. */
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
    for (list in arrayOf(request.emails, request.mobiles, request.loginNames)) {
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
