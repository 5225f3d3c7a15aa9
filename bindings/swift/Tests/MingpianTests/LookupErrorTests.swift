import Foundation
import MingpianTesting
import Testing

@testable import Mingpian

@Suite("errors")
struct LookupErrorTests {
    private func error(
        of answer: @escaping @Sendable (HTTPRequest) async throws -> HTTPResponse
    ) async -> LookupError? {
        let quanshi = Quanshi(
            auth: .token("demo"), options: LookupOptions(retry: RetryPolicy(maxAttempts: 1)),
            transport: MockTransport(answer))
        return await refusal { () throws(LookupError) in
            try await quanshi.getUsersByEmailsMobiles(QuanshiGetUsersByEmailsMobiles(emails: ["person1@example.com"]))
        }
    }

    private func answer(_ status: Int, _ body: String, _ headers: [HTTPHeader] = []) -> HTTPResponse {
        HTTPResponse(status: status, headers: headers, body: Data(body.utf8))
    }

    @Test("every code has its case, its members and the core's own words")
    func everyCode() async throws {
        let said = #"{"status":7,"msg":"no such app","request_id":"r-1"}"#
        let cases: [(LookupError?, LookupError.Code, String)] = [
            (
                await refusal { () throws(LookupError) in
                    try await Quanshi(auth: .token("x")).getUsersByEmailsMobiles(QuanshiGetUsersByEmailsMobiles())
                },
                .invalidInput, "emails, mobiles, loginNames are all empty: one identifier at least"
            ),
            (
                await error { [self] _ in answer(401, said) }, .unauthenticated,
                #"quanshi (HTTP 401, code 7, "no such app", request r-1) refused the credentials"#
            ),
            (
                await error { [self] _ in answer(429, "", [HTTPHeader(name: "Retry-After", value: "3")]) }, .rateLimited,
                "quanshi (HTTP 429) wants fewer requests, try again in 3000 ms"
            ),
            (
                await error { [self] _ in answer(200, said) }, .rejected,
                #"quanshi (HTTP 200, code 7, "no such app", request r-1) said no"#
            ),
            (
                await error { [self] _ in answer(500, "<html>") }, .httpStatus,
                "quanshi (HTTP 500) answered with an unexpected status"
            ),
            (
                await error { [self] _ in answer(200, "{") }, .malformedResponse,
                "quanshi (HTTP 200) sent an answer that cannot be read: not JSON"
            ),
            (await error { _ in throw TransportError.tooLarge }, .responseTooLarge, "quanshi sent more than 8388608 bytes"),
            (
                await error { _ in throw TransportError.refused }, .transport,
                "quanshi could not be reached: connection refused"
            ),
            (await Task { [self] in
                withUnsafeCurrentTask { $0?.cancel() }
                return await error { [self] _ in answer(200, said) }
            }.value, .cancelled, "cancelled"),
            (.internal(message: "internal error: words"), .internal, "internal error: words"),
        ]
        #expect(cases.map(\.1) == LookupError.Code.allCases)
        for (error, code, message) in cases {
            let error = try #require(error)
            #expect(error.code == code)
            #expect(error.message == message)
            #expect(error.localizedDescription == message)
            #expect("\(error)" == "\(code.rawValue): \(message)")
            #expect((error as any Error).localizedDescription == message)
        }
    }

    @Test("the codes are those of the glossary")
    func glossary() throws {
        let file = vectors.appendingPathComponent("../../docs/errors.md").standardizedFileURL
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        let codes = lines.compactMap { $0.wholeMatch(of: /\| `([A-Z_]+)` \|.*/)?.1 }
        #expect(codes.map(String.init) == LookupError.Code.allCases.map(\.rawValue))
    }

    @Test("how a transport fails is told apart", arguments: TransportError.allCases)
    func kinds(error: TransportError) async throws {
        let found = await self.error { _ in throw error }
        switch (error, found) {
        case (.offline, .transport(let failure)): #expect(failure.kind == .offline)
        case (.refused, .transport(let failure)): #expect(failure.kind == .refused)
        case (.timeout, .transport(let failure)): #expect(failure.kind == .timeout)
        case (.interrupted, .transport(let failure)): #expect(failure.kind == .interrupted)
        case (.tooLarge, .responseTooLarge(let provider, _)): #expect(provider == .quanshi)
        default: Issue.record("\(error) became \(String(describing: found))")
        }
    }

    @Test("an error that a transport of somebody's throws is interrupted: it may have been sent")
    func foreign() async throws {
        struct Mine: Error {}
        for thrown in [Mine() as any Error, CancellationError(), NSError(domain: "mine", code: 1)] {
            guard case .transport(let failure) = await error(of: { _ in throw thrown }) else {
                Issue.record("\(thrown)")
                continue
            }
            #expect(failure.kind == .interrupted && failure.isRetryable)
        }
    }
}
