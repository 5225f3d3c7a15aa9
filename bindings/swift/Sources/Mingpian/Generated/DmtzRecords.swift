// Generated from src/ by `cargo xtask generate`; do not edit.

/// The secrets of a ``DmtzUser``, which an app should not hold. They are not printed, compared, or encoded.
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
    public var startTime: String? { stored.get { $0.startTime } row: { $0.text(4) } }
    /// Not documented. It is null in the example. A value that is not a string is kept as its JSON text.
    public var endTime: String? { stored.get { $0.endTime } row: { $0.text(6) } }
    /// Not documented. It is null in the example. A value that is not a string is kept as its JSON text.
    public var time: String? { stored.get { $0.time } row: { $0.text(8) } }
    /// Not documented. It is null in the example. A value that is not a string is kept as its JSON text.
    public var filter: String? { stored.get { $0.filter } row: { $0.text(10) } }
    /// A name. It is null in the example, which has the full name in `surname`. A value that is not a string is kept as
    /// its JSON text. Personal data.
    public var name: String? { stored.get { $0.name } row: { $0.text(12) } }
    /// The user's ID, a UUID. Personal data.
    public var id: String { stored.get { $0.id } row: { $0.text(14) ?? "" } }
    /// The real name. It is null in the example. A value that is not a string is kept as its JSON text. Personal data.
    public var realName: String? { stored.get { $0.realName } row: { $0.text(16) } }
    /// The date on which the user was created, `2024-08-27`.
    public var creationTime: String? { stored.get { $0.creationTime } row: { $0.text($0.either(18, 20)) } }
    /// The user who created this one. It is null in the example. A value that is not a string is kept as its JSON text.
    public var creatorID: String? { stored.get { $0.creatorID } row: { $0.text(22) } }
    /// The kind of user, a number in a string. The values are not documented.
    public var userTypeCode: String? { stored.get { $0.userTypeCode } row: { $0.text(24) } }
    /// Whether it is a user of the back office (inferred from the name).
    public var isBackground: Bool? { stored.get { $0.isBackground } row: { $0.flag(26) } }
    /// The phone number. Personal data.
    public var phoneNumber: String? { stored.get { $0.phoneNumber } row: { $0.text(28) } }
    /// The full name, as in the example. Personal data.
    public var surname: String? { stored.get { $0.surname } row: { $0.text(30) } }
    /// A remark. It is null in the example. A value that is not a string is kept as its JSON text. Personal data.
    public var remark: String? { stored.get { $0.remark } row: { $0.text(32) } }
    /// The account's name. In the example, it is a WeChat openid. Personal data.
    public var userName: String? { stored.get { $0.userName } row: { $0.text(36) } }
    /// The email address. In the example, it is an address that the provider made up. Personal data.
    public var email: String? { stored.get { $0.email } row: { $0.text(38) } }
    /// When the user was last changed: ISO 8601 with an offset.
    public var lastModificationTime: String? { stored.get { $0.lastModificationTime } row: { $0.text(40) } }
    /// The URL of the picture. Personal data.
    public var avatarURL: String? { stored.get { $0.avatarURL } row: { $0.text(42) } }
    /// The date on which the user registered.
    public var registerTime: String? { stored.get { $0.registerTime } row: { $0.text($0.either(44, 46)) } }
    /// Whether the user is deleted.
    public var isDeleted: Bool? { stored.get { $0.isDeleted } row: { $0.flag(48) } }
    /// The tenant. It is null in the example. A value that is not a string is kept as its JSON text.
    public var tenantID: String? { stored.get { $0.tenantID } row: { $0.text(50) } }
    /// `userName` in upper case. Personal data.
    public var normalizedUserName: String? { stored.get { $0.normalizedUserName } row: { $0.text(52) } }
    /// `email` in upper case. Personal data.
    public var normalizedEmail: String? { stored.get { $0.normalizedEmail } row: { $0.text(54) } }
    /// Whether the email address is confirmed.
    public var emailConfirmed: Bool? { stored.get { $0.emailConfirmed } row: { $0.flag(56) } }
    /// Whether the user comes from another system (inferred from the name).
    public var isExternal: Bool? { stored.get { $0.isExternal } row: { $0.flag(62) } }
    /// Whether the phone number is confirmed.
    public var phoneNumberConfirmed: Bool? { stored.get { $0.phoneNumberConfirmed } row: { $0.flag(64) } }
    /// Whether the user is active.
    public var isActive: Bool? { stored.get { $0.isActive } row: { $0.flag(66) } }
    /// Whether two-factor authentication is enabled.
    public var twoFactorEnabled: Bool? { stored.get { $0.twoFactorEnabled } row: { $0.flag(68) } }
    /// The time until which the user is locked out. It is null in the example. A value that is not a string is kept as
    /// its JSON text.
    public var lockoutEnd: String? { stored.get { $0.lockoutEnd } row: { $0.text(70) } }
    /// Whether the user can be locked out.
    public var lockoutEnabled: Bool? { stored.get { $0.lockoutEnabled } row: { $0.flag(72) } }
    /// The number of failed sign-in attempts.
    public var accessFailedCount: Int? { stored.get { $0.accessFailedCount } row: { $0.int(74) } }
    /// Whether the user has to change the password at the next sign-in.
    public var shouldChangePasswordOnNextLogin: Bool? { stored.get { $0.shouldChangePasswordOnNextLogin } row: { $0.flag(76) } }
    /// When the password was last changed. It is null in the example. A value that is not a string is kept as its JSON
    /// text.
    public var lastPasswordChangeTime: String? { stored.get { $0.lastPasswordChangeTime } row: { $0.text(78) } }
    /// The user's data in WeChat: a JSON document in a string. Personal data.
    public var extraProperties: Embedded<DmtzExtraProperties>? { stored.get { $0.extraProperties } row: { $0.embedded(80) } }
    /// The user who last changed this one. It is null in the example. A value that is not a string is kept as its JSON
    /// text.
    public var lastModifierID: String? { stored.get { $0.lastModifierID } row: { $0.text(84) } }
    /// The user who deleted this one. It is null in the example. A value that is not a string is kept as its JSON text.
    public var deleterID: String? { stored.get { $0.deleterID } row: { $0.text(86) } }
    /// When the user was deleted. It is null in the example. A value that is not a string is kept as its JSON text.
    public var deletionTime: String? { stored.get { $0.deletionTime } row: { $0.text(88) } }
    /// The date on which the user stopped following. It is set even while `isFollow` is 1.
    public var cancelFollowTime: String? { stored.get { $0.cancelFollowTime } row: { $0.text($0.either(90, 92)) } }
    /// Whether the user follows the official account.
    public var isFollow: Bool? { stored.get { $0.isFollow } row: { $0.flag(94) } }
    /// Whether the user is considered a risk (inferred from the name).
    public var isRisk: Bool? { stored.get { $0.isRisk } row: { $0.flag(96) } }
    /// The date on which the trial began.
    public var productTrialTimeFrom: String? { stored.get { $0.productTrialTimeFrom } row: { $0.text($0.either(98, 100)) } }
    /// The date on which the trial ends.
    public var productTrialTimeTo: String? { stored.get { $0.productTrialTimeTo } row: { $0.text($0.either(102, 104)) } }
    /// The phone number with its middle hidden. Personal data.
    public var phoneNumberMask: String? { stored.get { $0.phoneNumberMask } row: { $0.text(106) } }
    /// The number of times that the record was written.
    public var entityVersion: Int? { stored.get { $0.entityVersion } row: { $0.int(108) } }
    /// The vendor's names of the values that could not be read. Such a value is absent, or it is a list without its
    /// unreadable entries.
    public var unreadableFields: [String] {
        stored.get { $0.unreadableFields } row: { $0.unreadable(Fields.keys, lists: Fields.lists) }
    }
    /// The secrets that the provider sent. They are present only with ``LookupOptions/includeSecrets``.
    public var secrets: DmtzUserSecrets? {
        guard let row = stored.row, row.hasSecrets else { return nil }
        return DmtzUserSecrets(
            password: row.text(34),
            passwordHash: row.text(58),
            securityStamp: row.text(60),
            concurrencyStamp: row.text(82)
        )
    }

    let stored: Stored<Fields>

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
        stored = .inMemory(Fields(
            startTime: startTime,
            endTime: endTime,
            time: time,
            filter: filter,
            name: name,
            id: id,
            realName: realName,
            creationTime: creationTime,
            creatorID: creatorID,
            userTypeCode: userTypeCode,
            isBackground: isBackground,
            phoneNumber: phoneNumber,
            surname: surname,
            remark: remark,
            userName: userName,
            email: email,
            lastModificationTime: lastModificationTime,
            avatarURL: avatarURL,
            registerTime: registerTime,
            isDeleted: isDeleted,
            tenantID: tenantID,
            normalizedUserName: normalizedUserName,
            normalizedEmail: normalizedEmail,
            emailConfirmed: emailConfirmed,
            isExternal: isExternal,
            phoneNumberConfirmed: phoneNumberConfirmed,
            isActive: isActive,
            twoFactorEnabled: twoFactorEnabled,
            lockoutEnd: lockoutEnd,
            lockoutEnabled: lockoutEnabled,
            accessFailedCount: accessFailedCount,
            shouldChangePasswordOnNextLogin: shouldChangePasswordOnNextLogin,
            lastPasswordChangeTime: lastPasswordChangeTime,
            extraProperties: extraProperties,
            lastModifierID: lastModifierID,
            deleterID: deleterID,
            deletionTime: deletionTime,
            cancelFollowTime: cancelFollowTime,
            isFollow: isFollow,
            isRisk: isRisk,
            productTrialTimeFrom: productTrialTimeFrom,
            productTrialTimeTo: productTrialTimeTo,
            phoneNumberMask: phoneNumberMask,
            entityVersion: entityVersion,
            unreadableFields: unreadableFields
        ))
    }
}

