import Foundation
import MingpianTesting
import Testing

@testable import Mingpian

/// Runs the vectors in tests/vectors, which specify the requests and the answers in every language.
@Suite("vectors")
struct VectorTests {
    @Test("checksums")
    func checkSums() throws {
        struct Case: Decodable {
            let name, secretKey, nonce, checkSum: String
            let curTime: Int
        }
        let cases = try read(Cases<Case>.self, "checksum").cases
        #expect(!cases.isEmpty)
        for one in cases {
            let sum = Quanshi.checkSum(secretKey: one.secretKey, nonce: one.nonce, curTimeMs: one.curTime)
            #expect(sum == one.checkSum, "\(one.name)")
        }
    }

    @Test("requests", arguments: ["dmtz", "mysoft", "quanshi"])
    func requests(service: String) async throws {
        let all = try read(Cases<RequestCase>.self, "\(service)/requests")
        #expect(!all.cases.isEmpty)
        for one in all.cases {
            let shown = Box<RedactedRequest?>(nil)
            let transport = MockTransport { _ in throw TransportError.refused }
            let given = Given(
                baseUrl: one.baseUrl ?? all.baseUrl,
                options: LookupOptions(maxAttempts: 1, onRequest: { shown.value = $0 }), transport: transport,
                host: Host(now: { one.nowMs }, random: { words(ofHex: one.randomHex) }))
            let question = Question(service, one.input, one.auth ?? all.auth)
            let outcome = await question.ask(given)
            guard case .failure(let error) = outcome else {
                Issue.record("\(one.name): there is no answer to be had")
                continue
            }
            if let expected = one.expect.error {
                let members = JSON(error)
                #expect(members == members.with("code", JSON(expected.code)), "\(one.name)")
                #expect(members == members.with("field", expected.field.map { JSON($0) }), "\(one.name)")
                #expect(!error.isRetryable && !error.message.isEmpty, "\(one.name)")
                #expect(transport.requests.isEmpty, "\(one.name): nothing is sent")
                continue
            }
            #expect(error.code == .transport, "\(one.name): \(error)")
            let expected = try #require(one.expect.request)
            let request = try #require(transport.requests.first)
            #expect(transport.requests.count == 1, "\(one.name)")
            #expect(request.method == expected.method, "\(one.name)")
            #expect(Array(request.url.absoluteString.utf8) == Array(expected.url.utf8), "\(one.name)")
            #expect(request.headers.map { [$0.name, $0.value] } == expected.headers, "\(one.name)")
            #expect(request.body == Data(expected.body.utf8), "\(one.name)")
            #expect(shown.value?.headers.map(\.name) == request.headers.map(\.name), "\(one.name)")
        }
    }

    @Test("responses", arguments: ["dmtz", "mysoft", "quanshi"])
    func responses(service: String) async throws {
        let all = try read(Cases<ResponseCase>.self, "\(service)/responses")
        #expect(!all.cases.isEmpty)
        for one in all.cases {
            let response = one.response.response
            let transport = MockTransport { _ in response }
            let given = Given(
                baseUrl: all.baseUrl,
                options: LookupOptions(maxAttempts: 1, includeSecrets: one.includeSecrets), transport: transport,
                host: Host(now: { one.nowMs ?? 1_800_000_000_000 }))
            let outcome = await Question(service, one.input, all.auth).ask(given)
            switch outcome {
            case .success(let answer):
                #expect(one.expect.error == nil, "\(one.name): \(answer)")
                let value = one.expect.value.map { service == "quanshi" ? byKey($0) : $0 }
                #expect(try answer.json() == value, "\(one.name)")
                #expect(answer.secrets == one.expect.secrets ?? [:], "\(one.name)")
                #expect(answer.hasSecrets == (one.includeSecrets ?? false), "\(one.name)")
            case .failure(let error):
                #expect(JSON(error) == one.expect.error, "\(one.name)")
                #expect(!error.message.isEmpty, "\(one.name)")
            }
            #expect(transport.requests.count == 1, "\(one.name)")
        }
    }
}

// MARK: the files

