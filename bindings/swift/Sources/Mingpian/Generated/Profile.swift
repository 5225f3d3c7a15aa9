// Generated from src/ by `cargo xtask generate`; do not edit.

/// A provider of an account service.
public struct Provider: RawRepresentable, Sendable, Hashable, Codable, CustomStringConvertible {
    /// dmtz (WeChat authorization): turns a WeChat code into a user.
    public static let dmtz = Provider(rawValue: "dmtz")
    /// Mysoft Yunzhushou (明源云助手): turns an access token and a device into an employee.
    public static let mysoft = Provider(rawValue: "mysoft")
    /// Quanshi (全时): turns emails, mobile numbers, and login names into accounts.
    public static let quanshi = Provider(rawValue: "quanshi")

    /// The name of the provider, which is the same in every language.
    public let rawValue: String

    /// Creates the provider with this name.
    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// The name of the provider.
    public var description: String { rawValue }
}

/// The data about a person that every provider can supply. Each member is taken from the first of the provider's fields
/// that is not empty.
public struct Profile: Sendable, Hashable, Codable, Identifiable {
    /// The provider that supplied the data.
    public let provider: Provider
    /// The provider's own ID of the user. Personal data.
    public let id: String
    /// The display name. Personal data.
    public let displayName: String?
    /// The phone number, as the provider writes it. Personal data.
    public let phone: String?
    /// The email address. Personal data.
    public let email: String?
    /// The URL of the picture. Personal data.
    public let avatarURL: String?
    /// The company or the department.
    public let organization: String?
    /// The provider's customer that the user belongs to.
    public let tenant: String?

    private enum CodingKeys: String, CodingKey {
        case provider
        case id
        case displayName
        case phone
        case email
        case avatarURL = "avatarUrl"
        case organization
        case tenant
    }

    /// Creates a profile with these members.
    public init(
        provider: Provider,
        id: String,
        displayName: String? = nil,
        phone: String? = nil,
        email: String? = nil,
        avatarURL: String? = nil,
        organization: String? = nil,
        tenant: String? = nil
    ) {
        self.provider = provider
        self.id = id
        self.displayName = displayName
        self.phone = phone
        self.email = email
        self.avatarURL = avatarURL
        self.organization = organization
        self.tenant = tenant
    }
}

extension Profile: Redacted {
    var members: [Member] {
        [
            Member("provider", provider),
            Member("id", hiding: id),
            Member("displayName", hiding: displayName),
            Member("phone", hiding: phone),
            Member("email", hiding: email),
            Member("avatarURL", hiding: avatarURL),
            Member("organization", organization),
            Member("tenant", tenant)
        ]
    }
}

/// Returns the first candidate that is neither absent nor empty.
func line(_ candidates: String?...) -> String? {
    for case let candidate? in candidates where !candidate.isEmpty { return candidate }
    return nil
}
