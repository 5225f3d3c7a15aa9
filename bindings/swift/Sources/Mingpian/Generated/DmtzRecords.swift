// Generated from src/ by `cargo xtask generate`; do not edit.

/// The secrets of ``DmtzUser``, which an app should not hold. They print redacted, and are neither compared nor
/// encoded.
public struct DmtzUserSecrets: Sendable {
    /// Secret data that the vendor should not send. It is null in the example. A value that is not a string is kept as
    /// its JSON text.
    public let password: String?
    /// Secret data that the vendor should not send. It is null in the example. A value that is not a string is kept as
    /// its JSON text.
    public let passwordHash: String?
    /// Secret data that the vendor should not send.
    public let securityStamp: String?
    /// Secret data that the vendor should not send.
    public let concurrencyStamp: String?
}

extension DmtzUserSecrets: Redacted {
    var members: [Member] {
        [
            Member("password", hiding: password),
            Member("passwordHash", hiding: passwordHash),
            Member("securityStamp", hiding: securityStamp),
            Member("concurrencyStamp", hiding: concurrencyStamp)
        ]
    }
}

/// 响应参数: the user behind a WeChat code.
public struct DmtzUser: Sendable, Hashable, Codable {
    /// Not documented. It is null in the example. A value that is not a string is kept as its JSON text.
    public let startTime: String?
    /// Not documented. It is null in the example. A value that is not a string is kept as its JSON text.
    public let endTime: String?
    /// Not documented. It is null in the example. A value that is not a string is kept as its JSON text.
    public let time: String?
    /// Not documented. It is null in the example. A value that is not a string is kept as its JSON text.
    public let filter: String?
    /// A name. It is null in the example, which has the full name in `surname`. A value that is not a string is kept as
    /// its JSON text. Personal data.
    public let name: String?
    /// The user's ID, a UUID. Personal data.
    public let id: String
    /// The real name. It is null in the example. A value that is not a string is kept as its JSON text. Personal data.
    public let realName: String?
    /// The date on which the user was created, `2024-08-27`.
    public let creationTime: String?
    /// The user who created this one. It is null in the example. A value that is not a string is kept as its JSON text.
    public let creatorID: String?
    /// The kind of user, a number in a string. The values are not documented.
    public let userTypeCode: String?
    /// Whether it is a user of the back office (inferred from the name).
    public let isBackground: Bool?
    /// The phone number. Personal data.
    public let phoneNumber: String?
    /// The full name, as in the example. Personal data.
    public let surname: String?
    /// A remark. It is null in the example. A value that is not a string is kept as its JSON text. Personal data.
    public let remark: String?
    /// The account's name. In the example, it is a WeChat openid. Personal data.
    public let userName: String?
    /// The email address. In the example, it is an address that the provider made up. Personal data.
    public let email: String?
    /// When the user was last changed: ISO 8601 with an offset.
    public let lastModificationTime: String?
    /// The URL of the picture. Personal data.
    public let avatarURL: String?
    /// The date on which the user registered.
    public let registerTime: String?
    /// Whether the user is deleted.
    public let isDeleted: Bool?
    /// The tenant. It is null in the example. A value that is not a string is kept as its JSON text.
    public let tenantID: String?
    /// `userName` in upper case. Personal data.
    public let normalizedUserName: String?
    /// `email` in upper case. Personal data.
    public let normalizedEmail: String?
    /// Whether the email address is confirmed.
    public let emailConfirmed: Bool?
    /// Whether the user comes from another system (inferred from the name).
    public let isExternal: Bool?
    /// Whether the phone number is confirmed.
    public let phoneNumberConfirmed: Bool?
    /// Whether the user is active.
    public let isActive: Bool?
    /// Whether two-factor authentication is enabled.
    public let twoFactorEnabled: Bool?
    /// The time until which the user is locked out. It is null in the example. A value that is not a string is kept as
    /// its JSON text.
    public let lockoutEnd: String?
    /// Whether the user can be locked out.
    public let lockoutEnabled: Bool?
    /// The number of failed sign-in attempts.
    public let accessFailedCount: Int?
    /// Whether the user has to change the password at the next sign-in.
    public let shouldChangePasswordOnNextLogin: Bool?
    /// When the password was last changed. It is null in the example. A value that is not a string is kept as its JSON
    /// text.
    public let lastPasswordChangeTime: String?
    /// The user's data in WeChat: a JSON document in a string. Personal data.
    public let extraProperties: Embedded<DmtzExtraProperties>?
    /// The user who last changed this one. It is null in the example. A value that is not a string is kept as its JSON
    /// text.
    public let lastModifierID: String?
    /// The user who deleted this one. It is null in the example. A value that is not a string is kept as its JSON text.
    public let deleterID: String?
    /// When the user was deleted. It is null in the example. A value that is not a string is kept as its JSON text.
    public let deletionTime: String?
    /// The date on which the user stopped following. It is set even while `isFollow` is 1.
    public let cancelFollowTime: String?
    /// Whether the user follows the official account.
    public let isFollow: Bool?
    /// Whether the user is considered a risk (inferred from the name).
    public let isRisk: Bool?
    /// The date on which the trial began.
    public let productTrialTimeFrom: String?
    /// The date on which the trial ends.
    public let productTrialTimeTo: String?
    /// The phone number with its middle hidden. Personal data.
    public let phoneNumberMask: String?
    /// The number of times that the record was written.
    public let entityVersion: Int?
    /// The vendor's names of the values that could not be read. Such a value is absent, or it is a list without its
    /// unreadable entries.
    public let unreadableFields: [String]
    /// The secrets that the provider sent. They are present only with ``LookupOptions/includeSecrets``.
    public var secrets: DmtzUserSecrets? { withheld.value }
    private var withheld = Withheld<DmtzUserSecrets>()

