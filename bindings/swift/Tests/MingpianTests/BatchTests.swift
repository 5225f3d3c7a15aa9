import Foundation
import MingpianTesting
import Testing

@testable import Mingpian

/// Tests lookups of any number of identifiers over real HTTP, against the local services.
@Suite("batches over HTTP", .enabled(if: canReachServices, "needs MINGPIAN_ORIGIN"))
struct BatchTests {
    let stage = Stage()
    private let once = LookupOptions(maxAttempts: 1)

    private func email(_ n: Int) -> String { "person\(n)@example.com" }
    private func mobile(_ n: Int) -> String { String(10_000_000_000 + n) }

    @Test("1,000 identifiers, page by page: each is answered once")
    func thousand() async throws {
        let request = QuanshiGetUsersByEmailsMobiles(
            emails: (1...400).map(email) + ["nobody@example.com"],
            mobiles: (401...700).map(mobile), loginNames: (701...998).map { "person\($0)" } + ["nobody"])
        let progress = Box<[[Int]]>([])
        let pages = stage.quanshi().pages(request) { done, total in progress.change { $0.append([done, total]) } }
        var tally = Tally()
        var requestIds: Set<String> = []
        for try await page in pages {
            tally.add(page)
            page.requestID.map { _ = requestIds.insert($0) }
            #expect(page.failed == nil && page.unreadable.isEmpty && page.unasked.isEmpty)
        }
        #expect(tally.pages == 3 && requestIds.count == 3)
        #expect(tally.notFound.sorted() == ["nobody", "nobody@example.com"])
        #expect(tally.found.count == 998 && Set(tally.found).count == 998)
        #expect(Set(tally.found) == Set(request.emails + request.mobiles + request.loginNames).subtracting(tally.notFound))
        #expect(progress.value.count == 3 && progress.value.last == [1_000, 1_000])
        #expect(progress.value.map { $0[0] } == progress.value.map { $0[0] }.sorted())
        #expect(try await stage.stats().quanshi == 3)
    }

    @Test("100,000 identifiers: each is answered once, and only those of the next requests are held")
    func hundredThousand() async throws {
        let taken = Box(0)
        func people(_ numbers: ClosedRange<Int>, _ name: @escaping (Int) -> String) -> some Sequence<String> {
            numbers.lazy.map { n in
                taken.change { $0 += 1 }
                return name(n)
            }
        }
        let progress = Box([0, 0])
        let pages = stage.quanshi().pages(
            emails: people(1...40_000, email), mobiles: people(40_001...70_000, mobile),
            loginNames: people(70_001...100_000) { "person\($0)" },
            onProgress: { done, total in progress.value = [done, total] })
        var tally = Tally()
        var users: Set<Int> = []
        for try await page in pages {
            #expect(page.failed == nil && page.notFound.isEmpty && page.unreadable.isEmpty)
            tally.add(page)
            for account in page.found.values { users.insert(account.userID) }
            // Four requests that are in flight or wait, the next request, and one that may have been sent just now.
            #expect(taken.value <= tally.found.count + 6 * 3 * Quanshi.maxPerList)
        }
        #expect(tally.pages == 200 && tally.found.count == 100_000 && users.count == 100_000)
        #expect(Set(tally.found).count == 100_000 && taken.value == 100_000)
        #expect(progress.value == [100_000, 100_000])
        #expect(try await stage.stats().quanshi == 200)
    }

    @Test("a failed request affects only its own identifiers, which can be looked up again")
    func failure() async throws {
        let emails = (1...1_000).map(email)
        let quanshi = stage.quanshi("html", "times:1", options: once)
        var tally = Tally()
        let two = LookupOptions(maxInFlight: 2)
        for try await page in quanshi.pages(.init(emails: emails), options: two) { tally.add(page) }
        #expect(tally.pages == 5 && tally.found.count == 800 && tally.failed.count == 1)
        let failed = try #require(tally.failed.first)
        #expect(failed.error.code == .httpStatus && failed.error.status == 500)
        #expect(failed.request.emails.count == 200 && Set(failed.request.emails + tally.found) == Set(emails))
        for try await page in quanshi.pages(failed.request) { tally.add(page) }
        #expect(tally.failed.count == 1 && tally.found.count == 1_000 && Set(tally.found) == Set(emails))
    }

