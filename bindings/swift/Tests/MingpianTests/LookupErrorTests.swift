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
            auth: .token("demo"), options: LookupOptions(maxAttempts: 1),
            transport: MockTransport(answer))
        return await refusal { () throws(LookupError) in
            try await quanshi.users(QuanshiGetUsersByEmailsMobiles(emails: ["person1@example.com"]))
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
                    try await Quanshi(auth: .token("x")).users(QuanshiGetUsersByEmailsMobiles())
                },
                .invalidInput, "emails, mobiles, loginNames: expected at least one identifier"
            ),
            (
                await error { [self] _ in answer(401, said) }, .unauthenticated,
                "quanshi refused the credentials (HTTP 401, code 7, request r-1): no such app"
            ),
            (
                await error { [self] _ in answer(429, "", [HTTPHeader(name: "Retry-After", value: "3")]) }, .rateLimited,
                "quanshi received too many requests (HTTP 429, retry after 3000 ms)"
            ),
            (
                await error { [self] _ in answer(200, said) }, .rejected,
                "quanshi rejected the request (HTTP 200, code 7, request r-1): no such app"
            ),
            (
                await error { [self] _ in answer(500, "<html>") }, .httpStatus,
                "quanshi answered with an unexpected status (HTTP 500)"
            ),
            (
                await error { [self] _ in answer(200, "{") }, .malformedResponse,
                "quanshi sent a response that cannot be read (HTTP 200): not JSON"
            ),
            (await error { _ in throw TransportError.tooLarge }, .responseTooLarge, "quanshi sent more than the limit of 8388608 bytes"),
            (
                await error { _ in throw TransportError.refused }, .transport,
                "quanshi could not be reached: the connection was refused"
            ),
            (await Task { [self] in
                withUnsafeCurrentTask { $0?.cancel() }
                return await error { [self] _ in answer(200, said) }
            }.value, .cancelled, "the lookup was cancelled"),
            (LookupError(code: .internal, message: "internal error: words"), .internal, "internal error: words"),
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

    @Test("every code has its own number, whatever the order of the cases is")
    func numbers() throws {
        let numbers: [(LookupError.Code, Int)] = [
            (.internal, 10), (.cancelled, 9), (.transport, 8), (.responseTooLarge, 7), (.malformedResponse, 6),
            (.httpStatus, 5), (.rejected, 4), (.rateLimited, 3), (.unauthenticated, 2), (.invalidInput, 1),
        ]
        #expect(Set(numbers.map(\.0)) == Set(LookupError.Code.allCases))
        for (code, number) in numbers {
            let error = LookupError(code: code, message: "words", cause: Withheld(value: URLError(.badURL)))
            #expect(error.errorCode == number && LookupError.errorDomain == "Mingpian.LookupError")
            #expect(error.errorUserInfo as? [String: String] == [NSLocalizedDescriptionKey: "words"])
        }
    }

    @Test("the codes are those of the glossary")
    func glossary() throws {
        let file = vectors.appendingPathComponent("../../docs/en/errors.md").standardizedFileURL
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        let codes = lines.compactMap { $0.wholeMatch(of: /\| `([A-Z_]+)` \|.*/)?.1 }
        #expect(codes.map(String.init) == LookupError.Code.allCases.map(\.rawValue))
    }

    @Test("the kinds of failed transports are distinguished, and the thrown error is kept", arguments: TransportError.allCases)
    func kinds(error: TransportError) async throws {
        let found = try #require(await self.error { _ in throw error })
        #expect(found.code == (error == .tooLarge ? .responseTooLarge : .transport) && found.provider == .quanshi)
        #expect(found.kind == (error == .tooLarge ? nil : error))
        #expect(found.underlyingError as? TransportError == error)
    }

    @Test("an error that another transport throws counts as interrupted: the request may have been sent")
    func foreign() async throws {
        struct Mine: Error {}
        for thrown in [Mine() as any Error, CancellationError(), NSError(domain: "mine", code: 1)] {
            let error = try #require(await error(of: { _ in throw thrown }))
            #expect(error.code == .transport && error.kind == .interrupted && error.isRetryable)
            #expect(type(of: error.underlyingError ?? URLError(.unknown)) == type(of: thrown))
        }
    }

    @Test(
        "a certificate or http that is refused is not tried again",
        arguments: [
            URLError.Code.serverCertificateUntrusted, .serverCertificateHasBadDate, .serverCertificateNotYetValid,
            .serverCertificateHasUnknownRoot, .clientCertificateRejected, .clientCertificateRequired,
            .appTransportSecurityRequiresSecureConnection, .badURL, .unsupportedURL,
        ])
    func lasting(code: URLError.Code) async throws {
        let transport = MockTransport { _ in throw URLError(code) }
        let quanshi = Quanshi(auth: .token("demo"), options: LookupOptions(baseDelay: .zero), transport: transport)
        let whole = await refusal { () throws(LookupError) in try await quanshi.users(emails: ["a"]) }
        #expect(transport.requests.count == 1)
        var failed: [LookupError] = []
        let paged = await refusal { () throws(LookupError) in
            for try await page in quanshi.pages(emails: ["a"]) { failed += [page.failed?.error].compactMap { $0 } }
        }
        #expect(transport.requests.count == 2 && failed.count == 1)
        for error in try [#require(whole), #require(paged)] + failed {
            #expect(error.code == .transport && error.kind == .interrupted && !error.isRetryable)
            #expect(error.provider == .quanshi && (error.underlyingError as? URLError)?.code == code)
            #expect(error.message.hasPrefix("quanshi could not be reached: "))
        }
    }

    @Test("the error of a transport is neither compared nor shown")
    func cause() async throws {
        struct Planted: Error { let text = "planted" }
        let error = try #require(await error(of: { _ in throw Planted() }))
        let other = try #require(await self.error(of: { _ in throw TransportError.interrupted }))
        #expect(error == other && error.hashValue == other.hashValue && error.underlyingError is Planted)
        var text = "\(error) \(error.localizedDescription) \(String(reflecting: error))"
        dump(error, to: &text)
        for child in Mirror(reflecting: error).children { print(child, to: &text) }
        #expect(!text.contains("planted") && !text.contains("Planted"), "\(text)")
    }
}
