/// The parameters that the app's own server signs.
public struct SigningParams: Sendable, Hashable, Codable {
    /// The current time according to the service, as far as it is known, in milliseconds since 1970.
    public let time: Int
    /// A random value that is used only once: 32 hexadecimal digits.
    public let nonce: String

    /// Creates parameters with these members.
    public init(time: Int, nonce: String) {
        self.time = time
        self.nonce = nonce
    }
}

/// Asks the app's own server to sign a request. Returns the headers that the server created, or `nil` if it refused. In
/// that case, the lookup fails with `UNAUTHENTICATED`. If it throws, the attempt counts as interrupted. Its task is
/// cancelled when the attempt is cancelled.
public typealias Authorize = @Sendable (SigningParams) async throws -> [String: String]?

/// Credentials in the form that the core reads.
struct Auth: Sendable {
    var json = "{}"
    var authorize: Authorize?
    var renewal: Renewal?

    func renewing(_ renew: @escaping RenewToken) -> Auth {
        Auth(json: json, authorize: authorize, renewal: Renewal(renew))
    }
}
