import Foundation
import MingpianTesting
import Testing

@testable import Mingpian

@Suite("records")
struct RecordTests {
    @Test("are values that can be compared, hashed, and converted to JSON and back, without their secrets")
    func values() async throws {
        let body = """
            {"code":200,"id":"7","surname":"安\\u7136 \\ud83d\\ude00","phoneNumber":"10000000001","password":"x",\
            "isActive":1,"accessFailedCount":"-3","extraProperties":"{\\"City\\":\\"\\\\u5e7f\\u5dde\\",\\"Privilege\\":[\\"a\\"]}"}
            """
        let dmtz = Dmtz(transport: MockTransport(json: body))
        let user = try await dmtz.userInfo(DmtzGetUserInfo(code: "x"), options: LookupOptions(includeSecrets: true))
        #expect(user.surname == "安然 😀" && user.isActive == true && user.accessFailedCount == -3)
        #expect(user.extraProperties?.value?.city == "广州" && user.extraProperties?.value?.privilege == ["a"])
        #expect(user.profile.displayName == "安然 😀" && user.profile.phone == "10000000001" && user.profile.email == nil)
        let back = try JSONDecoder().decode(DmtzUser.self, from: JSONEncoder().encode(user))
        #expect(back == user && back.hashValue == user.hashValue)
        #expect(user.secrets?.password == "x" && back.secrets == nil)
        let other = DmtzUser(id: "7", surname: "安然")
        #expect(other != user)
    }

    @Test("can be created by hand, with the vendor's documented defaults")
    func byHand() {
        let user = MysoftUserInfo(id: "1", belongDept: [MysoftDepartment(deptName: "财务部")])
        #expect(user.addressEnable && user.gestureTimeInterval == 30 && !user.forcedProtected)
        #expect(user.profile == Profile(provider: .mysoft, id: "1", organization: "财务部"))
        #expect(QuanshiAccount(userID: 7, displayName: "", lastName: "安").profile.displayName == "安")
    }

    @Test("with a profile are identified by it, as lists of views require")
    func identified() {
        func id<Value: Identifiable>(_ value: Value) -> Value.ID { value.id }
        let account = QuanshiAccount(userID: 7)
        #expect(id(account) == 7 && id(account.profile) == "7")
        #expect(id(MysoftUserInfo(id: "1")) == "1" && id(DmtzUser(id: "2")) == "2")
    }

    @Test("an index that points outside the body reads as empty and does not crash")
    func broken() {
        // The head, followed by a row: its end, no flaw, a key past the end of the body, a text that ends before it
        // begins, a list past the end of the index, a text past the end of the body, and a value of the wrong type.
        let far = UInt32.max - 1
        let words: [UInt32] = [4, 0, 400, 0, 16, 0, 2, 900, 20, 4, 1_000, 2, far, far, 0, 1]
        let index = words.withUnsafeBytes { Data($0) }
        let row = Row(body: Data("{}".utf8), index: index)
        #expect(row.key == "" && row.text(4) == "" && row.text(8) == "")
        #expect(row.text(10) == nil && row.int(10) == nil && row.flag(10) == nil && row.text(12) == nil)
        #expect(row.texts(6) == ["", ""])
        let (found, unasked): ([String: QuanshiAccount], [String: QuanshiAccount]) = row.outcomes()
        #expect(found.isEmpty && unasked.isEmpty)
        let none = Row(body: Data(), index: Data([1, 2, 3]))
        #expect(none.text(4) == nil && none.int(4) == nil)
    }

    @Test("every escape of JSON is read", arguments: [
        (#"\"\\\/\b\f\n\r\t"#, "\"\\/\u{8}\u{C}\n\r\t"),
        (#"a\u0041\u00e9\u4e2D\ud83D\uDE00z"#, "aAé中😀z"),
        (#"\u0000\u001f\u2028\uffff\udbff\udfff"#, "\u{0}\u{1F}\u{2028}\u{FFFF}\u{10FFFF}"),
        ("安然", "安然"),
        ("", ""),
    ])
    func escapes(written: String, text: String) {
        let read = Array(written.utf8).withUnsafeBytes(unescape)
        #expect(Array(read.utf8) == Array(text.utf8))
    }

    @Test("a broken escape does not read outside the text", arguments: [#"\"#, #"\u"#, #"\u12"#, #"\ud83d"#, #"\ud83d\u"#])
    func brokenEscapes(written: String) {
        let read = Array(written.utf8).withUnsafeBytes(unescape)
        #expect(read.utf8.count <= 8)
    }
}
