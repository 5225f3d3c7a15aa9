// Generated from the core's tables by `cargo xtask generate`; do not edit.

package io.github.mingpian

/** 请求包结构: the user and the device. The required fields are not documented. `toString()` shows none of it. */
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

/** `user_info`: an employee. `toString()` shows only public fields. */
public class MysoftUserInfo internal constructor(private val cells: Cells, private val row: Int) {
    /** The user's ID: digits in a string. Personal data. */
    public val id: String get() = cells.text(row + 4)!!
    /** The name. Personal data. */
    public val name: String? get() = cells.text(row + 6)
    /** The URL of the picture. Personal data. */
    public val avatar: String? get() = cells.text(row + 8)
    /** The sex; 0 in the example. The values are not documented. Personal data. */
    public val sex: Long? get() = cells.int(row + 10)
    /** 是否开启账号保护: whether the account is protected. */
    public val protected: Boolean? get() = cells.flag(row + 12)
    /** 是否是常用设备: whether the user uses this device regularly. */
    public val oftenDevice: Boolean? get() = cells.flag(row + 14)
    /** The user's ID in Yunzhushou. Personal data. */
    public val wzsUserId: String? get() = cells.text(row + 16)
    /** The user's code in the company's ERP. Personal data. */
    public val erpUserCode: String? get() = cells.text(row + 18)
    /** 绑定的手机号: the phone number bound to the account. Personal data. */
    public val phone: String? get() = cells.text(row + 20)
    /** The tenant's ID. */
    public val tenantId: String? get() = cells.text(row + 22)
    /** The URL of the tenant's logo. */
    public val tenantLogoUrl: String? get() = cells.text(row + 24)
    /** 首页定位标签索引: the index of the tab that the app opens first. */
    public val tabIndex: Long? get() = cells.int(row + 26)
    /** The tenant's name. */
    public val tenantName: String? get() = cells.text(row + 28)
    /** The tenant's code. */
    public val tenantCode: String? get() = cells.text(row + 30)
    /** 企业是否开启了强制手势密码: whether the company requires a gesture. */
    public val forcedGesture: Boolean? get() = cells.flag(row + 32)
    /** 是否强制开启账号保护, 默认false: whether protection is enforced. */
    public val forcedProtected: Boolean get() = cells.flag(row + 34) ?: false
    /** Whether a gesture is set. */
    public val gestureEnable: Boolean? get() = cells.flag(row + 36)
    /**
     * 手势密码时间间隔: the time until the gesture is requested again, in seconds. 无此字段默认为30秒: defaults to 30.
     */
    public val gestureTimeInterval: Long get() = cells.int(row + 38) ?: 30L
    /**
     * 定位的首页标识(@Since 3.2.0): 200100 消息, 200101 常用功能, 200200 工作台, 200300 联系人, 200400 我的, or the
     * code of an H5 app.
     */
    public val pageCode: String? get() = cells.text(row + 42)
    /** The account for instant messages. Personal data. */
    public val im: MysoftIm? get() = cells.one(row + 44, ::MysoftIm)
    /** 是否可以修改密码: whether the user can change the password. */
    public val canChangeAccountPassword: Boolean? get() = cells.flag(row + 46)
    /** 修改密码时跳转的地址: the URL where the password is changed. */
    public val changeAccountPasswordUrl: String? get() = cells.text(row + 48)
    /** 不允许修改密码时的提示信息: the message for a user who cannot change the password. */
    public val changeAccountPasswordTip: String? get() = cells.text(row + 50)
    /** 是否开启通讯录功能, 默认true: whether there is an address book. */
    public val addressEnable: Boolean get() = cells.flag(row + 52) ?: true
    /** The tenant's cloud. */
    public val cloud: MysoftCloud? get() = cells.one(row + 54, ::MysoftCloud)
    /** The user's departments. */
    public val belongDept: List<MysoftDepartment> get() = cells.list(row + 56, ::MysoftDepartment)
    /** 是否设置了手机号密码: whether the user has set a password for the phone number. */
    public val settingTelPassword: Boolean? get() = cells.flag(row + 58)
    /**
     * The vendor's names of the values that could not be read. Such a value is absent, or it is a list without its
     * unreadable entries.
     */
    public val unreadableFields: List<String>
        get() = if (!cells.hasUnreadable) emptyList() else {
            val keys = listOf(
                "id", "name", "avatar", "sex", "protected", "often_device", "wzs_user_id", "erp_user_code", "phone",
                "tenant_id", "tenant_logo_url", "tab_index", "tenant_name", "tenant_code", "forced_gesture",
                "forced_protected", "gesture_enable", "gesture_time_interval", "gesture_password", "page_code", "im",
                "can_change_account_password", "change_account_password_url", "change_account_password_tip",
                "address_enable", "cloud", "belong_dept", "setting_tel_password",
            )
            cells.unreadable(row, keys, 56)
        }
    /**
     * The secrets that the vendor sent, which an app should not hold. Present only with [LookupOptions.includeSecrets].
     */
    public val secrets: MysoftUserInfoSecrets? get() = if (cells.hasSecrets) MysoftUserInfoSecrets(cells, row) else null

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

/** The secrets of a [MysoftUserInfo], which an app should not hold. `toString()` shows none of them. */
public class MysoftUserInfoSecrets internal constructor(private val cells: Cells, private val row: Int) {
    /** The gesture that unlocks the app. */
    public val gesturePassword: String? get() = cells.text(row + 40)