    @Test("each request is tried again separately")
    func again() async throws {
        // One request may receive all faults before another is sent, so their number must not exceed its attempts.
        let quanshi = stage.quanshi("truncate", "times:2")
        let shown = Box<[RedactedRequest]>([])
        let options = LookupOptions(onRequest: { request in shown.change { $0.append(request) } })
        var tally = Tally()
        for try await page in quanshi.pages(.init(emails: (1...1_000).map(email)), options: options) { tally.add(page) }
        #expect(tally.failed.isEmpty && Set(tally.found).count == 1_000 && tally.found.count == 1_000)
        #expect(shown.value.count == 7)
        #expect(!shown.value.contains { "\($0.headers.map(\.value))".contains(Stage.appID) })
        #expect(try await stage.stats().quanshi == 7)
    }

    @Test("a service that stops in the middle affects only identifiers without an answer")
    func dies() async throws {
        let dead = "http://127.0.0.1:\(try unusedPort())"
        let sent = Box(0)
        let transport = MockTransport { request in
            var number = 0
            sent.change { count in
                count += 1
                number = count
            }
            let url = number <= 3 ? request.url : try #require(URL(string: dead))
            return try await URLSessionTransport.shared.send(
                HTTPRequest(
                    method: request.method, url: url, headers: request.headers, body: request.body,
                    maxBodyBytes: request.maxBodyBytes))
        }
        let quanshi = Quanshi(
            auth: .token(Stage.token), baseURL: stage.base("quanshi"),
            options: LookupOptions(maxAttempts: 2, baseDelay: .milliseconds(1)), transport: transport)
        let emails = (1...2_000).map(email)
        var tally = Tally()
        for try await page in quanshi.pages(.init(emails: emails)) { tally.add(page) }
        #expect(tally.found.count == 600 && tally.failed.count == 7 && sent.value == 3 + 2 * 7)
        #expect(Set(tally.found + tally.failed.flatMap(\.request.emails)) == Set(emails))
        for failed in tally.failed {
            #expect(failed.error.kind == .refused && failed.request.emails.count == 200)
            #expect((failed.error.underlyingError as? URLError)?.code == .cannotConnectToHost)
        }
    }

    @Test("a request that takes too long is ended while the rest goes on")
    func timeout() async throws {
        let options = LookupOptions(attemptTimeout: .seconds(5), maxAttempts: 1, maxInFlight: 2)
        let quanshi = stage.quanshi("hang", "times:1", options: options)
        var tally = Tally()
        for try await page in quanshi.pages(.init(emails: (1...4_000).map(email))) {
            tally.add(page)
            // The loop still waits for pages, so the connection is not closed because the loop ended.
            if page.failed != nil { try await stage.eventually("its connection is closed") { $0.abandoned == 1 } }
        }
        #expect(tally.found.count == 3_800 && tally.failed.count == 1)
        let error = try #require(tally.failed.first?.error)
        #expect(error.code == .transport && error.kind == .timeout && error.isRetryable)
    }

    @Test("cancelled in the middle: CANCELLED, and the service sees every connection close", arguments: [1, 4, 7])
    func cancelled(maxInFlight: Int) async throws {
        let quanshi = stage.quanshi("hang")
        let options = LookupOptions(maxInFlight: maxInFlight)
        let pages = quanshi.pages(.init(emails: (1...2_000).map(email)), options: options)
        let task = Task { await refusal { () throws(LookupError) in try await first(pages) } }
        try await stage.eventually("all are under way") { $0.quanshi == maxInFlight }
        #expect(try await stage.stats().abandoned == 0)
        task.cancel()
        #expect(await task.value == .cancelled)
        try await stage.eventually("their connections are closed") { $0.abandoned == maxInFlight }
        #expect(try await stage.stats().quanshi == maxInFlight)
    }

