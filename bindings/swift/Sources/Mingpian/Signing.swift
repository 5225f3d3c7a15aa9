/// What the app's own server signs.
public struct SigningParams: Sendable, Hashable, Codable {
    /// The service's time, as far as it is known, in milliseconds since 1970.
    public let time: Int
    /// A number that is used once: 32 hexadecimal digits.
    public let nonce: String

    /// Creates parameters with these members.
    public init(time: Int, nonce: String) {
        self.time = time
        self.nonce = nonce
    }
}

/// Asks the app's own server to sign a request. Returns the headers that it made, or `nil` if it refused: then the
/// lookup fails with `UNAUTHENTICATED`. If it throws, the attempt counts as interrupted. Its task is cancelled when the
/// attempt is.
public typealias Authorize = @Sendable (SigningParams) async throws -> [String: String]?

/// Credentials as the core takes them.
struct Auth: Sendable {
    var json = "{}"
    var authorize: Authorize?
    var renewal: Renewal?

    func renewing(_ renew: @escaping RenewToken) -> Auth {
        Auth(json: json, authorize: authorize, renewal: Renewal(renew))
    }
}
