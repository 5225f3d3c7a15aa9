// Generated from src/ by `cargo xtask generate`; do not edit.

import Foundation

/// Mysoft Yunzhushou (明源云助手): turns an access token and a device into an employee.
///
/// Create a service object once. It can be used from any task. If a lookup measures how far the service's clock is
/// ahead, later lookups use the result.
public struct Mysoft: Sendable {
    let service: Service

    /// Creates a service object.
    ///
    /// - Parameters:
    ///   - baseURL: The base URL of the service: `https://...`, or `http://...` for a service on this machine. If it
    ///     contains a path, the path is placed before the path of the operation. There is no default: the host in the
    ///     vendor's example looks like a test environment.
    ///   - auth: The credentials.
    ///   - options: The options of every lookup.
    ///   - transport: The transport that sends the requests.
    public init(
        baseURL: URL,
        auth: MysoftCredentials,
        options: LookupOptions = LookupOptions(),
        transport: any HTTPTransport = URLSessionTransport.shared
    ) {
        service = Service(
            provider: "mysoft", auth: auth.core, baseUrl: baseURL.absoluteString, options: options, transport: transport)
    }

    init(baseUrl: String?, auth: MysoftCredentials, options: LookupOptions, transport: any HTTPTransport, host: Host) {
        service = Service(
            provider: "mysoft", auth: auth.core, baseUrl: baseUrl, options: options, transport: transport, host: host)
    }

    /// Looks up the employee behind an access token. The vendor calls it `getUserInfo`.
    ///
    /// - Throws: The reason why there is no answer. If the task is cancelled, the code is
    ///   ``LookupError/Code-swift.enum/cancelled``. Typed errors cannot be a `CancellationError`.
    public func userInfo(
        _ request: MysoftGetUserInfo,
        options: LookupOptions = LookupOptions()
    ) async throws(LookupError) -> MysoftUserInfo {
        try await service.record("getUserInfo", request, options)
    }

    /// Looks up the employee behind an access token. The vendor calls it `getUserInfo`.
    ///
    /// - Parameters:
    ///   - tenantCode: The tenant's code.
    ///   - appCacheHost: 主机地址: `cloud.host` as signing in returned it, for private clouds. The request itself goes to
    ///     the base URL.
    ///   - wzsUserID: The user's ID. Personal data.
    ///   - tenantID: The tenant's ID.
    ///   - versionName: The app's version, such as `3.9.0`.
    ///   - deviceIDWithTrailingSpace: The device's ID again, under the misprinted key of the vendor's example. Omit it
    ///     unless the server requires it. Personal data.
    ///   - deviceName: The device's name, such as `iPhone 11 Pro`. Personal data.
    ///   - deviceToken: The device's push token.
    ///   - platform: The platform: 1 is iOS, 2 is Android.
    ///   - pushChannel: The push channel: 1 is APNs, 2 Xiaomi, 3 Huawei, 4 OPPO, and 5 vivo. If it is absent, the
    ///     server uses 2 on Android and 1 on iOS.
    ///   - osVersion: The operating system's version, such as `13.1`.
    ///   - language: The language: `zh-CN` or `en-US`.
    ///   - deviceID: The device's ID. Personal data.
    ///   - options: The options of this lookup.
    ///
    /// - Throws: The reason why there is no answer. If the task is cancelled, the code is
    ///   ``LookupError/Code-swift.enum/cancelled``. Typed errors cannot be a `CancellationError`.
    public func userInfo(
        tenantCode: String? = nil,
        appCacheHost: String? = nil,
        wzsUserID: String? = nil,
        tenantID: String? = nil,
        versionName: String? = nil,
        deviceIDWithTrailingSpace: String? = nil,
        deviceName: String? = nil,
        deviceToken: String? = nil,
        platform: Int? = nil,
        pushChannel: Int? = nil,
        osVersion: String? = nil,
        language: String? = nil,
        deviceID: String? = nil,
        options: LookupOptions = LookupOptions()
    ) async throws(LookupError) -> MysoftUserInfo {
        let request = MysoftGetUserInfo(
            tenantCode: tenantCode,
            appCacheHost: appCacheHost,
            wzsUserID: wzsUserID,
            tenantID: tenantID,
            versionName: versionName,
            deviceIDWithTrailingSpace: deviceIDWithTrailingSpace,
            deviceName: deviceName,
            deviceToken: deviceToken,
            platform: platform,
            pushChannel: pushChannel,
            osVersion: osVersion,
            language: language,
            deviceID: deviceID
        )
        return try await userInfo(request, options: options)
    }
}

extension Mysoft: Redacted {
    var members: [Member] { [Member("auth", hiding: service.auth)] }
}

