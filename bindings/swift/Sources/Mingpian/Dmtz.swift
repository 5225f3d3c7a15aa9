internal import MingpianCore

/// dmtz 微信授权: users of a WeChat official account. It needs no credentials.
public struct Dmtz: Sendable {
    let service: Service

    /// - Parameters:
    ///   - baseUrl: Where the service is, `https://redirect.dmtz.com.cn` unless told: `https://…`, or `http://…` on this
    ///     machine. A path is put in front of the service's own.
    ///   - options: For every lookup.
    ///   - transport: Sends the requests.
    public init(
        baseUrl: String? = nil,
        options: LookupOptions = LookupOptions(),
        transport: any HTTPTransport = URLSessionTransport.shared
    ) {
        self.init(Service(baseUrl: baseUrl, options: options, transport: transport))
    }

    init(_ service: Service) {
        self.service = service
    }

    /// The user behind a WeChat code.
    ///
    /// A code is good for one use, so the request is sent again only if it certainly never left.
    public func getUserInfo(
        _ request: DmtzGetUserInfo,
        options: LookupOptions = LookupOptions()
    ) async throws(LookupError) -> DmtzUser {
        try await service.lookup(options, make: { try .dmtz(request: request.core, options: $0) }, read: DmtzUser.init)
    }
}

extension Dmtz: Redacted {
    var members: [Member] { [] }
}
