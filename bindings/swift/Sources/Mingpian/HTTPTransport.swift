import Foundation
internal import MingpianCore

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// Sends requests. ``URLSessionTransport`` implements this protocol.
public protocol HTTPTransport: Sendable {
    /// Sends the request without changes. Returns the response with its whole body, decompressed.
    ///
    /// The transport must not follow redirects, send cookies, or send anything twice. If the task is cancelled, it must
    /// close the connection.
    ///
    /// - Throws: ``TransportError``. A `URLError` is converted to a ``TransportError``. If its cause is a certificate
    ///   that is not trusted or a forbidden `http` URL, the lookup ends. A ``LookupError`` ends the lookup, too. Any
    ///   other error counts as ``TransportError/interrupted``.
    func send(_ request: HTTPRequest) async throws -> HTTPResponse
}

/// The ways in which a transport can fail.
public enum TransportError: String, Error, Sendable, Hashable, Codable, CaseIterable {
    /// There is no network, or the host name was not found. It is certain that the request was never sent.
    case offline
    /// The connection was refused. It is certain that the request was never sent.
    case refused
    /// No response arrived in time. The service may have received the request.
    case timeout
    /// The exchange was interrupted before, during, or after sending.
    case interrupted
    /// The body exceeded ``HTTPRequest/maxBodyBytes`` and was not read to its end.
    case tooLarge = "too_large"
}

/// A request to send without changes. It contains credentials. Its description shows the method, the URL without the
/// query, the names of the headers, and the length of the body.
public struct HTTPRequest: Sendable, Hashable {
    /// `POST`.
    public let method: String
    /// The URL with its query.
    public let url: URL
    /// The headers in the order to send them. No name occurs twice.
    public let headers: [HTTPHeader]
    /// The body, a JSON object.
    public let body: Data
    /// The maximum length of a response's body, in bytes.
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

/// A response. Its description shows the status, the names of the headers, and the length of the body.
public struct HTTPResponse: Sendable, Hashable {
    /// The HTTP status, 100 to 599.
    public let status: Int
    /// The headers in any order. The lookup reads `Retry-After`, `Date`, and `Age`.
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

/// A header. Its description shows only the name.
public struct HTTPHeader: Sendable, Hashable {
    /// The name, in upper or lower case.
    public let name: String
    /// The value, as it is sent or was received.
    public let value: String

    /// Creates a header with these members.
    public init(name: String, value: String) {
        self.name = name
        self.value = value
    }
}

/// A request without its secrets, which an app can show. It still contains identifiers, so do not log them. Its
/// description shows the same as that of an ``HTTPRequest``.
public struct RedactedRequest: Sendable, Hashable {
    /// `POST`.
    public let method: String
    /// The URL. The values of secret parameters are replaced by `[redacted]`.
    public let url: String
    /// The headers. Secret values are replaced by `[redacted]`.
    public let headers: [HTTPHeader]
    /// The body, a JSON object. Secret values are replaced by `[redacted]`.
    public let body: String
}

extension HTTPRequest {
    /// Converts the core's request. Throws if Foundation cannot parse the URL.
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
    /// Converts the error that a transport threw.
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

    /// Returns the reason why every further attempt would fail in the same way, or `nil` if an attempt may succeed.
    static func lastingReason(_ error: any Error) -> String? {
        if error is LookupError { return "the transport ended the lookup" }
        return switch (error as? URLError)?.code {
        case .serverCertificateUntrusted, .serverCertificateHasBadDate, .serverCertificateNotYetValid,
            .serverCertificateHasUnknownRoot:
            "its certificate is not trusted"
        case .clientCertificateRejected, .clientCertificateRequired: "it requires another client certificate"
        case .appTransportSecurityRequiresSecureConnection: "App Transport Security forbids http"
        case .badURL, .unsupportedURL: "the URL cannot be used"
        default: nil
        }
    }

    init(_ kind: TransportKind) { self = Self.kinds.first { $0.value == kind }?.key ?? .interrupted }

    /// The corresponding kind in the core.
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