private struct Cases<Case: Decodable>: Decodable {
    let baseUrl: String?
    let auth: [String: String]?
    let cases: [Case]
}

private struct RequestCase: Decodable {
    let name: String
    let baseUrl: String?
    let auth: [String: String]?
    let input: [String: JSON]
    let nowMs: Int64
    let randomHex: String
    let expect: Expectation

    struct Expectation: Decodable {
        let request: Request?
        let error: Refusal?
    }

    struct Request: Decodable {
        let method, url, body: String
        let headers: [[String]]
    }

    struct Refusal: Decodable {
        let code: String
        let field: String?
    }
}

private struct ResponseCase: Decodable {
    let name: String
    let input: [String: JSON]
    let includeSecrets: Bool?
    let nowMs: Int64?
    let response: Answer
    let expect: Expectation

    struct Answer: Decodable {
        let status: Int
        let headers: [[String]]
        let body: String?
        let bodyBase64: Data?
        let bodyRepeat: Repeated?

        struct Repeated: Decodable {
            let prefix, unit, suffix: String
            let times: Int
        }

        var response: HTTPResponse {
            let repeated = bodyRepeat.map { $0.prefix + String(repeating: $0.unit, count: $0.times) + $0.suffix }
            return HTTPResponse(
                status: status,
                headers: headers.map { HTTPHeader(name: $0[0], value: $0[1]) },
                body: bodyBase64 ?? Data((body ?? repeated ?? "").utf8)
            )
        }
    }

    struct Expectation: Decodable {
        let value: JSON?
        let secrets: [String: String]?
        let error: JSON?
    }
}

private func read<Content: Decodable>(_: Content.Type, _ name: String) throws -> Content {
    let file = vectors.appendingPathComponent("\(name).json")
    return try JSONDecoder().decode(Content.self, from: Data(contentsOf: file))
}

private func words(ofHex hex: String) -> (high: Int64, low: Int64) {
    func word(_ digits: Substring) -> Int64 { Int64(bitPattern: UInt64(digits, radix: 16) ?? 0) }
    return (word(hex.prefix(16)), word(hex.suffix(16)))
}

/// Converts `found` and `unasked`, which are lists of pairs in the files, to objects, because dictionaries have no order.
private func byKey(_ value: JSON) -> JSON {
    guard case .object(var members) = value else { return value }
    for name in ["found", "unasked"] {
        guard case .array(let pairs) = members[Array(name.utf8)] else { continue }
        var all: [[UInt8]: JSON] = [:]
        for case .array(let pair) in pairs {
            if case .text(let key) = pair[0] { all[key] = pair[1] }
        }
        members[Array(name.utf8)] = .object(all)
    }
    return .object(members)
}

// MARK: the lookups

/// The members from which the service object of a case is created.
private struct Given {
    let baseUrl: String?
    let options: LookupOptions
    let transport: MockTransport
    let host: Mingpian.Host
}

/// The lookup of a case.
private enum Question {
    case dmtz(DmtzGetUserInfo)
    case mysoft(MysoftGetUserInfo, MysoftCredentials)
    case quanshi(QuanshiGetUsersByEmailsMobiles, QuanshiCredentials)

    init(_ service: String, _ input: [String: JSON], _ auth: [String: String]?) {
        func text(_ name: String) -> String? {
            if case .text(let text) = input[name] { String(decoding: text, as: UTF8.self) } else { nil }
        }
        func int(_ name: String) -> Int? {
            if case .int(let number) = input[name] { number } else { nil }
        }
        func texts(_ name: String) -> [String] {
            guard case .array(let all) = input[name] else { return [] }
            return all.map { if case .text(let text) = $0 { String(decoding: text, as: UTF8.self) } else { "?" } }
        }
        switch service {
        case "dmtz": self = .dmtz(DmtzGetUserInfo(code: text("code") ?? ""))
        case "mysoft":
            let request = MysoftGetUserInfo(
                tenantCode: text("tenantCode"),
                appCacheHost: text("appCacheHost"),
                wzsUserID: text("wzsUserId"),
                tenantID: text("tenantId"),
                versionName: text("versionName"),
                deviceIDWithTrailingSpace: text("deviceIdWithTrailingSpace"),
                deviceName: text("deviceName"),
                deviceToken: text("deviceToken"),
                platform: int("platform"),
                pushChannel: int("pushChannel"),
                osVersion: text("osVersion"),
                language: text("language"),
                deviceID: text("deviceId")
            )
            self = .mysoft(request, .accessToken(auth?["accessToken"] ?? ""))
        default:
            let request = QuanshiGetUsersByEmailsMobiles(
                emails: texts("emails"), mobiles: texts("mobiles"), loginNames: texts("loginNames"))
            if let token = auth?["token"] {
                self = .quanshi(request, .token(token, in: auth?["in"] == "body" ? .body : .header))
            } else {
                let header: QuanshiCredentials.IDHeader = auth?["idHeader"] == "AppKey" ? .appKey : .appID
                self = .quanshi(
                    request,
                    .checkSum(appID: auth?["appId"] ?? "", secretKey: auth?["secretKey"] ?? "", idHeader: header))
            }
        }
    }

