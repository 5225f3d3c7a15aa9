import Foundation
public import Mingpian

/// Answers without a network, for the tests of apps. It keeps what was sent, and fails as it is told.
///
/// With people, it answers like the services for them:
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
/// Someone who is not among the people is not found by Quanshi, and rejected by the others. A WeChat code is good for one
/// request. If Mysoft is not asked for a user, its answer is the first of its people. Credentials are not checked: let the
/// requests fail with `UNAUTHENTICATED`.
public final class MockTransport: HTTPTransport, @unchecked Sendable {
    /// What happened, and what will. The lock guards it.
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

    /// Answers like the services.
    ///
    /// - Parameters:
    ///   - people: The invented people. Anyone else is not found.
    ///   - faults: What goes wrong. If several faults fit a request, the first counts.
    public init(people: [FakePerson], faults: [Fault] = []) {
        state = State(services: FakeServices(people: people), faults: faults.map { ($0, $0.times ?? .max) })
        answer = nil
    }

    /// Answers every request with what `answer` returns or throws.
    public init(_ answer: @escaping @Sendable (HTTPRequest) async throws -> HTTPResponse) {
        state = State(services: FakeServices(people: []), faults: [])
        self.answer = answer
    }

    /// Answers every request with this body.
    public convenience init(json: String, status: Int = 200, headers: [HTTPHeader] = []) {
        self.init { _ in HTTPResponse(status: status, headers: headers, body: Data(json.utf8)) }
    }

    /// The requests that were sent so far.
    public var requests: [HTTPRequest] { lock.withLock { state.sent } }

    /// Who was asked for so far, a request each. Repeated attempts are among them.
    public var asked: [Asked] { lock.withLock { state.asked } }

    /// Waits until this many requests came, and returns who all of them asked for.
    public func untilAsked(_ count: Int) async -> [Asked] {
        await withCheckedContinuation { continuation in
            lock.withLock { state.waiting.append((count, continuation)) }
            wake()
        }
    }

    /// Lets requests fail from now on. The fault comes before those that are already there.
    public func fail(_ fault: Fault) {
        lock.withLock { state.faults.insert((fault, fault.times ?? .max), at: 0) }
    }

    /// Keeps the request and answers it.
    public func send(_ request: HTTPRequest) async throws -> HTTPResponse {
        let question = lock.withLock { note(request) }
        wake()
        guard let question else { return try await answer?(request) ?? respond(404, "") }
        guard let fault = lock.withLock({ next(question) }) else { return try await serve(question, request) }
        // The service does its work, and then its answer is lost.
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

    /// Resumes those who wait for no more requests than came.
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

/// Who a request asked for.
public struct Asked: Sendable, Hashable {
    /// The provider that was asked.
    public let provider: Provider
    /// The identifiers in the request: emails, mobile numbers, login names, user IDs, codes.
    public let identifiers: [String]

    /// Creates one with these members.
    public init(provider: Provider, identifiers: [String]) {
        self.provider = provider
        self.identifiers = identifiers
    }
}
