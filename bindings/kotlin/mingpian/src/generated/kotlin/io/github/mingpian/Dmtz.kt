// Generated from the core's tables by `cargo xtask generate`; do not edit.

package io.github.mingpian

import java.util.concurrent.CompletableFuture
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.Dispatchers

/** dmtz (WeChat authorization): turns a WeChat code into a user. */
public class Dmtz @JvmOverloads constructor(
    /** The transport that sends the requests. */
    transport: HttpTransport,
    /**
     * The base URL of the service: `https://...`, or `http://...` for a service on this machine. Defaults to
     * `https://redirect.dmtz.com.cn`.
     */
    baseUrl: String? = null,
    /** The options of every lookup. Options that are passed to a single lookup take precedence. */
    options: LookupOptions = LookupOptions(),
    /** The dispatcher that lookups run on. If it is a test dispatcher, pauses and time limits use its virtual time. */
    dispatcher: CoroutineDispatcher = Dispatchers.Default,
) {
    private val service =
        Service(Provider.DMTZ, transport, baseUrl, options, dispatcher)

    /**
     * Looks up the user behind a WeChat code. The request is sent again only if it is certain that it was never sent.
     * While it is in flight, other lookups of the same question on this object wait for the same answer, even if their
     * options differ. The request is cancelled when all of its callers are cancelled.
     *
     * @throws LookupException If the lookup fails.
     */
    @Throws(LookupException::class)
    @JvmOverloads
    public suspend fun getUserInfo(
        request: DmtzGetUserInfo,
        options: LookupOptions = LookupOptions(),
    ): DmtzUser =
        service.sharedRecord("getUserInfo", options, { required("request", request).write(it) }) {
            DmtzUser(this, it)
        }

    /**
     * Looks up the user behind a WeChat code. This function takes the members of the request as parameters.
     *
     * @param code The code that WeChat passed to the app. It is valid for one request, for 5 minutes.
     * @param options The options of the lookup.
     * @throws LookupException If the lookup fails.
     */
    @Throws(LookupException::class)
    public suspend fun getUserInfo(
        code: String,
        options: LookupOptions = LookupOptions(),
    ): DmtzUser = getUserInfo(
        DmtzGetUserInfo(
            code = code,
        ),
        options,
    )

    /**
     * Looks up the user behind a WeChat code. This function is for Java. If the lookup fails, the future fails with a
     * [LookupException]. Cancelling the future cancels the lookup.
     */
    @JvmOverloads
    public fun getUserInfoAsync(
        request: DmtzGetUserInfo,
        options: LookupOptions = LookupOptions(),
    ): CompletableFuture<DmtzUser> = service.future { getUserInfo(request, options) }
}
