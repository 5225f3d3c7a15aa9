// Generated from the core's tables by `cargo xtask generate`; do not edit.

package io.github.mingpian

/** 请求包结构: the user and the device. The required fields are not documented. It prints redacted. */
public data class MysoftGetUserInfo @JvmOverloads constructor(
    /** The tenant's code. */
    public val tenantCode: String? = null,
    /**
     * 主机地址: `cloud.host` as signing in returned it, for private clouds. The request itself goes to the base URL.
     */
    public val appCacheHost: String? = null,
    /** The user's ID. Personal data. */
    public val wzsUserId: String? = null,
    /** The tenant's ID. */
    public val tenantId: String? = null,
    /** The app's version, such as `3.9.0`. */
    public val versionName: String? = null,
    /**
     * The device's ID again, under the misprinted key of the vendor's example. Omit it unless the server requires it.
     * Personal data.
     */
    public val deviceIdWithTrailingSpace: String? = null,
    /** The device's name, such as `iPhone 11 Pro`. Personal data. */
    public val deviceName: String? = null,
    /** The device's push token. */
    public val deviceToken: String? = null,
    /** The platform: 1 is iOS, 2 is Android. */
    public val platform: Long? = null,
    /**
     * The push channel: 1 is APNs, 2 Xiaomi, 3 Huawei, 4 OPPO, and 5 vivo. If it is absent, the server uses 2 on
     * Android and 1 on iOS.
     */
    public val pushChannel: Long? = null,
    /** The operating system's version, such as `13.1`. */
    public val osVersion: String? = null,
    /** The language: `zh-CN` or `en-US`. */
    public val language: String? = null,
    /** The device's ID. Personal data. */
    public val deviceId: String? = null,
) {
    override fun toString(): String = "MysoftGetUserInfo($REDACTED)"

    internal fun write(json: JsonWriter) {
        json.member("tenantCode", tenantCode)
        json.member("appCacheHost", appCacheHost)
        json.member("wzsUserId", wzsUserId)
        json.member("tenantId", tenantId)
        json.member("versionName", versionName)
        json.member("deviceIdWithTrailingSpace", deviceIdWithTrailingSpace)
        json.member("deviceName", deviceName)
        json.member("deviceToken", deviceToken)
        json.member("platform", platform)
        json.member("pushChannel", pushChannel)
        json.member("osVersion", osVersion)
        json.member("language", language)
        json.member("deviceId", deviceId)
    }
}

