import Foundation
import MingpianTesting
import Testing

@testable import Mingpian

/// Puts secrets and personal data into values, and looks for them in everything that the values print.
@Suite("redaction")
struct RedactionTests {
    /// Returns a text with every way to print a value.
    private func printed(_ value: Any) -> String {
        var text = "\(value) \(String(describing: value)) \(String(reflecting: value)) \([value]) \(["key": value])"
        print(value, [value], Optional(value) as Any, to: &text)
        debugPrint(value, to: &text)
        dump(value, to: &text)
        dump([value], to: &text)
        for child in Mirror(reflecting: value).children { print(child, to: &text) }
        return text
    }

    private let body = """
        {"success":1,"data":{"code":1,"message":"","user_info":{"id":"planted-id","name":"planted-name",\
        "avatar":"planted-avatar","wzs_user_id":"planted-wzs","erp_user_code":"planted-erp","phone":"planted-phone",\
        "gesture_password":"planted-gesture","tenant_name":"shown tenant",\
        "im":{"token":"planted-im-token","im_user_id":"planted-im-user","im_user_password":"planted-im-password"}}}}
        """

    private let visitor = """
        {"code":200,"id":"planted-id","name":"planted-name","phoneNumber":"planted-phone","email":"planted-email",\
        "password":"planted-password","passwordHash":"planted-hash","securityStamp":"planted-stamp",\
        "concurrencyStamp":"planted-concurrency","userTypeCode":"shown type",\
        "extraProperties":"{\\"City\\":\\"planted-city\\"}"}
        """

    @Test("credentials and services")
    func credentials() {
        let values: [Any] = [
            QuanshiCredentials.token("planted-token"),
            QuanshiCredentials.token("planted-token", in: .body),
            QuanshiCredentials.checkSum(appID: "planted-app", secretKey: "planted-key"),
            QuanshiCredentials.authorize { _ in ["CheckSum": "planted"] },
            QuanshiSigner(appID: "planted-app", secretKey: "planted-key"),
            MysoftCredentials.accessToken("planted-access"),
            Quanshi(auth: .checkSum(appID: "planted-app", secretKey: "planted-key")),
            Mysoft(baseURL: url("https://example.com"), auth: .accessToken("planted-access")),
            Dmtz(baseURL: url("https://example.com")),
        ]
        for value in values {
            let text = printed(value)
            #expect(!text.contains("planted"), "\(type(of: value)): \(text)")
        }
    }

    @Test("requests that are asked for")
    func requests() {
        let values: [Any] = [
            DmtzGetUserInfo(code: "planted-code"),
            MysoftGetUserInfo(
                wzsUserID: "planted-wzs", deviceName: "planted-name", deviceToken: "planted-token",
                deviceID: "planted-id"),
            QuanshiGetUsersByEmailsMobiles(emails: ["planted"], mobiles: ["planted"], loginNames: ["planted"]),
        ]
        for value in values {
            let text = printed(value)
            #expect(text.contains("[redacted]") && !text.contains("planted"), "\(type(of: value)): \(text)")
        }
    }