    private enum CodingKeys: String, CodingKey {
        case startTime
        case endTime
        case time
        case filter
        case name
        case id
        case realName
        case creationTime
        case creatorID = "creatorId"
        case userTypeCode
        case isBackground
        case phoneNumber
        case surname
        case remark
        case userName
        case email
        case lastModificationTime
        case avatarURL = "avatarUrl"
        case registerTime
        case isDeleted
        case tenantID = "tenantId"
        case normalizedUserName
        case normalizedEmail
        case emailConfirmed
        case isExternal
        case phoneNumberConfirmed
        case isActive
        case twoFactorEnabled
        case lockoutEnd
        case lockoutEnabled
        case accessFailedCount
        case shouldChangePasswordOnNextLogin
        case lastPasswordChangeTime
        case extraProperties
        case lastModifierID = "lastModifierId"
        case deleterID = "deleterId"
        case deletionTime
        case cancelFollowTime
        case isFollow
        case isRisk
        case productTrialTimeFrom
        case productTrialTimeTo
        case phoneNumberMask
        case entityVersion
        case unreadableFields
    }

    /// Creates a value with these members.
    public init(
        startTime: String? = nil,
        endTime: String? = nil,
        time: String? = nil,
        filter: String? = nil,
        name: String? = nil,
        id: String,
        realName: String? = nil,
        creationTime: String? = nil,
        creatorID: String? = nil,
        userTypeCode: String? = nil,
        isBackground: Bool? = nil,
        phoneNumber: String? = nil,
        surname: String? = nil,
        remark: String? = nil,
        userName: String? = nil,
        email: String? = nil,
        lastModificationTime: String? = nil,
        avatarURL: String? = nil,
        registerTime: String? = nil,
        isDeleted: Bool? = nil,
        tenantID: String? = nil,
        normalizedUserName: String? = nil,
        normalizedEmail: String? = nil,
        emailConfirmed: Bool? = nil,
        isExternal: Bool? = nil,
        phoneNumberConfirmed: Bool? = nil,
        isActive: Bool? = nil,
        twoFactorEnabled: Bool? = nil,
        lockoutEnd: String? = nil,
        lockoutEnabled: Bool? = nil,
        accessFailedCount: Int? = nil,
        shouldChangePasswordOnNextLogin: Bool? = nil,
        lastPasswordChangeTime: String? = nil,
        extraProperties: Embedded<DmtzExtraProperties>? = nil,
        lastModifierID: String? = nil,
        deleterID: String? = nil,
        deletionTime: String? = nil,
        cancelFollowTime: String? = nil,
        isFollow: Bool? = nil,
        isRisk: Bool? = nil,
        productTrialTimeFrom: String? = nil,
        productTrialTimeTo: String? = nil,
        phoneNumberMask: String? = nil,
        entityVersion: Int? = nil,
        unreadableFields: [String] = []
    ) {
        self.startTime = startTime
        self.endTime = endTime
        self.time = time
        self.filter = filter
        self.name = name
        self.id = id
        self.realName = realName
        self.creationTime = creationTime
        self.creatorID = creatorID
        self.userTypeCode = userTypeCode
        self.isBackground = isBackground
        self.phoneNumber = phoneNumber
        self.surname = surname
        self.remark = remark
        self.userName = userName
        self.email = email
        self.lastModificationTime = lastModificationTime
        self.avatarURL = avatarURL
        self.registerTime = registerTime
        self.isDeleted = isDeleted
        self.tenantID = tenantID
        self.normalizedUserName = normalizedUserName
        self.normalizedEmail = normalizedEmail
        self.emailConfirmed = emailConfirmed
        self.isExternal = isExternal
        self.phoneNumberConfirmed = phoneNumberConfirmed
        self.isActive = isActive
        self.twoFactorEnabled = twoFactorEnabled
        self.lockoutEnd = lockoutEnd
        self.lockoutEnabled = lockoutEnabled
        self.accessFailedCount = accessFailedCount
        self.shouldChangePasswordOnNextLogin = shouldChangePasswordOnNextLogin
        self.lastPasswordChangeTime = lastPasswordChangeTime
        self.extraProperties = extraProperties
        self.lastModifierID = lastModifierID
        self.deleterID = deleterID
        self.deletionTime = deletionTime
        self.cancelFollowTime = cancelFollowTime
        self.isFollow = isFollow
        self.isRisk = isRisk
        self.productTrialTimeFrom = productTrialTimeFrom
        self.productTrialTimeTo = productTrialTimeTo
        self.phoneNumberMask = phoneNumberMask
        self.entityVersion = entityVersion
        self.unreadableFields = unreadableFields
    }
}

