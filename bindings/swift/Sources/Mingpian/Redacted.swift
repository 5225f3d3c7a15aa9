/// Describes a value by its public members, and shows only whether the other members are absent. This applies to
/// `print`, strings, collections, `dump`, and debuggers.
protocol Redacted: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    var members: [Member] { get }
}

/// The description of a member.
struct Member {
    let name: String
    let shown: String

    /// Creates the description of a public member.
    init<Value>(_ name: String, _ value: Value?) {
        self.name = name
        shown = value.map { String(reflecting: $0) } ?? "nil"
    }

    /// Creates the description of a personal or secret member.
    init<Value>(_ name: String, hiding value: Value?) {
        self.name = name
        shown = value == nil ? "nil" : "[redacted]"
    }
}

extension Redacted {
    /// Its public members.
    public var description: String {
        let members = members.map { "\($0.name): \($0.shown)" }
        return "\(Self.self)(\(members.joined(separator: ", ")))"
    }

    /// Its public members.
    public var debugDescription: String { description }

    /// Its public members.
    public var customMirror: Mirror {
        Mirror(self, children: members.map { ($0.name, $0.shown) }, displayStyle: .struct)
    }
}

/// A value that is neither compared, hashed, encoded, nor printed.
struct Withheld<Value: Sendable>: Sendable, Hashable, Redacted {
    var value: Value?
    var members: [Member] { [] }

    static func == (_: Self, _: Self) -> Bool { true }

    func hash(into _: inout Hasher) {}
}
