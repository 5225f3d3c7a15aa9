import Foundation
import Mingpian
import MingpianTesting
import Testing

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// Tests renewed tokens and reports on attempts.
@Suite("renewal")
struct RenewalTests {
    private static let question = QuanshiGetUsersByEmailsMobiles(emails: ["ann@example.com"])
    private let renewals = Box(0)

    /// Accepts the token `new`.
    private let transport = MockTransport { request in
        let isNew = request.headers.contains { $0.name == "token" && $0.value == "new" }
        return HTTPResponse(status: isNew ? 200 : 401, body: Data((isNew ? #"{"status":0,"result":{}}"# : "{}").utf8))
    }

    private func quanshi(options: LookupOptions = LookupOptions(), _ renew: @escaping RenewToken) -> Quanshi {
        let auth = QuanshiCredentials.token("old").renewing { [renewals] in
            renewals.change { $0 += 1 }
            return try await renew()
        }
        return Quanshi(auth: auth, options: options, transport: transport)
    }

    private func failure(_ quanshi: Quanshi) async -> LookupError? {
        await refusal { () throws(LookupError) in try await quanshi.users(Self.question) }
    }

    @Test("a refused token is renewed once, and later lookups begin with the new one")
    func once() async throws {
        let quanshi = quanshi { "new" }
        #expect(try await quanshi.users(Self.question).notFound == ["ann@example.com"])
        for try await page in quanshi.pages(.init(emails: (1...401).map { "person\($0)@example.com" })) {
            #expect(page.failed == nil)
        }
        #expect(renewals.value == 1 && transport.requests.count == 5)
        #expect(!"\(QuanshiCredentials.token("planted").renewing { "planted" })".contains("planted"))
    }

    @Test("lookups that need a token at the same time share it")
    func shared() async throws {
        let quanshi = quanshi {
            try await Task.sleep(for: .milliseconds(30))
            return "new"
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 1...5 { group.addTask { _ = try await quanshi.users(Self.question) } }
            try await group.waitForAll()
        }
        #expect(renewals.value == 1)
    }

    @Test("without a new token, the refusal is the error")
    func refused() async {
        #expect(await failure(quanshi { nil })?.code == .unauthenticated)
        #expect(await failure(quanshi { "wrong" })?.code == .unauthenticated)
        let away = await failure(quanshi { throw URLError(.serverCertificateUntrusted) })
        #expect(away?.code == .unauthenticated && away?.status == 401)
        #expect((away?.underlyingError as? URLError)?.code == .serverCertificateUntrusted)
    }

    @Test("an invalid token is the caller's mistake, and is not remembered")
    func notAllowed() async throws {
        let tokens = Box(["", "line\nbreak", "new"])
        let quanshi = quanshi {
            let token = tokens.value.first
            tokens.change { $0.removeFirst() }
            return token
        }
        for _ in 1...2 {
            let error = await failure(quanshi)
            #expect(error?.code == .invalidInput && error?.field == "token")
        }
        _ = try await quanshi.users(Self.question)
        let signing = QuanshiCredentials.checkSum(appID: "app", secretKey: "not a real secret").renewing { "new" }
        let error = await failure(Quanshi(auth: signing, transport: transport))
        #expect(error?.code == .invalidInput && error?.field == "renew")
    }

    @Test("every attempt is reported")
    func attempts() async throws {
        let attempts = Box<[Attempt]>([])
        let options = LookupOptions(maxAttempts: 2, baseDelay: .zero, onAttempt: { attempt in attempts.change { $0.append(attempt) } })
        _ = try await quanshi(options: options) { "new" }.users(Self.question)
        #expect(attempts.value.map(\.number) == [1, 2] && attempts.value.map(\.status) == [401, 200])
        #expect(attempts.value.map(\.isAccepted) == [false, true] && attempts.value.map(\.bytes) == [2, 24])
        #expect(attempts.value.allSatisfy { $0.provider == .quanshi && $0.operation == "getUsersByEmailsMobiles" })
        let told = "\(attempts.value)"
        for hidden in ["old", "new", "ann@", "example"] { #expect(!told.contains(hidden)) }

        attempts.change { $0 = [] }
        let dead = Quanshi(auth: .token("t"), options: options, transport: MockTransport { _ in throw TransportError.refused })
        _ = await failure(dead)
        #expect(attempts.value.map(\.failure) == [.refused, .refused])

        attempts.change { $0 = [] }
        var once = options
        (once.maxAttempts, once.attemptTimeout) = (1, .milliseconds(20))
        let slow = MockTransport { _ in
            try await Task.sleep(for: .seconds(60))
            return HTTPResponse(status: 200, body: Data())
        }
        let late = await failure(Quanshi(auth: .token("t"), options: once, transport: slow))
        #expect(late?.code == .transport && attempts.value.map(\.isAborted) == [true])
    }
}