extension DmtzUser: Readable {
    init(_ row: Row) {
        startTime = row.text(4)
        endTime = row.text(6)
        time = row.text(8)
        filter = row.text(10)
        name = row.text(12)
        id = row.text(14) ?? ""
        realName = row.text(16)
        creationTime = row.text(row.either(18, 20))
        creatorID = row.text(22)
        userTypeCode = row.text(24)
        isBackground = row.flag(26)
        phoneNumber = row.text(28)
        surname = row.text(30)
        remark = row.text(32)
        userName = row.text(36)
        email = row.text(38)
        lastModificationTime = row.text(40)
        avatarURL = row.text(42)
        registerTime = row.text(row.either(44, 46))
        isDeleted = row.flag(48)
        tenantID = row.text(50)
        normalizedUserName = row.text(52)
        normalizedEmail = row.text(54)
        emailConfirmed = row.flag(56)
        isExternal = row.flag(62)
        phoneNumberConfirmed = row.flag(64)
        isActive = row.flag(66)
        twoFactorEnabled = row.flag(68)
        lockoutEnd = row.text(70)
        lockoutEnabled = row.flag(72)
        accessFailedCount = row.int(74)
        shouldChangePasswordOnNextLogin = row.flag(76)
        lastPasswordChangeTime = row.text(78)
        extraProperties = row.embedded(80)
        lastModifierID = row.text(84)
        deleterID = row.text(86)
        deletionTime = row.text(88)
        cancelFollowTime = row.text(row.either(90, 92))
        isFollow = row.flag(94)
        isRisk = row.flag(96)
        productTrialTimeFrom = row.text(row.either(98, 100))
        productTrialTimeTo = row.text(row.either(102, 104))
        phoneNumberMask = row.text(106)
        entityVersion = row.int(108)
        unreadableFields = !row.hasUnreadable ? [] : row.unreadable([
            "startTime",
            "endTime",
            "time",
            "filter",
            "name",
            "id",
            "realName",
            "creationTime",
            "CreationTime",
            "creatorId",
            "userTypeCode",
            "isBackground",
            "phoneNumber",
            "surname",
            "remark",
            "password",
            "userName",
            "email",
            "lastModificationTime",
            "avatarUrl",
            "registerTime",
            "RegisterTime",
            "isDeleted",
            "tenantId",
            "normalizedUserName",
            "normalizedEmail",
            "emailConfirmed",
            "passwordHash",
            "securityStamp",
            "isExternal",
            "phoneNumberConfirmed",
            "isActive",
            "twoFactorEnabled",
            "lockoutEnd",
            "lockoutEnabled",
            "accessFailedCount",
            "shouldChangePasswordOnNextLogin",
            "lastPasswordChangeTime",
            "extraProperties",
            "concurrencyStamp",
            "lastModifierId",
            "deleterId",
            "deletionTime",
            "cancelFollowTime",
            "CancelFollowTime",
            "isFollow",
            "isRisk",
            "productTrialTimeFrom",
            "ProductTrialTimeFrom",
            "productTrialTimeTo",
            "ProductTrialTimeTo",
            "phoneNumberMask",
            "entityVersion"
        ], lists: [])
        guard row.hasSecrets else { return }
        withheld.value = DmtzUserSecrets(
            password: row.text(34),
            passwordHash: row.text(58),
            securityStamp: row.text(60),
            concurrencyStamp: row.text(82)
        )
    }
}

