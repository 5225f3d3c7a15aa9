// Generated from the core's tables by `cargo xtask generate`; do not edit.

package io.github.mingpian

/** 请求参数: the user to look up. `toString()` shows none of it. */
public data class DmtzGetUserInfo(
    /** The code that WeChat passed to the app. It is valid for one request, for 5 minutes. */
    public val code: String,
) {
    override fun toString(): String = "DmtzGetUserInfo($REDACTED)"

    internal fun write(json: JsonWriter) {
        json.required("code", code)
    }
}

/** 响应参数: the user behind a WeChat code. `toString()` shows only public fields. */
public class DmtzUser internal constructor(private val cells: Cells, private val row: Int) {
    /** Not documented. It is null in the example. A value that is not a string is its JSON text. */
    public val startTime: String? get() = cells.text(row + 4)
    /** Not documented. It is null in the example. A value that is not a string is its JSON text. */
    public val endTime: String? get() = cells.text(row + 6)
    /** Not documented. It is null in the example. A value that is not a string is its JSON text. */
    public val time: String? get() = cells.text(row + 8)
    /** Not documented. It is null in the example. A value that is not a string is its JSON text. */
    public val filter: String? get() = cells.text(row + 10)
    /**
     * A name. It is null in the example, which has the full name in `surname`. A value that is not a string is its JSON
     * text. Personal data.
     */
    public val name: String? get() = cells.text(row + 12)
    /** The user's ID, a UUID. Personal data. */
    public val id: String get() = cells.text(row + 14)!!
    /** The real name. It is null in the example. A value that is not a string is its JSON text. Personal data. */
    public val realName: String? get() = cells.text(row + 16)
    /** The date on which the user was created, `2024-08-27`. */
    public val creationTime: String? get() = cells.text(cells.either(row + 18, row + 20))
    /** The user who created this one. It is null in the example. A value that is not a string is its JSON text. */
    public val creatorId: String? get() = cells.text(row + 22)
    /** The kind of user, a number in a string. The values are not documented. */
    public val userTypeCode: String? get() = cells.text(row + 24)
    /** Whether it is a user of the back office (inferred from the name). */
    public val isBackground: Boolean? get() = cells.flag(row + 26)
    /** The phone number. Personal data. */
    public val phoneNumber: String? get() = cells.text(row + 28)
    /** The full name, as in the example. Personal data. */
    public val surname: String? get() = cells.text(row + 30)
    /** A remark. It is null in the example. A value that is not a string is its JSON text. Personal data. */
    public val remark: String? get() = cells.text(row + 32)
    /** The account's name. In the example, it is a WeChat openid. Personal data. */
    public val userName: String? get() = cells.text(row + 36)
    /** The email address. In the example, it is an address that the provider made up. Personal data. */
    public val email: String? get() = cells.text(row + 38)
    /** When the user was last changed: ISO 8601 with an offset. */
    public val lastModificationTime: String? get() = cells.text(row + 40)
    /** The URL of the picture. Personal data. */
    public val avatarUrl: String? get() = cells.text(row + 42)
    /** The date on which the user registered. */
    public val registerTime: String? get() = cells.text(cells.either(row + 44, row + 46))
    /** Whether the user is deleted. */
    public val isDeleted: Boolean? get() = cells.flag(row + 48)
    /** The tenant. It is null in the example. A value that is not a string is its JSON text. */
    public val tenantId: String? get() = cells.text(row + 50)
    /** `userName` in upper case. Personal data. */
    public val normalizedUserName: String? get() = cells.text(row + 52)
    /** `email` in upper case. Personal data. */
    public val normalizedEmail: String? get() = cells.text(row + 54)
    /** Whether the email address is confirmed. */
    public val emailConfirmed: Boolean? get() = cells.flag(row + 56)
    /** Whether the user comes from another system (inferred from the name). */
    public val isExternal: Boolean? get() = cells.flag(row + 62)
    /** Whether the phone number is confirmed. */
    public val phoneNumberConfirmed: Boolean? get() = cells.flag(row + 64)
    /** Whether the user is active. */
    public val isActive: Boolean? get() = cells.flag(row + 66)
    /** Whether two-factor authentication is enabled. */
    public val twoFactorEnabled: Boolean? get() = cells.flag(row + 68)
    /**
     * The time until which the user is locked out. It is null in the example. A value that is not a string is its JSON
     * text.
     */
    public val lockoutEnd: String? get() = cells.text(row + 70)
    /** Whether the user can be locked out. */
    public val lockoutEnabled: Boolean? get() = cells.flag(row + 72)
    /** The number of failed sign-in attempts. */
    public val accessFailedCount: Long? get() = cells.int(row + 74)
    /** Whether the user has to change the password at the next sign-in. */
    public val shouldChangePasswordOnNextLogin: Boolean? get() = cells.flag(row + 76)
    /** When the password was last changed. It is null in the example. A value that is not a string is its JSON text. */
    public val lastPasswordChangeTime: String? get() = cells.text(row + 78)
    /** The user's data in WeChat: a JSON document in a string. Personal data. */
    public val extraProperties: Embedded<DmtzExtraProperties>? get() = cells.embedded(row + 80, ::DmtzExtraProperties)
    /** The user who last changed this one. It is null in the example. A value that is not a string is its JSON text. */
    public val lastModifierId: String? get() = cells.text(row + 84)
    /** The user who deleted this one. It is null in the example. A value that is not a string is its JSON text. */
    public val deleterId: String? get() = cells.text(row + 86)
    /** When the user was deleted. It is null in the example. A value that is not a string is its JSON text. */
    public val deletionTime: String? get() = cells.text(row + 88)
    /** The date on which the user stopped following. It is set even while `isFollow` is 1. */
    public val cancelFollowTime: String? get() = cells.text(cells.either(row + 90, row + 92))
    /** Whether the user follows the official account. */
    public val isFollow: Boolean? get() = cells.flag(row + 94)
    /** Whether the user is considered a risk (inferred from the name). */
    public val isRisk: Boolean? get() = cells.flag(row + 96)
    /** The date on which the trial began. */
    public val productTrialTimeFrom: String? get() = cells.text(cells.either(row + 98, row + 100))
    /** The date on which the trial ends. */
    public val productTrialTimeTo: String? get() = cells.text(cells.either(row + 102, row + 104))
    /** The phone number with its middle hidden. Personal data. */
    public val phoneNumberMask: String? get() = cells.text(row + 106)
    /** The number of times that the record was written. */
    public val entityVersion: Long? get() = cells.int(row + 108)
    /**
     * The vendor's names of the values that could not be read. Such a value is absent, or it is a list without its
     * unreadable entries.
     */
    public val unreadableFields: List<String>
        get() = if (!cells.hasUnreadable) emptyList() else {
            val keys = listOf(
                "startTime", "endTime", "time", "filter", "name", "id", "realName", "creationTime", "CreationTime",
                "creatorId", "userTypeCode", "isBackground", "phoneNumber", "surname", "remark", "password", "userName",
                "email", "lastModificationTime", "avatarUrl", "registerTime", "RegisterTime", "isDeleted", "tenantId",
                "normalizedUserName", "normalizedEmail", "emailConfirmed", "passwordHash", "securityStamp",
                "isExternal", "phoneNumberConfirmed", "isActive", "twoFactorEnabled", "lockoutEnd", "lockoutEnabled",
                "accessFailedCount", "shouldChangePasswordOnNextLogin", "lastPasswordChangeTime", "extraProperties",
                "concurrencyStamp", "lastModifierId", "deleterId", "deletionTime", "cancelFollowTime",
                "CancelFollowTime", "isFollow", "isRisk", "productTrialTimeFrom", "ProductTrialTimeFrom",
                "productTrialTimeTo", "ProductTrialTimeTo", "phoneNumberMask", "entityVersion",
            )
            cells.unreadable(row, keys)
        }
    /**
     * The secrets that the vendor sent, which an app should not hold. Present only with [LookupOptions.includeSecrets].
     */
    public val secrets: DmtzUserSecrets? get() = if (cells.hasSecrets) DmtzUserSecrets(cells, row) else null

