/// A JSON document that the provider sends inside a string.
public struct Embedded<Value: Sendable & Hashable & Codable>: Sendable, Hashable, Codable {
    /// The document as it was received. Personal data.
    public let text: String
    /// The record in the document. It is `nil` if the document cannot be read.
    public let value: Value?

    /// Creates a value with these members.
    public init(text: String, value: Value? = nil) {
        self.text = text
        self.value = value
    }
}

extension Embedded: Redacted {
    var members: [Member] {
        [Member("text", hiding: text), Member("value", value)]
    }
}