    override fun toString(): String = "MysoftUserInfoSecrets($REDACTED)"

    override fun equals(other: Any?): Boolean = other is MysoftUserInfoSecrets && members() == other.members()

    override fun hashCode(): Int = members().hashCode()

    private fun members(): List<Any?> = listOf(
        gesturePassword,
    )
}

/** `im`: the account for instant messages, since version 3.4.0. `toString()` shows only public fields. */
public class MysoftIm internal constructor(private val cells: Cells, private val row: Int) {
    /** The user's ID for instant messages. Personal data. */
    public val imUserId: String? get() = cells.text(row + 6)
    /** 是否开启讨论组类型, 默认false: whether discussion groups have kinds. */
    public val discussionTypeEnable: Boolean get() = cells.flag(row + 10) ?: false
    /** 是否开启关联工作项, 默认false: whether work items can be linked. */
    public val associateWorkEnable: Boolean get() = cells.flag(row + 12) ?: false
    /** The URL of the linked work items. */
    public val associateWorkLink: String? get() = cells.text(row + 14)
    /** 是否开启IM功能: whether instant messages are enabled. */
    public val enable: Boolean? get() = cells.flag(row + 16)
    /**
     * The vendor's names of the values that could not be read. Such a value is absent, or it is a list without its
     * unreadable entries.
     */
    public val unreadableFields: List<String>
        get() = if (!cells.hasUnreadable) emptyList() else {
            val keys = listOf(
                "token", "im_user_id", "im_user_password", "discussion_type_enable", "associate_work_enable",
                "associate_work_link", "enable",
            )
            cells.unreadable(row, keys)
        }
    /**
     * The secrets that the vendor sent, which an app should not hold. Present only with [LookupOptions.includeSecrets].
     */
    public val secrets: MysoftImSecrets? get() = if (cells.hasSecrets) MysoftImSecrets(cells, row) else null

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

/** The secrets of a [MysoftIm], which an app should not hold. `toString()` shows none of them. */
public class MysoftImSecrets internal constructor(private val cells: Cells, private val row: Int) {
    /** IM token: the token for instant messages. */
    public val token: String? get() = cells.text(row + 4)
    /** IM密码, AES加密后的结果: the password, encrypted. */
    public val imUserPassword: String? get() = cells.text(row + 8)

    override fun toString(): String = "MysoftImSecrets($REDACTED)"

    override fun equals(other: Any?): Boolean = other is MysoftImSecrets && members() == other.members()

    override fun hashCode(): Int = members().hashCode()

    private fun members(): List<Any?> = listOf(
        token,
        imUserPassword,
    )
}

/** `cloud`: the tenant's cloud. `toString()` shows only public fields. */
public class MysoftCloud internal constructor(private val cells: Cells, private val row: Int) {
    /** 云助手云端域名地址, 兼容私有云部署情况: the cloud's host, which may be a private one. */
    public val host: String? get() = cells.text(row + 4)
    /** 云助手APP功能介绍网页地址: the URL of the page about the app. */
    public val yzsAppPublishUrl: String? get() = cells.text(row + 6)
    /**
     * The vendor's names of the values that could not be read. Such a value is absent, or it is a list without its
     * unreadable entries.
     */
    public val unreadableFields: List<String>
        get() = if (!cells.hasUnreadable) emptyList() else {
            val keys = listOf(
                "host", "yzs_app_publish_url",
            )
            cells.unreadable(row, keys)
        }

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

/** `belong_dept[]`: a department. `toString()` shows only public fields. */
public class MysoftDepartment internal constructor(private val cells: Cells, private val row: Int) {
    /** The path to the department: codes with dots in between. */
    public val yzsOrderHierarchyCode: String? get() = cells.text(row + 4)
    /** The department's name. */
    public val deptName: String? get() = cells.text(row + 6)
    /**
     * The vendor's names of the values that could not be read. Such a value is absent, or it is a list without its
     * unreadable entries.
     */
    public val unreadableFields: List<String>
        get() = if (!cells.hasUnreadable) emptyList() else {
            val keys = listOf(
                "yzs_order_hierarchy_code", "dept_name",
            )
            cells.unreadable(row, keys)
        }

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
