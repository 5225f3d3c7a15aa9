import Foundation
import Testing

@testable import Mingpian

/// Tests lookups over real HTTP, against the local services.
@Suite("over HTTP", .enabled(if: canReachServices, "needs MINGPIAN_ORIGIN"))
struct HTTPTests {
    let stage = Stage()

    @Test("quanshi finds accounts, with a checksum")
    func accounts() async throws {
        let request = QuanshiGetUsersByEmailsMobiles(
            emails: ["person1@example.com", "nobody@example.com"], mobiles: ["10000000002"],
            loginNames: ["person3", "nobody"])
        let users = try await stage.quanshi().users(request)
        #expect(users.found.keys.sorted() == ["10000000002", "person1@example.com", "person3"])
        #expect(users.notFound == ["nobody@example.com", "nobody"])
        #expect(users.unreadable.isEmpty && users.unasked.isEmpty && users.requestID != nil)
        let account = try #require(users.found["person1@example.com"])
        #expect(account.profile.id == String(account.userID) && account.profile.provider == .quanshi)
        #expect(try await stage.stats().quanshi == 1)
    }

    @Test("quanshi accepts the id as AppKey, and a token in a header or in the body")
    func credentials() async throws {
        let all: [QuanshiCredentials] = [
            .checkSum(appID: Stage.appID, secretKey: Stage.secretKey, idHeader: .appKey),
            .token(Stage.token),
            .token(Stage.token, in: .body),
        ]
        for auth in all {
            let quanshi = Quanshi(auth: auth, baseURL: stage.base("quanshi"))
            #expect(try await quanshi.users(Stage.one).found.count == 1)
        }
    }

    @Test("mysoft returns a user; the token is encoded")
    func employee() async throws {
        let request = MysoftGetUserInfo(tenantCode: "mysoft_demo", platform: 1, language: "zh-CN")
        let user = try await stage.mysoft().userInfo(request)
        #expect(!user.id.isEmpty && user.profile.displayName != nil && user.secrets == nil)
        #expect(try await stage.stats().mysoft == 1)
    }

    @Test("dmtz returns a user for a code, once")
    func visitor() async throws {
        let request = DmtzGetUserInfo(code: try await stage.code())
        let dmtz = Dmtz(baseURL: url("\(origin)/dmtz"))
        let user = try await dmtz.userInfo(request)
        #expect(user.profile.id == user.id)
        #expect(await refusal { () throws(LookupError) in try await dmtz.userInfo(request) }?.code == .rejected)
    }

    @Test("secrets are returned only on request")
    func secrets() async throws {
        let user = try await stage.mysoft().userInfo(MysoftGetUserInfo())
        #expect(user.secrets == nil && user.im?.secrets == nil)
        let options = LookupOptions(includeSecrets: true)
        let open = try await stage.mysoft().userInfo(MysoftGetUserInfo(), options: options)
        #expect(open.im?.secrets?.imUserPassword != nil)
        #expect(open == user, "secrets are not compared")
    }

    @Test("bad input is INVALID_INPUT with the field, and nothing is sent")
    func invalid() async throws {
        let many: [(QuanshiGetUsersByEmailsMobiles, String)] = [
            (QuanshiGetUsersByEmailsMobiles(), "emails, mobiles, loginNames"),
            (QuanshiGetUsersByEmailsMobiles(emails: ["person1@example.com", ""]), "emails[1]"),
        ]
        for (request, field) in many {
            let error = await refusal { () throws(LookupError) in
                try await stage.quanshi().users(request)
            }
            #expect(error?.code == .invalidInput && error?.field == field)
        }
        let limits: [(LookupOptions, String)] = [
            (LookupOptions(timeout: .zero), "timeoutMs"),
            (LookupOptions(timeout: .seconds(Int64.min)), "timeoutMs"),
            (LookupOptions(attemptTimeout: .milliseconds(-1)), "attemptTimeoutMs"),
            (LookupOptions(maxAttempts: 0), "maxAttempts"),
            (LookupOptions(maxBodyBytes: 0), "maxBodyBytes"),
        ]
        for (options, field) in limits {
            let error = await refusal { () throws(LookupError) in
                try await stage.quanshi().users(Stage.one, options: options)
            }
            #expect(error?.code == .invalidInput && error?.field == field)
        }
        let auths: [(QuanshiCredentials, String)] = [
            (.token("demo\r\nx: y"), "token"), (.token(""), "token"),
            (.checkSum(appID: "", secretKey: "x"), "appId"), (.checkSum(appID: "x", secretKey: ""), "secretKey"),
        ]
        for (auth, field) in auths {
            let quanshi = Quanshi(auth: auth, baseURL: stage.base("quanshi"))
            let error = await refusal { () throws(LookupError) in
                try await quanshi.users(Stage.one)
            }
            #expect(error?.code == .invalidInput && error?.field == field)
        }
        #expect(try await stage.stats().quanshi == 0)
    }

