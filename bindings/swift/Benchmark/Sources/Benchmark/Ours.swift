import Foundation
import Mingpian

/// The adapter for the package that is measured. No other file here uses it. The response to every request has the same
/// body.
struct Ours {
    private let service: Quanshi

    init(token: String, body: Data) {
        service = Quanshi(auth: .token(token), transport: Transport(response: HTTPResponse(status: 200, body: body)))
    }

    /// Creates the question. Its time is not measured.
    static func question(_ identifiers: Identifiers) -> QuanshiGetUsersByEmailsMobiles {
        QuanshiGetUsersByEmailsMobiles(
            emails: identifiers.emails, mobiles: identifiers.mobiles, loginNames: identifiers.loginNames)
    }

    /// Looks people up and returns the total length of their display names, so that at least one field of each account
    /// is read.
    func lookUp(_ question: QuanshiGetUsersByEmailsMobiles) async throws -> Int {
        try await service.users(question).found.values.reduce(0) { $0 + ($1.displayName ?? "").utf8.count }
    }
}

/// Returns the same response to every request.
private struct Transport: HTTPTransport {
    let response: HTTPResponse

    func send(_: HTTPRequest) async throws -> HTTPResponse { response }
}