    @Test("cancelled before: nothing is sent")
    func cancelledBefore() async throws {
        let pages = stage.quanshi().pages(.init(emails: (1...2_000).map(email)))
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            return await refusal { () throws(LookupError) in try await first(pages) }
        }
        task.cancel()
        #expect(await task.value == .cancelled)
        #expect(try await stage.stats().quanshi == 0)
    }

    @Test("leaving the loop closes the requests in flight, and nothing more is sent")
    func left() async throws {
        let quanshi = stage.quanshi("hang", "times:2")
        for try await page in quanshi.pages(emails: (1...100_000).lazy.map { "person\($0)@example.com" }) {
            #expect(page.found.count == 200)
            break
        }
        try await stage.eventually("the connections are closed") { $0.abandoned >= 2 }
        // Four requests at first, and one more after the page was taken.
        #expect(try await stage.stats().quanshi <= 5)
    }

    @Test("from the main actor")
    @MainActor
    func mainActor() async throws {
        var found = 0
        for try await page in stage.quanshi().pages(.init(emails: (1...300).map { "person\($0)@example.com" })) {
            found += page.found.count
        }
        for try await page in stage.quanshi().pages(loginNames: names()) { found += page.found.count }
        #expect(found == 600)
    }

    @Test("refused credentials end the loop; nothing more is sent")
    func unauthenticated() async throws {
        let wrong = Quanshi(
            auth: .checkSum(appID: Stage.appID, secretKey: "wrong-key"), baseURL: stage.base("quanshi"))
        var tally = Tally()
        do throws(LookupError) {
            for try await page in wrong.pages(.init(emails: (1...2_000).map(email))) { tally.add(page) }
            Issue.record("it ended well")
        } catch {
            #expect(error.code == .unauthenticated)
        }
        #expect(tally.found.isEmpty && tally.failed.allSatisfy { $0.error.code == .unauthenticated })
        #expect(Set(tally.failed.flatMap(\.request.emails)).count == 2_000)
        #expect(try await stage.stats().quanshi <= 4)
    }

    @Test("bad input is INVALID_INPUT with the field, and nothing is sent")
    func invalid() async throws {
        let quanshi = stage.quanshi()
        var emails = (1...1_000).map(email)
        emails[3] = ""
        let many: [(AccountPages, String)] = [
            (quanshi.pages(.init(emails: emails)), "emails[3]"),
            (quanshi.pages(.init(emails: (1...1_000).map(email), mobiles: ["", "x"])), "mobiles[0]"),
            (quanshi.pages(.init()), "emails, mobiles, loginNames"),
            (quanshi.pages(emails: []), "emails, mobiles, loginNames"),
            (quanshi.pages(Stage.one, options: LookupOptions(maxInFlight: 0)), "maxInFlight"),
            (quanshi.pages(Stage.one, options: LookupOptions(timeout: .zero)), "timeoutMs"),
            (Quanshi(auth: .token(""), baseURL: stage.base("quanshi")).pages(Stage.one), "token"),
        ]
        for (pages, field) in many {
            let error = await refusal { () throws(LookupError) in
                for try await page in pages { #expect(page.failed?.error.field == field) }
            }
            #expect(error?.code == .invalidInput && error?.field == field)
        }
        let error = await refusal { () throws(LookupError) in
            try await quanshi.users(.init(emails: emails))
        }
        #expect(error?.code == .invalidInput && error?.field == "emails[3]")
        #expect(try await stage.stats().quanshi == 0)
    }

    @Test("an empty identifier late in a list that is read on demand ends the loop after the requests before it")
    func invalidLater() async throws {
        let emails = (0..<2_000).lazy.map { $0 == 1_500 ? "" : "person\($0 + 1)@example.com" }
        var tally = Tally()
        do throws(LookupError) {
            for try await page in stage.quanshi().pages(emails: emails) { tally.add(page) }
            Issue.record("it ended well")
        } catch {
            #expect(error.code == .invalidInput && error.field == "emails[1500]")
        }
        #expect(Set(tally.found + tally.failed.flatMap(\.request.emails)) == Set((1...1_500).map(email)))
    }

    @Test("one lookup of 1,000 people, some of them twice or unknown")
    func merged() async throws {
        var emails = (1...900).map(email)
        emails.insert("nobody-1@example.com", at: 700)
        emails.insert("nobody-2@example.com", at: 100)
        emails += [email(5), "nobody-1@example.com"]
        let request = QuanshiGetUsersByEmailsMobiles(emails: emails, mobiles: ["1", mobile(950)], loginNames: ["person960"])
        let users = try await stage.quanshi().users(request)
        #expect(users.found.count == 902 && Set(users.found.values.map(\.userID)).count == 902)
        #expect(users.found.allSatisfy { [$1.email, $1.mobile, $1.loginName].contains($0) })
        // The answers have the order of the requests, each of which contains 200 identifiers of each list.
        #expect(users.notFound == ["nobody-2@example.com", "1", "nobody-1@example.com"])
        #expect(users.unreadable.isEmpty && users.unasked.isEmpty && users.requestID == nil)
        #expect(try await stage.stats().quanshi == 5)
    }

    @Test("one lookup of many throws the error of any request, and ends the others")
    func mergedFailure() async throws {
        let quanshi = stage.quanshi("html", "times:1", options: once)
        let error = await refusal { () throws(LookupError) in
            try await quanshi.users(.init(emails: (1...2_000).map(email)))
        }
        #expect(error?.code == .httpStatus)
        // This stage has separate counts.
        let stage = Stage()
        let hanging = stage.quanshi("hang")
        let task = Task {
            await refusal { () throws(LookupError) in
                try await hanging.users(.init(emails: (1...2_000).map(email)))
            }
        }
        try await stage.eventually("four are under way") { $0.quanshi == 4 }
        task.cancel()
        #expect(await task.value == .cancelled)
        try await stage.eventually("their connections are closed") { $0.abandoned == 4 }
    }
}