    @Test("600 identifiers are accepted, and so is an unlimited time")
    func full() async throws {
        let request = QuanshiGetUsersByEmailsMobiles(
            emails: (1...200).map { "person\($0)@example.com" },
            mobiles: (201...400).map { String(10_000_000_000 + $0) },
            loginNames: (401...600).map { "person\($0)" })
        let forever = LookupOptions(timeout: .seconds(Int64.max), attemptTimeout: .seconds(Int64.max))
        let users = try await stage.quanshi().users(request, options: forever)
        #expect(users.found.count == 600 && users.notFound.isEmpty)
        #expect(Set(users.found.values.map(\.userID)).count == 600)
    }

    @Test("wrong credentials are UNAUTHENTICATED")
    func unauthenticated() async throws {
        let wrong = Quanshi(
            auth: .checkSum(appID: Stage.appID, secretKey: "wrong-key"), baseURL: stage.base("quanshi"))
        let error = await refusal { () throws(LookupError) in try await wrong.users(Stage.one) }
        #expect(error?.code == .unauthenticated && error?.provider == .quanshi && error?.isRetryable == false)
        #expect(error?.status == 401)
        #expect(try await stage.stats().quanshi == 1)
    }

    @Test("endless 429 is RATE_LIMITED, and the error has the time to wait")
    func rateLimited() async throws {
        let once = LookupOptions(maxAttempts: 1)
        let error = await refusal { () throws(LookupError) in
            try await stage.quanshi("rate-limit:7", options: once).users(Stage.one)
        }
        #expect(error?.code == .rateLimited && error?.retryAfter == .seconds(7) && error?.isRetryable == true)
    }

    @Test("429, then success; every attempt is shown and has a new signature")
    func again() async throws {
        let shown = Box<[RedactedRequest]>([])
        let options = LookupOptions(onRequest: { request in shown.change { $0.append(request) } })
        let users = try await stage.quanshi("rate-limit:0", "times:1")
            .users(Stage.one, options: options)
        #expect(users.found.count == 1 && shown.value.count == 2)
        #expect(shown.value.first?.headers != shown.value.last?.headers, "another nonce")
        let text = shown.value.map { "\($0.url)\($0.headers.map(\.value))\($0.body)" }.joined()
        #expect(text.contains("[redacted]") && !text.contains(Stage.secretKey) && !text.contains(Stage.appID))
        #expect(try await stage.stats().quanshi == 2)
    }

    @Test("an expired code is REJECTED and sent once")
    func rejected() async throws {
        let error = await refusal { () throws(LookupError) in
            try await stage.dmtz().userInfo(DmtzGetUserInfo(code: "expired-0123456789"))
        }
        #expect(error?.code == .rejected && error?.providerCode != nil && error?.isRetryable == false)
        #expect(try await stage.stats().dmtz == 1)
    }

    @Test("a page with status 500 is HTTP_STATUS, after three attempts, or one at dmtz")
    func status() async throws {
        let error = await refusal { () throws(LookupError) in
            try await stage.quanshi("html").users(Stage.one)
        }
        #expect(error?.code == .httpStatus && error?.status == 500 && error?.isRetryable == true)
        let once = await refusal { () throws(LookupError) in
            try await stage.dmtz("html").userInfo(DmtzGetUserInfo(code: "x"))
        }
        #expect(once?.code == .httpStatus && once?.isRetryable == false)
        let stats = try await stage.stats()
        #expect(stats.quanshi == 3 && stats.dmtz == 1)
    }

    @Test("redirects are not followed", arguments: [301, 302, 307])
    func redirects(status: Int) async throws {
        let error = await refusal { () throws(LookupError) in
            try await stage.quanshi("redirect:\(status)").users(Stage.one)
        }
        #expect(error?.code == .httpStatus && error?.status == status && error?.isRetryable == false)
        let stats = try await stage.stats()
        #expect(stats.elsewhere == 0 && stats.quanshi == 1)
    }

