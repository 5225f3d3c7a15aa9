import Foundation
import Mingpian
import Testing

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// The origin of the local services, which `cargo xtask test swift` passes.
let origin = ProcessInfo.processInfo.environment["MINGPIAN_ORIGIN"] ?? ""

/// Without the local services, a test is skipped. In CI, it fails instead.
let canReachServices = !origin.isEmpty || !["", "0", "false"].contains(ProcessInfo.processInfo.environment["CI"] ?? "")

/// The local services, with separate counts for one test.
struct Stage: Sendable {
    static let secretKey = "demo-secret-key"
    static let appID = "demo-app"
    static let token = "00112233445566778899aabbccddeeff"
    static let accessToken = "demo token+/=&?"
    static let one = QuanshiGetUsersByEmailsMobiles(emails: ["person1@example.com"])

    private let key = "swift-\(UUID().uuidString)"

    func base(_ service: String, _ faults: [String] = []) -> URL {
        url("\(origin)/fault/\((faults + ["key:\(key)"]).joined(separator: ","))/\(service)")
    }

    func quanshi(_ faults: String..., options: LookupOptions = LookupOptions()) -> Quanshi {
        Quanshi(
            auth: .checkSum(appID: Self.appID, secretKey: Self.secretKey),
            baseURL: base("quanshi", faults),
            options: quick(options)
        )
    }

    func mysoft(_ faults: String..., options: LookupOptions = LookupOptions()) -> Mysoft {
        Mysoft(baseURL: base("mysoft", faults), auth: .accessToken(Self.accessToken), options: quick(options))
    }

    func dmtz(_ faults: String..., options: LookupOptions = LookupOptions()) -> Dmtz {
        Dmtz(baseURL: base("dmtz", faults), options: quick(options))
    }

    private func quick(_ options: LookupOptions) -> LookupOptions {
        var options = options
        options.baseDelay = .milliseconds(5)
        options.maxDelay = .milliseconds(20)
        return options
    }

    /// The counts of requests.
    struct Stats: Decodable {
        let dmtz, mysoft, quanshi, abandoned, elsewhere: Int
    }

    func stats() async throws -> Stats {
        let url = try #require(URL(string: "\(origin)/sandbox/stats?key=\(key)"), "MINGPIAN_ORIGIN is missing")
        return try JSONDecoder().decode(Stats.self, from: await URLSession.shared.data(from: url).0)
    }

    /// Returns a new WeChat code for this person, or for the next person in turn.
    func code(_ person: Int? = nil) async throws -> String {
        struct Code: Decodable { let code: String }
        let url = try #require(URL(string: "\(origin)/sandbox/codes"), "MINGPIAN_ORIGIN is missing")
        var request = URLRequest(url: url)
        request.httpMethod = "POST"
        request.httpBody = person.map { Data(#"{"person":\#($0)}"#.utf8) }
        return try JSONDecoder().decode(Code.self, from: await URLSession.shared.data(for: request).0).code
    }

    /// Waits until the counts satisfy a condition, for at most ten seconds.
    func eventually(_ what: Comment, _ isSo: (Stats) -> Bool) async throws {
        for _ in 0..<200 {
            if isSo(try await stats()) { return }
            try await Task.sleep(for: .milliseconds(50))
        }
        Issue.record(what)
    }
}

/// Returns a valid URL.
func url(_ text: String) -> URL {
    guard let url = URL(string: text) else { preconditionFailure("\(text) is no URL") }
    return url
}

/// Returns the error of a lookup that has to fail.
func refusal<Value>(_ lookup: () async throws(LookupError) -> Value) async -> LookupError? {
    do throws(LookupError) {
        _ = try await lookup()
        Issue.record("it gave an answer")
        return nil
    } catch {
        return error
    }
}

/// Returns a port that was free a moment ago.
func unusedPort() throws -> UInt16 {
    #if canImport(Glibc)
    let kind = Int32(SOCK_STREAM.rawValue)
    #else
    let kind = SOCK_STREAM
    #endif
    let socket = socket(AF_INET, kind, 0)
    defer { close(socket) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let port = withUnsafeMutablePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer -> Bool in
            bind(socket, pointer, length) == 0 && getsockname(socket, pointer, &length) == 0
        }
    }
    try #require(port)
    return UInt16(bigEndian: address.sin_port)
}
