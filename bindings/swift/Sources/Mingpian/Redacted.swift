/// Prints its public members, and of the others only whether they are absent: with `print`, in a string, in a
/// collection, with `dump`, and in a debugger.
protocol Redacted: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    var members: [Member] { get }
}

/// A member as it is printed.
struct Member {
    let name: String
    let shown: String

    /// A public member.
    init<Value>(_ name: String, _ value: Value?) {
        self.name = name
        shown = value.map { String(reflecting: $0) } ?? "nil"
    }

    /// A member that is personal or secret.
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