    /** The data about the person that every provider can supply. Personal data. */
    public val profile: Profile
        get() = Profile(
            provider = Provider.DMTZ,
            id = id,
            displayName = firstLine(realName, name, surname, userName),
            phone = firstLine(phoneNumber, phoneNumberMask),
            email = firstLine(email),
            avatarUrl = firstLine(avatarUrl),
            organization = null,
            tenant = firstLine(tenantId),
        )

    override fun toString(): String =
        "DmtzUser(" +
            "startTime=$startTime, " +
            "endTime=$endTime, " +
            "time=$time, " +
            "filter=$filter, " +
            "name=${hidden(name)}, " +
            "id=${hidden(id)}, " +
            "realName=${hidden(realName)}, " +
            "creationTime=$creationTime, " +
            "creatorId=$creatorId, " +
            "userTypeCode=$userTypeCode, " +
            "isBackground=$isBackground, " +
            "phoneNumber=${hidden(phoneNumber)}, " +
            "surname=${hidden(surname)}, " +
            "remark=${hidden(remark)}, " +
            "userName=${hidden(userName)}, " +
            "email=${hidden(email)}, " +
            "lastModificationTime=$lastModificationTime, " +
            "avatarUrl=${hidden(avatarUrl)}, " +
            "registerTime=$registerTime, " +
            "isDeleted=$isDeleted, " +
            "tenantId=$tenantId, " +
            "normalizedUserName=${hidden(normalizedUserName)}, " +
            "normalizedEmail=${hidden(normalizedEmail)}, " +
            "emailConfirmed=$emailConfirmed, " +
            "isExternal=$isExternal, " +
            "phoneNumberConfirmed=$phoneNumberConfirmed, " +
            "isActive=$isActive, " +
            "twoFactorEnabled=$twoFactorEnabled, " +
            "lockoutEnd=$lockoutEnd, " +
            "lockoutEnabled=$lockoutEnabled, " +
            "accessFailedCount=$accessFailedCount, " +
            "shouldChangePasswordOnNextLogin=$shouldChangePasswordOnNextLogin, " +
            "lastPasswordChangeTime=$lastPasswordChangeTime, " +
            "extraProperties=${hidden(extraProperties)}, " +
            "lastModifierId=$lastModifierId, " +
            "deleterId=$deleterId, " +
            "deletionTime=$deletionTime, " +
            "cancelFollowTime=$cancelFollowTime, " +
            "isFollow=$isFollow, " +
            "isRisk=$isRisk, " +
            "productTrialTimeFrom=$productTrialTimeFrom, " +
            "productTrialTimeTo=$productTrialTimeTo, " +
            "phoneNumberMask=${hidden(phoneNumberMask)}, " +
            "entityVersion=$entityVersion, " +
            "unreadableFields=$unreadableFields, " +
            "secrets=${hidden(secrets)})"

