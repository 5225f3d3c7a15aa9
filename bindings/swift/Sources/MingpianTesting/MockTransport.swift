import Foundation
public import Mingpian

/// A transport for an app's own tests, without a network. It records requests and simulates faults.
///
/// If it is created with people, it answers like the services:
///
/// ```swift
/// let transport = MockTransport(
///     people: [.quanshi(QuanshiAccount(userID: 7, email: "ann@example.com", displayName: "Ann"))],
///     faults: [Fault(.rateLimited, times: 1, retryAfter: .zero)])
/// let quanshi = Quanshi(auth: .token("any"), transport: transport)
/// let users = try await quanshi.users(emails: ["ann@example.com", "bob@example.com"])
/// print(users.found["ann@example.com"]?.profile.displayName ?? "", users.notFound)
/// transport.fail(Fault(.unauthenticated))
/// ```
///
/// For an unknown person, Quanshi reports that the person was not found, and the other services reject the request. A
/// WeChat code is valid for one request. If a request to Mysoft does not name a user, the answer is the first of
/// Mysoft's people. Credentials are not checked: to test a refusal, add a fault with `UNAUTHENTICATED`.
public final class MockTransport: HTTPTransport, @unchecked Sendable {
    /// The recorded requests and the faults to simulate. A lock guards them.
    private struct State {
        var services: FakeServices
        var faults: [(fault: Fault, left: Int)]
        var sent: [HTTPRequest] = []
        var asked: [Asked] = []
        var waiting: [(count: Int, continuation: CheckedContinuation<[Asked], Never>)] = []
    }

    private let lock = NSLock()
    private var state: State
    private let answer: (@Sendable (HTTPRequest) async throws -> HTTPResponse)?

    /// Creates a transport that answers like the services.
    ///
    /// - Parameters:
    ///   - people: The invented people. Other people are not found.
    ///   - faults: The faults. If several faults match a request, the first one is used.
    public init(people: [FakePerson], faults: [Fault] = []) {
        state = State(services: FakeServices(people: people), faults: faults.map { ($0, $0.times ?? .max) })
        answer = nil
    }

    /// Creates a transport that responds to every request with the result of `answer`, or fails with its error.
    public init(_ answer: @escaping @Sendable (HTTPRequest) async throws -> HTTPResponse) {
        state = State(services: FakeServices(people: []), faults: [])
        self.answer = answer
    }

    /// Creates a transport that responds to every request with this body.
    public convenience init(json: String, status: Int = 200, headers: [HTTPHeader] = []) {
        self.init { _ in HTTPResponse(status: status, headers: headers, body: Data(json.utf8)) }
    }

    /// The requests that were sent so far.
    public var requests: [HTTPRequest] { lock.withLock { state.sent } }

    /// The identifiers of the requests so far, with one entry for each request. Repeated attempts are included.
    public var asked: [Asked] { lock.withLock { state.asked } }

    /// Waits until this many requests were received. Returns the identifiers of all requests so far.
    public func untilAsked(_ count: Int) async -> [Asked] {
        await withCheckedContinuation { continuation in
            lock.withLock { state.waiting.append((count, continuation)) }
            wake()
        }
    }

    /// Adds a fault, so that requests fail from now on. It takes precedence over existing faults.
    public func fail(_ fault: Fault) {
        lock.withLock { state.faults.insert((fault, fault.times ?? .max), at: 0) }
    }

    /// Records the request and answers it.
    public func send(_ request: HTTPRequest) async throws -> HTTPResponse {
        let question = lock.withLock { note(request) }
        wake()
        guard let question else { return try await answer?(request) ?? respond(404, "") }
        guard let fault = lock.withLock({ next(question) }) else { return try await serve(question, request) }
        // The service processes the request, and then its answer is lost.
        if fault.isLate { _ = try await serve(question, request) }
        return try await fault.fail(question)
    }

    private func serve(_ question: FakeQuestion, _ request: HTTPRequest) async throws -> HTTPResponse {
        if let answer { return try await answer(request) }
        return respond(200, lock.withLock { state.services.answer(question) })
    }

    private func note(_ request: HTTPRequest) -> FakeQuestion? {
        state.sent.append(request)
        let question = FakeQuestion(request, requestID: "request-\(state.asked.count + 1)")
        if let question {
            state.asked.append(Asked(provider: question.service.provider, identifiers: question.identifiers))
        }
        return question
    }

    private func next(_ question: FakeQuestion) -> Fault? {
        guard let found = state.faults.firstIndex(where: { $0.left > 0 && $0.fault.fits(question) }) else { return nil }
        state.faults[found].left -= 1
        return state.faults[found].fault
    }

    /// Resumes the callers whose number of requests has been reached.
    private func wake() {
        let (asked, ready) = lock.withLock {
            let asked = state.asked
            let ready = state.waiting.filter { $0.count <= asked.count }
            state.waiting.removeAll { $0.count <= asked.count }
            return (asked, ready)
        }
        for (_, continuation) in ready { continuation.resume(returning: asked) }
    }
}

/// The identifiers of a request.
public struct Asked: Sendable, Hashable {
    /// The provider that was asked.
    public let provider: Provider
    /// The identifiers in the request: emails, mobile numbers, login names, user IDs, or codes.
    public let identifiers: [String]

    /// Creates a value with these members.
    public init(provider: Provider, identifiers: [String]) {
        self.provider = provider
        self.identifiers = identifiers
    }
}
