import Foundation
import MingpianTesting
import Testing

@testable import Mingpian

/// Tests lookups of a single-use code that are in flight at the same time.
@Suite("lookups in flight")
struct InFlightTests {
    private let open: AsyncStream<String>.Continuation
    private let ended = Box(false)
    private let transport: MockTransport
    private let dmtz: Dmtz

    init() {
        let (gate, open) = AsyncStream.makeStream(of: String.self)
        self.open = open
        transport = MockTransport { [ended] _ in
            for await body in gate { return HTTPResponse(status: 200, body: Data(body.utf8)) }
            ended.value = Task.isCancelled
            throw CancellationError()
        }
        dmtz = Dmtz(transport: transport)
    }

    private static let user = #"{"code":200,"data":{"id":"7"}}"#

    private func ask(_ code: String = "code") -> Task<Result<DmtzUser, LookupError>, Never> {
        Task { [dmtz] in
            do throws(LookupError) { return .success(try await dmtz.userInfo(code: code)) } catch { return .failure(error) }
        }
    }

    /// Waits until this many callers share a lookup.
    private func shared(by callers: Int) async throws {
        try await eventually { dmtz.service.inFlight.callers == callers && !transport.requests.isEmpty }
    }

    /// Waits until a condition holds. The test's time limit ends the wait.
    private func eventually(_ isSo: () -> Bool) async throws {
        while !isSo() { try await Task.sleep(for: .milliseconds(1)) }
    }

    @Test("a second lookup of the same code shares the answer", .timeLimit(.minutes(1)))
    func answer() async throws {
        let lookups = [ask(), ask(), ask()]
        try await shared(by: 3)
        open.yield(Self.user)
        for lookup in lookups { #expect(try await lookup.value.get().id == "7") }
        #expect(transport.requests.count == 1)
        // The first lookup is over, so the next one sends a request.
        open.yield(Self.user)
        #expect(try await ask().value.get().id == "7")
        #expect(transport.requests.count == 2)
    }

    @Test("a second lookup of the same code shares the error", .timeLimit(.minutes(1)))
    func error() async throws {
        let lookups = [ask(), ask()]
        try await shared(by: 2)
        open.yield(#"{"code":500,"msg":"code been used"}"#)
        for lookup in lookups {
            let error = await refusal { () throws(LookupError) in try await lookup.value.get() }
            #expect(error?.code == .rejected)
        }
        #expect(transport.requests.count == 1)
    }

    @Test("other codes share nothing", .timeLimit(.minutes(1)))
    func others() async throws {
        let lookups = [ask("\u{E9}"), ask("e\u{301}")]
        try await shared(by: 2)
        try await eventually { transport.requests.count == 2 }
        open.yield(Self.user)
        open.yield(Self.user)
        for lookup in lookups { #expect(try await lookup.value.get().id == "7") }
    }

    @Test("cancelling one caller does not disturb the other", .timeLimit(.minutes(1)))
    func oneCancelled() async throws {
        let (first, second) = (ask(), ask())
        try await shared(by: 2)
        first.cancel()
        let error = await refusal { () throws(LookupError) in try await first.value.get() }
        #expect(error?.code == .cancelled)
        open.yield(Self.user)
        #expect(try await second.value.get().id == "7")
        #expect(transport.requests.count == 1 && !ended.value)
    }

    @Test("the request is cancelled when all callers are cancelled", .timeLimit(.minutes(1)))
    func allCancelled() async throws {
        let lookups = [ask(), ask()]
        try await shared(by: 2)
        for lookup in lookups { lookup.cancel() }
        for lookup in lookups {
            let error = await refusal { () throws(LookupError) in try await lookup.value.get() }
            #expect(error?.code == .cancelled)
        }
        try await eventually { ended.value }
        #expect(transport.requests.count == 1)
    }

    @Test("a caller that was cancelled before sends nothing", .timeLimit(.minutes(1)))
    func cancelledBefore() async throws {
        let lookup = Task { [dmtz] in
            while !Task.isCancelled { await Task.yield() }
            return await refusal { () throws(LookupError) in try await dmtz.userInfo(code: "code") }
        }
        lookup.cancel()
        #expect(await lookup.value == .cancelled)
        #expect(transport.requests.isEmpty)
    }
}
