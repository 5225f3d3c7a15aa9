package mingpian

import mingpian.core.Call

/** 明源云助手 Yunzhushou of Mysoft: employees by access token. */
public class Mysoft(
    private val credentials: MysoftCredentials,
    /** Sends the requests. */
    transport: HttpTransport,
    /** An `https` URL, or `http` to this machine. No default is documented. */
    baseUrl: String,
    /** What holds for every lookup that says nothing else. */
    options: LookupOptions = LookupOptions(),
) {
    private val service = Service(transport, baseUrl, options)

    /**
     * The employee behind the access token.
     *
     * @throws LookupException Why there is no answer.
     */
    public suspend fun getUserInfo(
        request: MysoftGetUserInfo = MysoftGetUserInfo(),
        options: LookupOptions = LookupOptions(),
    ): MysoftUserInfo =
        service.lookUp(options, { Call.mysoft(request.lower(), credentials.core, it) }) { it.readMysoftUserInfo(it.root) }
}

/** Mysoft's access token. It cannot be read back, and prints redacted. */
public class MysoftCredentials private constructor(internal val core: mingpian.core.MysoftCredentials) {
    override fun toString(): String = "MysoftCredentials($REDACTED)"

    public companion object {
        /**
         * An access token. How it is issued and how long it lasts is not documented.
         *
         * @throws LookupException.InvalidInput It is empty.
         */
        public fun accessToken(accessToken: String): MysoftCredentials =
            MysoftCredentials(calling { mingpian.core.MysoftCredentials.accessToken(accessToken) })
    }
}
