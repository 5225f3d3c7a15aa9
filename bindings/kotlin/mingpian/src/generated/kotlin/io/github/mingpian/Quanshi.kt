// Generated from the core's tables by `cargo xtask generate`; do not edit.

package io.github.mingpian

import java.util.concurrent.CompletableFuture
import java.util.function.Consumer
import java.util.function.Function
import java.util.function.Supplier
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.asFlow
import kotlinx.coroutines.flow.emptyFlow
import kotlinx.coroutines.future.await

/** Quanshi (全时): turns emails, mobile numbers, and login names into accounts. */
public class Quanshi @JvmOverloads constructor(
    /** The credentials. */
    credentials: QuanshiCredentials,
    /** The transport that sends the requests. */
    transport: HttpTransport,
    /**
     * The base URL of the service: `https://...`, or `http://...` for a service on this machine. Defaults to
     * `https://openapi.quanshi.com`.
     */
    baseUrl: String? = null,
    /** The options of every lookup. Options that are passed to a single lookup take precedence. */
    options: LookupOptions = LookupOptions(),
    /** The dispatcher that lookups run on. If it is a test dispatcher, pauses and time limits use its virtual time. */
    dispatcher: CoroutineDispatcher = Dispatchers.Default,
) {
    private val service =
        Service(Provider.QUANSHI, transport, baseUrl, options, dispatcher) { required("credentials", credentials).auth }

    /**
     * Looks up accounts by email address, mobile number, and login name. Lists may have any length, but at least one
     * identifier is required. A request contains up to 200 identifiers of each list, and longer lists are split into
     * several requests. If one of them fails, its exception is thrown, and the answers to the others are lost. Use
     * [pages] to keep them.
     *
     * @throws LookupException If the lookup fails. It is a [LookupException.InvalidInput] if an identifier is empty.
     * `emails[3]` means the fourth identifier. In that case, nothing is sent.
     */
    @Throws(LookupException::class)
    @JvmOverloads
    public suspend fun getUsersByEmailsMobiles(
        request: QuanshiGetUsersByEmailsMobiles,
        options: LookupOptions = LookupOptions(),
    ): Answers<QuanshiAccount> =
        service.answers("getUsersByEmailsMobiles", options, { required("request", request).write(it) }) {
            QuanshiAccount(this, it)
        }

    /**
     * Looks up accounts by email address, mobile number, and login name. This function takes the members of the request
     * as parameters.
     *
     * @param emails 邮箱列表, 最大支持200个: email addresses. Personal data.
     * @param mobiles 手机号列表, 最大支持200个: mobile numbers, without the country code, as in the example. Personal
     * data.
     * @param loginNames 登陆名列表, 最大支持200个: login names, in any form. Personal data.
     * @param options The options of the lookup.
     * @throws LookupException If the lookup fails. It is a [LookupException.InvalidInput] if an identifier is empty.
     * `emails[3]` means the fourth identifier. In that case, nothing is sent.
     */
    @Throws(LookupException::class)
    public suspend fun getUsersByEmailsMobiles(
        emails: List<String> = emptyList(),
        mobiles: List<String> = emptyList(),
        loginNames: List<String> = emptyList(),
        options: LookupOptions = LookupOptions(),
    ): Answers<QuanshiAccount> = getUsersByEmailsMobiles(
        QuanshiGetUsersByEmailsMobiles(
            emails = emails,
            mobiles = mobiles,
            loginNames = loginNames,
        ),
        options,
    )

    /**
     * Looks up accounts by email address, mobile number, and login name. This function is for Java. If the lookup
     * fails, the future fails with a [LookupException]. Cancelling the future cancels the lookup.
     */
    @JvmOverloads
    public fun getUsersByEmailsMobilesAsync(
        request: QuanshiGetUsersByEmailsMobiles,
        options: LookupOptions = LookupOptions(),
    ): CompletableFuture<Answers<QuanshiAccount>> = service.future { getUsersByEmailsMobiles(request, options) }

    /**
     * Looks up accounts by email address, mobile number, and login name.
     *
     * The lists may have any length. Each page is the answer to one request and is emitted when it arrives. The lookup
     * takes only as many identifiers from the lists as the next request needs, and a page that has not been collected
     * counts as a request in flight. Therefore, memory use does not grow with the length of the lists. To pass a
     * sequence, call `asIterable()`, which keeps it lazy.
     *
     * Nothing is sent before the flow is collected. Each collection sends its own requests. When a collection ends, its
     * requests in flight are cancelled, and their connections are closed. A request that fails affects only its own
     * identifiers, and [Page.failed] lists them. Time limits apply to each request.
     *
     * After its last page, the flow throws a [LookupException] if the credentials were refused, if an identifier is
     * empty (`emails[3]` means the fourth), or if there are no identifiers. In these cases, nothing more is sent.
     */
    public fun pages(
        emails: Iterable<String> = emptyList(),
        mobiles: Iterable<String> = emptyList(),
        loginNames: Iterable<String> = emptyList(),
        options: LookupOptions = LookupOptions(),
    ): Flow<Page<QuanshiAccount, QuanshiGetUsersByEmailsMobiles>> =
        pages(
            required("emails", emails).asFlow(),
            required("mobiles", mobiles).asFlow(),
            required("loginNames", loginNames).asFlow(),
            options,
        )

    /**
     * Returns pages for identifiers that arrive over time. A request is not sent until it is full or the lists have
     * ended. In everything else, this function is like the one for lists.
     */
    public fun pages(
        emails: Flow<String> = emptyFlow(),
        mobiles: Flow<String> = emptyFlow(),
        loginNames: Flow<String> = emptyFlow(),
        options: LookupOptions = LookupOptions(),
    ): Flow<Page<QuanshiAccount, QuanshiGetUsersByEmailsMobiles>> =
        service.pages(
            "getUsersByEmailsMobiles",
            options,
            listOf(
                required("emails", emails),
                required("mobiles", mobiles),
                required("loginNames", loginNames),
            ),
            { QuanshiGetUsersByEmailsMobiles(it[0], it[1], it[2]) },
        ) { QuanshiAccount(this, it) }

    /** Returns pages for the lists of a request. */
    public fun pages(
        request: QuanshiGetUsersByEmailsMobiles,
        options: LookupOptions = LookupOptions(),
    ): Flow<Page<QuanshiAccount, QuanshiGetUsersByEmailsMobiles>> =
        required("request", request).let {
            pages(
                required("emails", it.emails),
                required("mobiles", it.mobiles),
                required("loginNames", it.loginNames),
                options,
            )
        }

    /**
     * Calls `onPage` with each page, on a thread of the service's dispatcher. This function is for Java. The future
     * completes after the last page. It fails with the exception that the flow would throw. Cancelling the future
     * cancels the requests in flight.
     */
    @JvmOverloads
    public fun pagesAsync(
        request: QuanshiGetUsersByEmailsMobiles,
        onPage: Consumer<Page<QuanshiAccount, QuanshiGetUsersByEmailsMobiles>>,
        options: LookupOptions = LookupOptions(),
    ): CompletableFuture<Void?> = service.future {
        val take = required("onPage", onPage)
        pages(request, options).collect { take.accept(it) }
        null
    }
}

