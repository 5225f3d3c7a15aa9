// Generated from the core's tables by `cargo xtask generate`; do not edit.

package io.github.mingpian

/** The provider's code for a rejection. */
internal const val REJECTED: Long = -1

/** The services that a fake transport can imitate. */
internal val fakeServices: List<FakeService> = listOf(
    FakeService(
        provider = Provider.DMTZ,
        path = "/account_api/wechat/user/getUserInfo",
        isByIdentifier = false,
        isOnce = true,
        identifiers = listOf("code" to null),
        layers = listOf(
            FakeLayer("code", 200L, listOf(401L, 403L), "msg", null, "data"),
        ),
    ),
    FakeService(
        provider = Provider.MYSOFT,
        path = "/api/wzs/get-user-info",
        isByIdentifier = false,
        isOnce = false,
        identifiers = listOf("wzs_user_id" to "wzs_user_id"),
        layers = listOf(
            FakeLayer("success", 1L, emptyList(), "data", null, "data"),
            FakeLayer("code", 1L, emptyList(), "message", null, "user_info"),
        ),
    ),
    FakeService(
        provider = Provider.QUANSHI,
        path = "/confopenapi/account/getUsersByEmailsMobiles",
        isByIdentifier = true,
        isOnce = false,
        identifiers = listOf("emails" to "email", "mobiles" to "mobile", "loginNames" to "loginName"),
        layers = listOf(
            FakeLayer("status", 0L, emptyList(), "msg", "request_id", "result"),
        ),
    ),
)
