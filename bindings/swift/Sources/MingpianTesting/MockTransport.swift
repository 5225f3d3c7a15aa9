import Foundation
public import Mingpian

/// Answers without a network, for the tests of apps.
///
/// ```swift
/// let transport = MockTransport(json: #"{"status":0,"result":{}}"#)
/// let quanshi = Quanshi(auth: .token("any"), transport: transport)
/// ```
public final class MockTransport: HTTPTransport, @unchecked Sendable {
    // The lock guards the one variable.
    private let lock = NSLock()
    private var sent: [HTTPRequest] = []
    private let answer: @Sendable (HTTPRequest) async throws -> HTTPResponse

    /// Answers every request with what `answer` returns or throws.
    public init(_ answer: @escaping @Sendable (HTTPRequest) async throws -> HTTPResponse) {
        self.answer = answer
    }

    /// Answers every request with this body.
    public convenience init(json: String, status: Int = 200, headers: [HTTPHeader] = []) {
        self.init { _ in HTTPResponse(status: status, headers: headers, body: Data(json.utf8)) }
    }

    /// The requests that were sent so far.
    public var requests: [HTTPRequest] { lock.withLock { sent } }

    /// Keeps the request and answers it.
    public func send(_ request: HTTPRequest) async throws -> HTTPResponse {
        lock.withLock { sent.append(request) }
        return try await answer(request)
    }
}