/** `user_info`: an employee. Only what is public prints. */
public class MysoftUserInfo internal constructor(
    /** The user's ID: digits in a string. Personal data. */
    public val id: String,
    /** The name. Personal data. */
    public val name: String?,
    /** The URL of the picture. Personal data. */
    public val avatar: String?,
    /** The sex; 0 in the example. The values are not documented. Personal data. */
    public val sex: Long?,
    /** 是否开启账号保护: whether the account is protected. */
    public val protected: Boolean?,
    /** 是否是常用设备: whether the user uses this device regularly. */
    public val oftenDevice: Boolean?,
    /** The user's ID in Yunzhushou. Personal data. */
    public val wzsUserId: String?,
    /** The user's code in the company's ERP. Personal data. */
    public val erpUserCode: String?,
    /** 绑定的手机号: the phone number bound to the account. Personal data. */
    public val phone: String?,
    /** The tenant's ID. */
    public val tenantId: String?,
    /** The URL of the tenant's logo. */
    public val tenantLogoUrl: String?,
    /** 首页定位标签索引: the index of the tab that the app opens first. */
    public val tabIndex: Long?,
    /** The tenant's name. */
    public val tenantName: String?,
    /** The tenant's code. */
    public val tenantCode: String?,
    /** 企业是否开启了强制手势密码: whether the company requires a gesture. */
    public val forcedGesture: Boolean?,
    /** 是否强制开启账号保护, 默认false: whether protection is enforced. */
    public val forcedProtected: Boolean,
    /** Whether a gesture is set. */
    public val gestureEnable: Boolean?,
    /**
     * 手势密码时间间隔: the time until the gesture is requested again, in seconds. 无此字段默认为30秒: defaults to 30.
     */
    public val gestureTimeInterval: Long,
    /**
     * 定位的首页标识(@Since 3.2.0): 200100 消息, 200101 常用功能, 200200 工作台, 200300 联系人, 200400 我的, or the
     * code of an H5 app.
     */
    public val pageCode: String?,
    /** The account for instant messages. Personal data. */
    public val im: MysoftIm?,
    /** 是否可以修改密码: whether the user can change the password. */
    public val canChangeAccountPassword: Boolean?,
    /** 修改密码时跳转的地址: the URL where the password is changed. */
    public val changeAccountPasswordUrl: String?,
    /** 不允许修改密码时的提示信息: the message for a user who cannot change the password. */
    public val changeAccountPasswordTip: String?,
    /** 是否开启通讯录功能, 默认true: whether there is an address book. */
    public val addressEnable: Boolean,
    /** The tenant's cloud. */
    public val cloud: MysoftCloud?,
    /** The user's departments. */
    public val belongDept: List<MysoftDepartment>,
    /** 是否设置了手机号密码: whether the user has set a password for the phone number. */
    public val settingTelPassword: Boolean?,
    /**
     * The vendor's names of the values that could not be read. Such a value is absent, or it is a list without its
     * unreadable entries.
     */
    public val unreadableFields: List<String>,
    /**
     * The secrets that the vendor sent, which an app should not hold. Present only with [LookupOptions.includeSecrets].
     */
    public val secrets: MysoftUserInfoSecrets?,
) {
    /** The data about the person that every provider can supply. Personal data. */
    public val profile: Profile
        get() = Profile(
            provider = Provider.MYSOFT,
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
            "unreadableFields=$unreadableFields, " +
            "secrets=${hidden(secrets)})"

    override fun equals(other: Any?): Boolean = other is MysoftUserInfo && members() == other.members()

    override fun hashCode(): Int = members().hashCode()

    private fun members(): List<Any?> = listOf(
        id,
        name,
        avatar,
        sex,
        protected,
        oftenDevice,
        wzsUserId,
        erpUserCode,
        phone,
        tenantId,
        tenantLogoUrl,
        tabIndex,
        tenantName,
        tenantCode,
        forcedGesture,
        forcedProtected,
        gestureEnable,
        gestureTimeInterval,
        pageCode,
        im,
        canChangeAccountPassword,
        changeAccountPasswordUrl,
        changeAccountPasswordTip,
        addressEnable,
        cloud,
        belongDept,
        settingTelPassword,
        unreadableFields,
        secrets,
    )
}

/** What [MysoftUserInfo] carries and an app should not hold. It prints redacted. */
public class MysoftUserInfoSecrets internal constructor(
    /** The gesture that unlocks the app. */
    public val gesturePassword: String?,
) {
    override fun toString(): String = "MysoftUserInfoSecrets($REDACTED)"

    override fun equals(other: Any?): Boolean = other is MysoftUserInfoSecrets && members() == other.members()

    override fun hashCode(): Int = members().hashCode()

    private fun members(): List<Any?> = listOf(
        gesturePassword,
    )
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
    unreadableFields = if (!hasUnreadable) emptyList() else {
        val keys = listOf(
            "id", "name", "avatar", "sex", "protected", "often_device", "wzs_user_id", "erp_user_code", "phone",
            "tenant_id", "tenant_logo_url", "tab_index", "tenant_name", "tenant_code", "forced_gesture",
            "forced_protected", "gesture_enable", "gesture_time_interval", "gesture_password", "page_code", "im",
            "can_change_account_password", "change_account_password_url", "change_account_password_tip",
            "address_enable", "cloud", "belong_dept", "setting_tel_password",
        )
        unreadable(row, keys, 56)
    },
    secrets = if (hasSecrets) MysoftUserInfoSecrets(
        gesturePassword = text(row + 40),
    ) else null,
)

/** `im`: the account for instant messages, since version 3.4.0. Only what is public prints. */
public class MysoftIm internal constructor(
    /** The user's ID for instant messages. Personal data. */
    public val imUserId: String?,
    /** 是否开启讨论组类型, 默认false: whether discussion groups have kinds. */
    public val discussionTypeEnable: Boolean,
    /** 是否开启关联工作项, 默认false: whether work items can be linked. */
    public val associateWorkEnable: Boolean,
    /** The URL of the linked work items. */
    public val associateWorkLink: String?,
    /** 是否开启IM功能: whether instant messages are enabled. */
    public val enable: Boolean?,
    /**
     * The vendor's names of the values that could not be read. Such a value is absent, or it is a list without its
     * unreadable entries.
     */
    public val unreadableFields: List<String>,
    /**
     * The secrets that the vendor sent, which an app should not hold. Present only with [LookupOptions.includeSecrets].
     */
    public val secrets: MysoftImSecrets?,
) {
    override fun toString(): String =
        "MysoftIm(" +
            "imUserId=${hidden(imUserId)}, " +
            "discussionTypeEnable=$discussionTypeEnable, " +
            "associateWorkEnable=$associateWorkEnable, " +
            "associateWorkLink=$associateWorkLink, " +
            "enable=$enable, " +
            "unreadableFields=$unreadableFields, " +
            "secrets=${hidden(secrets)})"

    override fun equals(other: Any?): Boolean = other is MysoftIm && members() == other.members()

    override fun hashCode(): Int = members().hashCode()

    private fun members(): List<Any?> = listOf(
        imUserId,
        discussionTypeEnable,
        associateWorkEnable,
        associateWorkLink,
        enable,
        unreadableFields,
        secrets,
    )
}

/** What [MysoftIm] carries and an app should not hold. It prints redacted. */
public class MysoftImSecrets internal constructor(
    /** IM token: the token for instant messages. */
    public val token: String?,
    /** IM密码, AES加密后的结果: the password, encrypted. */
    public val imUserPassword: String?,
) {
    override fun toString(): String = "MysoftImSecrets($REDACTED)"

    override fun equals(other: Any?): Boolean = other is MysoftImSecrets && members() == other.members()

    override fun hashCode(): Int = members().hashCode()

    private fun members(): List<Any?> = listOf(
        token,
        imUserPassword,
    )
}

internal fun Cells.readMysoftIm(row: Int): MysoftIm = MysoftIm(
    imUserId = text(row + 6),
    discussionTypeEnable = flag(row + 10) ?: false,
    associateWorkEnable = flag(row + 12) ?: false,
    associateWorkLink = text(row + 14),
    enable = flag(row + 16),
    unreadableFields = if (!hasUnreadable) emptyList() else {
        val keys = listOf(
            "token", "im_user_id", "im_user_password", "discussion_type_enable", "associate_work_enable",
            "associate_work_link", "enable",
        )
        unreadable(row, keys)
    },
    secrets = if (hasSecrets) MysoftImSecrets(
        token = text(row + 4),
        imUserPassword = text(row + 8),
    ) else null,
)

/** `cloud`: the tenant's cloud. Only what is public prints. */
public class MysoftCloud internal constructor(
    /** 云助手云端域名地址, 兼容私有云部署情况: the cloud's host, which may be a private one. */
    public val host: String?,
    /** 云助手APP功能介绍网页地址: the URL of the page about the app. */
    public val yzsAppPublishUrl: String?,
    /**
     * The vendor's names of the values that could not be read. Such a value is absent, or it is a list without its
     * unreadable entries.
     */
    public val unreadableFields: List<String>,
) {
    override fun toString(): String =
        "MysoftCloud(" +
            "host=$host, " +
            "yzsAppPublishUrl=$yzsAppPublishUrl, " +
            "unreadableFields=$unreadableFields)"

    override fun equals(other: Any?): Boolean = other is MysoftCloud && members() == other.members()

    override fun hashCode(): Int = members().hashCode()

    private fun members(): List<Any?> = listOf(
        host,
        yzsAppPublishUrl,
        unreadableFields,
    )
}

internal fun Cells.readMysoftCloud(row: Int): MysoftCloud = MysoftCloud(
    host = text(row + 4),
    yzsAppPublishUrl = text(row + 6),
    unreadableFields = if (!hasUnreadable) emptyList() else {
        val keys = listOf(
            "host", "yzs_app_publish_url",
        )
        unreadable(row, keys)
    },
)

/** `belong_dept[]`: a department. Only what is public prints. */
public class MysoftDepartment internal constructor(
    /** The path to the department: codes with dots in between. */
    public val yzsOrderHierarchyCode: String?,
    /** The department's name. */
    public val deptName: String?,
    /**
     * The vendor's names of the values that could not be read. Such a value is absent, or it is a list without its
     * unreadable entries.
     */
    public val unreadableFields: List<String>,
) {
    override fun toString(): String =
        "MysoftDepartment(" +
            "yzsOrderHierarchyCode=$yzsOrderHierarchyCode, " +
            "deptName=$deptName, " +
            "unreadableFields=$unreadableFields)"

    override fun equals(other: Any?): Boolean = other is MysoftDepartment && members() == other.members()

    override fun hashCode(): Int = members().hashCode()

    private fun members(): List<Any?> = listOf(
        yzsOrderHierarchyCode,
        deptName,
        unreadableFields,
    )
}

internal fun Cells.readMysoftDepartment(row: Int): MysoftDepartment = MysoftDepartment(
    yzsOrderHierarchyCode = text(row + 4),
    deptName = text(row + 6),
    unreadableFields = if (!hasUnreadable) emptyList() else {
        val keys = listOf(
            "yzs_order_hierarchy_code", "dept_name",
        )
        unreadable(row, keys)
    },
)