/// Tests lookups of any number of identifiers without a network.
@Suite("batches")
struct BatchRuleTests {
    @Test("no more requests than allowed are in flight, and nothing is sent while no page is taken", arguments: [1, 3])
    func bounds(maxInFlight: Int) async throws {
        let (taken, sent, running) = (Box(0), Box(0), Box(0))
        let transport = MockTransport { _ in
            sent.change { $0 += 1 }
            running.change { $0 += 1 }
            defer { running.change { $0 -= 1 } }
            #expect(running.value <= maxInFlight)
            // One page may have been returned but not counted yet.
            #expect(sent.value <= taken.value + maxInFlight + 1)
            await Task.yield()
            return HTTPResponse(status: 200, body: Data(#"{"status":0,"result":{}}"#.utf8))
        }
        let quanshi = Quanshi(auth: .token("any"), transport: transport)
        let options = LookupOptions(maxInFlight: maxInFlight)
        for try await page in quanshi.pages(emails: (1...4_000).lazy.map(String.init), options: options) {
            #expect(page.notFound.count == 200)
            taken.change { $0 += 1 }
            for _ in 0..<50 { await Task.yield() }
        }
        #expect(taken.value == 20 && sent.value == 20)
    }

    @Test("an array is asked for each identifier once; progress counts every one")
    func repeated() async throws {
        let transport = MockTransport(json: #"{"status":0,"result":{}}"#)
        let quanshi = Quanshi(auth: .token("any"), transport: transport)
        let progress = Box([0, 0])
        let emails = Array(repeating: (1...150).map(String.init), count: 10).flatMap { $0 }
        var notFound: [String] = []
        for try await page in quanshi.pages(.init(emails: emails), onProgress: { progress.value = [$0, $1] }) {
            notFound += page.notFound
        }
        #expect(notFound == (1...150).map(String.init))
        #expect(transport.requests.count == 1 && progress.value == [1_500, 1_500])
    }

    @Test("asynchronous sequences are read as there is room, and a request waits until it is full")
    func asynchronous() async throws {
        let transport = MockTransport(json: #"{"status":0,"result":{}}"#)
        let quanshi = Quanshi(auth: .token("any"), transport: transport)
        let (names, feed) = AsyncStream.makeStream(of: String.self)
        let task = Task { [transport] in
            for n in 1...200 { feed.yield("person\(n)") }
            while transport.requests.isEmpty { await Task.yield() }
            for n in 201...250 { feed.yield("person\(n)") }
            feed.finish()
        }
        var notFound: [[String]] = []
        for try await page in quanshi.pages(loginNames: names) { notFound.append(page.notFound) }
        await task.value
        #expect(notFound.map(\.count) == [200, 50] && notFound.joined().elementsEqual((1...250).map { "person\($0)" }))
    }

    @Test("an asynchronous sequence that throws ends the loop after its pages, with its own error")
    func throwing() async throws {
        struct Planted: Error {}
        let names = AsyncThrowingStream<String, any Error> { feed in
            for n in 1...300 { feed.yield("person\(n)") }
            feed.finish(throwing: Planted())
        }
        let transport = MockTransport(json: #"{"status":0,"result":{}}"#)
        let quanshi = Quanshi(auth: .token("any"), transport: transport)
        var settled = 0
        do throws(LookupError) {
            for try await page in quanshi.pages(loginNames: names) {
                settled += page.notFound.count + (page.failed?.request.loginNames.count ?? 0)
            }
            Issue.record("it ended well")
        } catch {
            #expect(error.code == .invalidInput && error.field == "loginNames" && error.underlyingError is Planted)
            #expect(error.message == "loginNames: the sequence threw Planted")
        }
        #expect(settled == 200)
    }

    @Test("lookups also accept their fields by name")
    func byName() async throws {
        let transport = MockTransport(json: #"{"status":0,"result":{"a":{"userId":1}}}"#)
        let quanshi = Quanshi(auth: .token("any"), transport: transport)
        let answers = try await quanshi.users(emails: ["a"], loginNames: ["b"])
        #expect(answers.found["a"]?.userID == 1 && answers.notFound == ["b"])
    }

    @Test("failed identifiers can be stored as JSON and looked up again")
    func kept() throws {
        let request = QuanshiGetUsersByEmailsMobiles(emails: ["a", "\"\\\u{1}安"], loginNames: ["b"])
        let back = try JSONDecoder().decode(QuanshiGetUsersByEmailsMobiles.self, from: JSONEncoder().encode(request))
        #expect(back == request)
    }

    @Test("every loop sends new requests, and an ended loop stays ended")
    func loops() async throws {
        let transport = MockTransport(json: #"{"status":0,"result":{}}"#)
        let pages = Quanshi(auth: .token("any"), transport: transport).pages(emails: ["a", "b"])
        for try await page in pages { #expect(page.notFound == ["a", "b"]) }
        let iterator = pages.makeAsyncIterator()
        #expect(try await iterator.next()?.notFound == ["a", "b"])
        #expect(try await iterator.next() == nil)
        #expect(try await iterator.next() == nil)
        #expect(transport.requests.count == 2)
        // Nothing is sent for an iterator that is not used.
        _ = pages.makeAsyncIterator()
        #expect(transport.requests.count == 2)
    }

    @Test("canonically equivalent identifiers stay separate, in the same request or not")
    func composition() async throws {
        let (one, other) = ("\u{E9}@example.com", "e\u{301}@example.com")
        let transport = MockTransport(json: #"{"status":0,"result":{"\#(one)":{"userId":1},"x":{"userId":2}}}"#)
        let emails = [other, one] + (1...200).map(String.init)
        let users = try await Quanshi(auth: .token("any"), transport: transport)
            .users(.init(emails: emails))
        #expect(transport.requests.count == 2)
        #expect(users.found.mapValues(\.userID) == [one: 1])
        #expect(Array(try #require(users.notFound.first).utf8) == Array(other.utf8) && users.notFound.count == 201)
        // A key that one request did not contain may be in another request.
        #expect(users.unasked.mapValues(\.userID) == ["x": 2])
    }
}

/// The outcomes for all people.
private struct Tally {
    var pages = 0
    var found: [String] = []
    var notFound: [String] = []
    var failed: [FailedRequest<QuanshiGetUsersByEmailsMobiles>] = []

    mutating func add(_ page: AccountPage) {
        pages += 1
        found += page.found.keys
        notFound += page.notFound
        page.failed.map { failed.append($0) }
    }
}

private func first(_ pages: AccountPages) async throws(LookupError) -> AccountPage? {
    for try await page in pages { return page }
    return nil
}

/// Creates a sequence that is not isolated to an actor, so that it may be read anywhere.
private func names() -> some Sequence<String> {
    (1...300).lazy.map { "person\($0)" }
}
