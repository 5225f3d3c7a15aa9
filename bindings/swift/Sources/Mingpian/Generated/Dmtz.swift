// Generated from src/ by `cargo xtask generate`; do not edit.

import Foundation

/// dmtz (WeChat authorization): turns a WeChat code into a user.
///
/// Create a service object once. It can be used from any task. If a lookup measures how far the service's clock is
/// ahead, later lookups use the result.
public struct Dmtz: Sendable {
    let service: Service

    /// Creates a service object.
    ///
    /// - Parameters:
    ///   - baseURL: The base URL of the service: `https://...`, or `http://...` for a service on this machine. If it
    ///     contains a path, the path is placed before the path of the operation. Defaults to
    ///     `https://redirect.dmtz.com.cn`.
    ///   - options: The options of every lookup.
    ///   - transport: The transport that sends the requests.
    public init(
        baseURL: URL? = nil,
        options: LookupOptions = LookupOptions(),
        transport: any HTTPTransport = URLSessionTransport.shared
    ) {
        service = Service(
            provider: "dmtz", baseUrl: baseURL?.absoluteString, options: options, transport: transport)
    }

    init(baseUrl: String?, options: LookupOptions, transport: any HTTPTransport, host: Host) {
        service = Service(
            provider: "dmtz", baseUrl: baseUrl, options: options, transport: transport, host: host)
    }

    /// Looks up the user behind a WeChat code. The vendor calls it `getUserInfo`.
    ///
    /// The request is sent again only if it is certain that it was never sent. While it is in flight, other lookups of
    /// the same question on this object wait for the same answer, even if their options differ. The request is
    /// cancelled when all of its callers are cancelled.
    ///
    /// - Throws: The reason why there is no answer. If the task is cancelled, the code is
    ///   ``LookupError/Code-swift.enum/cancelled``. Typed errors cannot be a `CancellationError`.
    public func userInfo(
        _ request: DmtzGetUserInfo,
        options: LookupOptions = LookupOptions()
    ) async throws(LookupError) -> DmtzUser {
        try await service.sharedRecord("getUserInfo", request, options)
    }

    /// Looks up the user behind a WeChat code. The vendor calls it `getUserInfo`.
    ///
    /// The request is sent again only if it is certain that it was never sent. While it is in flight, other lookups of
    /// the same question on this object wait for the same answer, even if their options differ. The request is
    /// cancelled when all of its callers are cancelled.
    ///
    /// - Parameters:
    ///   - code: The code that WeChat passed to the app. It is valid for one request, for 5 minutes.
    ///   - options: The options of this lookup.
    ///
    /// - Throws: The reason why there is no answer. If the task is cancelled, the code is
    ///   ``LookupError/Code-swift.enum/cancelled``. Typed errors cannot be a `CancellationError`.
    public func userInfo(
        code: String,
        options: LookupOptions = LookupOptions()
    ) async throws(LookupError) -> DmtzUser {
        let request = DmtzGetUserInfo(
            code: code
        )
        return try await userInfo(request, options: options)
    }
}

extension Dmtz: Redacted {
    var members: [Member] { [] }
}

/// 请求参数: the user to look up.
public struct DmtzGetUserInfo: Sendable, Hashable, Encodable {
    /// The code that WeChat passed to the app. It is valid for one request, for 5 minutes.
    public var code: String

    /// Creates a value with these members.
    public init(
        code: String
    ) {
        self.code = code
    }
}

extension DmtzGetUserInfo: Redacted {
    var members: [Member] {
        [
            Member("code", hiding: code)
        ]
    }
}