    @Test("a body that is not JSON is MALFORMED_RESPONSE", arguments: ["not-json", "cut", "deep:10000"])
    func malformed(fault: String) async throws {
        let error = await refusal { () throws(LookupError) in
            try await stage.quanshi(fault).users(Stage.one)
        }
        #expect(error?.code == .malformedResponse && error?.field == "" && error?.isRetryable == false)
    }

    @Test("a broken account affects only itself, unrequested accounts can be read, and a byte order mark shifts nothing")
    func lenient() async throws {
        let request = QuanshiGetUsersByEmailsMobiles(emails: ["person1@example.com", "person2@example.com"])
        let broken = try await stage.quanshi("broken-account").users(request)
        #expect(broken.found.keys.sorted() == ["person2@example.com"])
        #expect(broken.unreadable == [Unreadable(identifier: "person1@example.com", field: "userId")])
        let unasked = try await stage.quanshi("unasked").users(Stage.one)
        #expect(unasked.found.count == 1 && unasked.unasked.count == 1)
        let marked = try await stage.quanshi("bom").users(Stage.one)
        #expect(marked.found["person1@example.com"]?.email == "person1@example.com")
    }

    @Test("an answer with a declared length over the limit is RESPONSE_TOO_LARGE, and the connection is closed")
    func tooLarge() async throws {
        // This is more than the buffers between two processes hold.
        let error = await refusal { () throws(LookupError) in
            try await stage.quanshi("huge:104857600").users(Stage.one)
        }
        #expect(error?.code == .responseTooLarge && error?.provider == .quanshi && error?.isRetryable == false)
        try await stage.eventually("the service sees us go") { $0.abandoned == 1 }
        #expect(try await stage.stats().quanshi == 1)
    }

    @Test("an answer without a declared length is RESPONSE_TOO_LARGE when it exceeds the limit")
    func tooLargeAfterAll() async throws {
        let error = await refusal { () throws(LookupError) in
            try await stage.quanshi("huge-chunked").users(Stage.one)
        }
        #expect(error?.code == .responseTooLarge && error?.provider == .quanshi)
        #expect(try await stage.stats().quanshi == 1)
    }

    @Test("the limit can be set: 2 MiB exceeds 1 MiB, and fits into 4 MiB")
    func cap() async throws {
        let small = stage.quanshi("huge-chunked:2097152", options: LookupOptions(maxBodyBytes: 1 << 20))
        let error = await refusal { () throws(LookupError) in try await small.users(Stage.one) }
        #expect(error?.code == .responseTooLarge)
        let large = stage.quanshi("huge-chunked:2097152", options: LookupOptions(maxBodyBytes: 4 << 20))
        #expect(try await large.users(Stage.one).found.count == 1)
    }

    @Test("a service that never answers is TRANSPORT timeout, and both connections are closed")
    func timeout() async throws {
        let options = LookupOptions(attemptTimeout: .seconds(3), maxAttempts: 2)
        let error = await refusal { () throws(LookupError) in
            try await stage.quanshi("hang").users(Stage.one, options: options)
        }
        #expect(error?.code == .transport && error?.kind == .timeout && error?.provider == .quanshi)
        #expect(error?.isRetryable == true)
        try await stage.eventually("both connections are closed") { $0.abandoned == 2 }
        #expect(try await stage.stats().quanshi == 2)
    }

    @Test("the lookup as a whole ends within its time limit, and dmtz is not asked again")
    func whole() async throws {
        let options = LookupOptions(timeout: .seconds(3))
        let code = DmtzGetUserInfo(code: try await stage.code())
        let error = await refusal { () throws(LookupError) in
            try await stage.dmtz("hang").userInfo(code, options: options)
        }
        #expect(error?.code == .transport && error?.isRetryable == false)
        #expect(try await stage.stats().dmtz == 1)
    }

    @Test("an interrupted answer is TRANSPORT interrupted", arguments: ["truncate", "close"])
    func interrupted(fault: String) async throws {
        let once = LookupOptions(maxAttempts: 1)
        let error = await refusal { () throws(LookupError) in
            try await stage.quanshi(fault).users(Stage.one, options: once)
        }
        #expect(error?.code == .transport && error?.kind == .interrupted && error?.underlyingError is URLError)
    }

    @Test("a service that stops is asked again; dmtz is not")
    func dies() async throws {
        let users = try await stage.quanshi("truncate", "times:2").users(Stage.one)
        #expect(users.found.count == 1)
        #expect(try await stage.stats().quanshi == 3)
        let code = DmtzGetUserInfo(code: try await stage.code())
        let error = await refusal { () throws(LookupError) in try await stage.dmtz("close").userInfo(code) }
        #expect(error?.code == .transport && error?.isRetryable == false)
        #expect(try await stage.stats().dmtz == 1)
    }

