// Generated from the tables in src/providers by `cargo xtask generate`; do not edit.

internal import MingpianCore

/// 输入参数: whom to look up. At least one identifier in all; a request takes at most 200 of each list.
public struct QuanshiGetUsersByEmailsMobiles: Sendable, Hashable {
    /// 邮箱列表, 最大支持200个: email addresses. Personal data.
    public var emails: [String]
    /// 手机号列表, 最大支持200个: mobile numbers, without the country's code in the example. Personal data.
    public var mobiles: [String]
    /// 登陆名列表, 最大支持200个: login names, in whatever form. Personal data.
    public var loginNames: [String]

    /// With these members.
    public init(
        emails: [String] = [],
        mobiles: [String] = [],
        loginNames: [String] = []
    ) {
        self.emails = emails
        self.mobiles = mobiles
        self.loginNames = loginNames
    }
}

extension QuanshiGetUsersByEmailsMobiles {
    /// As the core takes it.
    var core: MingpianCore.QuanshiGetUsersByEmailsMobiles {
        MingpianCore.QuanshiGetUsersByEmailsMobiles(
            emails: emails,
            mobiles: mobiles,
            loginNames: loginNames
        )
    }
}

extension QuanshiGetUsersByEmailsMobiles: Redacted {
    var members: [Member] {
        [
            Member("emails", hiding: emails),
            Member("mobiles", hiding: mobiles),
            Member("loginNames", hiding: loginNames),
        ]
    }
}

/// 查询结果: an account.
public struct QuanshiAccount: Sendable, Hashable, Codable {
    /// 查询账号对应的用户ID: the account's id. Personal data.
    public let userId: Int
    /// 查询账号对应的登录名: an email address, a UUID, anything. Personal data.
    public let loginName: String?
    /// 查询账号对应的邮箱: the email address. Personal data.
    public let email: String?
    /// 查询账号对应的手机号的国家码: the country code of the mobile number, `86`.
    public let countryCode: String?
    /// The mobile number; in the example, not in the table. Personal data.
    public let mobile: String?
    /// 查询账号对应的客户编码: the vendor's customer.
    public let customerCode: String?
    /// 查询账号对应的公司名称: the company.
    public let companyName: String?
    /// The name to show; in the example, not in the table. Personal data.
    public let displayName: String?
    /// 查询账号对应的firstName: the first name. Personal data.
    public let firstName: String?
    /// 查询账号对应的middleName: the middle name. Personal data.
    public let middleName: String?
    /// 查询账号对应的lastName: the last name. Personal data.
    public let lastName: String?

    /// With these members.
    public init(
        userId: Int,
        loginName: String? = nil,
        email: String? = nil,
        countryCode: String? = nil,
        mobile: String? = nil,
        customerCode: String? = nil,
        companyName: String? = nil,
        displayName: String? = nil,
        firstName: String? = nil,
        middleName: String? = nil,
        lastName: String? = nil
    ) {
        self.userId = userId
        self.loginName = loginName
        self.email = email
        self.countryCode = countryCode
        self.mobile = mobile
        self.customerCode = customerCode
        self.companyName = companyName
        self.displayName = displayName
        self.firstName = firstName
        self.middleName = middleName
        self.lastName = lastName
    }
}

extension QuanshiAccount: Readable {
    init(_ row: Row) {
        userId = row.int(4) ?? 0
        loginName = row.text(6)
        email = row.text(8)
        countryCode = row.text(10)
        mobile = row.text(12)
        customerCode = row.text(14)
        companyName = row.text(16)
        displayName = row.text(18)
        firstName = row.text(20)
        middleName = row.text(22)
        lastName = row.text(24)
    }
}

extension QuanshiAccount: Redacted {
    var members: [Member] {
        [
            Member("userId", hiding: userId),
            Member("loginName", hiding: loginName),
            Member("email", hiding: email),
            Member("countryCode", countryCode),
            Member("mobile", hiding: mobile),
            Member("customerCode", customerCode),
            Member("companyName", companyName),
            Member("displayName", hiding: displayName),
            Member("firstName", hiding: firstName),
            Member("middleName", hiding: middleName),
            Member("lastName", hiding: lastName),
        ]
    }
}

extension QuanshiAccount {
    /// What every provider can say of a person. Personal data.
    public var profile: Profile {
        Profile(
            provider: .quanshi,
            id: String(userId),
            displayName: line(displayName, lastName, firstName, loginName),
            phone: line(mobile),
            email: line(email),
            avatarUrl: nil,
            organization: line(companyName),
            tenant: line(customerCode)
        )
    }
}

extension QuanshiAccount {
    /// The keys, in the order of the index's columns.
    static let columns = [
        "userId",
        "loginName",
        "email",
        "countryCode",
        "mobile",
        "customerCode",
        "companyName",
        "displayName",
        "firstName",
        "middleName",
        "lastName",
    ]
}

/// 返回参数: what stands around the accounts. Where its columns stand in its row.
enum QuanshiEnvelope {
    static let status = 4
    static let result = 6
    static let requestId = 8
    static let reqid = 10
    static let msg = 12
    static let timestamp = 14
}
