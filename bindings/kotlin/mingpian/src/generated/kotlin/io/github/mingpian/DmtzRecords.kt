// Generated from the core's tables by `cargo xtask generate`; do not edit.

package io.github.mingpian

/** 请求参数: the user to look up. It prints redacted. */
public data class DmtzGetUserInfo(
    /** The code that WeChat passed to the app. It is valid for one request, for 5 minutes. */
    public val code: String,
) {
    override fun toString(): String = "DmtzGetUserInfo($REDACTED)"

    internal fun write(json: JsonWriter) {
        json.required("code", code)
    }
}

/** 响应参数: the user behind a WeChat code. Only what is public prints. */
public class DmtzUser internal constructor(
    /** Not documented. It is null in the example. A value that is not a string is its JSON text. */
    public val startTime: String?,
    /** Not documented. It is null in the example. A value that is not a string is its JSON text. */
    public val endTime: String?,
    /** Not documented. It is null in the example. A value that is not a string is its JSON text. */
    public val time: String?,
    /** Not documented. It is null in the example. A value that is not a string is its JSON text. */
    public val filter: String?,
    /**
     * A name. It is null in the example, which has the full name in `surname`. A value that is not a string is its JSON
     * text. Personal data.
     */
    public val name: String?,
    /** The user's ID, a UUID. Personal data. */
    public val id: String,
    /** The real name. It is null in the example. A value that is not a string is its JSON text. Personal data. */
    public val realName: String?,
    /** The date on which the user was created, `2024-08-27`. */
    public val creationTime: String?,
    /** The user who created this one. It is null in the example. A value that is not a string is its JSON text. */
    public val creatorId: String?,
    /** The kind of user, a number in a string. The values are not documented. */
    public val userTypeCode: String?,
    /** Whether it is a user of the back office (inferred from the name). */
    public val isBackground: Boolean?,
    /** The phone number. Personal data. */
    public val phoneNumber: String?,
    /** The full name, as in the example. Personal data. */
    public val surname: String?,
    /** A remark. It is null in the example. A value that is not a string is its JSON text. Personal data. */
    public val remark: String?,
    /** The account's name. In the example, it is a WeChat openid. Personal data. */
    public val userName: String?,
    /** The email address. In the example, it is an address that the provider made up. Personal data. */
    public val email: String?,
    /** When the user was last changed: ISO 8601 with an offset. */
    public val lastModificationTime: String?,
    /** The URL of the picture. Personal data. */
    public val avatarUrl: String?,
    /** The date on which the user registered. */
    public val registerTime: String?,
    /** Whether the user is deleted. */
    public val isDeleted: Boolean?,
    /** The tenant. It is null in the example. A value that is not a string is its JSON text. */
    public val tenantId: String?,
    /** `userName` in upper case. Personal data. */
    public val normalizedUserName: String?,
    /** `email` in upper case. Personal data. */
    public val normalizedEmail: String?,
    /** Whether the email address is confirmed. */
    public val emailConfirmed: Boolean?,
    /** Whether the user comes from another system (inferred from the name). */
    public val isExternal: Boolean?,
    /** Whether the phone number is confirmed. */
    public val phoneNumberConfirmed: Boolean?,
    /** Whether the user is active. */
    public val isActive: Boolean?,
    /** Whether two-factor authentication is enabled. */
    public val twoFactorEnabled: Boolean?,
    /**
     * The time until which the user is locked out. It is null in the example. A value that is not a string is its JSON
     * text.
     */
    public val lockoutEnd: String?,
    /** Whether the user can be locked out. */
    public val lockoutEnabled: Boolean?,
    /** The number of failed sign-in attempts. */
    public val accessFailedCount: Long?,
    /** Whether the user has to change the password at the next sign-in. */
    public val shouldChangePasswordOnNextLogin: Boolean?,
    /** When the password was last changed. It is null in the example. A value that is not a string is its JSON text. */
    public val lastPasswordChangeTime: String?,
    /** The user's data in WeChat: a JSON document in a string. Personal data. */
    public val extraProperties: Embedded<DmtzExtraProperties>?,
    /** The user who last changed this one. It is null in the example. A value that is not a string is its JSON text. */
    public val lastModifierId: String?,
    /** The user who deleted this one. It is null in the example. A value that is not a string is its JSON text. */
    public val deleterId: String?,
    /** When the user was deleted. It is null in the example. A value that is not a string is its JSON text. */
    public val deletionTime: String?,
    /** The date on which the user stopped following. It is set even while `isFollow` is 1. */
    public val cancelFollowTime: String?,
    /** Whether the user follows the official account. */
    public val isFollow: Boolean?,
    /** Whether the user is considered a risk (inferred from the name). */
    public val isRisk: Boolean?,
    /** The date on which the trial began. */
    public val productTrialTimeFrom: String?,
    /** The date on which the trial ends. */
    public val productTrialTimeTo: String?,
    /** The phone number with its middle hidden. Personal data. */
    public val phoneNumberMask: String?,
    /** The number of times that the record was written. */
    public val entityVersion: Long?,
    /**
     * The vendor's names of the values that could not be read. Such a value is absent, or it is a list without its
     * unreadable entries.
     */
    public val unreadableFields: List<String>,
    /**
     * The secrets that the vendor sent, which an app should not hold. Present only with [LookupOptions.includeSecrets].
     */
    public val secrets: DmtzUserSecrets?,
) {
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

/** What [DmtzUser] carries and an app should not hold. It prints redacted. */
public class DmtzUserSecrets internal constructor(
    /** Secret data that the vendor should not send. It is null in the example. */
    public val password: String?,
    /** Secret data that the vendor should not send. It is null in the example. */
    public val passwordHash: String?,
    /** Secret data that the vendor should not send. */
    public val securityStamp: String?,
    /** Secret data that the vendor should not send. */
    public val concurrencyStamp: String?,
) {
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

internal fun Cells.readDmtzUser(row: Int): DmtzUser = DmtzUser(
    startTime = text(row + 4),
    endTime = text(row + 6),
    time = text(row + 8),
    filter = text(row + 10),
    name = text(row + 12),
    id = text(row + 14)!!,
    realName = text(row + 16),
    creationTime = text(either(row + 18, row + 20)),
    creatorId = text(row + 22),
    userTypeCode = text(row + 24),
    isBackground = flag(row + 26),
    phoneNumber = text(row + 28),
    surname = text(row + 30),
    remark = text(row + 32),
    userName = text(row + 36),
    email = text(row + 38),
    lastModificationTime = text(row + 40),
    avatarUrl = text(row + 42),
    registerTime = text(either(row + 44, row + 46)),
    isDeleted = flag(row + 48),
    tenantId = text(row + 50),
    normalizedUserName = text(row + 52),
    normalizedEmail = text(row + 54),
    emailConfirmed = flag(row + 56),
    isExternal = flag(row + 62),
    phoneNumberConfirmed = flag(row + 64),
    isActive = flag(row + 66),
    twoFactorEnabled = flag(row + 68),
    lockoutEnd = text(row + 70),
    lockoutEnabled = flag(row + 72),
    accessFailedCount = int(row + 74),
    shouldChangePasswordOnNextLogin = flag(row + 76),
    lastPasswordChangeTime = text(row + 78),
    extraProperties = embedded(row + 80) { readDmtzExtraProperties(it) },
    lastModifierId = text(row + 84),
    deleterId = text(row + 86),
    deletionTime = text(row + 88),
    cancelFollowTime = text(either(row + 90, row + 92)),
    isFollow = flag(row + 94),
    isRisk = flag(row + 96),
    productTrialTimeFrom = text(either(row + 98, row + 100)),
    productTrialTimeTo = text(either(row + 102, row + 104)),
    phoneNumberMask = text(row + 106),
    entityVersion = int(row + 108),
    unreadableFields = if (!hasUnreadable) emptyList() else {
        val keys = listOf(
            "startTime", "endTime", "time", "filter", "name", "id", "realName", "creationTime", "CreationTime",
            "creatorId", "userTypeCode", "isBackground", "phoneNumber", "surname", "remark", "password", "userName",
            "email", "lastModificationTime", "avatarUrl", "registerTime", "RegisterTime", "isDeleted", "tenantId",
            "normalizedUserName", "normalizedEmail", "emailConfirmed", "passwordHash", "securityStamp", "isExternal",
            "phoneNumberConfirmed", "isActive", "twoFactorEnabled", "lockoutEnd", "lockoutEnabled", "accessFailedCount",
            "shouldChangePasswordOnNextLogin", "lastPasswordChangeTime", "extraProperties", "concurrencyStamp",
            "lastModifierId", "deleterId", "deletionTime", "cancelFollowTime", "CancelFollowTime", "isFollow", "isRisk",
            "productTrialTimeFrom", "ProductTrialTimeFrom", "productTrialTimeTo", "ProductTrialTimeTo",
            "phoneNumberMask", "entityVersion",
        )
        unreadable(row, keys)
    },
    secrets = if (hasSecrets) DmtzUserSecrets(
        password = text(row + 34),
        passwordHash = text(row + 58),
        securityStamp = text(row + 60),
        concurrencyStamp = text(row + 82),
    ) else null,
)

/**
 * `extraProperties`: the user's data in WeChat. The page shows an example, but no table. Only what is public prints.
 */
public class DmtzExtraProperties internal constructor(
    /** The country. Personal data. */
    public val country: String?,
    /** The province. Personal data. */
    public val province: String?,
    /** The city. Personal data. */
    public val city: String?,
    /** The gender as WeChat counts it (inferred): 0 unknown, 1 male, 2 female. Personal data. */
    public val gender: Long?,
    /** The privileges that WeChat grants the user. It is empty in the example. Personal data. */
    public val privilege: List<String>,
    /**
     * The vendor's names of the values that could not be read. Such a value is absent, or it is a list without its
     * unreadable entries.
     */
    public val unreadableFields: List<String>,
) {
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

internal fun Cells.readDmtzExtraProperties(row: Int): DmtzExtraProperties = DmtzExtraProperties(
    country = text(row + 4),
    province = text(row + 6),
    city = text(row + 8),
    gender = int(row + 10),
    privilege = texts(row + 12),
    unreadableFields = if (!hasUnreadable) emptyList() else {
        val keys = listOf(
            "Country", "Province", "City", "Gender", "Privilege",
        )
        unreadable(row, keys)
    },
)
