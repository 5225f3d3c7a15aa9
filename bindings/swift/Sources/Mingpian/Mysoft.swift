internal import MingpianCore

/// 明源云助手 (Yunzhushou): users of a tenant of Mysoft's.
public struct Mysoft: Sendable {
    let service: Service
    private let auth: MysoftAuth

    /// - Parameters:
    ///   - baseUrl: Where the tenant's cloud is: `https://…`, or `http://…` on this machine. There is no default: the
    ///     host in the vendor's example is a test environment.
    ///   - auth: The credentials.
    ///   - options: For every lookup.
    ///   - transport: Sends the requests.
    public init(
        baseUrl: String,
        auth: MysoftAuth,
        options: LookupOptions = LookupOptions(),
        transport: any HTTPTransport = URLSessionTransport.shared
    ) {
        self.init(Service(baseUrl: baseUrl, options: options, transport: transport), auth)
    }

    init(_ service: Service, _ auth: MysoftAuth) {
        self.service = service
        self.auth = auth
    }

    /// A user of the tenant.
    public func getUserInfo(
        _ request: MysoftGetUserInfo,
        options: LookupOptions = LookupOptions()
    ) async throws(LookupError) -> MysoftUserInfo {
        try await service.lookup(
            options,
            make: { try .mysoft(request: request.core, credentials: auth.credentials.get(), options: $0) },
            read: MysoftUserInfo.init
        )
    }
}

/// Mysoft's credentials. They print redacted, and nothing reads them back.
public struct MysoftAuth: Sendable {
    fileprivate let credentials: Result<MysoftCredentials, any Error>

    /// An access token; how it is issued is not documented. It is sent in the query.
    public static func accessToken(_ accessToken: String) -> MysoftAuth {
        MysoftAuth(credentials: Result { try MysoftCredentials.accessToken(accessToken: accessToken) })
    }
}

extension Mysoft: Redacted {
    var members: [Member] { [Member("auth", auth)] }
}

extension MysoftAuth: Redacted {
    var members: [Member] { [Member("accessToken", hiding: credentials)] }
}