/// Mysoft's credentials. Their secrets print as `[redacted]`. The values cannot be read from this object.
public struct MysoftCredentials: Sendable {
    let core: Auth

    /// An access token, which is sent in the query. The vendor does not document how it is issued or how long it is
    /// valid.
    ///
    /// - Parameters:
    ///   - accessToken: The token.
    public static func accessToken(_ accessToken: String) -> MysoftCredentials {
        let members = ["accessToken": accessToken]
        return MysoftCredentials(core: Auth(json: json(members)))
    }

    /// Returns the same credentials with a function that renews their token. If the provider refuses the token, a
    /// lookup obtains a new one, at most once, and sends the refused requests again. Each of them uses another of its
    /// attempts. Lookups with these credentials that need a new token at the same time share it, and later lookups
    /// begin with it. If the credentials have no token, a lookup fails with `INVALID_INPUT` for `renew`.
    ///
    /// - Parameters:
    ///   - renew: Obtains a new token.
    public func renewing(_ renew: @escaping RenewToken) -> MysoftCredentials {
        MysoftCredentials(core: core.renewing(renew))
    }
}

extension MysoftCredentials: Redacted {
    var members: [Member] { [Member("credentials", hiding: core)] }
}

/// 请求包结构: the user and the device. The required fields are not documented.
public struct MysoftGetUserInfo: Sendable, Hashable, Encodable {
    /// The tenant's code.
    public var tenantCode: String?
    /// 主机地址: `cloud.host` as signing in returned it, for private clouds. The request itself goes to the base URL.
    public var appCacheHost: String?
    /// The user's ID. Personal data.
    public var wzsUserID: String?
    /// The tenant's ID.
    public var tenantID: String?
    /// The app's version, such as `3.9.0`.
    public var versionName: String?
    /// The device's ID again, under the misprinted key of the vendor's example. Omit it unless the server requires it.
    /// Personal data.
    public var deviceIDWithTrailingSpace: String?
    /// The device's name, such as `iPhone 11 Pro`. Personal data.
    public var deviceName: String?
    /// The device's push token.
    public var deviceToken: String?
    /// The platform: 1 is iOS, 2 is Android.
    public var platform: Int?
    /// The push channel: 1 is APNs, 2 Xiaomi, 3 Huawei, 4 OPPO, and 5 vivo. If it is absent, the server uses 2 on
    /// Android and 1 on iOS.
    public var pushChannel: Int?
    /// The operating system's version, such as `13.1`.
    public var osVersion: String?
    /// The language: `zh-CN` or `en-US`.
    public var language: String?
    /// The device's ID. Personal data.
    public var deviceID: String?

    private enum CodingKeys: String, CodingKey {
        case tenantCode
        case appCacheHost
        case wzsUserID = "wzsUserId"
        case tenantID = "tenantId"
        case versionName
        case deviceIDWithTrailingSpace = "deviceIdWithTrailingSpace"
        case deviceName
        case deviceToken
        case platform
        case pushChannel
        case osVersion
        case language
        case deviceID = "deviceId"
    }

    /// Creates a value with these members.
    public init(
        tenantCode: String? = nil,
        appCacheHost: String? = nil,
        wzsUserID: String? = nil,
        tenantID: String? = nil,
        versionName: String? = nil,
        deviceIDWithTrailingSpace: String? = nil,
        deviceName: String? = nil,
        deviceToken: String? = nil,
        platform: Int? = nil,
        pushChannel: Int? = nil,
        osVersion: String? = nil,
        language: String? = nil,
        deviceID: String? = nil
    ) {
        self.tenantCode = tenantCode
        self.appCacheHost = appCacheHost
        self.wzsUserID = wzsUserID
        self.tenantID = tenantID
        self.versionName = versionName
        self.deviceIDWithTrailingSpace = deviceIDWithTrailingSpace
        self.deviceName = deviceName
        self.deviceToken = deviceToken
        self.platform = platform
        self.pushChannel = pushChannel
        self.osVersion = osVersion
        self.language = language
        self.deviceID = deviceID
    }
}

extension MysoftGetUserInfo: Redacted {
    var members: [Member] {
        [
            Member("tenantCode", tenantCode),
            Member("appCacheHost", appCacheHost),
            Member("wzsUserID", hiding: wzsUserID),
            Member("tenantID", tenantID),
            Member("versionName", versionName),
            Member("deviceIDWithTrailingSpace", hiding: deviceIDWithTrailingSpace),
            Member("deviceName", hiding: deviceName),
            Member("deviceToken", hiding: deviceToken),
            Member("platform", platform),
            Member("pushChannel", pushChannel),
            Member("osVersion", osVersion),
            Member("language", language),
            Member("deviceID", hiding: deviceID)
        ]
    }
}
