/// Prints what anybody may see of it, and of the rest only whether it is there: with `print`, in a string, in a
/// collection, with `dump` and in a debugger.
protocol Redacted: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    var members: [Member] { get }
}

/// A member as it is printed.
struct Member {
    let name: String
    let shown: String

    /// A member that anybody may see.
    init<Value>(_ name: String, _ value: Value?) {
        self.name = name
        shown = value.map { String(reflecting: $0) } ?? "nil"
    }

    /// A member that nobody is to see.
    init<Value>(_ name: String, hiding value: Value?) {
        self.name = name
        shown = value == nil ? "nil" : redacted
    }
}

/// What stands in the place of a value that is not shown.
let redacted = "[redacted]"

extension Redacted {
    /// What anybody may see of it.
    public var description: String {
        let members = members.map { "\($0.name): \($0.shown)" }
        return "\(Self.self)(\(members.joined(separator: ", ")))"
    }

    /// What anybody may see of it.
    public var debugDescription: String { description }

    /// What anybody may see of it.
    public var customMirror: Mirror {
        Mirror(self, children: members.map { ($0.name, $0.shown) }, displayStyle: .struct)
    }
}