/** Quanshi's credentials. Their secrets print as `[redacted]`. The values cannot be read from this object. */
public class QuanshiCredentials private constructor(internal val auth: Auth) {
    override fun toString(): String = "QuanshiCredentials($REDACTED)"

    /**
     * Returns the same credentials with a function that renews their token. If the service refuses the token, a lookup
     * obtains a new one, at most once, and sends the refused requests again. Each of them uses another of its attempts.
     * Lookups with these credentials that need a new token at the same time share it, and later lookups begin with it.
     * If the credentials have no token, a lookup fails with [LookupException.InvalidInput] for `renew`.
     *
     * @param renew Returns the new token, or `null` if there is none. Without a new token, the lookup fails because the
     * service refused the credentials. If the function throws, the exception is the cause of that failure.
     */
    @JvmSynthetic
    public fun renewing(
        renew: suspend () -> String?,
    ): QuanshiCredentials = QuanshiCredentials(auth.renewing(renew))

    /**
     * Returns the same credentials with a function that renews their token. If the service refuses the token, a lookup
     * obtains a new one, at most once, and sends the refused requests again. Each of them uses another of its attempts.
     * Lookups with these credentials that need a new token at the same time share it, and later lookups begin with it.
     * If the credentials have no token, a lookup fails with [LookupException.InvalidInput] for `renew`.
     *
     * This is for Java.
     *
     * @param renew Returns the new token, or `null` if there is none. Without a new token, the lookup fails because the
     * service refused the credentials. If the function throws, the exception is the cause of that failure.
     */
    public fun renewingAsync(
        renew: Supplier<CompletableFuture<String?>>,
    ): QuanshiCredentials = renewing { required("renew", renew).get().await() }

