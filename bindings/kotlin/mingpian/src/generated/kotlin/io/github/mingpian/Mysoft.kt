// Generated from the core's tables by `cargo xtask generate`; do not edit.

package io.github.mingpian

import java.util.concurrent.CompletableFuture
import java.util.function.Supplier
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.future.await

/** Mysoft Yunzhushou (明源云助手): turns an access token and a device into an employee. */
public class Mysoft @JvmOverloads constructor(
    /** The credentials. */
    credentials: MysoftCredentials,
    /** The transport that sends the requests. */
    transport: HttpTransport,
    /**
     * The base URL of the service: `https://...`, or `http://...` for a service on this machine. There is no default:
     * the host in the vendor's example looks like a test environment.
     */
    baseUrl: String,
    /** The options of every lookup. Options that are passed to a single lookup take precedence. */
    options: LookupOptions = LookupOptions(),
    /** The dispatcher that lookups run on. If it is a test dispatcher, pauses and time limits use its virtual time. */
    dispatcher: CoroutineDispatcher = Dispatchers.Default,
) {
    private val service =
        Service(Provider.MYSOFT, transport, baseUrl, options, dispatcher) { required("credentials", credentials).auth }

    /**
     * Looks up the employee behind an access token.
     *
     * @throws LookupException If the lookup fails.
     */
    @Throws(LookupException::class)
    @JvmOverloads
    public suspend fun getUserInfo(
        request: MysoftGetUserInfo,
        options: LookupOptions = LookupOptions(),
    ): MysoftUserInfo =
        service.record("getUserInfo", options, { required("request", request).write(it) }) {
            MysoftUserInfo(this, it)
        }

    /**
     * Looks up the employee behind an access token. This function takes the members of the request as parameters.
     *
     * @param tenantCode The tenant's code.
     * @param appCacheHost 主机地址: `cloud.host` as signing in returned it, for private clouds. The request itself goes
     * to the base URL.
     * @param wzsUserId The user's ID. Personal data.
     * @param tenantId The tenant's ID.
     * @param versionName The app's version, such as `3.9.0`.
     * @param deviceIdWithTrailingSpace The device's ID again, under the misprinted key of the vendor's example. Omit it
     * unless the server requires it. Personal data.
     * @param deviceName The device's name, such as `iPhone 11 Pro`. Personal data.
     * @param deviceToken The device's push token.
     * @param platform The platform: 1 is iOS, 2 is Android.
     * @param pushChannel The push channel: 1 is APNs, 2 Xiaomi, 3 Huawei, 4 OPPO, and 5 vivo. If it is absent, the
     * server uses 2 on Android and 1 on iOS.
     * @param osVersion The operating system's version, such as `13.1`.
     * @param language The language: `zh-CN` or `en-US`.
     * @param deviceId The device's ID. Personal data.
     * @param options The options of the lookup.
     * @throws LookupException If the lookup fails.
     */
    @Throws(LookupException::class)
    public suspend fun getUserInfo(
        tenantCode: String? = null,
        appCacheHost: String? = null,
        wzsUserId: String? = null,
        tenantId: String? = null,
        versionName: String? = null,
        deviceIdWithTrailingSpace: String? = null,
        deviceName: String? = null,
        deviceToken: String? = null,
        platform: Long? = null,
        pushChannel: Long? = null,
        osVersion: String? = null,
        language: String? = null,
        deviceId: String? = null,
        options: LookupOptions = LookupOptions(),
    ): MysoftUserInfo = getUserInfo(
        MysoftGetUserInfo(
            tenantCode = tenantCode,
            appCacheHost = appCacheHost,
            wzsUserId = wzsUserId,
            tenantId = tenantId,
            versionName = versionName,
            deviceIdWithTrailingSpace = deviceIdWithTrailingSpace,
            deviceName = deviceName,
            deviceToken = deviceToken,
            platform = platform,
            pushChannel = pushChannel,
            osVersion = osVersion,
            language = language,
            deviceId = deviceId,
        ),
        options,
    )

    /**
     * Looks up the employee behind an access token. This function is for Java. If the lookup fails, the future fails
     * with a [LookupException]. Cancelling the future cancels the lookup.
     */
    @JvmOverloads
    public fun getUserInfoAsync(
        request: MysoftGetUserInfo,
        options: LookupOptions = LookupOptions(),
    ): CompletableFuture<MysoftUserInfo> = service.future { getUserInfo(request, options) }
}

/** Mysoft's credentials. Their secrets print as `[redacted]`. The values cannot be read from this object. */
public class MysoftCredentials private constructor(internal val auth: Auth) {
    override fun toString(): String = "MysoftCredentials($REDACTED)"

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
    ): MysoftCredentials = MysoftCredentials(auth.renewing(renew))

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
    ): MysoftCredentials = renewing { required("renew", renew).get().await() }

    public companion object {
        /**
         * An access token, which is sent in the query. The vendor does not document how it is issued or how long it is
         * valid.
         *
         * @param accessToken The token.
         */
        @JvmStatic
        public fun accessToken(
            accessToken: String,
        ): MysoftCredentials = MysoftCredentials(
            Auth {
                it.required("accessToken", accessToken)
            },
        )
    }
}
