import Foundation
internal import Mingpian

/// An invented person of one of the mock services. Each provider has a function that takes its record:
///
/// ```swift
/// let ann = FakePerson.quanshi(QuanshiAccount(userID: 7, email: "ann@example.com", displayName: "Ann"))
/// let bob = FakePerson.dmtz(DmtzUser(id: "8", surname: "Bob"), identifiers: ["a code"])
/// ```
///
/// The fields that `unreadableFields` of the record names are sent in an unreadable form.
public struct FakePerson: Sendable {
    let service: FakeService
    let identifiers: [String]
    let written: JSON

    /// Creates a person from a record. If the record or its identifiers are not valid, the test stops.
    init(
        _ provider: Provider, _ record: some Encodable, identifiers: [String]?, secrets: [String: String] = [:],
        unreadable: Bool
    ) {
        guard let service = FakeService.all.first(where: { $0.provider == provider }) else {
            preconditionFailure("\(provider) has no service")
        }
        var written = Self.write(JSON(encoding: record), service.fields)
        for (name, secret) in secrets {
            guard let field = service.fields[name], field.isSecret else {
                preconditionFailure("secrets: expected a secret of \(provider), got \(name)")
            }
            written[field.key] = .string(secret)
        }
        for field in service.fields.values where unreadable && field.isRequired { written[field.key] = .unreadable }
        let own = service.identifiers.compactMap { $0.own.flatMap { written[$0]?.string } }
        let found = identifiers ?? own
        // A person who can be requested without an identifier does not need one.
        let isNeeded = service.isByIdentifier || service.identifiers.contains { $0.own == nil }
        precondition(!isNeeded || !found.isEmpty, "identifiers: expected at least one identifier")
        self.service = service
        self.identifiers = found
        self.written = .object(written)
    }

    /// Returns a record in the vendor's format.
    private static func write(_ record: JSON, _ fields: [String: FakeField]) -> [String: JSON] {
        guard case .object(let members) = record else { return [:] }
        var written: [String: JSON] = [:]
        for (name, value) in members {
            guard let field = fields[name], value != .null else { continue }
            written[field.key] = write(value, field)
        }
        for key in members["unreadableFields"]?.strings ?? [] {
            let field = fields.values.first { $0.key == key }
            let canBeUnreadable = field.map { $0.kind != .anyJson && $0.kind != .embedded } ?? false
            precondition(canBeUnreadable, "unreadableFields: expected a field that can be unreadable, got \(key)")
            written[key] = .unreadable
        }
        return written
    }

    private static func write(_ value: JSON, _ field: FakeField) -> JSON {
        switch (field.kind, value) {
        case (.object, _): .object(write(value, field.fields))
        case (.list, .array(let entries)): .array(entries.map { .object(write($0, field.fields)) })
        case (.embedded, .object(let document)):
            // The text takes precedence if it is set.
            switch (document["text"]?.string ?? "", document["value"]) {
            case ("", let inner?): .string(JSON.object(write(inner, field.fields)).text)
            case (let text, _): .string(text)
            }
        default: value
        }
    }
}

/// The description of an operation of a provider.
struct FakeService: Sendable {
    let provider: Provider
    let path: String
    /// Whether the content is a map from identifiers to records instead of one record.
    let isByIdentifier: Bool
    /// Whether an identifier is valid for only one request.
    let isOnce: Bool
    /// The members of the question that identify people, each with the vendor's name of the corresponding field.
    let identifiers: [(asked: String, own: String?)]
    /// The layers of the envelope, beginning with the outermost one.
    let layers: [FakeLayer]
    /// The fields of the record by their names in JSON.
    let fields: [String: FakeField]
}

/// The vendor's names of the members of a layer of the envelope.
struct FakeLayer: Sendable {
    let code: String
    let success: Int
    let unauthenticated: [Int]
    let text: String?
    let requestID: String?
    /// The next layer or, in the innermost one, the content.
    let inner: String
}

/// The description of a field of a record.
struct FakeField: Sendable {
    enum Kind { case text, anyJson, bool, int, texts, embedded, object, list }

    /// The vendor's name.
    let key: String
    let kind: Kind
    let fields: [String: FakeField]
    let isRequired: Bool
    let isSecret: Bool

    init(
        _ key: String, _ kind: Kind, fields: [String: FakeField] = [:], isRequired: Bool = false, isSecret: Bool = false
    ) {
        self.key = key
        self.kind = kind
        self.fields = fields
        self.isRequired = isRequired
        self.isSecret = isSecret
    }
}