    @Test("requests and answers in flight")
    func http() async throws {
        let transport = MockTransport(
            json: #"{"status":0,"result":{"planted@example.com":{"userId":98765}}}"#,
            headers: [HTTPHeader(name: "Set-Cookie", value: "planted-cookie")])
        let shown = Box<RedactedRequest?>(nil)
        let options = LookupOptions(onRequest: { shown.value = $0 })
        let quanshi = Quanshi(
            auth: .checkSum(appID: "planted-app", secretKey: "planted-key"), options: options, transport: transport)
        let request = QuanshiGetUsersByEmailsMobiles(emails: ["planted@example.com", "planted-other"])
        let users = try await quanshi.users(request)
        _ = try await Mysoft(
            baseURL: url("https://example.com"), auth: .accessToken("planted-access"), transport: MockTransport { request in
                let text = printed(request)
                #expect(request.url.absoluteString.contains("planted-access") && !text.contains("planted"), "\(text)")
                return HTTPResponse(status: 200, body: Data(body.utf8))
            }
        ).userInfo(MysoftGetUserInfo())
        let sent = try #require(transport.requests.first)
        let last = try #require(shown.value)
        #expect(last.body.contains("planted@example.com"), "it is made to be shown")
        let answer = HTTPResponse(status: 200, headers: [HTTPHeader(name: "x", value: "planted")], body: Data("planted".utf8))
        let values: [Any] = [
            sent, sent.headers, last, answer, answer.headers, users, users.found, users.notFound.isEmpty,
            Unreadable(identifier: "planted", field: "userId"),
            AccountPage(answers: Answers(found: users.found, notFound: ["planted"], unasked: users.found)),
            AccountPage(failed: FailedRequest(request: request, error: .cancelled)),
            FailedRequest(request: request, error: .cancelled), quanshi.pages(request),
            quanshi.pages(emails: ["planted@example.com"]),
        ]
        for value in values {
            let text = printed(value).replacingOccurrences(of: "\"planted@example.com\": ", with: "")
                .replacingOccurrences(of: "key: \"planted@example.com\"", with: "")
                .replacingOccurrences(of: "- key: planted@example.com", with: "")
            if value is [String: QuanshiAccount] {
                // The keys of a dictionary are the caller's own texts. The accounts under them are redacted.
                #expect(!text.contains("98765"), "\(text)")
            } else {
                #expect(!text.contains("planted") && !text.contains("98765"), "\(type(of: value)): \(text)")
            }
        }
    }

    @Test("records, profiles and their secrets")
    func records() async throws {
        let options = LookupOptions(includeSecrets: true)
        let mysoft = Mysoft(
            baseURL: url("https://example.com"), auth: .accessToken("x"), options: options,
            transport: MockTransport(json: body))
        let user = try await mysoft.userInfo(MysoftGetUserInfo())
        let dmtz = Dmtz(options: options, transport: MockTransport(json: visitor))
        let visitor = try await dmtz.userInfo(DmtzGetUserInfo(code: "x"))
        #expect(user.secrets?.gesturePassword == "planted-gesture" && user.im?.secrets?.token == "planted-im-token")
        #expect(visitor.secrets?.passwordHash == "planted-hash" && visitor.extraProperties?.value?.city == "planted-city")
        let values: [Any] = [
            user, user.profile, user.secrets as Any, user.im as Any, user.im?.secrets as Any, visitor, visitor.profile,
            visitor.secrets as Any, visitor.extraProperties as Any,
        ]
        for value in values {
            let text = printed(value)
            #expect(text.contains("[redacted]") && !text.contains("planted"), "\(type(of: value)): \(text)")
        }
        #expect(printed(user).contains("shown tenant") && printed(visitor).contains("shown type"))
        for json in [try JSON(encoding: user).description, try JSON(encoding: visitor).description] {
            for secret in ["planted-gesture", "im-token", "im-password", "planted-password", "hash", "stamp", "concurrency"] {
                #expect(!json.contains(secret), "\(secret) is encoded: \(json)")
            }
        }
    }

    @Test("parts of the request that a service echoes are not in its error", .enabled(if: canReachServices, "needs MINGPIAN_ORIGIN"))
    func echo() async throws {
        let stage = Stage()
        let errors = [
            await refusal { () throws(LookupError) in
                try await stage.quanshi("echo").users(Stage.one)
            },
            await refusal { () throws(LookupError) in
                try await stage.mysoft("echo").userInfo(MysoftGetUserInfo(wzsUserID: "wzs-demo"))
            },
            await refusal { () throws(LookupError) in
                try await stage.dmtz("echo").userInfo(DmtzGetUserInfo(code: "demo-code"))
            },
        ]
        for error in errors {
            let error = try #require(error)
            let text = printed(error) + error.localizedDescription + error.message
            for secret in ["person1", Stage.appID, Stage.secretKey, "demo token", "wzs-demo", "demo-code"] {
                #expect(!text.contains(secret), "\(secret) is in \(text)")
            }
        }
    }
}
