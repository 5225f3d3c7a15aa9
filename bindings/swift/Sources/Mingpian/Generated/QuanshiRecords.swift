// Generated from src/ by `cargo xtask generate`; do not edit.

/// 查询结果: an account.
public struct QuanshiAccount: Sendable, Hashable, Codable {
    /// 查询账号对应的用户ID: the account's ID. Personal data.
    public let userID: Int
    /// 查询账号对应的登录名: an email address, a UUID, or any other text. Personal data.
    public let loginName: String?
    /// 查询账号对应的邮箱: the email address. Personal data.
    public let email: String?
    /// 查询账号对应的手机号的国家码: the country code of the mobile number, `86`.
    public let countryCode: String?
    /// The mobile number. It is in the example, but not in the table. Personal data.
    public let mobile: String?
    /// 查询账号对应的客户编码: the vendor's customer.
    public let customerCode: String?
    /// 查询账号对应的公司名称: the company.
    public let companyName: String?
    /// The display name. It is in the example, but not in the table. Personal data.
    public let displayName: String?
    /// 查询账号对应的firstName: the first name. Personal data.
    public let firstName: String?
    /// 查询账号对应的middleName: the middle name. Personal data.
    public let middleName: String?
    /// 查询账号对应的lastName: the last name. Personal data.
    public let lastName: String?
    /// The vendor's names of the values that could not be read. Such a value is absent, or it is a list without its
    /// unreadable entries.
    public let unreadableFields: [String]

    private enum CodingKeys: String, CodingKey {
        case userID = "userId"
        case loginName
        case email
        case countryCode
        case mobile
        case customerCode
        case companyName
        case displayName
        case firstName
        case middleName
        case lastName
        case unreadableFields
    }

    /// Creates a value with these members.
    public init(
        userID: Int,
        loginName: String? = nil,
        email: String? = nil,
        countryCode: String? = nil,
        mobile: String? = nil,
        customerCode: String? = nil,
        companyName: String? = nil,
        displayName: String? = nil,
        firstName: String? = nil,
        middleName: String? = nil,
        lastName: String? = nil,
        unreadableFields: [String] = []
    ) {
        self.userID = userID
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
        self.unreadableFields = unreadableFields
    }
}

extension QuanshiAccount: Readable {
    init(_ row: Row) {
        userID = row.int(4) ?? 0
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
        unreadableFields = !row.hasUnreadable ? [] : row.unreadable([
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
            "lastName"
        ], lists: [])
    }
}

extension QuanshiAccount: Redacted {
    var members: [Member] {
        [
            Member("userID", hiding: userID),
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
            Member("unreadableFields", unreadableFields)
        ]
    }
}

extension QuanshiAccount: Identifiable {
    /// The provider's own ID of the user. Personal data.
    public var id: Int { userID }

    /// The data about the person that every provider can supply. Personal data.
    public var profile: Profile {
        Profile(
            provider: .quanshi,
            id: String(userID),
            displayName: line(displayName, lastName, firstName, loginName),
            phone: line(mobile),
            email: line(email),
            organization: line(companyName),
            tenant: line(customerCode)
        )
    }
}
