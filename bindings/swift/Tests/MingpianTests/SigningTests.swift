import Foundation
import MingpianTesting
import Testing

@testable import Mingpian

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// Tests signing by the app's own server, and clocks that are wrong.
@Suite("signing")
struct SigningTests {
    private static let secretKey = "demo-key"
    private static let question = QuanshiGetUsersByEmailsMobiles(emails: ["ann@example.com"])
    private let signer = QuanshiSigner(appID: "demo-app", secretKey: secretKey)
    private let twice = LookupOptions(maxAttempts: 2, baseDelay: .zero)

    private func header(_ request: HTTPRequest, _ name: String) -> String? {
        request.headers.first { $0.name == name }?.value
    }

    @Test("the app's own server signs every attempt")
    func delegated() async throws {
        let asked = Box<[SigningParams]>([])
        let attempts = Box(0)
        let transport = MockTransport { _ in
            attempts.change { $0 += 1 }
            if attempts.value == 1 { throw TransportError.interrupted }
            return HTTPResponse(status: 200, body: Data(#"{"status":0,"result":{}}"#.utf8))
        }
        let auth = QuanshiCredentials.authorize { [signer] params in
            asked.change { $0.append(params) }
            await Task.yield()
            return try signer.sign(params, isNew: true)
        }
        let answers = try await Quanshi(auth: auth, options: twice, transport: transport)
            .users(Self.question)
        #expect(answers.notFound == ["ann@example.com"])
        #expect(Set(asked.value).count == 2 && transport.requests.count == 2)
        for (params, request) in zip(asked.value, transport.requests) {
            #expect(header(request, "Nonce") == params.nonce && header(request, "CurTime") == String(params.time))
            let sum = Quanshi.checkSum(secretKey: Self.secretKey, nonce: params.nonce, curTimeMs: params.time)
            #expect(header(request, "AppId") == "demo-app" && header(request, "CheckSum") == sum)
        }
    }

    @Test("a server that refuses to sign ends the lookup, and so does one that leaves out a header")
    func refused() async throws {
        let transport = MockTransport(json: "{}")
        let refusing = Quanshi(auth: .authorize { _ in nil }, options: twice, transport: transport)
        let refused = await refusal { () throws(LookupError) in
            try await refusing.users(Self.question)
        }
        #expect(refused?.code == .unauthenticated && refused?.provider == .quanshi)
        let incomplete = Quanshi(auth: .authorize { _ in ["AppId": "demo-app"] }, options: twice, transport: transport)
        let error = await refusal { () throws(LookupError) in
            try await incomplete.users(Self.question)
        }
        #expect(error?.code == .invalidInput && error?.field == "authorization")
        #expect(transport.requests.isEmpty)
    }

    @Test("an app whose clock is wrong gets a signature with the time of its server")
    func serverTime() async throws {
        let hour = 3_600_000
        let asked = Box<[Int]>([])
        let auth = QuanshiCredentials.authorize { params in
            let serverTime = Int(Date().timeIntervalSince1970 * 1_000) + hour
            asked.change { $0.append(params.time - serverTime) }
            guard abs(params.time - serverTime) < 60_000 else { return ["ServerTime": String(serverTime)] }
            let sum = Quanshi.checkSum(secretKey: Self.secretKey, nonce: params.nonce, curTimeMs: params.time)
            return ["AppId": "demo-app", "CheckSum": sum]
        }
        let transport = MockTransport(json: #"{"status":0,"result":{}}"#)
        let quanshi = Quanshi(auth: auth, options: LookupOptions(maxAttempts: 1), transport: transport)
        for _ in 0..<2 { _ = try await quanshi.users(Self.question) }
        // The second lookup uses the offset that the first one measured.
        #expect(asked.value.map { abs($0) < 60_000 } == [false, true, true])
        #expect(transport.requests.count == 2)
    }

    @Test("a server that cannot be reached is asked again, and the thrown error is kept")
    func unreachable() async throws {
        struct Planted: Error {}
        let asked = Box(0)
        let auth = QuanshiCredentials.authorize { _ in
            asked.change { $0 += 1 }
            throw Planted()
        }
        let transport = MockTransport(json: "{}")
        let error = await refusal { () throws(LookupError) in
            try await Quanshi(auth: auth, options: twice, transport: transport).users(Self.question)
        }
        #expect(error?.code == .transport && error?.kind == .interrupted && error?.isRetryable == true)
        #expect(error?.underlyingError is Planted && asked.value == 2 && transport.requests.isEmpty)
    }

    @Test("cancelling ends the request to the app's own server")
    func cancelled() async throws {
        let (started, ended) = (Box(false), Box(false))
        let auth = QuanshiCredentials.authorize { _ in
            started.value = true
            try? await Task.sleep(for: .seconds(60))
            ended.value = Task.isCancelled
            return nil
        }
        let quanshi = Quanshi(auth: auth, transport: MockTransport(json: "{}"))
        let task = Task {
            await refusal { () throws(LookupError) in try await quanshi.users(Self.question) }
        }
        while !started.value { await Task.yield() }
        task.cancel()
        #expect(await task.value == .cancelled)
        for _ in 0..<1_000 where !ended.value { try await Task.sleep(for: .milliseconds(5)) }
        #expect(ended.value)
    }

    @Test("a signer rejects a time that is not current, and a nonce that is malformed or was used")
    func windows() throws {
        let now = Int(Date().timeIntervalSince1970 * 1_000)
        let nonce = String(repeating: "0a", count: 16)
        let headers = try signer.sign(SigningParams(time: now, nonce: nonce), isNew: true)
        let sum = Quanshi.checkSum(secretKey: Self.secretKey, nonce: nonce, curTimeMs: now)
        #expect(headers == ["AppId": "demo-app", "CheckSum": sum])
        let other = QuanshiSigner(appID: "demo-app", secretKey: Self.secretKey, idHeader: .appKey)
        #expect(try other.sign(SigningParams(time: now, nonce: nonce), isNew: true).keys.sorted() == ["AppKey", "CheckSum"])
        let old = try signer.sign(SigningParams(time: now - 120_000, nonce: nonce), isNew: true)
        #expect(Array(old.keys) == ["ServerTime"])
        #expect(abs((Int(old["ServerTime"] ?? "") ?? 0) - now) < 60_000)
        let refused = [
            (signer, SigningParams(time: now, nonce: "0A"), true, "nonce"),
            (signer, SigningParams(time: now, nonce: nonce), false, "nonce"),
            (QuanshiSigner(appID: "", secretKey: "x"), SigningParams(time: now, nonce: nonce), true, "appId"),
        ]
        for (signer, params, isNew, field) in refused {
            do throws(LookupError) {
                _ = try signer.sign(params, isNew: isNew)
                Issue.record("it signed with a bad \(field)")
            } catch {
                #expect(error.code == .invalidInput && error.field == field)
            }
        }
    }

    @Test("the service object remembers the clock, but not an offset that the caller passes")
    func clock() async throws {
        let hour: TimeInterval = 3_600
        // A service whose clock is an hour ahead, and whose responses contain its time.
        let ahead = MockTransport { [self] request in
            let now = Date().addingTimeInterval(hour)
            let signed = try #require(header(request, "CurTime").flatMap(TimeInterval.init)) / 1_000
            if abs(signed - now.timeIntervalSince1970) < 60 {
                return HTTPResponse(status: 200, body: Data(#"{"status":0,"result":{}}"#.utf8))
            }
            let format = DateFormatter()
            format.locale = Locale(identifier: "en_US_POSIX")
            format.timeZone = TimeZone(identifier: "GMT")
            format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
            return HTTPResponse(status: 401, headers: [HTTPHeader(name: "Date", value: format.string(from: now))], body: Data())
        }
        let auth = QuanshiCredentials.checkSum(appID: "demo-app", secretKey: Self.secretKey)
        let quanshi = Quanshi(auth: auth, transport: ahead)
        _ = try await quanshi.users(Self.question)
        #expect(ahead.requests.count == 2)
        _ = try await quanshi.users(Self.question)
        #expect(ahead.requests.count == 3)
        let error = await refusal { () throws(LookupError) in
            try await quanshi.users(
                Self.question, options: LookupOptions(maxAttempts: 1, clockOffset: .zero))
        }
        #expect(error?.code == .unauthenticated)
        for try await page in quanshi.pages(Self.question) { #expect(page.notFound == ["ann@example.com"]) }
        #expect(ahead.requests.count == 5)
        let other = Quanshi(auth: auth, transport: ahead)
        _ = try await other.users(Self.question, options: LookupOptions(clockOffset: .seconds(3_600)))
        #expect(ahead.requests.count == 6)
    }

    @Test("over HTTP, with a server of the app's own", .enabled(if: canReachServices, "needs MINGPIAN_ORIGIN"))
    func overHTTP() async throws {
        let stage = Stage()
        let auth = QuanshiCredentials.authorize { params in
            var request = URLRequest(url: try #require(URL(string: "\(origin)/app/quanshi/authorize")))
            request.httpMethod = "POST"
            request.setValue("application/json", forHTTPHeaderField: "Content-Type")
            request.httpBody = try JSONEncoder().encode(params)
            return try JSONDecoder().decode([String: String].self, from: await URLSession.shared.data(for: request).0)
        }
        let quanshi = Quanshi(auth: auth, baseURL: stage.base("quanshi"))
        var found = 0
        for try await page in quanshi.pages(.init(emails: (1...500).map { "person\($0)@example.com" })) {
            #expect(page.failed == nil)
            found += page.found.count
        }
        #expect(found == 500)
        #expect(try await stage.stats().quanshi == 3)
        // The responses of a service whose clock is wrong contain its time.
        let early = stage.quanshi("clock:-3600000")
        #expect(try await early.users(Stage.one).found.count == 1)
        #expect(try await early.users(Stage.one).found.count == 1)
        #expect(try await stage.stats().quanshi == 6)
    }
}
