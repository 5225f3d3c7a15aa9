import Foundation
import Mingpian
import MingpianTesting
import Testing

/// Runs the sample of the README about testing an app.
@Suite("the README")
struct ReadmeTests {
    @Test("its sample about testing an app works")
    func sample() async throws {
        // BEGIN
        let transport = MockTransport(
            people: [
                .quanshi(QuanshiAccount(userID: 7, email: "ann@example.com", displayName: "Ann")),
                .dmtz(DmtzUser(id: "8", surname: "Ann"), identifiers: ["a code"]),
            ],
            faults: [Fault(.rateLimited, times: 1, retryAfter: .zero)])
        let quanshi = Quanshi(auth: .token("any"), transport: transport)
        let users = try await quanshi.users(emails: ["ann@example.com", "bob@example.com"])
        #expect(users.found["ann@example.com"]?.profile.displayName == "Ann")
        #expect(users.notFound == ["bob@example.com"])
        // The first request was refused.
        #expect(transport.asked.count == 2)
        transport.fail(Fault(.unauthenticated))
        // END
    }

    @Test("it has this sample")
    func isInReadme() throws {
        let source = try String(contentsOfFile: #filePath, encoding: .utf8).components(separatedBy: "// BEGIN\n")[1]
        let lines = source.components(separatedBy: "        // END\n")[0].components(separatedBy: "\n")
        let sample = lines.map { String($0.dropFirst(8)) }.joined(separator: "\n")
        let readme = URL(fileURLWithPath: #filePath).appendingPathComponent("../../../README.md").standardizedFileURL
        #expect(try String(contentsOf: readme, encoding: .utf8).contains("```swift\n\(sample)```"))
    }
}
