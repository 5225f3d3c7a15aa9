import Foundation
internal import Mingpian

/// The question of a request.
struct FakeQuestion: Sendable {
    let service: FakeService
    let identifiers: [String]
    let requestID: String

    /// Reads a request. Returns `nil` if the request is not for a known service.
    init?(_ request: HTTPRequest, requestID: String) {
        let path = request.url.path
        guard let service = FakeService.all.first(where: { path.hasSuffix($0.path) }) else { return nil }
        guard case .object(let members) = JSON(request.body) ?? .object([:]) else { return nil }
        self.service = service
        self.identifiers = service.identifiers.flatMap { members[$0.asked]?.strings ?? [] }
        self.requestID = requestID
    }

    /// Returns the body of a successful response, which contains a record or records by identifier.
    func success(_ content: JSON) -> String {
        envelope { [$0.code: .int($0.success), $0.inner: content] }
    }

    /// Returns the body of a failure. The outer layers of the envelope still have their success codes.
    func failure(_ code: Int, _ text: String) -> String {
        envelope { layer in
            var body: [String: JSON] = [layer.code: .int(code)]
            if let key = layer.text { body[key] = .string(text) }
            return body
        }
    }

    private func envelope(_ innermost: (FakeLayer) -> [String: JSON]) -> String {
        let layers = service.layers.reversed()
        guard let last = layers.first else { return "" }
        var body = innermost(last)
        if let key = last.requestID { body[key] = .string(requestID) }
        let whole = layers.dropFirst().reduce(body) { [$1.code: .int($1.success), $1.inner: .object($0)] }
        return JSON.object(whole).text
    }
}

/// The mock services with their people.
struct FakeServices: Sendable {
    let people: [FakePerson]
    /// The codes that were used.
    private var spent: Set<String> = []

    init(people: [FakePerson]) { self.people = people }

    /// Returns the body of a service's response. A single-use code is used up.
    mutating func answer(_ question: FakeQuestion) -> String {
        let theirs = people.filter { $0.service.provider == question.service.provider }
        func named(_ identifier: String) -> FakePerson? { theirs.first { $0.identifiers.contains(identifier) } }
        if question.service.isByIdentifier {
            let found = question.identifiers.compactMap { each in named(each).map { (each, $0.written) } }
            return question.success(.object(Dictionary(found) { first, _ in first }))
        }
        guard let person = question.identifiers.first.map(named) ?? theirs.first else {
            return question.failure(rejected, "there is no such person")
        }
        let used = question.identifiers.map { "\(question.service.provider) \($0)" }
        if question.service.isOnce, !spent.isDisjoint(with: used) {
            return question.failure(rejected, "the code was used before")
        }
        spent.formUnion(used)
        return question.success(person.written)
    }
}
