// Generated from the core's tables by `cargo xtask generate`; do not edit.

package io.github.mingpian

/**
 * An invented person of the fake service quanshi. Each field of a [QuanshiAccount] can be set.
 *
 * @param describe Sets the fields.
 */
public class QuanshiPerson @JvmOverloads constructor(describe: QuanshiPerson.() -> Unit = {}) : FakePerson(Provider.QUANSHI) {
    /** 查询账号对应的用户ID: the account's ID. Personal data. */
    public var userId: Long? = null

    /** 查询账号对应的登录名: an email address, a UUID, or any other text. Personal data. */
    public var loginName: String? = null

    /** 查询账号对应的邮箱: the email address. Personal data. */
    public var email: String? = null

    /** 查询账号对应的手机号的国家码: the country code of the mobile number, `86`. */
    public var countryCode: String? = null

    /** The mobile number. It is in the example, but not in the table. Personal data. */
    public var mobile: String? = null

    /** 查询账号对应的客户编码: the vendor's customer. */
    public var customerCode: String? = null

    /** 查询账号对应的公司名称: the company. */
    public var companyName: String? = null

    /** The display name. It is in the example, but not in the table. Personal data. */
    public var displayName: String? = null

    /** 查询账号对应的firstName: the first name. Personal data. */
    public var firstName: String? = null

    /** 查询账号对应的middleName: the middle name. Personal data. */
    public var middleName: String? = null

    /** 查询账号对应的lastName: the last name. Personal data. */
    public var lastName: String? = null

    init {
        describe()
    }

    override fun members(number: Int): List<Member> = listOf(
        Member("userId", userId ?: number.toLong(), isRequired = true),
        Member("loginName", loginName),
        Member("email", email),
        Member("countryCode", countryCode),
        Member("mobile", mobile),
        Member("customerCode", customerCode),
        Member("companyName", companyName),
        Member("displayName", displayName),
        Member("firstName", firstName),
        Member("middleName", middleName),
        Member("lastName", lastName),
    )
}