extension DmtzUser: Readable {
    init(stored: Stored<Fields>) { self.stored = stored }
}

extension DmtzUser {
    struct Fields: ReadableFields {
        let startTime: String?
        let endTime: String?
        let time: String?
        let filter: String?
        let name: String?
        let id: String
        let realName: String?
        let creationTime: String?
        let creatorID: String?
        let userTypeCode: String?
        let isBackground: Bool?
        let phoneNumber: String?
        let surname: String?
        let remark: String?
        let userName: String?
        let email: String?
        let lastModificationTime: String?
        let avatarURL: String?
        let registerTime: String?
        let isDeleted: Bool?
        let tenantID: String?
        let normalizedUserName: String?
        let normalizedEmail: String?
        let emailConfirmed: Bool?
        let isExternal: Bool?
        let phoneNumberConfirmed: Bool?
        let isActive: Bool?
        let twoFactorEnabled: Bool?
        let lockoutEnd: String?
        let lockoutEnabled: Bool?
        let accessFailedCount: Int?
        let shouldChangePasswordOnNextLogin: Bool?
        let lastPasswordChangeTime: String?
        let extraProperties: Embedded<DmtzExtraProperties>?
        let lastModifierID: String?
        let deleterID: String?
        let deletionTime: String?
        let cancelFollowTime: String?
        let isFollow: Bool?
        let isRisk: Bool?
        let productTrialTimeFrom: String?
        let productTrialTimeTo: String?
        let phoneNumberMask: String?
        let entityVersion: Int?
        let unreadableFields: [String]