    override fun equals(other: Any?): Boolean = other is DmtzUser && members() == other.members()

    override fun hashCode(): Int = members().hashCode()

    private fun members(): List<Any?> = listOf(
        startTime,
        endTime,
        time,
        filter,
        name,
        id,
        realName,
        creationTime,
        creatorId,
        userTypeCode,
        isBackground,
        phoneNumber,
        surname,
        remark,
        userName,
        email,
        lastModificationTime,
        avatarUrl,
        registerTime,
        isDeleted,
        tenantId,
        normalizedUserName,
        normalizedEmail,
        emailConfirmed,
        isExternal,
        phoneNumberConfirmed,
        isActive,
        twoFactorEnabled,
        lockoutEnd,
        lockoutEnabled,
        accessFailedCount,
        shouldChangePasswordOnNextLogin,
        lastPasswordChangeTime,
        extraProperties,
        lastModifierId,
        deleterId,
        deletionTime,
        cancelFollowTime,
        isFollow,
        isRisk,
        productTrialTimeFrom,
        productTrialTimeTo,
        phoneNumberMask,
        entityVersion,
        unreadableFields,
        secrets,
    )
}

/** The secrets of a [DmtzUser], which an app should not hold. `toString()` shows none of them. */
public class DmtzUserSecrets internal constructor(private val cells: Cells, private val row: Int) {
    /** Secret data that the vendor should not send. It is null in the example. */
    public val password: String? get() = cells.text(row + 34)
    /** Secret data that the vendor should not send. It is null in the example. */
    public val passwordHash: String? get() = cells.text(row + 58)
    /** Secret data that the vendor should not send. */
    public val securityStamp: String? get() = cells.text(row + 60)
    /** Secret data that the vendor should not send. */
    public val concurrencyStamp: String? get() = cells.text(row + 82)

    override fun toString(): String = "DmtzUserSecrets($REDACTED)"

    override fun equals(other: Any?): Boolean = other is DmtzUserSecrets && members() == other.members()

    override fun hashCode(): Int = members().hashCode()

    private fun members(): List<Any?> = listOf(
        password,
        passwordHash,
        securityStamp,
        concurrencyStamp,
    )
}

/**
 * `extraProperties`: the user's data in WeChat. The page shows an example, but no table. `toString()` shows only public
 * fields.
 */
public class DmtzExtraProperties internal constructor(private val cells: Cells, private val row: Int) {
    /** The country. Personal data. */
    public val country: String? get() = cells.text(row + 4)
    /** The province. Personal data. */
    public val province: String? get() = cells.text(row + 6)
    /** The city. Personal data. */
    public val city: String? get() = cells.text(row + 8)
    /** The gender as WeChat counts it (inferred): 0 unknown, 1 male, 2 female. Personal data. */
    public val gender: Long? get() = cells.int(row + 10)
    /** The privileges that WeChat grants the user. It is empty in the example. Personal data. */
    public val privilege: List<String> get() = cells.texts(row + 12)
    /**
     * The vendor's names of the values that could not be read. Such a value is absent, or it is a list without its
     * unreadable entries.
     */
    public val unreadableFields: List<String>
        get() = if (!cells.hasUnreadable) emptyList() else {
            val keys = listOf(
                "Country", "Province", "City", "Gender", "Privilege",
            )
            cells.unreadable(row, keys)
        }

    override fun toString(): String =
        "DmtzExtraProperties(" +
            "country=${hidden(country)}, " +
            "province=${hidden(province)}, " +
            "city=${hidden(city)}, " +
            "gender=${hidden(gender)}, " +
            "privilege=${hidden(privilege)}, " +
            "unreadableFields=$unreadableFields)"

    override fun equals(other: Any?): Boolean = other is DmtzExtraProperties && members() == other.members()

    override fun hashCode(): Int = members().hashCode()

    private fun members(): List<Any?> = listOf(
        country,
        province,
        city,
        gender,
        privilege,
        unreadableFields,
    )
}
