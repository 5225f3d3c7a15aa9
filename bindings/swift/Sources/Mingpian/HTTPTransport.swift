import Foundation

/// Sends requests. ``URLSessionTransport`` is one.
public protocol HTTPTransport: Sendable {
    /// Sends the request as it is and gives the answer with its whole body, decompressed.
    ///
    /// Redirects are not followed, cookies are not sent, nothing is sent twice. When the task is cancelled, the
    /// connection is closed.
    ///
    /// - Throws: ``TransportError``. A `URLError` is translated into one; any other error counts as
    ///   ``TransportError/interrupted``.
    func send(_ request: HTTPRequest) async throws -> HTTPResponse
}

/// Why no answer came.
public enum TransportError: Error, Sendable, Hashable, CaseIterable {
    /// No network, or the host's name was not found: the request certainly never left.
    case offline
    /// The connection was refused: the request certainly never left.
    case refused
    /// No answer in time.
    case timeout
    /// The exchange broke off, before, while or after sending.
    case interrupted
    /// The body went past ``HTTPRequest/maxBodyBytes`` and was not read on.
    case tooLarge
}

/// A request to send as it is. It carries credentials and prints its method, its URL without the query, the names of
/// its headers and the length of its body.
public struct HTTPRequest: Sendable, Hashable {
    /// `POST`.
    public let method: String
    /// Where to, query included.
    public let url: URL
    /// In the order they are to be sent; no name occurs twice.
    public let headers: [HTTPHeader]
    /// JSON.
    public let body: Data
    /// The longest body of an answer that is read, in bytes.
    public let maxBodyBytes: Int

    /// With these members.
    public init(method: String, url: URL, headers: [HTTPHeader], body: Data, maxBodyBytes: Int) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.maxBodyBytes = maxBodyBytes
    }
}

/// What came back. It prints its status, the names of its headers and the length of its body.
public struct HTTPResponse: Sendable, Hashable {
    /// The HTTP status, 100 to 599.
    public let status: Int
    /// In any order; `Retry-After` and `Date` matter.
    public let headers: [HTTPHeader]
    /// All of it, decompressed.
    public let body: Data

    /// With these members.
    public init(status: Int, headers: [HTTPHeader] = [], body: Data) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}

/// One header. It prints its name alone.
public struct HTTPHeader: Sendable, Hashable {
    /// In any case.
    public let name: String
    /// As it is sent, or as it came.
    public let value: String

    /// With these members.
    public init(name: String, value: String) {
        self.name = name
        self.value = value
    }
}

/// A request without its secrets, to be shown to whoever asked. It still tells whom they asked about: it does not
/// belong into a log, and prints like ``HTTPRequest``.
public struct ShownRequest: Sendable, Hashable {
    /// `POST`.
    public let method: String
    /// Where to; secret parameters read `[redacted]`.
    public let url: String
    /// Secret values read `[redacted]`.
    public let headers: [HTTPHeader]
    /// JSON; secret members read `[redacted]`.
    public let body: String
}

extension HTTPRequest: Redacted {
    var members: [Member] {
        [
            Member("method", method),
            Member("url", withoutQuery(url.absoluteString)),
            Member("headers", headers.map(\.name)),
            Member("bodyBytes", body.count),
        ]
    }
}

extension HTTPResponse: Redacted {
    var members: [Member] {
        [
            Member("status", status),
            Member("headers", headers.map(\.name)),
            Member("bodyBytes", body.count),
        ]
    }
}

extension HTTPHeader: Redacted {
    var members: [Member] {
        [Member("name", name), Member("value", hiding: value)]
    }
}

extension ShownRequest: Redacted {
    var members: [Member] {
        [
            Member("method", method),
            Member("url", withoutQuery(url)),
            Member("headers", headers.map(\.name)),
            Member("bodyBytes", body.utf8.count),
        ]
    }
}

private func withoutQuery(_ url: String) -> Substring {
    url.prefix { $0 != "?" }
}
