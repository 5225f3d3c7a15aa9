// Generated from the core's tables by `cargo xtask generate`; do not edit.

package io.github.mingpian

/**
 * An invented person of the fake service dmtz. Each field of a [DmtzUser] can be set.
 *
 * @param describe Sets the fields.
 */
public class DmtzPerson @JvmOverloads constructor(describe: DmtzPerson.() -> Unit = {}) : FakePerson(Provider.DMTZ) {
    /** Not documented. It is null in the example. */
    public var startTime: String? = null

    /** Not documented. It is null in the example. */
    public var endTime: String? = null

    /** Not documented. It is null in the example. */
    public var time: String? = null

    /** Not documented. It is null in the example. */
    public var filter: String? = null

    /** A name. It is null in the example, which has the full name in `surname`. Personal data. */
    public var name: String? = null

    /** The user's ID, a UUID. Personal data. */
    public var id: String? = null

    /** The real name. It is null in the example. Personal data. */
    public var realName: String? = null

    /** The date on which the user was created, `2024-08-27`. */
    public var creationTime: String? = null

    /** The user who created this one. It is null in the example. */
    public var creatorId: String? = null

    /** The kind of user, a number in a string. The values are not documented. */
    public var userTypeCode: String? = null

    /** Whether it is a user of the back office (inferred from the name). */
    public var isBackground: Boolean? = null

    /** The phone number. Personal data. */
    public var phoneNumber: String? = null

    /** The full name, as in the example. Personal data. */
    public var surname: String? = null

    /** A remark. It is null in the example. Personal data. */
    public var remark: String? = null

    /** Secret data that the vendor should not send. It is null in the example. */
    public var password: String? = null

    /** The account's name. In the example, it is a WeChat openid. Personal data. */
    public var userName: String? = null

    /** The email address. In the example, it is an address that the provider made up. Personal data. */
    public var email: String? = null

    /** When the user was last changed: ISO 8601 with an offset. */
    public var lastModificationTime: String? = null

    /** The URL of the picture. Personal data. */
    public var avatarUrl: String? = null

    /** The date on which the user registered. */
    public var registerTime: String? = null

    /** Whether the user is deleted. */
    public var isDeleted: Boolean? = null

    /** The tenant. It is null in the example. */
    public var tenantId: String? = null

    /** `userName` in upper case. Personal data. */
    public var normalizedUserName: String? = null

    /** `email` in upper case. Personal data. */
    public var normalizedEmail: String? = null

    /** Whether the email address is confirmed. */
    public var emailConfirmed: Boolean? = null

    /** Secret data that the vendor should not send. It is null in the example. */
    public var passwordHash: String? = null

    /** Secret data that the vendor should not send. */
    public var securityStamp: String? = null

    /** Whether the user comes from another system (inferred from the name). */
    public var isExternal: Boolean? = null

    /** Whether the phone number is confirmed. */
    public var phoneNumberConfirmed: Boolean? = null

    /** Whether the user is active. */
    public var isActive: Boolean? = null

    /** Whether two-factor authentication is enabled. */
    public var twoFactorEnabled: Boolean? = null

    /** The time until which the user is locked out. It is null in the example. */
    public var lockoutEnd: String? = null

    /** Whether the user can be locked out. */
    public var lockoutEnabled: Boolean? = null

    /** The number of failed sign-in attempts. */
    public var accessFailedCount: Long? = null

    /** Whether the user has to change the password at the next sign-in. */
    public var shouldChangePasswordOnNextLogin: Boolean? = null

    /** When the password was last changed. It is null in the example. */
    public var lastPasswordChangeTime: String? = null

    /** The user's data in WeChat: a JSON document in a string. Personal data. */
    public var extraProperties: ExtraProperties? = null

    /** Secret data that the vendor should not send. */
    public var concurrencyStamp: String? = null

    /** The user who last changed this one. It is null in the example. */
    public var lastModifierId: String? = null

    /** The user who deleted this one. It is null in the example. */
    public var deleterId: String? = null

    /** When the user was deleted. It is null in the example. */
    public var deletionTime: String? = null

    /** The date on which the user stopped following. It is set even while `isFollow` is 1. */
    public var cancelFollowTime: String? = null

