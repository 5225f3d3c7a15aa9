// Generated from the core's tables by `cargo xtask generate`; do not edit.

package mingpian

/** 请求包结构: who asks, from which device. Which of it the provider needs is not documented. It prints redacted. */
public data class MysoftGetUserInfo(
    /** The tenant's code. */
    public val tenantCode: String? = null,
    /** 主机地址: `cloud.host` as signing in returned it, for private clouds. The request itself goes to the base URL. */
    public val appCacheHost: String? = null,
    /** The user's id. Personal data. */
    public val wzsUserId: String? = null,
    /** The tenant's id. */
    public val tenantId: String? = null,
    /** The app's version, `3.9.0`. */
    public val versionName: String? = null,
    /** The device's id once more, under the misprinted key of the vendor's example. Leave it out unless the server turns out to want it. Personal data. */
    public val deviceIdWithTrailingSpace: String? = null,
    /** The device's name, `iPhone 11 Pro`. Personal data. */
    public val deviceName: String? = null,
    /** The device's push token. */
    public val deviceToken: String? = null,
    /** 1 iOS, 2 Android. */
    public val platform: Long? = null,
    /** 1 APNs, 2 Xiaomi, 3 Huawei, 4 OPPO, 5 vivo. Without it the server takes 2 on Android and 1 on iOS. */
    public val pushChannel: Long? = null,
    /** The operating system's version, `13.1`. */
    public val osVersion: String? = null,
    /** `zh-CN` or `en-US`. */
    public val language: String? = null,
    /** The device's id. Personal data. */
    public val deviceId: String? = null,
) {
    override fun toString(): String = "MysoftGetUserInfo($REDACTED)"

    internal fun lower(): mingpian.core.MysoftGetUserInfo = mingpian.core.MysoftGetUserInfo(
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
    )
}

/**
 * The same, with the request's members as parameters: 请求包结构: who asks, from which device. Which of it the provider needs is not documented.
 *
 * @param tenantCode The tenant's code.
 * @param appCacheHost 主机地址: `cloud.host` as signing in returned it, for private clouds. The request itself goes to the base URL.
 * @param wzsUserId The user's id. Personal data.
 * @param tenantId The tenant's id.
 * @param versionName The app's version, `3.9.0`.
 * @param deviceIdWithTrailingSpace The device's id once more, under the misprinted key of the vendor's example. Leave it out unless the server turns out to want it. Personal data.
 * @param deviceName The device's name, `iPhone 11 Pro`. Personal data.
 * @param deviceToken The device's push token.
 * @param platform 1 iOS, 2 Android.
 * @param pushChannel 1 APNs, 2 Xiaomi, 3 Huawei, 4 OPPO, 5 vivo. Without it the server takes 2 on Android and 1 on iOS.
 * @param osVersion The operating system's version, `13.1`.
 * @param language `zh-CN` or `en-US`.
 * @param deviceId The device's id. Personal data.
 * @param options How the lookup is carried out.
 * @throws LookupException Why there is no answer.
 */