extension DmtzUser: Redacted {
    var members: [Member] {
        [
            Member("startTime", startTime),
            Member("endTime", endTime),
            Member("time", time),
            Member("filter", filter),
            Member("name", hiding: name),
            Member("id", hiding: id),
            Member("realName", hiding: realName),
            Member("creationTime", creationTime),
            Member("creatorID", creatorID),
            Member("userTypeCode", userTypeCode),
            Member("isBackground", isBackground),
            Member("phoneNumber", hiding: phoneNumber),
            Member("surname", hiding: surname),
            Member("remark", hiding: remark),
            Member("userName", hiding: userName),
            Member("email", hiding: email),
            Member("lastModificationTime", lastModificationTime),
            Member("avatarURL", hiding: avatarURL),
            Member("registerTime", registerTime),
            Member("isDeleted", isDeleted),
            Member("tenantID", tenantID),
            Member("normalizedUserName", hiding: normalizedUserName),
            Member("normalizedEmail", hiding: normalizedEmail),
            Member("emailConfirmed", emailConfirmed),
            Member("isExternal", isExternal),
            Member("phoneNumberConfirmed", phoneNumberConfirmed),
            Member("isActive", isActive),
            Member("twoFactorEnabled", twoFactorEnabled),
            Member("lockoutEnd", lockoutEnd),
            Member("lockoutEnabled", lockoutEnabled),
            Member("accessFailedCount", accessFailedCount),
            Member("shouldChangePasswordOnNextLogin", shouldChangePasswordOnNextLogin),
            Member("lastPasswordChangeTime", lastPasswordChangeTime),
            Member("extraProperties", hiding: extraProperties),
            Member("lastModifierID", lastModifierID),
            Member("deleterID", deleterID),
            Member("deletionTime", deletionTime),
            Member("cancelFollowTime", cancelFollowTime),
            Member("isFollow", isFollow),
            Member("isRisk", isRisk),
            Member("productTrialTimeFrom", productTrialTimeFrom),
            Member("productTrialTimeTo", productTrialTimeTo),
            Member("phoneNumberMask", hiding: phoneNumberMask),
            Member("entityVersion", entityVersion),
            Member("unreadableFields", unreadableFields),
            Member("secrets", hiding: secrets)
        ]
    }
}

extension DmtzUser: Identifiable {
    /// The data about the person that every provider can supply. Personal data.
    public var profile: Profile {
        Profile(
            provider: .dmtz,
            id: id,
            displayName: line(realName, name, surname, userName),
            phone: line(phoneNumber, phoneNumberMask),
            email: line(email),
            avatarURL: line(avatarURL),
            tenant: line(tenantID)
        )
    }
}

/// `extraProperties`: the user's data in WeChat. The page shows an example, but no table.
public struct DmtzExtraProperties: Sendable, Hashable, Codable {
    /// The country. Personal data.
    public let country: String?
    /// The province. Personal data.
    public let province: String?
    /// The city. Personal data.
    public let city: String?
    /// The gender as WeChat counts it (inferred): 0 unknown, 1 male, 2 female. Personal data.
    public let gender: Int?
    /// The privileges that WeChat grants the user. It is empty in the example. Personal data.
    public let privilege: [String]
    /// The vendor's names of the values that could not be read. Such a value is absent, or it is a list without its
    /// unreadable entries.
    public let unreadableFields: [String]

    /// Creates a value with these members.
    public init(
        country: String? = nil,
        province: String? = nil,
        city: String? = nil,
        gender: Int? = nil,
        privilege: [String] = [],
        unreadableFields: [String] = []
    ) {
        self.country = country
        self.province = province
        self.city = city
        self.gender = gender
        self.privilege = privilege
        self.unreadableFields = unreadableFields
    }
}

extension DmtzExtraProperties: Readable {
    init(_ row: Row) {
        country = row.text(4)
        province = row.text(6)
        city = row.text(8)
        gender = row.int(10)
        privilege = row.texts(12)
        unreadableFields = !row.hasUnreadable ? [] : row.unreadable([
            "Country",
            "Province",
            "City",
            "Gender",
            "Privilege"
        ], lists: [])
    }
}

extension DmtzExtraProperties: Redacted {
    var members: [Member] {
        [
            Member("country", hiding: country),
            Member("province", hiding: province),
            Member("city", hiding: city),
            Member("gender", hiding: gender),
            Member("privilege", hiding: privilege),
            Member("unreadableFields", unreadableFields)
        ]
    }
}