    /** Whether the user follows the official account. */
    public var isFollow: Boolean? = null

    /** Whether the user is considered a risk (inferred from the name). */
    public var isRisk: Boolean? = null

    /** The date on which the trial began. */
    public var productTrialTimeFrom: String? = null

    /** The date on which the trial ends. */
    public var productTrialTimeTo: String? = null

    /** The phone number with its middle hidden. Personal data. */
    public var phoneNumberMask: String? = null

    /** The number of times that the record was written. */
    public var entityVersion: Long? = null

    init {
        describe()
    }

    override fun members(number: Int): List<Member> = listOf(
        Member("startTime", startTime, isAlwaysReadable = true),
        Member("endTime", endTime, isAlwaysReadable = true),
        Member("time", time, isAlwaysReadable = true),
        Member("filter", filter, isAlwaysReadable = true),
        Member("name", name, isAlwaysReadable = true),
        Member("id", id ?: number.toString(), isRequired = true),
        Member("realName", realName, isAlwaysReadable = true),
        Member("creationTime", creationTime),
        Member("creatorId", creatorId, isAlwaysReadable = true),
        Member("userTypeCode", userTypeCode),
        Member("isBackground", isBackground),
        Member("phoneNumber", phoneNumber),
        Member("surname", surname),
        Member("remark", remark, isAlwaysReadable = true),
        Member("password", password, isAlwaysReadable = true),
        Member("userName", userName),
        Member("email", email),
        Member("lastModificationTime", lastModificationTime),
        Member("avatarUrl", avatarUrl),
        Member("registerTime", registerTime),
        Member("isDeleted", isDeleted),
        Member("tenantId", tenantId, isAlwaysReadable = true),
        Member("normalizedUserName", normalizedUserName),
        Member("normalizedEmail", normalizedEmail),
        Member("emailConfirmed", emailConfirmed),
        Member("passwordHash", passwordHash, isAlwaysReadable = true),
        Member("securityStamp", securityStamp),
        Member("isExternal", isExternal),
        Member("phoneNumberConfirmed", phoneNumberConfirmed),
        Member("isActive", isActive),
        Member("twoFactorEnabled", twoFactorEnabled),
        Member("lockoutEnd", lockoutEnd, isAlwaysReadable = true),
        Member("lockoutEnabled", lockoutEnabled),
        Member("accessFailedCount", accessFailedCount),
        Member("shouldChangePasswordOnNextLogin", shouldChangePasswordOnNextLogin),
        Member("lastPasswordChangeTime", lastPasswordChangeTime, isAlwaysReadable = true),
        Member("extraProperties", extraProperties?.document(), isAlwaysReadable = true),
        Member("concurrencyStamp", concurrencyStamp),
        Member("lastModifierId", lastModifierId, isAlwaysReadable = true),
        Member("deleterId", deleterId, isAlwaysReadable = true),
        Member("deletionTime", deletionTime, isAlwaysReadable = true),
        Member("cancelFollowTime", cancelFollowTime),
        Member("isFollow", isFollow),
        Member("isRisk", isRisk),
        Member("productTrialTimeFrom", productTrialTimeFrom),
        Member("productTrialTimeTo", productTrialTimeTo),
        Member("phoneNumberMask", phoneNumberMask),
        Member("entityVersion", entityVersion),
    )

    /**
     * An invented [DmtzExtraProperties]. Each field can be set.
     *
     * @param describe Sets the fields.
     */
    public class ExtraProperties @JvmOverloads constructor(describe: ExtraProperties.() -> Unit = {}) : FakeDocument() {
        /** The country. Personal data. */
        public var country: String? = null

        /** The province. Personal data. */
        public var province: String? = null

        /** The city. Personal data. */
        public var city: String? = null

        /** The gender as WeChat counts it (inferred): 0 unknown, 1 male, 2 female. Personal data. */
        public var gender: Long? = null

        /** The privileges that WeChat grants the user. It is empty in the example. Personal data. */
        public var privilege: List<String>? = null

        init {
            describe()
        }

        override fun members(number: Int): List<Member> = listOf(
            Member("Country", country),
            Member("Province", province),
            Member("City", city),
            Member("Gender", gender),
            Member("Privilege", privilege),
        )
    }
}
