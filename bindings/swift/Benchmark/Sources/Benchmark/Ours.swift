import Foundation
import Mingpian
import MingpianTesting

/// The adapter: the only file here that uses the package that is measured. Every request gets the same body.
struct Ours {
    private let service: Quanshi

    init(token: String, body: Data) {
        let transport = MockTransport { _ in HTTPResponse(status: 200, body: body) }
        service = Quanshi(auth: .token(token), transport: transport)
    }

    /// Makes the question. This is not timed.
    static func question(_ identifiers: Identifiers) -> QuanshiGetUsersByEmailsMobiles {
        QuanshiGetUsersByEmailsMobiles(
            emails: identifiers.emails, mobiles: identifiers.mobiles, loginNames: identifiers.loginNames)
    }

    /// Looks people up: builds and reads. Returns how many accounts there are.
    func lookUp(_ question: QuanshiGetUsersByEmailsMobiles) async throws -> Int {
        try await service.users(question).found.count
    }
}
