import Foundation
import Mingpian
import MingpianTesting
import Testing

/// Tests how a mock transport answers for people, and how it fails.
@Suite("fakes")
struct FakeTests {
    static let everyone: [FakePerson] = [
        .quanshi(QuanshiAccount(userID: 1, email: "ann@example.com", displayName: "Ann")),
        .dmtz(DmtzUser(id: "2", surname: "Ann"), identifiers: ["code-1", "code-2"]),
        .mysoft(MysoftUserInfo(id: "3", name: "Ann")),
        .mysoft(MysoftUserInfo(id: "4", name: "Bob", wzsUserID: "bob")),
    ]

    /// The three services over one mock transport.
    struct Services {
        let transport: MockTransport
        let quanshi: Quanshi
        let dmtz: Dmtz
        let mysoft: Mysoft

        init(_ people: [FakePerson] = FakeTests.everyone, _ faults: Fault..., maxAttempts: Int = 3) {
            self.init(MockTransport(people: people, faults: faults), maxAttempts: maxAttempts)
        }

        init(_ transport: MockTransport, maxAttempts: Int = 3) {
            let options = LookupOptions(maxAttempts: maxAttempts, baseDelay: .zero, maxDelay: .zero)
            self.transport = transport
            quanshi = Quanshi(auth: .token("any"), options: options, transport: transport)
            dmtz = Dmtz(options: options, transport: transport)
            let base = url("https://example.com/a/path")
            mysoft = Mysoft(baseURL: base, auth: .accessToken("any"), options: options, transport: transport)
        }

        func ann() async throws(LookupError) -> Answers<QuanshiAccount> {
            try await quanshi.users(emails: ["ann@example.com"])
        }

        func ask(_ provider: Provider) async throws(LookupError) {
            switch provider {
            case .quanshi: _ = try await ann()
            case .dmtz: _ = try await dmtz.userInfo(code: "code-1")
            default: _ = try await mysoft.userInfo()
            }
        }

        func error(_ provider: Provider) async -> LookupError? {
            await refusal { () throws(LookupError) in try await ask(provider) }
        }
    }