public suspend fun Mysoft.getUserInfo(
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

/** `user_info`: an employee. Only what is public prints. */
public data class MysoftUserInfo(
    /** The user's id: digits in a string. Personal data. */
    public val id: String,
    /** The name. Personal data. */
    public val name: String?,
    /** Where the picture is. Personal data. */
    public val avatar: String?,
    /** 0 in the example; the values are not explained. Personal data. */
    public val sex: Long?,
    /** 是否开启账号保护: whether the account is protected. */
    public val protected: Boolean?,
    /** 是否是常用设备: whether this device is often used. */
    public val oftenDevice: Boolean?,
    /** The user's id in Yunzhushou. Personal data. */
    public val wzsUserId: String?,
    /** The user's code in the company's ERP. Personal data. */
    public val erpUserCode: String?,
    /** 绑定的手机号: the phone number bound to the account. Personal data. */
    public val phone: String?,
    /** The tenant's id. */
    public val tenantId: String?,
    /** Where the tenant's logo is. */
    public val tenantLogoUrl: String?,
    /** 首页定位标签索引: the tab the app opens with. */
    public val tabIndex: Long?,
    /** The tenant's name. */
    public val tenantName: String?,
    /** The tenant's code. */
    public val tenantCode: String?,
    /** 企业是否开启了强制手势密码: whether the company insists on a gesture. */
    public val forcedGesture: Boolean?,
    /** 是否强制开启账号保护, 默认false: whether protection is enforced. */
    public val forcedProtected: Boolean,
    /** Whether a gesture is set. */
    public val gestureEnable: Boolean?,
    /** 手势密码时间间隔: seconds until the gesture is asked for again, 无此字段默认为30秒. */
    public val gestureTimeInterval: Long,
    /** 定位的首页标识(@Since 3.2.0): 200100 消息, 200101 常用功能, 200200 工作台, 200300 联系人, 200400 我的, or the code of an H5 app. */
    public val pageCode: String?,
    /** The account for instant messages. Personal data. */
    public val im: MysoftIm?,
    /** 是否可以修改密码: whether the password can be changed. */
    public val canChangeAccountPassword: Boolean?,
    /** 修改密码时跳转的地址: where it is changed. */
    public val changeAccountPasswordUrl: String?,
    /** 不允许修改密码时的提示信息: what to say where it cannot be changed. */
    public val changeAccountPasswordTip: String?,
    /** 是否开启通讯录功能, 默认true: whether there is an address book. */
    public val addressEnable: Boolean,
    /** Where the tenant's cloud is. */
    public val cloud: MysoftCloud?,
    /** The user's departments. */
    public val belongDept: List<MysoftDepartment>,
    /** 是否设置了手机号密码: whether a password for the phone number is set. */
    public val settingTelPassword: Boolean?,
    /** What the vendor sent and an app should not hold: only with [LookupOptions.includeSecrets]. */
    public val secrets: MysoftUserInfoSecrets?,
) {
    /** What every provider can say of a person. Personal data. */
    public val profile: Profile
        get() = Profile(
            provider = "mysoft",
            id = id,
            displayName = firstLine(name, erpUserCode),
            phone = firstLine(phone),
            email = null,
            avatarUrl = firstLine(avatar),
            organization = firstLine(belongDept.firstOrNull()?.deptName),
            tenant = firstLine(tenantName, tenantCode),
        )

    override fun toString(): String =
        "MysoftUserInfo(" +
            "id=${hidden(id)}, " +
            "name=${hidden(name)}, " +
            "avatar=${hidden(avatar)}, " +
            "sex=${hidden(sex)}, " +
            "protected=$protected, " +
            "oftenDevice=$oftenDevice, " +
            "wzsUserId=${hidden(wzsUserId)}, " +
            "erpUserCode=${hidden(erpUserCode)}, " +
            "phone=${hidden(phone)}, " +
            "tenantId=$tenantId, " +
            "tenantLogoUrl=$tenantLogoUrl, " +
            "tabIndex=$tabIndex, " +
            "tenantName=$tenantName, " +
            "tenantCode=$tenantCode, " +
            "forcedGesture=$forcedGesture, " +
            "forcedProtected=$forcedProtected, " +
            "gestureEnable=$gestureEnable, " +
            "gestureTimeInterval=$gestureTimeInterval, " +
            "pageCode=$pageCode, " +
            "im=${hidden(im)}, " +
            "canChangeAccountPassword=$canChangeAccountPassword, " +
            "changeAccountPasswordUrl=$changeAccountPasswordUrl, " +
            "changeAccountPasswordTip=$changeAccountPasswordTip, " +
            "addressEnable=$addressEnable, " +
            "cloud=$cloud, " +
            "belongDept=$belongDept, " +
            "settingTelPassword=$settingTelPassword, " +
            "secrets=${hidden(secrets)})"
}

/** What [MysoftUserInfo] carries and an app should not hold. It prints redacted. */
public data class MysoftUserInfoSecrets(
    /** The gesture. */
    public val gesturePassword: String?,
) {
    override fun toString(): String = "MysoftUserInfoSecrets($REDACTED)"
}

internal fun Cells.readMysoftUserInfo(row: Int): MysoftUserInfo = MysoftUserInfo(
    id = text(row + 4)!!,
    name = text(row + 6),
    avatar = text(row + 8),
    sex = int(row + 10),
    protected = flag(row + 12),
    oftenDevice = flag(row + 14),
    wzsUserId = text(row + 16),
    erpUserCode = text(row + 18),
    phone = text(row + 20),
    tenantId = text(row + 22),
    tenantLogoUrl = text(row + 24),
    tabIndex = int(row + 26),
    tenantName = text(row + 28),
    tenantCode = text(row + 30),
    forcedGesture = flag(row + 32),
    forcedProtected = flag(row + 34) ?: false,
    gestureEnable = flag(row + 36),
    gestureTimeInterval = int(row + 38) ?: 30L,
    pageCode = text(row + 42),
    im = one(row + 44) { readMysoftIm(it) },
    canChangeAccountPassword = flag(row + 46),
    changeAccountPasswordUrl = text(row + 48),
    changeAccountPasswordTip = text(row + 50),
    addressEnable = flag(row + 52) ?: true,
    cloud = one(row + 54) { readMysoftCloud(it) },
    belongDept = list(row + 56) { readMysoftDepartment(it) },
    settingTelPassword = flag(row + 58),
    secrets = if (hasSecrets) MysoftUserInfoSecrets(
        gesturePassword = text(row + 40),
    ) else null,
)

/** `im`: the account for instant messages, since 3.4.0. Only what is public prints. */
public data class MysoftIm(
    /** The user's id for instant messages. Personal data. */
    public val imUserId: String?,
    /** 是否开启讨论组类型, 默认false: whether discussion groups have kinds. */
    public val discussionTypeEnable: Boolean,
    /** 是否开启关联工作项, 默认false: whether work items can be linked. */
    public val associateWorkEnable: Boolean,
    /** Where linked work items are. */
    public val associateWorkLink: String?,
    /** 是否开启IM功能: whether instant messages are on. */
    public val enable: Boolean?,
    /** What the vendor sent and an app should not hold: only with [LookupOptions.includeSecrets]. */
    public val secrets: MysoftImSecrets?,
) {
    override fun toString(): String =
        "MysoftIm(" +
            "imUserId=${hidden(imUserId)}, " +
            "discussionTypeEnable=$discussionTypeEnable, " +
            "associateWorkEnable=$associateWorkEnable, " +
            "associateWorkLink=$associateWorkLink, " +
            "enable=$enable, " +
            "secrets=${hidden(secrets)})"
}

/** What [MysoftIm] carries and an app should not hold. It prints redacted. */
public data class MysoftImSecrets(
    /** IM token. */
    public val token: String?,
    /** IM密码, AES加密后的结果: the password, encrypted. */
    public val imUserPassword: String?,
) {
    override fun toString(): String = "MysoftImSecrets($REDACTED)"
}

internal fun Cells.readMysoftIm(row: Int): MysoftIm = MysoftIm(
    imUserId = text(row + 6),
    discussionTypeEnable = flag(row + 10) ?: false,
    associateWorkEnable = flag(row + 12) ?: false,
    associateWorkLink = text(row + 14),
    enable = flag(row + 16),
    secrets = if (hasSecrets) MysoftImSecrets(
        token = text(row + 4),
        imUserPassword = text(row + 8),
    ) else null,
)

/** `cloud`: where the tenant's cloud is. Only what is public prints. */
public data class MysoftCloud(
    /** 云助手云端域名地址, 兼容私有云部署情况: the cloud's host, a private one included. */
    public val host: String?,
    /** 云助手APP功能介绍网页地址: the page about the app. */
    public val yzsAppPublishUrl: String?,
) {
    override fun toString(): String =
        "MysoftCloud(" +
            "host=$host, " +
            "yzsAppPublishUrl=$yzsAppPublishUrl)"
}

internal fun Cells.readMysoftCloud(row: Int): MysoftCloud = MysoftCloud(
    host = text(row + 4),
    yzsAppPublishUrl = text(row + 6),
)

/** `belong_dept[]`: a department. Only what is public prints. */
public data class MysoftDepartment(
    /** The path to the department, in codes with dots between. */
    public val yzsOrderHierarchyCode: String?,
    /** The department's name. */
    public val deptName: String?,
) {
    override fun toString(): String =
        "MysoftDepartment(" +
            "yzsOrderHierarchyCode=$yzsOrderHierarchyCode, " +
            "deptName=$deptName)"
}

internal fun Cells.readMysoftDepartment(row: Int): MysoftDepartment = MysoftDepartment(
    yzsOrderHierarchyCode = text(row + 4),
    deptName = text(row + 6),
)
