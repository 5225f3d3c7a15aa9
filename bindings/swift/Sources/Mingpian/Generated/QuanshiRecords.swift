// Generated from src/ by `cargo xtask generate`; do not edit.

/// 查询结果: an account.
public struct QuanshiAccount: Sendable, Hashable, Codable {
    /// 查询账号对应的用户ID: the account's ID. Personal data.
    public var userID: Int { stored.get { $0.userID } row: { $0.int(4) ?? 0 } }
    /// 查询账号对应的登录名: an email address, a UUID, or any other text. Personal data.
    public var loginName: String? { stored.get { $0.loginName } row: { $0.text(6) } }
    /// 查询账号对应的邮箱: the email address. Personal data.
    public var email: String? { stored.get { $0.email } row: { $0.text(8) } }
    /// 查询账号对应的手机号的国家码: the country code of the mobile number, `86`.
    public var countryCode: String? { stored.get { $0.countryCode } row: { $0.text(10) } }
    /// The mobile number. It is in the example, but not in the table. Personal data.
    public var mobile: String? { stored.get { $0.mobile } row: { $0.text(12) } }
    /// 查询账号对应的客户编码: the vendor's customer.
    public var customerCode: String? { stored.get { $0.customerCode } row: { $0.text(14) } }
    /// 查询账号对应的公司名称: the company.
    public var companyName: String? { stored.get { $0.companyName } row: { $0.text(16) } }
    /// The display name. It is in the example, but not in the table. Personal data.
    public var displayName: String? { stored.get { $0.displayName } row: { $0.text(18) } }
    /// 查询账号对应的firstName: the first name. Personal data.
    public var firstName: String? { stored.get { $0.firstName } row: { $0.text(20) } }
    /// 查询账号对应的middleName: the middle name. Personal data.
    public var middleName: String? { stored.get { $0.middleName } row: { $0.text(22) } }
    /// 查询账号对应的lastName: the last name. Personal data.
    public var lastName: String? { stored.get { $0.lastName } row: { $0.text(24) } }
    /// The vendor's names of the values that could not be read. Such a value is absent, or it is a list without its
    /// unreadable entries.
    public var unreadableFields: [String] {
        stored.get { $0.unreadableFields } row: { $0.unreadable(Fields.keys, lists: Fields.lists) }
    }

    let stored: Stored<Fields>

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
        stored = .inMemory(Fields(
            userID: userID,
            loginName: loginName,
            email: email,
            countryCode: countryCode,
            mobile: mobile,
            customerCode: customerCode,
            companyName: companyName,
            displayName: displayName,
            firstName: firstName,
            middleName: middleName,
            lastName: lastName,
            unreadableFields: unreadableFields
        ))
    }
}

extension QuanshiAccount: Readable {
    init(stored: Stored<Fields>) { self.stored = stored }
}

extension QuanshiAccount {
    struct Fields: ReadableFields {
        let userID: Int
        let loginName: String?
        let email: String?
        let countryCode: String?
        let mobile: String?
        let customerCode: String?
        let companyName: String?
        let displayName: String?
        let firstName: String?
        let middleName: String?
        let lastName: String?
        let unreadableFields: [String]

        static let keys = [
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
        ]
        static let lists: [Int] = []

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
    }
}

extension QuanshiAccount.Fields {
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
        unreadableFields = row.unreadable(Self.keys, lists: Self.lists)
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
