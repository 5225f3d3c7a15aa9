package mingpian

import mingpian.core.Call

/** dmtz 微信授权: users by WeChat code. It needs no credentials. */
public class Dmtz(
    /** Sends the requests. */
    transport: HttpTransport,
    /** `https://redirect.dmtz.com.cn` unless told: another `https` URL, or `http` to this machine. */
    baseUrl: String? = null,
    /** What holds for every lookup that says nothing else. */
    options: LookupOptions = LookupOptions(),
) {
    private val service = Service(transport, baseUrl, options)

    /**
     * The user behind a WeChat code. A code is good once, so that a request is sent again only if the first certainly
     * never left.
     *
     * @throws LookupException Why there is no answer.
     */
    public suspend fun getUserInfo(request: DmtzGetUserInfo, options: LookupOptions = LookupOptions()): DmtzUser =
        service.lookUp(options, { Call.dmtz(request.lower(), it) }) { it.readDmtzUser(it.root) }
}
