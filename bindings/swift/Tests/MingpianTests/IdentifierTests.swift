import Foundation
import Testing

@testable import Mingpian

@Suite("identifiers")
struct IdentifierTests {
    /// Texts with every character of one byte, and with characters of two, three, and four bytes.
    private let texts = ["", #"a"b\c"#, String(String.UnicodeScalarView((0..<0x80).map { Unicode.Scalar($0) })), "ü名😀\u{2028}"]

    @Test("are written as Foundation reads them")
    func lists() throws {
        #expect(try JSONDecoder().decode([String].self, from: Data(json(texts).utf8)) == texts)
        #expect(json([]) == "[]")
    }

    @Test("of a question are written as Foundation reads it")
    func question() throws {
        let question = QuanshiGetUsersByEmailsMobiles(emails: texts, loginNames: ["login-name-1"])
        let back = try JSONDecoder().decode(QuanshiGetUsersByEmailsMobiles.self, from: Data(json(question).utf8))
        #expect(back == question)
    }

    @Test("that Swift bridges from another encoding are also written")
    func bridged() {
        #expect(json([NSString(string: "名片") as String]) == #"["名片"]"#)
    }
}
