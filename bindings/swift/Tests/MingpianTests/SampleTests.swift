import Foundation
import Mingpian
import MingpianTesting
import Testing

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// Runs the samples of the documentation that are not separate programs.
@Suite("the documentation's samples", .enabled(if: canReachServices, "needs MINGPIAN_ORIGIN"))
struct SampleTests {
    let baseURL = url("\(origin)/quanshi")
    let token = Stage.token

    @Test("a first lookup")
    func firstLookup() async throws {
        // ANCHOR: lookup
        let quanshi = Quanshi(auth: .token(token), baseURL: baseURL)
        let users = try await quanshi.users(emails: ["person1@example.com"], mobiles: ["10000000002"])
        for (identifier, account) in users.found {
            print(identifier, account.profile.displayName ?? "no name")
        }
        // ANCHOR_END: lookup
        #expect(users.found.count == 2)
    }

    @Test("people are returned page by page")
    func pages() async throws {
        let quanshi = Quanshi(auth: .token(token), baseURL: baseURL)
        var saved: [String: Profile] = [:]
        func save(_ email: String, _ profile: Profile) { saved[email] = profile }
        // ANCHOR: pages
        let staff = (1...1_000).lazy.map { "person\($0)@example.com" }
        let pages = quanshi.pages(emails: staff) { done, total in print(done, "of", total) }
        for try await page in pages {
            for (email, account) in page.found { save(email, account.profile) }
            if let failed = page.failed { print(failed.error.message) }  // failed.request can be asked again
        }
        // ANCHOR_END: pages
        #expect(saved.count == 1_000)
    }

    @Test("a token is renewed, and attempts are reported")
    func renew() async throws {
        let attempts = Box<[String]>([])
        @Sendable func log(_ line: String) { attempts.change { $0.append(line) } }
        @Sendable func fetchToken() async throws -> String { Stage.token }
        // ANCHOR: renew
        let auth = QuanshiCredentials.token("an-old-token").renewing { try await fetchToken() }
        let options = LookupOptions(onAttempt: { log("attempt \($0.number): \($0.status ?? 0)") })
        let quanshi = Quanshi(auth: auth, baseURL: baseURL, options: options)
        // ANCHOR_END: renew
        #expect(try await quanshi.users(emails: ["person1@example.com"]).found.count == 1)
        #expect(attempts.value == ["attempt 1: 401", "attempt 2: 200"])
    }

    @Test("a fake answers without a network")
    func fake() async throws {
        // ANCHOR: fake
        let ann = QuanshiAccount(userID: 7, email: "ann@example.com", displayName: "Ann")
        let transport = MockTransport(people: [.quanshi(ann)])
        let quanshi = Quanshi(auth: .token("any"), transport: transport)

        let users = try await quanshi.users(emails: ["ann@example.com", "bob@example.com"])
        #expect(users.found["ann@example.com"]?.profile.displayName == "Ann")
        #expect(users.notFound == ["bob@example.com"])

        transport.fail(Fault(.rejected))
        await #expect(throws: LookupError.self) { try await quanshi.users(emails: ["ann@example.com"]) }
        // ANCHOR_END: fake
    }

    @Test("the app's own server signs")
    func authorize() async throws {
        // ANCHOR: authorize
        let auth = QuanshiCredentials.authorize { params in
            // The headers that your server created, or nil if it refused.
            try await askMyServer(params)
        }
        let quanshi = Quanshi(auth: auth, baseURL: baseURL)
        // ANCHOR_END: authorize
        #expect(try await quanshi.users(emails: ["person1@example.com"]).found.count == 1)
    }

    @Test("errors are distinguished")
    func errors() async throws {
        let once = LookupOptions(maxAttempts: 1)
        #expect(await find(Quanshi(auth: .token(token), baseURL: baseURL)) == "林知夏")
        #expect(await find(Quanshi(auth: .token("wrong"), baseURL: baseURL)) == "Sign in again.")
        let busy = url("\(origin)/fault/status:503/quanshi")
        #expect(await find(Quanshi(auth: .token(token), baseURL: busy, options: once)) == "Try again later.")
    }

    private func find(_ quanshi: Quanshi) async -> String {
        // ANCHOR: errors
        do {
            let users = try await quanshi.users(emails: ["person1@example.com"])
            return users.found["person1@example.com"]?.profile.displayName ?? "not found"
        } catch where error.code == .unauthenticated {
            return "Sign in again."
        } catch {
            return error.isRetryable ? "Try again later." : "This did not work: \(error.code.rawValue)."
        }
        // ANCHOR_END: errors
    }
}

/// Asks the local services, which sign like an app's own server.
@Sendable private func askMyServer(_ params: SigningParams) async throws -> [String: String]? {
    var request = URLRequest(url: url("\(origin)/app/quanshi/authorize"))
    request.httpMethod = "POST"
    request.setValue("application/json", forHTTPHeaderField: "content-type")
    request.httpBody = try JSONEncoder().encode(params)
    let (body, response) = try await URLSession.shared.data(for: request)
    guard (response as? HTTPURLResponse)?.statusCode == 200 else { return nil }
    return try JSONDecoder().decode([String: String].self, from: body)
}
