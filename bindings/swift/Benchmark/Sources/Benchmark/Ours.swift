import Foundation
import Mingpian

/// The adapter: the only file here that uses the package that is measured. Every request gets the same body.
struct Ours {
    private let service: Quanshi

    init(token: String, body: Data) {
        service = Quanshi(auth: .token(token), transport: Transport(response: HTTPResponse(status: 200, body: body)))
    }

    /// Makes the question. This is not timed.
    static func question(_ identifiers: Identifiers) -> QuanshiGetUsersByEmailsMobiles {
        QuanshiGetUsersByEmailsMobiles(
            emails: identifiers.emails, mobiles: identifiers.mobiles, loginNames: identifiers.loginNames)
    }

    /// Looks people up: builds and reads. Returns the total length of their display names, so that every account is used.
    func lookUp(_ question: QuanshiGetUsersByEmailsMobiles) async throws -> Int {
        try await service.users(question).found.values.reduce(0) { $0 + ($1.displayName ?? "").utf8.count }
    }
}

/// Returns the same response to every request.
private struct Transport: HTTPTransport {
    let response: HTTPResponse

    func send(_: HTTPRequest) async throws -> HTTPResponse { response }
}