    public companion object {
        /**
         * 没有获得鉴权token时: an app's ID and secret. Every attempt is signed with them. Keep the secret on a server,
         * because anyone who has it can look up any account.
         *
         * @param appId 开发者平台分配的AppId: the app's ID.
         * @param secretKey SecretKey由开发者平台分配: the app's secret.
         * @param idHeader The name of the header that contains the app's ID.
         */
        @JvmStatic
        @JvmOverloads
        public fun checkSum(
            appId: String,
            secretKey: String,
            idHeader: QuanshiIdHeader = QuanshiIdHeader.APP_ID,
        ): QuanshiCredentials = QuanshiCredentials(
            Auth {
                it.required("appId", appId)
                it.required("secretKey", secretKey)
                it.member("idHeader", required("idHeader", idHeader).word)
            },
        )

        /**
         * 获得鉴权token时: a token. The vendor does not document how to obtain it for this operation.
         *
         * @param token 接口调用鉴权参数: the token.
         * @param place The place of the token in a request.
         */
        @JvmStatic
        @JvmOverloads
        public fun token(
            token: String,
            place: QuanshiTokenPlace = QuanshiTokenPlace.HEADER,
        ): QuanshiCredentials = QuanshiCredentials(
            Auth {
                it.required("token", token)
                it.member("in", required("in", place).word)
            },
        )

        /**
         * The app's own server signs the requests, so that the secret stays on the server.
         *
         * @param authorize Returns the headers that the server created for these parameters, or `null` if the server
         * refused to sign. If the function throws a [java.io.IOException], the attempt is treated as if its connection
         * had been interrupted. Any other exception ends the lookup and is the cause of its error.
         */
        @JvmSynthetic
        public fun authorize(
            authorize: suspend (params: SigningParams) -> Map<String, String>?,
        ): QuanshiCredentials = QuanshiCredentials(Auth(authorize) { it.member("delegated", true) })

        /**
         * The app's own server signs the requests, so that the secret stays on the server.
         *
         * This is for Java.
         *
         * @param authorize Returns the headers that the server created for these parameters, or `null` if the server
         * refused to sign. If the function throws a [java.io.IOException], the attempt is treated as if its connection
         * had been interrupted. Any other exception ends the lookup and is the cause of its error.
         */
        @JvmStatic
        public fun authorizeAsync(
            authorize: Function<SigningParams, CompletableFuture<Map<String, String>?>>,
        ): QuanshiCredentials = authorize { required("authorize", authorize).apply(it).await() }
    }
}

/** The name of the header with the app's ID. The vendor's pages disagree. */
public enum class QuanshiIdHeader(internal val word: String) {
    /** `AppId`: the name on the newest page. */
    APP_ID("AppId"),

    /** `AppKey`: the name on the English page and on the pages about the vendor's events. */
    APP_KEY("AppKey"),
}

/** The place of a token in a request. */
public enum class QuanshiTokenPlace(internal val word: String) {
    /** `header`: in the header `token`. */
    HEADER("header"),

    /** `body`: in the body: 也可以放在http body中. */
    BODY("body"),
}
