internal import MingpianCore

/// 全时 Quanshi: accounts of its conferences.
public struct Quanshi: Sendable {
    /// How many identifiers each list of a lookup may hold: 最大支持200个.
    public static let maxPerList = 200

    let service: Service
    private let auth: QuanshiAuth

    /// - Parameters:
    ///   - auth: The credentials.
    ///   - baseUrl: Where the service is, `https://openapi.quanshi.com` unless told: `https://…`, or `http://…` on this
    ///     machine. A path is put in front of the service's own.
    ///   - options: For every lookup.
    ///   - transport: Sends the requests.
    public init(
        auth: QuanshiAuth,
        baseUrl: String? = nil,
        options: LookupOptions = LookupOptions(),
        transport: any HTTPTransport = URLSessionTransport.shared
    ) {
        self.init(Service(baseUrl: baseUrl, options: options, transport: transport), auth)
    }

    init(_ service: Service, _ auth: QuanshiAuth) {
        self.service = service
        self.auth = auth
    }

    /// Accounts by email address, mobile number and login name; up to ``maxPerList`` of each, and at least one
    /// identifier in all.
    public func getUsersByEmailsMobiles(
        _ request: QuanshiGetUsersByEmailsMobiles,
        options: LookupOptions = LookupOptions()
    ) async throws(LookupError) -> QuanshiUsers {
        try await service.lookup(
            options,
            make: { try .quanshi(request: request.core, credentials: auth.credentials.get(), options: $0) },
            read: { QuanshiUsers($0, asked: request) }
        )
    }

    /// Quanshi's checksum: lower-case hex of SHA1(secretKey + nonce + curTime), for a server that signs for others.
    ///
    /// - Parameters:
    ///   - secretKey: SecretKey由开发者平台分配.
    ///   - nonce: At most 128 characters, used once.
    ///   - curTimeMs: Milliseconds since 1970.
    public static func checkSum(secretKey: String, nonce: String, curTimeMs: Int) -> String {
        quanshiCheckSum(secretKey: secretKey, nonce: nonce, curTimeMs: Int64(curTimeMs))
    }
}

/// Quanshi's credentials. They print redacted, and nothing reads them back.
public struct QuanshiAuth: Sendable {
    fileprivate let credentials: Result<QuanshiCredentials, any Error>

    /// 鉴权token: a token that was obtained elsewhere.
    public static func token(_ token: String, in place: TokenPlace = .header) -> QuanshiAuth {
        QuanshiAuth(
            credentials: Result {
                switch place {
                case .header: try QuanshiCredentials.tokenInHeader(token: token)
                case .body: try QuanshiCredentials.tokenInBody(token: token)
                }
            })
    }

    /// An id and a secret that sign every attempt. The secret is never sent, and does not belong into an app: whoever
    /// has it can ask for anybody.
    public static func checkSum(appId: String, secretKey: String, idHeader: IdHeader = .appId) -> QuanshiAuth {
        QuanshiAuth(
            credentials: Result {
                let header: QuanshiIdHeader =
                    switch idHeader {
                    case .appId: .appId
                    case .appKey: .appKey
                    }
                return try QuanshiCredentials.checkSum(appId: appId, secretKey: secretKey, idHeader: header)
            })
    }

    /// Where a token goes.
    public enum TokenPlace: Sendable, Hashable {
        /// In the header `token`.
        case header
        /// In the body: 也可以放在http body中.
        case body
    }

    /// What the app id's header is called: the vendor's pages disagree.
    public enum IdHeader: Sendable, Hashable {
        /// `AppId`, as the newest page has it.
        case appId
        /// `AppKey`, as the English page has it.
        case appKey
    }
}

extension Quanshi: Redacted {
    var members: [Member] { [Member("auth", auth)] }
}

extension QuanshiAuth: Redacted {
    var members: [Member] { [Member("credentials", hiding: credentials)] }
}
