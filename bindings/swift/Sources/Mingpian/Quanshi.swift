internal import MingpianCore

/// 全时 Quanshi: accounts of its conferences.
public struct Quanshi: Sendable {
    /// How many identifiers of each list go into one request: 最大支持200个.
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

    /// Accounts by email address, mobile number and login name: any number, and at least one identifier in all.
    ///
    /// More than ``maxPerList`` of a list go into several requests, of which four are under way at a time. The options'
    /// times hold for each of them. The error of any is thrown, and the answers of the others are lost; to keep them,
    /// use ``pages(_:maxInFlight:options:onProgress:)``.
    public func getUsersByEmailsMobiles(
        _ request: QuanshiGetUsersByEmailsMobiles,
        options: LookupOptions = LookupOptions()
    ) async throws(LookupError) -> QuanshiUsers {
        let lists = request.lists
        if lists.allSatisfy({ $0.count <= Self.maxPerList }) {
            return try await single(request, options: options)
        }
        let drive = drive(request.sources, nil, options, nil)
        var parts = QuanshiParts()
        while let page = try await drive.next() { try parts.add(page) }
        return parts.users(lists)
    }

    /// Any number of identifiers, answered page by page: for lists that are in memory. Each identifier of a list is
    /// asked for once, however often it is in it; one that is empty is ``LookupError/invalidInput(field:message:)``
    /// before anything is sent.
    ///
    /// ```swift
    /// for try await page in quanshi.pages(.init(emails: emails)) {
    ///     page.found.forEach { store($0, $1.profile) }
    ///     if let failed = page.failed { later.append(failed.request) }
    /// }
    /// ```
    ///
    /// - Parameters:
    ///   - request: The identifiers, at least one in all.
    ///   - maxInFlight: As many requests are under way, or answered by pages that nobody took yet; 1 or more, 4 unless
    ///     told.
    ///   - options: For every request; times hold for each.
    ///   - onProgress: Called when a page has come: how many identifiers are done, and how many there are.
    public func pages(
        _ request: QuanshiGetUsersByEmailsMobiles,
        maxInFlight: Int? = nil,
        options: LookupOptions = LookupOptions(),
        onProgress: (@Sendable (_ done: Int, _ total: Int) -> Void)? = nil
    ) -> QuanshiPages {
        pages(request.sources, maxInFlight, options, onProgress)
    }

    /// Any number of identifiers, answered page by page: for lists that are read or made as they are wanted. Of a list
    /// are held the identifiers of `maxInFlight` requests and of the one that comes next.
    ///
    /// An identifier that is there again while it is held is asked for once, and later again. One that is empty ends the
    /// loop with ``LookupError/invalidInput(field:message:)``, after the pages of what was under way.
    ///
    /// ```swift
    /// let names = (1...100_000).lazy.map { "person\($0)" }
    /// for try await page in quanshi.pages(loginNames: names) { … }
    /// ```
    ///
    /// The lists are read in another task. A closure that is written on an actor belongs to that actor: there, have a
    /// function that is not isolated make the sequence.
    ///
    /// - Parameters:
    ///   - emails: 邮箱. Personal data.
    ///   - mobiles: 手机号. Personal data.
    ///   - loginNames: 登录名. Personal data.
    ///   - maxInFlight: As many requests are under way, or answered by pages that nobody took yet; 1 or more, 4 unless
    ///     told.
    ///   - options: For every request; times hold for each.
    ///   - onProgress: Called when a page has come: how many identifiers are done, and how many were taken from the
    ///     lists so far.
    public func pages(
        emails: sending some Sequence<String> = EmptyCollection<String>(),
        mobiles: sending some Sequence<String> = EmptyCollection<String>(),
        loginNames: sending some Sequence<String> = EmptyCollection<String>(),
        maxInFlight: Int? = nil,
        options: LookupOptions = LookupOptions(),
        onProgress: (@Sendable (_ done: Int, _ total: Int) -> Void)? = nil
    ) -> QuanshiPages {
        pages([Source(emails), Source(mobiles), Source(loginNames)], maxInFlight, options, onProgress)
    }

    private func pages(
        _ lists: [Source], _ maxInFlight: Int?, _ options: LookupOptions, _ onProgress: BatchDrive.Progress?
    ) -> QuanshiPages {
        QuanshiPages { drive(lists, maxInFlight, options, onProgress) }
    }

    private func drive(
        _ lists: [Source], _ maxInFlight: Int?, _ options: LookupOptions, _ onProgress: BatchDrive.Progress?
    ) -> BatchDrive {
        BatchDrive(service, options, lists, onProgress: onProgress) { [auth] options in
            try .quanshi(
                credentials: auth.credentials.get(), options: options, maxInFlight: maxInFlight.map(Int64.init))
        }
    }

    /// What fits into one request.
    func single(
        _ request: QuanshiGetUsersByEmailsMobiles,
        options: LookupOptions = LookupOptions()
    ) async throws(LookupError) -> QuanshiUsers {
        try await service.lookup(
            options,
            make: { try .quanshi(request: request.core, credentials: auth.credentials.get(), options: $0) },
            read: { QuanshiUsers($0, asked: request.lists) }
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

extension QuanshiGetUsersByEmailsMobiles {
    /// In the order in which the core has them.
    fileprivate var lists: [[String]] { [emails, mobiles, loginNames] }

    fileprivate var sources: [Source] { lists.map { Source($0, isHeld: true) } }
}

extension Quanshi: Redacted {
    var members: [Member] { [Member("auth", auth)] }
}

extension QuanshiAuth: Redacted {
    var members: [Member] { [Member("credentials", hiding: credentials)] }
}
