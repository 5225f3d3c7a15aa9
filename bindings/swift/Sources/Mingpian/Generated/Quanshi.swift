// Generated from src/ by `cargo xtask generate`; do not edit.

import Foundation

/// Quanshi (全时): turns emails, mobile numbers, and login names into accounts.
///
/// Create a service object once. It can be used from any task. If a lookup measures how far the service's clock is
/// ahead, later lookups use the result.
public struct Quanshi: Sendable {
    /// The maximum number of identifiers from each list in one request. Longer lists are split into several requests.
    public static let maxPerList = 200

    let service: Service

    /// Creates a service object.
    ///
    /// - Parameters:
    ///   - auth: The credentials.
    ///   - baseURL: The base URL of the service: `https://...`, or `http://...` for a service on this machine. If it
    ///     contains a path, the path is placed before the path of the operation. Defaults to
    ///     `https://openapi.quanshi.com`.
    ///   - options: The options of every lookup.
    ///   - transport: The transport that sends the requests.
    public init(
        auth: QuanshiCredentials,
        baseURL: URL? = nil,
        options: LookupOptions = LookupOptions(),
        transport: any HTTPTransport = URLSessionTransport.shared
    ) {
        service = Service(
            provider: "quanshi", auth: auth.core, baseUrl: baseURL?.absoluteString, options: options, transport: transport)
    }

    init(auth: QuanshiCredentials, baseUrl: String?, options: LookupOptions, transport: any HTTPTransport, host: Host) {
        service = Service(
            provider: "quanshi", auth: auth.core, baseUrl: baseUrl, options: options, transport: transport, host: host)
    }

    /// Looks up accounts by email address, mobile number, and login name. The vendor calls it
    /// `getUsersByEmailsMobiles`.
    ///
    /// Lists may have any length. If they do not fit into one request, they are split into several, and the time limits
    /// apply to each. If one of them fails, its error is thrown, and the answers to the others are lost. Use ``Pages``
    /// to keep them.
    ///
    /// - Throws: The reason why there is no answer. If the task is cancelled, the code is
    ///   ``LookupError/Code-swift.enum/cancelled``. Typed errors cannot be a `CancellationError`.
    public func users(
        _ request: QuanshiGetUsersByEmailsMobiles,
        options: LookupOptions = LookupOptions()
    ) async throws(LookupError) -> Answers<QuanshiAccount> {
        try await service.answers("getUsersByEmailsMobiles", request, options)
    }

    /// Looks up accounts by email address, mobile number, and login name. The vendor calls it
    /// `getUsersByEmailsMobiles`.
    ///
    /// Lists may have any length. If they do not fit into one request, they are split into several, and the time limits
    /// apply to each. If one of them fails, its error is thrown, and the answers to the others are lost. Use ``Pages``
    /// to keep them.
    ///
    /// - Parameters:
    ///   - emails: 邮箱列表, 最大支持200个: email addresses. Personal data.
    ///   - mobiles: 手机号列表, 最大支持200个: mobile numbers, without the country code, as in the example. Personal data.
    ///   - loginNames: 登陆名列表, 最大支持200个: login names, in any form. Personal data.
    ///   - options: The options of this lookup.
    ///
    /// - Throws: The reason why there is no answer. If the task is cancelled, the code is
    ///   ``LookupError/Code-swift.enum/cancelled``. Typed errors cannot be a `CancellationError`.
    public func users(
        emails: [String] = [],
        mobiles: [String] = [],
        loginNames: [String] = [],
        options: LookupOptions = LookupOptions()
    ) async throws(LookupError) -> Answers<QuanshiAccount> {
        let request = QuanshiGetUsersByEmailsMobiles(
            emails: emails,
            mobiles: mobiles,
            loginNames: loginNames
        )
        return try await users(request, options: options)
    }

    /// Looks up any number of identifiers from lists in memory, and returns the answers as pages. An identifier that
    /// occurs several times in a list is requested once.
    ///
    /// ```swift
    /// for try await page in quanshi.pages(.init(emails: emails)) {
    ///     page.found.forEach { store($0, $1.profile) }
    ///     if let failed = page.failed { later.append(failed.request) }
    /// }
    /// ```
    ///
    /// - Parameters:
    ///   - request: The identifiers, at least one.
    ///   - options: The options of the lookup. Time limits apply to each request.
    ///   - onProgress: Called with each page. Its arguments are the number of identifiers that have an answer and the
    ///     number of all identifiers.
    public func pages(
        _ request: QuanshiGetUsersByEmailsMobiles,
        options: LookupOptions = LookupOptions(),
        onProgress: (@Sendable (_ done: Int, _ total: Int) -> Void)? = nil
    ) -> Pages<QuanshiAccount, QuanshiGetUsersByEmailsMobiles> {
        service.pages(
            "getUsersByEmailsMobiles",
            [Source(all: request.emails), Source(all: request.mobiles), Source(all: request.loginNames)],
            options,
            onProgress
        )
    }

