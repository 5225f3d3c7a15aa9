/// A JSON document that the provider sends inside a string.
public struct Embedded<Value: Sendable & Hashable & Codable>: Sendable, Hashable, Codable {
    /// The document as it came. Personal data.
    public let text: String
    /// What it says, unless it is no JSON object of the expected form.
    public let value: Value?

    /// With these members.
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