        static let keys = [
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
        ]
        static let lists: [Int] = []

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
    }
}

extension DmtzUser.Fields {
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
        unreadableFields = row.unreadable(Self.keys, lists: Self.lists)
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
    public var country: String? { stored.get { $0.country } row: { $0.text(4) } }
    /// The province. Personal data.
    public var province: String? { stored.get { $0.province } row: { $0.text(6) } }
    /// The city. Personal data.
    public var city: String? { stored.get { $0.city } row: { $0.text(8) } }
    /// The gender as WeChat counts it (inferred): 0 unknown, 1 male, 2 female. Personal data.
    public var gender: Int? { stored.get { $0.gender } row: { $0.int(10) } }
    /// The privileges that WeChat grants the user. It is empty in the example. Personal data.
    public var privilege: [String] { stored.get { $0.privilege } row: { $0.texts(12) } }
    /// The vendor's names of the values that could not be read. Such a value is absent, or it is a list without its
    /// unreadable entries.
    public var unreadableFields: [String] {
        stored.get { $0.unreadableFields } row: { $0.unreadable(Fields.keys, lists: Fields.lists) }
    }

    let stored: Stored<Fields>

    /// Creates a value with these members.
    public init(
        country: String? = nil,
        province: String? = nil,
        city: String? = nil,
        gender: Int? = nil,
        privilege: [String] = [],
        unreadableFields: [String] = []
    ) {
        stored = .inMemory(Fields(
            country: country,
            province: province,
            city: city,
            gender: gender,
            privilege: privilege,
            unreadableFields: unreadableFields
        ))
    }
}

extension DmtzExtraProperties: Readable {
    init(stored: Stored<Fields>) { self.stored = stored }
}

extension DmtzExtraProperties {
    struct Fields: ReadableFields {
        let country: String?
        let province: String?
        let city: String?
        let gender: Int?
        let privilege: [String]
        let unreadableFields: [String]

        static let keys = [
            "Country",
            "Province",
            "City",
            "Gender",
            "Privilege"
        ]
        static let lists: [Int] = []
    }
}

extension DmtzExtraProperties.Fields {
    init(_ row: Row) {
        country = row.text(4)
        province = row.text(6)
        city = row.text(8)
        gender = row.int(10)
        privilege = row.texts(12)
        unreadableFields = row.unreadable(Self.keys, lists: Self.lists)
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
