package mingpian

import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.asFlow
import kotlinx.coroutines.flow.emptyFlow
import kotlinx.coroutines.withContext
import mingpian.core.Batch
import mingpian.core.Call

/** "最大支持200个": as many of a list go into one request. */
private const val MAX_PER_LIST = 200

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
     * Accounts by email address, mobile number and login name: as many of each as there are, and at least one
     * identifier in all. The service takes up to 200 of each at a time (最大支持200个); longer lists become several
     * requests, 4 of them under way at a time, with time limits for each. Should one of these fail, its exception is
     * thrown and the others' answers are lost: [pages] keeps them.
     *
     * @throws LookupException Why there is no answer. [LookupException.InvalidInput] where an identifier is empty:
     * `emails[3]` is the fourth. Nothing is sent then.
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
        if (asked.lists.all { it.size <= MAX_PER_LIST }) {
            return service.lookUp(options, { Call.quanshi(asked.lower(), credentials.core, it) }) { it.readQuanshiUsers(asked) }
        }
        return withContext(Dispatchers.Default) {
            pages(Feed.Whole(asked.lists), null, options, null).toQuanshiUsers(asked)
        }
    }

    /**
     * Accounts of any number of identifiers, page by page as they arrive. No more of the lists is taken than the next
     * request needs, and a page that is not taken yet keeps a place in which no other request starts: a hundred
     * thousand are never in memory together. A sequence is passed with `asIterable()` and stays lazy.
     *
     * Nothing is sent before the flow is collected, and every collector asks anew. Ending the collection ends what is
     * under way and closes its connections. A request that fails costs its own identifiers alone:
     * [QuanshiPage.failed]. Time limits hold for each request.
     *
     * The flow throws a [LookupException] after its last page if the credentials were refused, an identifier is empty
     * (`emails[3]` is the fourth) or there is none at all. What was not sent by then is not sent.
     *
     * @param maxInFlight Requests under way and pages not taken, together; 1 or more. 4 unless told.
     * @param onProgress Called as it goes on, on a thread of [Dispatchers.Default]: of `total` identifiers that were
     * taken from the lists so far, `done` have been answered or have failed. What it throws ends the flow.
     */
    public fun pages(
        emails: Iterable<String> = emptyList(),
        mobiles: Iterable<String> = emptyList(),
        loginNames: Iterable<String> = emptyList(),
        maxInFlight: Int? = null,
        options: LookupOptions = LookupOptions(),
        onProgress: ((done: Long, total: Long) -> Unit)? = null,
    ): Flow<QuanshiPage> = pages(emails.asFlow(), mobiles.asFlow(), loginNames.asFlow(), maxInFlight, options, onProgress)

    /** The same for identifiers that come one after the other. A request waits until it is full or the lists have ended. */
    public fun pages(
        emails: Flow<String> = emptyFlow(),
        mobiles: Flow<String> = emptyFlow(),
        loginNames: Flow<String> = emptyFlow(),
        maxInFlight: Int? = null,
        options: LookupOptions = LookupOptions(),
        onProgress: ((done: Long, total: Long) -> Unit)? = null,
    ): Flow<QuanshiPage> = pages(Feed.Lazy(listOf(emails, mobiles, loginNames)), maxInFlight, options, onProgress)

    private fun pages(
        feed: Feed,
        maxInFlight: Int?,
        options: LookupOptions,
        onProgress: ((done: Long, total: Long) -> Unit)?,
    ): Flow<QuanshiPage> = service.pages(
        options,
        { Batch.quanshi(credentials.core, it, maxInFlight?.toLong()) },
        feed,
        onProgress,
        Part::readQuanshiPage,
    )
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