    @Test("a port without a listener is refused, and an unknown name is offline: both are asked again")
    func unsent() async throws {
        for (base, kind) in [
            ("http://127.0.0.1:\(try unusedPort())", TransportError.refused),
            ("https://nobody.invalid", .offline),
        ] {
            let attempts = Box(0)
            let options = LookupOptions(
                baseDelay: .milliseconds(1), onRequest: { _ in attempts.change { $0 += 1 } })
            let dmtz = Dmtz(baseURL: url(base), options: options)
            let error = await refusal { () throws(LookupError) in
                try await dmtz.userInfo(DmtzGetUserInfo(code: "demo"))
            }
            #expect(error?.code == .transport && error?.kind == kind && error?.isRetryable == true)
            #expect(attempts.value == 3 && error?.underlyingError is URLError)
        }
    }

    @Test("cancelled before: nothing is sent")
    func cancelledBefore() async throws {
        let quanshi = stage.quanshi()
        let task = Task {
            // The task continues only after it has been cancelled.
            while !Task.isCancelled { await Task.yield() }
            return await refusal { () throws(LookupError) in try await quanshi.users(Stage.one) }
        }
        task.cancel()
        #expect(await task.value == .cancelled)
        #expect(try await stage.stats().quanshi == 0)
    }

    @Test("cancelled in flight: CANCELLED, and the service sees the connection close")
    func cancelledInFlight() async throws {
        let quanshi = stage.quanshi("hang")
        let task = Task {
            await refusal { () throws(LookupError) in try await quanshi.users(Stage.one) }
        }
        try await stage.eventually("it is in flight") { $0.quanshi == 1 }
        #expect(try await stage.stats().abandoned == 0)
        task.cancel()
        #expect(await task.value == .cancelled)
        try await stage.eventually("the connection is closed") { $0.abandoned == 1 }
    }

    @Test("cancelled in a pause: nothing more is sent")
    func cancelledInPause() async throws {
        let quanshi = stage.quanshi("rate-limit:30")
        let task = Task {
            await refusal { () throws(LookupError) in try await quanshi.users(Stage.one) }
        }
        try await stage.eventually("it was refused") { $0.quanshi == 1 }
        task.cancel()
        #expect(await task.value == .cancelled)
        #expect(try await stage.stats().quanshi == 1)
    }

    @Test("50 lookups in parallel")
    func parallel() async throws {
        let quanshi = stage.quanshi("delay:50")
        let found = try await withThrowingTaskGroup(of: String?.self) { group in
            for n in 1...50 {
                group.addTask {
                    let email = "person\(n)@example.com"
                    let request = QuanshiGetUsersByEmailsMobiles(emails: [email])
                    return try await quanshi.users(request).found[email]?.email
                }
            }
            return try await group.reduce(into: Set<String>()) { all, email in email.map { _ = all.insert($0) } }
        }
        #expect(found == Set((1...50).map { "person\($0)@example.com" }))
        #expect(try await stage.stats().quanshi == 50)
    }

    @Test("twelve codes are sent at the same time: none waits in a queue while its time runs out")
    func codesAtOnce() async throws {
        let options = LookupOptions(attemptTimeout: .milliseconds(2_500), maxAttempts: 1)
        let dmtz = stage.dmtz("delay:1500", options: options)
        var codes: [String] = []
        for _ in 1...12 { codes.append(try await stage.code()) }
        let tasks = codes.map { code in Task { try await dmtz.userInfo(code: code).id } }
        for task in tasks { #expect(try await !task.value.isEmpty) }
        #expect(try await stage.stats().dmtz == 12)
    }

    @Test("one of 50 is cancelled, the others go on")
    func oneOfMany() async throws {
        let quanshi = stage.quanshi()
        let hanging = stage.quanshi("hang")
        let tasks = (1...50).map { n in
            let quanshi = n == 25 ? hanging : quanshi
            return Task { () async -> Int? in try? await quanshi.users(Stage.one).found.count }
        }
        try await stage.eventually("all have arrived") { $0.quanshi == 50 }
        tasks[24].cancel()
        var counts: [Int?] = []
        for task in tasks { counts.append(await task.value) }
        #expect(counts[24] == nil && counts.compactMap { $0 } == Array(repeating: 1, count: 49))
        try await stage.eventually("its connection alone is closed") { $0.abandoned == 1 }
    }
}