    /// Looks up any number of identifiers from sequences that are read as needed, and returns the answers as pages.
    /// Only the identifiers of the requests in flight and of the next request are held in memory.
    ///
    /// An identifier that occurs again while it is held is requested only once. If it occurs again later, it is
    /// requested again. An empty identifier ends the loop with `INVALID_INPUT`, after the pages of the requests in
    /// flight.
    ///
    /// ```swift
    /// let people = (1...100_000).lazy.map { "person\($0)" }
    /// for try await page in quanshi.pages(emails: people) { … }
    /// ```
    ///
    /// The sequences are read in another task. A sequence that contains a closure from an actor-isolated context
    /// belongs to that actor. Create such a sequence in a nonisolated function instead.
    ///
    /// - Parameters:
    ///   - emails: 邮箱列表, 最大支持200个: email addresses. Personal data.
    ///   - mobiles: 手机号列表, 最大支持200个: mobile numbers, without the country code, as in the example. Personal data.
    ///   - loginNames: 登陆名列表, 最大支持200个: login names, in any form. Personal data.
    ///   - options: The options of the lookup. Time limits apply to each request.
    ///   - onProgress: Called with each page. Its arguments are the number of identifiers that have an answer and the
    ///     number of those that were read so far.
    public func pages(
        emails: sending some Sequence<String> = EmptyCollection<String>(),
        mobiles: sending some Sequence<String> = EmptyCollection<String>(),
        loginNames: sending some Sequence<String> = EmptyCollection<String>(),
        options: LookupOptions = LookupOptions(),
        onProgress: (@Sendable (_ done: Int, _ total: Int) -> Void)? = nil
    ) -> Pages<QuanshiAccount, QuanshiGetUsersByEmailsMobiles> {
        service.pages(
            "getUsersByEmailsMobiles",
            [Source(emails), Source(mobiles), Source(loginNames)],
            options,
            onProgress
        )
    }

    /// Looks up any number of identifiers from asynchronous sequences, and returns the answers as pages. A request is
    /// not sent until it is full or the sequences have ended. If a sequence throws, the loop throws `INVALID_INPUT`
    /// after the pages that have already arrived. Its ``LookupError/underlyingError`` is the error of the sequence.
    ///
    /// - Parameters:
    ///   - emails: 邮箱列表, 最大支持200个: email addresses. Personal data.
    ///   - mobiles: 手机号列表, 最大支持200个: mobile numbers, without the country code, as in the example. Personal data.
    ///   - loginNames: 登陆名列表, 最大支持200个: login names, in any form. Personal data.
    ///   - options: The options of the lookup. Time limits apply to each request.
    ///   - onProgress: Called with each page. Its arguments are the number of identifiers that have an answer and the
    ///     number of those that were read so far.
    public func pages<
        Emails: AsyncSequence & Sendable,
        Mobiles: AsyncSequence & Sendable,
        LoginNames: AsyncSequence & Sendable
    >(
        emails: Emails = AsyncStream<String> { nil },
        mobiles: Mobiles = AsyncStream<String> { nil },
        loginNames: LoginNames = AsyncStream<String> { nil },
        options: LookupOptions = LookupOptions(),
        onProgress: (@Sendable (_ done: Int, _ total: Int) -> Void)? = nil
    ) -> Pages<QuanshiAccount, QuanshiGetUsersByEmailsMobiles>
    where Emails.Element == String, Mobiles.Element == String, LoginNames.Element == String {
        service.pages(
            "getUsersByEmailsMobiles",
            [Source(async: emails, "emails"), Source(async: mobiles, "mobiles"), Source(async: loginNames, "loginNames")],
            options,
            onProgress
        )
    }
}

extension Quanshi: Redacted {
    var members: [Member] { [Member("auth", hiding: service.auth)] }
}

