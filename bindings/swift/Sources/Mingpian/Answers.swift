import Foundation
internal import MingpianCore

/// The outcomes for the requested identifiers. Each identifier is in exactly one of ``found``, ``notFound``, and
/// ``unreadable``. Its description shows counts, without personal data.
public struct Answers<Record: Sendable & Hashable>: Sendable, Hashable {
    /// The records, keyed by the requested identifier. Swift treats strings as equal if they are canonically equivalent
    /// in Unicode. Of such identifiers, the last one is used.
    public internal(set) var found: [String: Record]
    /// The identifiers without a record, in the order of the requests and, within each, of its lists. Personal data.
    public internal(set) var notFound: [String]
    /// The identifiers whose record could not be read. They do not affect the other identifiers.
    public internal(set) var unreadable: [Unreadable]
    /// The records under keys that were not requested.
    public internal(set) var unasked: [String: Record]
    /// The ID by which the provider's support team can identify the request. It is absent if several requests were
    /// sent.
    public internal(set) var requestID: String?

    /// Creates answers with these members.
    public init(
        found: [String: Record] = [:], notFound: [String] = [], unreadable: [Unreadable] = [],
        unasked: [String: Record] = [:], requestID: String? = nil
    ) {
        self.found = found
        self.notFound = notFound
        self.unreadable = unreadable
        self.unasked = unasked
        self.requestID = requestID
    }
}

/// A record that could not be read.
public struct Unreadable: Sendable, Hashable {
    /// The requested identifier, or the key that was not requested. Personal data.
    public let identifier: String
    /// The field that is missing or of another type than documented. It is empty if the record is not an object.
    public let field: String

    /// Creates a value with these members.
    public init(identifier: String, field: String) {
        self.identifier = identifier
        self.field = field
    }
}

/// An answer of the core, and the body from which it is read.
struct Answer: Sendable {
    let body: Data
    let index: Data
    let notFound: [String]
    let unreadable: [MingpianCore.Unreadable]
    let requestID: String?

    /// The root row.
    var row: Row { Row(body: body, index: index) }
}

extension Answers where Record: Readable {
    init(_ answer: Answer) {
        let (found, unasked): ([String: Record], [String: Record]) = answer.row.outcomes()
        let unreadable = answer.unreadable.map { Unreadable(identifier: $0.identifier, field: $0.field) }
        self.init(
            found: found, notFound: answer.notFound, unreadable: unreadable, unasked: unasked,
            requestID: answer.requestID)
    }

    /// Adds the answers of another request of the same lookup.
    mutating func merge(_ other: Self) {
        found.merge(other.found) { $1 }
        notFound += other.notFound
        unreadable += other.unreadable
        unasked.merge(other.unasked) { $1 }
        requestID = nil
    }
}

extension Answers: Redacted {
    var members: [Member] {
        [
            Member("found", found.count), Member("notFound", notFound.count), Member("unreadable", unreadable.count),
            Member("unasked", unasked.count), Member("requestID", requestID),
        ]
    }
}

extension Unreadable: Redacted {
    var members: [Member] { [Member("identifier", hiding: identifier), Member("field", field)] }
}