    func ask(_ given: Given) async -> Result<Reply, LookupError> {
        let (baseUrl, options, transport, host) = (given.baseUrl, given.options, given.transport, given.host)
        do throws(LookupError) {
            switch self {
            case .dmtz(let request):
                let dmtz = Dmtz(baseUrl: baseUrl, options: options, transport: transport, host: host)
                return .success(.dmtz(try await dmtz.userInfo(request)))
            case .mysoft(let request, let auth):
                let mysoft = Mysoft(baseUrl: baseUrl, auth: auth, options: options, transport: transport, host: host)
                return .success(.mysoft(try await mysoft.userInfo(request)))
            case .quanshi(let request, let auth):
                let quanshi = Quanshi(auth: auth, baseUrl: baseUrl, options: options, transport: transport, host: host)
                return .success(.quanshi(try await quanshi.users(request)))
            }
        } catch {
            return .failure(error)
        }
    }
}

private enum Reply: Sendable {
    case dmtz(DmtzUser)
    case mysoft(MysoftUserInfo)
    case quanshi(Answers<QuanshiAccount>)

    /// Returns the answer in the format of the vectors.
    func json() throws -> JSON {
        switch self {
        case .dmtz(let user): return try JSON(encoding: user).with("profile", JSON(encoding: user.profile))
        case .mysoft(let user): return try JSON(encoding: user).with("profile", JSON(encoding: user.profile))
        case .quanshi(let users):
            func accounts(_ all: [String: QuanshiAccount]) throws -> JSON {
                .object(
                    try all.reduce(into: [:]) { members, one in
                        let account = try JSON(encoding: one.value).with("profile", JSON(encoding: one.value.profile))
                        members[Array(one.key.utf8)] = account
                    })
            }
            return .of([
                "found": try accounts(users.found),
                "notFound": .array(users.notFound.map { JSON($0) }),
                "unreadable": .array(
                    users.unreadable.map { .of(["identifier": JSON($0.identifier), "field": JSON($0.field)]) }),
                "unasked": try accounts(users.unasked),
                "requestId": users.requestID.map { JSON($0) },
            ])
        }
    }

    var secrets: [String: String] {
        let all: [String: String?]
        switch self {
        case .dmtz(let user):
            all = [
                "secrets.password": user.secrets?.password,
                "secrets.passwordHash": user.secrets?.passwordHash,
                "secrets.securityStamp": user.secrets?.securityStamp,
                "secrets.concurrencyStamp": user.secrets?.concurrencyStamp,
            ]
        case .mysoft(let user):
            all = [
                "secrets.gesturePassword": user.secrets?.gesturePassword,
                "im.secrets.token": user.im?.secrets?.token,
                "im.secrets.imUserPassword": user.im?.secrets?.imUserPassword,
            ]
        case .quanshi: all = [:]
        }
        return all.compactMapValues { $0 }
    }

    var hasSecrets: Bool {
        switch self {
        case .dmtz(let user): user.secrets != nil
        case .mysoft(let user): user.secrets != nil && (user.im == nil || user.im?.secrets != nil)
        case .quanshi: false
        }
    }
}
