// Generated from the core's tables by `cargo xtask generate`; do not edit.

package io.github.mingpian

/**
 * 输入参数: the accounts to look up. At least one identifier is required. Lists may have any length. A request contains
 * up to 200 identifiers of each list. `toString()` shows none of it.
 */
public data class QuanshiGetUsersByEmailsMobiles @JvmOverloads constructor(
    /** 邮箱列表, 最大支持200个: email addresses. Personal data. */
    public val emails: List<String> = emptyList(),
    /** 手机号列表, 最大支持200个: mobile numbers, without the country code, as in the example. Personal data. */
    public val mobiles: List<String> = emptyList(),
    /** 登陆名列表, 最大支持200个: login names, in any form. Personal data. */
    public val loginNames: List<String> = emptyList(),
) {
    override fun toString(): String = "QuanshiGetUsersByEmailsMobiles($REDACTED)"

    internal fun write(json: JsonWriter) {
        json.required("emails", emails)
        json.required("mobiles", mobiles)
        json.required("loginNames", loginNames)
    }
}

/** 查询结果: an account. `toString()` shows only public fields. */
public class QuanshiAccount internal constructor(private val cells: Cells, private val row: Int) {
    /** 查询账号对应的用户ID: the account's ID. Personal data. */
    public val userId: Long get() = cells.int(row + 4)!!
    /** 查询账号对应的登录名: an email address, a UUID, or any other text. Personal data. */
    public val loginName: String? get() = cells.text(row + 6)
    /** 查询账号对应的邮箱: the email address. Personal data. */
    public val email: String? get() = cells.text(row + 8)
    /** 查询账号对应的手机号的国家码: the country code of the mobile number, `86`. */
    public val countryCode: String? get() = cells.text(row + 10)
    /** The mobile number. It is in the example, but not in the table. Personal data. */
    public val mobile: String? get() = cells.text(row + 12)
    /** 查询账号对应的客户编码: the vendor's customer. */
    public val customerCode: String? get() = cells.text(row + 14)
    /** 查询账号对应的公司名称: the company. */
    public val companyName: String? get() = cells.text(row + 16)
    /** The display name. It is in the example, but not in the table. Personal data. */
    public val displayName: String? get() = cells.text(row + 18)
    /** 查询账号对应的firstName: the first name. Personal data. */
    public val firstName: String? get() = cells.text(row + 20)
    /** 查询账号对应的middleName: the middle name. Personal data. */
    public val middleName: String? get() = cells.text(row + 22)
    /** 查询账号对应的lastName: the last name. Personal data. */
    public val lastName: String? get() = cells.text(row + 24)
    /**
     * The vendor's names of the values that could not be read. Such a value is absent, or it is a list without its
     * unreadable entries.
     */
    public val unreadableFields: List<String>
        get() = if (!cells.hasUnreadable) emptyList() else {
            val keys = listOf(
                "userId", "loginName", "email", "countryCode", "mobile", "customerCode", "companyName", "displayName",
                "firstName", "middleName", "lastName",
            )
            cells.unreadable(row, keys)
        }

    /** The data about the person that every provider can supply. Personal data. */
    public val profile: Profile
        get() = Profile(
            provider = Provider.QUANSHI,
            id = userId.toString(),
            displayName = firstLine(displayName, lastName, firstName, loginName),
            phone = firstLine(mobile),
            email = firstLine(email),
            avatarUrl = null,
            organization = firstLine(companyName),
            tenant = firstLine(customerCode),
        )

    override fun toString(): String =
        "QuanshiAccount(" +
            "userId=${hidden(userId)}, " +
            "loginName=${hidden(loginName)}, " +
            "email=${hidden(email)}, " +
            "countryCode=$countryCode, " +
            "mobile=${hidden(mobile)}, " +
            "customerCode=$customerCode, " +
            "companyName=$companyName, " +
            "displayName=${hidden(displayName)}, " +
            "firstName=${hidden(firstName)}, " +
            "middleName=${hidden(middleName)}, " +
            "lastName=${hidden(lastName)}, " +
            "unreadableFields=$unreadableFields)"

    override fun equals(other: Any?): Boolean = other is QuanshiAccount && members() == other.members()

    override fun hashCode(): Int = members().hashCode()

    private fun members(): List<Any?> = listOf(
        userId,
        loginName,
        email,
        countryCode,
        mobile,
        customerCode,
        companyName,
        displayName,
        firstName,
        middleName,
        lastName,
        unreadableFields,
    )
}