    @Test("answer for people", .enabled(if: canReachServices, "needs MINGPIAN_ORIGIN"))
    func agreement() async throws {
        let stage = Stage()
        // Among these people, every field that varies is present, absent, and broken.
        let numbers = [1, 2, 3, 4, 5, 7, 11, 12, 20, 22, 35, 77]
        let emails = numbers.map { "person\($0)@example.com" } + ["nobody@example.com"]
        let real = try await stage.quanshi().users(emails: emails)
        #expect(real.found.count == numbers.count)
        let faked = try await Services(real.found.values.map { .quanshi($0) }).quanshi.users(emails: emails)
        #expect(faked.found == real.found && faked.notFound == real.notFound)
        for (identifier, account) in real.found { #expect(faked.found[identifier]?.profile == account.profile) }
        for number in numbers {
            let user = try await Dmtz(baseURL: url("\(origin)/dmtz")).userInfo(code: stage.code(number))
            let employee = try await stage.mysoft().userInfo(wzsUserID: "wzs-person-\(number)")
            let services = Services([.dmtz(user, identifiers: ["code"]), .mysoft(employee)])
            let fakedUser = try await services.dmtz.userInfo(code: "code")
            #expect(fakedUser == user && fakedUser.profile == user.profile)
            let fakedEmployee = try await services.mysoft.userInfo(wzsUserID: "wzs-person-\(number)")
            #expect(fakedEmployee == employee && fakedEmployee.profile == employee.profile)
        }
    }

    @Test("find people by every kind of identifier, and by the identifiers of the test")
    func identifiers() async throws {
        let ann = QuanshiAccount(userID: 7, loginName: "安\"\n\\", email: "ann@example.com", mobile: "10000000001")
        let bob = QuanshiAccount(userID: 8, email: "bob@example.com")
        let services = Services([.quanshi(ann), .quanshi(bob, identifiers: ["robert@example.com"])])
        let users = try await services.quanshi.users(
            emails: ["ann@example.com", "bob@example.com", "robert@example.com"], mobiles: ["10000000001"],
            loginNames: ["安\"\n\\", "nobody"])
        let ids = users.found.mapValues(\.userID)
        #expect(ids == ["ann@example.com": 7, "robert@example.com": 8, "10000000001": 7, "安\"\n\\": 7])
        #expect(users.notFound == ["bob@example.com", "nobody"] && users.requestID == "request-1")
        #expect(services.transport.asked.map(\.identifiers.count) == [6])
    }

    @Test("write documents inside strings, and secrets")
    func documents() async throws {
        let place = DmtzExtraProperties(city: "示例市", privilege: ["x"])
        let services = Services([
            .dmtz(
                DmtzUser(id: "1", extraProperties: Embedded(text: "", value: place)), identifiers: ["a"],
                secrets: ["password": "p"]),
            .dmtz(DmtzUser(id: "2", extraProperties: Embedded(text: #"{"City":"#)), identifiers: ["b"]),
        ])
        let user = try await services.dmtz.userInfo(code: "a", options: LookupOptions(includeSecrets: true))
        #expect(user.extraProperties?.value == place && user.secrets?.password == "p")
        let broken = try await services.dmtz.userInfo(code: "b")
        #expect(broken.extraProperties == Embedded(text: #"{"City":"#))
    }

    @Test("reject unknown people, and a code that was already used")
    func rejections() async throws {
        let services = Services()
        let unknown = await refusal { () throws(LookupError) in try await services.dmtz.userInfo(code: "code-3") }
        #expect(unknown?.code == .rejected && unknown?.providerCode == -1)
        #expect(unknown?.providerText == "there is no such person")
        let nobody = await refusal { () throws(LookupError) in try await services.mysoft.userInfo(wzsUserID: "nobody") }
        #expect(nobody?.code == .rejected)
        #expect(try await services.mysoft.userInfo(wzsUserID: "bob").name == "Bob")
        #expect(try await services.dmtz.userInfo(code: "code-1").surname == "Ann")
        #expect(await services.error(.dmtz)?.providerText == "the code was used before")
        // A request that is refused does not use up a code. A request whose answer is lost does.
        services.transport.fail(Fault(.transport, times: 1, kind: .refused))
        services.transport.fail(Fault(.rejected, times: 1, providerCode: 7))
        let planted = await refusal { () throws(LookupError) in try await services.dmtz.userInfo(code: "code-2") }
        #expect(planted?.providerCode == 7)
        #expect(try await services.dmtz.userInfo(code: "code-2").surname == "Ann")
        let lost = Services(Self.everyone, Fault(.transport, times: 1), maxAttempts: 1)
        #expect(await lost.error(.dmtz)?.kind == .interrupted)
        #expect(await lost.error(.dmtz)?.code == .rejected)
    }

    @Test("send records that cannot be read")
    func unreadable() async throws {
        let bob = QuanshiAccount(userID: 8, email: "bob@example.com", mobile: "1", unreadableFields: ["mobile"])
        let im = MysoftIm(unreadableFields: ["enable"])
        let services = Services([
            .quanshi(QuanshiAccount(userID: 7, email: "ann@example.com"), unreadable: true), .quanshi(bob),
            .dmtz(DmtzUser(id: "1"), identifiers: ["code-1"], unreadable: true),
            .mysoft(MysoftUserInfo(id: "1", im: im, unreadableFields: ["belong_dept"])),
        ])
        let users = try await services.quanshi.users(emails: ["ann@example.com", "bob@example.com"])
        #expect(users.unreadable.map(\.identifier) == ["ann@example.com"])
        #expect(users.found["bob@example.com"]?.mobile == nil)
        #expect(users.found["bob@example.com"]?.unreadableFields == ["mobile"])
        let error = await services.error(.dmtz)
        #expect(error?.code == .malformedResponse && error?.field == "data.id")
        let employee = try await services.mysoft.userInfo()
        #expect(employee.unreadableFields == ["belong_dept"] && employee.im?.unreadableFields == ["enable"])
    }

    static let faults: [(LookupError.Code, Fault, Int?, String?)] = [
        (.invalidInput, Fault(.invalidInput, field: "emails[0]"), nil, "emails[0]"),
        (.unauthenticated, Fault(.unauthenticated, providerCode: 42, providerText: "no"), 401, nil),
        (.rateLimited, Fault(.rateLimited, providerCode: 42, providerText: "no", retryAfter: .zero), 429, nil),
        (.rejected, Fault(.rejected, providerCode: 42, providerText: "no"), 200, nil),
        (.httpStatus, Fault(.httpStatus, providerCode: 42, providerText: "no", retryAfter: .zero, status: 503), 503, nil),
        (.malformedResponse, Fault(.malformedResponse), 200, ""),
        (.responseTooLarge, Fault(.responseTooLarge), nil, nil),
        (.transport, Fault(.transport, kind: .offline), nil, nil),
        (.cancelled, Fault(.cancelled), nil, nil),
        (.internal, Fault(.internal), nil, nil),
    ]

    @Test("fail with each of the ten errors")
    func errors() async {
        #expect(Set(Self.faults.map(\.0)) == Set(LookupError.Code.allCases))
        for (code, fault, status, field) in Self.faults {
            let isReply = [.unauthenticated, .rateLimited, .rejected, .httpStatus].contains(code)
            let isPausing = code == .rateLimited || code == .httpStatus
            for provider in [Provider.quanshi, .dmtz, .mysoft] {
                let error = await Services(Self.everyone, fault).error(provider)
                #expect(error?.code == code && error?.status == status && error?.field == field, "\(provider) \(code)")
                #expect(error?.providerCode == (isReply ? 42 : nil) && error?.providerText == (isReply ? "no" : nil))
                #expect(error?.retryAfter == (isPausing ? .zero : nil))
                #expect(error?.kind == (code == .transport ? .offline : nil))
                // Without the details, the error is the same.
                #expect(await Services(Self.everyone, Fault(code), maxAttempts: 1).error(provider)?.code == code)
            }
        }
    }

    @Test("never answer, so that a lookup times out or is cancelled")
    func silence() async {
        let services = Services(Self.everyone, Fault(.transport, kind: .timeout), maxAttempts: 1)
        let error = await refusal { () throws(LookupError) in
            let options = LookupOptions(attemptTimeout: .milliseconds(10))
            return try await services.quanshi.users(emails: ["ann@example.com"], options: options)
        }
        #expect(error?.kind == .timeout)
        let lookup = Task { await services.error(.quanshi) }
        let asked = await services.transport.untilAsked(2)
        #expect(asked.last == Asked(provider: .quanshi, identifiers: ["ann@example.com"]))
        lookup.cancel()
        #expect(await lookup.value?.code == .cancelled)
    }

    @Test("fail as often, for the people, and at the operations that the test chooses")
    func scopes() async throws {
        let services = Services(
            Self.everyone, Fault(.httpStatus, times: 2), Fault(.rejected, identifier: "bob@example.com"),
            Fault(.unauthenticated, provider: .mysoft))
        // Two attempts fail, and the third is answered.
        #expect(try await services.ann().found.count == 1)
        #expect(services.transport.requests.count == 3)
        let both = await refusal { () throws(LookupError) in
            try await services.quanshi.users(emails: ["ann@example.com", "bob@example.com"])
        }
        #expect(both?.code == .rejected)
        #expect(await services.error(.mysoft)?.code == .unauthenticated)
        let users = try await services.quanshi.users(emails: (0..<450).map { "person\($0)@example.com" })
        #expect(users.notFound.count == 450)
        #expect(services.transport.asked.suffix(3).map(\.identifiers.count).sorted() == [50, 200, 200])
    }

    @Test("fail before a test's own answers")
    func ownAnswers() async throws {
        let json = #"{"status":0,"result":{"ann@example.com":{"userId":7}}}"#
        let services = Services(MockTransport(json: json))
        services.transport.fail(Fault(.unauthenticated, times: 1))
        #expect(await services.error(.quanshi)?.code == .unauthenticated)
        #expect(try await services.ann().found["ann@example.com"]?.userID == 7)
        #expect(services.transport.asked.count == 2)
    }

    @Test("do not accept a success code as a rejection, and answer another address with 404")
    func limits() async throws {
        for (provider, code) in [(Provider.quanshi, 0), (.dmtz, 200), (.mysoft, 1)] {
            let error = await Services(Self.everyone, Fault(.rejected, providerCode: code)).error(provider)
            #expect(error?.code == .invalidInput && error?.field == "providerCode")
        }
        let request = HTTPRequest(
            method: "POST", url: url("https://example.com/elsewhere"), headers: [], body: Data("{}".utf8), maxBodyBytes: 9)
        #expect(try await MockTransport(people: Self.everyone).send(request).status == 404)
    }
}
