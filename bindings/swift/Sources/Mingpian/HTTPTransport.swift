import Foundation
internal import MingpianCore

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// Sends requests. ``URLSessionTransport`` is one.
public protocol HTTPTransport: Sendable {
    /// Sends the request as it is. Returns the response with its whole body, decompressed.
    ///
    /// It must not follow redirects, send cookies, or send anything twice. If the task is cancelled, it closes the
    /// connection.
    ///
    /// - Throws: ``TransportError``. A `URLError` is converted to one; if it says that a certificate or `http` was
    ///   refused, the lookup ends, and so it does with a ``LookupError``. Any other error counts as
    ///   ``TransportError/interrupted``.
    func send(_ request: HTTPRequest) async throws -> HTTPResponse
}

/// How a transport fails.
public enum TransportError: String, Error, Sendable, Hashable, Codable, CaseIterable {
    /// There is no network, or the host name was not found. The request certainly never left.
    case offline
    /// The connection was refused. The request certainly never left.
    case refused
    /// No response arrived in time. The request may have arrived.
    case timeout
    /// The exchange broke off before, during, or after sending.
    case interrupted
    /// The body exceeded ``HTTPRequest/maxBodyBytes`` and was not read to its end.
    case tooLarge = "too_large"
}

/// A request to send as it is. It carries credentials. It prints its method, its URL without the query, the names of
/// its headers, and the length of its body.
public struct HTTPRequest: Sendable, Hashable {
    /// `POST`.
    public let method: String
    /// The URL with its query.
    public let url: URL
    /// The headers in the order to send them. No name occurs twice.
    public let headers: [HTTPHeader]
    /// JSON.
    public let body: Data
    /// The longest body of a response that is read, in bytes.
    public let maxBodyBytes: Int

    /// Creates a request with these members.
    public init(method: String, url: URL, headers: [HTTPHeader], body: Data, maxBodyBytes: Int) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.maxBodyBytes = maxBodyBytes
    }
}

/// A response. It prints its status, the names of its headers, and the length of its body.
public struct HTTPResponse: Sendable, Hashable {
    /// The HTTP status, 100 to 599.
    public let status: Int
    /// The headers in any order. `Retry-After`, `Date`, and `Age` are read.
    public let headers: [HTTPHeader]
    /// The whole body, decompressed.
    public let body: Data

    /// Creates a response with these members.
    public init(status: Int, headers: [HTTPHeader] = [], body: Data) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}

/// One header. It prints its name alone.
public struct HTTPHeader: Sendable, Hashable {
    /// The name, in any case.
    public let name: String
    /// The value as it is sent, or as it came.
    public let value: String

    /// Creates a header with these members.
    public init(name: String, value: String) {
        self.name = name
        self.value = value
    }
}

/// A request without its secrets, to show to the user. It still says who was asked about, so it does not belong in a
/// log. It prints like ``HTTPRequest``.
public struct RedactedRequest: Sendable, Hashable {
    /// `POST`.
    public let method: String
    /// The URL. Secret parameters read `[redacted]`.
    public let url: String
    /// The headers. Secret values read `[redacted]`.
    public let headers: [HTTPHeader]
    /// JSON. Secret members read `[redacted]`.
    public let body: String
}

extension HTTPRequest {
    /// Converts the core's request. Throws if Foundation does not read its URL.
    init(_ request: HttpRequest) throws {
        guard let url = URL(string: request.url) else { throw URLError(.badURL) }
        self.init(
            method: request.method, url: url, headers: request.headers.map(HTTPHeader.init),
            body: Data(request.body.utf8), maxBodyBytes: Int(clamping: request.maxBodyBytes))
    }
}

extension RedactedRequest {
    init(_ request: MingpianCore.RedactedRequest) {
        self.init(
            method: request.method, url: request.url, headers: request.headers.map(HTTPHeader.init), body: request.body)
    }
}

extension HTTPHeader {
    init(_ header: HttpHeader) { self.init(name: header.name, value: header.value) }
}

extension TransportError {
    /// Converts what a transport threw.
    init(_ error: any Error) {
        switch error {
        case let error as TransportError: self = error
        case let error as URLError: self = Self.meanings[error.code] ?? .interrupted
        default: self = .interrupted
        }
    }

    private static let meanings: [URLError.Code: Self] = [
        .notConnectedToInternet: .offline, .cannotFindHost: .offline, .dnsLookupFailed: .offline,
        .dataNotAllowed: .offline, .internationalRoamingOff: .offline, .callIsActive: .offline,
        .cannotConnectToHost: .refused, .timedOut: .timeout,
    ]

    /// Returns why a transport would fail in the same way again, or `nil` if it may not.
    static func lastingReason(_ error: any Error) -> String? {
        if error is LookupError { return "the transport ended the lookup" }
        return switch (error as? URLError)?.code {
        case .serverCertificateUntrusted, .serverCertificateHasBadDate, .serverCertificateNotYetValid,
            .serverCertificateHasUnknownRoot:
            "its certificate is not trusted"
        case .clientCertificateRejected, .clientCertificateRequired: "it asks for another client certificate"
        case .appTransportSecurityRequiresSecureConnection: "App Transport Security forbids http"
        case .badURL, .unsupportedURL: "the URL cannot be used"
        default: nil
        }
    }

    init(_ kind: TransportKind) { self = Self.kinds.first { $0.value == kind }?.key ?? .interrupted }

    /// What the core calls it.
    var kind: TransportKind { Self.kinds.first { $0.key == self }?.value ?? .interrupted }

    private static let kinds: KeyValuePairs<Self, TransportKind> = [
        .offline: .offline, .refused: .refused, .timeout: .timeout, .interrupted: .interrupted, .tooLarge: .tooLarge,
    ]
}

extension HTTPRequest: Redacted {
    var members: [Member] { printed(method, url.absoluteString, headers, bodyBytes: body.count) }
}

extension RedactedRequest: Redacted {
    var members: [Member] { printed(method, url, headers, bodyBytes: body.utf8.count) }
}

extension HTTPResponse: Redacted {
    var members: [Member] {
        [Member("status", status), Member("headers", headers.map(\.name)), Member("bodyBytes", body.count)]
    }
}

extension HTTPHeader: Redacted {
    var members: [Member] { [Member("name", name), Member("value", hiding: value)] }
}

private func printed(_ method: String, _ url: String, _ headers: [HTTPHeader], bodyBytes: Int) -> [Member] {
    [
        Member("method", method), Member("url", url.prefix { $0 != "?" }), Member("headers", headers.map(\.name)),
        Member("bodyBytes", bodyBytes),
    ]
}