/// Quanshi's credentials. Their secrets print as `[redacted]`. The values cannot be read from this object.
public struct QuanshiCredentials: Sendable {
    let core: Auth

    /// 没有获得鉴权token时: an app's ID and secret. Every attempt is signed with them. Keep the secret on a server, because
    /// anyone who has it can look up any account.
    ///
    /// - Parameters:
    ///   - appID: 开发者平台分配的AppId: the app's ID.
    ///   - secretKey: SecretKey由开发者平台分配: the app's secret.
    ///   - idHeader: The name of the header that contains the app's ID.
    public static func checkSum(appID: String, secretKey: String, idHeader: IDHeader = .appID) -> QuanshiCredentials {
        let members = ["appId": appID, "secretKey": secretKey, "idHeader": idHeader.rawValue]
        return QuanshiCredentials(core: Auth(json: json(members)))
    }

    /// 获得鉴权token时: a token. The vendor does not document how to obtain it for this operation.
    ///
    /// - Parameters:
    ///   - token: 接口调用鉴权参数: the token.
    ///   - place: The place of the token in a request.
    public static func token(_ token: String, in place: TokenPlace = .header) -> QuanshiCredentials {
        let members = ["token": token, "in": place.rawValue]
        return QuanshiCredentials(core: Auth(json: json(members)))
    }

    /// The app's own server signs the requests, so that the secret stays on the server.
    ///
    /// - Parameters:
    ///   - sign: Asks the app's own server for a signature.
    public static func authorize(_ sign: @escaping Authorize) -> QuanshiCredentials {
        QuanshiCredentials(core: Auth(json: json(["delegated": true]), authorize: sign))
    }

    /// Returns the same credentials with a function that renews their token. If the provider refuses the token, a
    /// lookup obtains a new one, at most once, and sends the refused requests again. Each of them uses another of its
    /// attempts. Lookups with these credentials that need a new token at the same time share it, and later lookups
    /// begin with it. If the credentials have no token, a lookup fails with `INVALID_INPUT` for `renew`.
    ///
    /// - Parameters:
    ///   - renew: Obtains a new token.
    public func renewing(_ renew: @escaping RenewToken) -> QuanshiCredentials {
        QuanshiCredentials(core: core.renewing(renew))
    }

    /// The name of the header with the app's ID. The vendor's pages disagree.
    public enum IDHeader: String, Sendable, Hashable, CaseIterable {
        /// `AppId`: the name on the newest page.
        case appID = "AppId"
        /// `AppKey`: the name on the English page and on the pages about the vendor's events.
        case appKey = "AppKey"
    }

    /// The place of a token in a request.
    public enum TokenPlace: String, Sendable, Hashable, CaseIterable {
        /// `header`: in the header `token`.
        case header = "header"
        /// `body`: in the body: 也可以放在http body中.
        case body = "body"
    }
}

extension QuanshiCredentials: Redacted {
    var members: [Member] { [Member("credentials", hiding: core)] }
}

/// 输入参数: the accounts to look up. At least one identifier is required. Lists may have any length. A request contains up
/// to 200 identifiers of each list.
public struct QuanshiGetUsersByEmailsMobiles: Sendable, Hashable, Codable {
    /// 邮箱列表, 最大支持200个: email addresses. Personal data.
    public var emails: [String]
    /// 手机号列表, 最大支持200个: mobile numbers, without the country code, as in the example. Personal data.
    public var mobiles: [String]
    /// 登陆名列表, 最大支持200个: login names, in any form. Personal data.
    public var loginNames: [String]

    /// Creates a value with these members.
    public init(
        emails: [String] = [],
        mobiles: [String] = [],
        loginNames: [String] = []
    ) {
        self.emails = emails
        self.mobiles = mobiles
        self.loginNames = loginNames
    }
}

extension QuanshiGetUsersByEmailsMobiles: ListQuestion {
    init(lists: [[String]]) {
        self.init(emails: lists[0], mobiles: lists[1], loginNames: lists[2])
    }

    var lists: KeyValuePairs<String, [String]> {
        ["emails": emails, "mobiles": mobiles, "loginNames": loginNames]
    }
}

extension QuanshiGetUsersByEmailsMobiles: Redacted {
    var members: [Member] {
        [
            Member("emails", hiding: emails),
            Member("mobiles", hiding: mobiles),
            Member("loginNames", hiding: loginNames)
        ]
    }
}
