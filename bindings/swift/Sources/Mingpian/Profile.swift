/// What every service can say of a person. Each member is the first of the provider's own that is not empty.
public struct Profile: Sendable, Hashable, Codable {
    /// The service that said it.
    public let provider: Provider
    /// The service's id of the person; quanshi's number as text. Personal data.
    public let id: String
    /// A name to show. Personal data.
    public let displayName: String?
    /// Phone number as the service writes it, maybe masked. Personal data.
    public let phone: String?
    /// Email address. Personal data.
    public let email: String?
    /// Address of a picture. Personal data.
    public let avatarUrl: String?
    /// Company or department.
    public let organization: String?
    /// The service's customer that the person belongs to.
    public let tenant: String?

    /// With these members.
    public init(
        provider: Provider,
        id: String,
        displayName: String? = nil,
        phone: String? = nil,
        email: String? = nil,
        avatarUrl: String? = nil,
        organization: String? = nil,
        tenant: String? = nil
    ) {
        self.provider = provider
        self.id = id
        self.displayName = displayName
        self.phone = phone
        self.email = email
        self.avatarUrl = avatarUrl
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
            Member("avatarUrl", hiding: avatarUrl),
            Member("organization", organization),
            Member("tenant", tenant),
        ]
    }
}

/// The first that is there and not empty.
func line(_ candidates: String?...) -> String? {
    for case let candidate? in candidates where !candidate.isEmpty { return candidate }
    return nil
}
