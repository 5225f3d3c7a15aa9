import Foundation

/// A JSON value. Texts are equal if their bytes are equal. Swift's own `==` ignores how a character is composed.
enum JSON: Hashable, Codable, CustomStringConvertible {
    case null
    case bool(Bool)
    case int(Int)
    case text([UInt8])
    case array([JSON])
    case object([[UInt8]: JSON])

    init(_ text: String) {
        self = .text(Array(text.utf8))
    }

    /// Encodes a value.
    init(encoding value: some Encodable) throws {
        // The value is in an array, because not every version of Foundation accepts a text alone.
        let data = try JSONEncoder().encode([value])
        self = try JSONDecoder().decode([JSON].self, from: data)[0]
    }

    init(from decoder: any Decoder) throws {
        if let members = try? decoder.container(keyedBy: Key.self) {
            let pairs = try members.allKeys.map { (Array($0.stringValue.utf8), try members.decode(JSON.self, forKey: $0)) }
            self = .object(Dictionary(uniqueKeysWithValues: pairs))
        } else if var elements = try? decoder.unkeyedContainer() {
            var all: [JSON] = []
            while !elements.isAtEnd { all.append(try elements.decode(JSON.self)) }
            self = .array(all)
        } else {
            let value = try decoder.singleValueContainer()
            if value.decodeNil() {
                self = .null
            } else if let flag = try? value.decode(Bool.self) {
                self = .bool(flag)
            } else if let number = try? value.decode(Int.self) {
                self = .int(number)
            } else {
                self = .text(Array(try value.decode(String.self).utf8))
            }
        }
    }

    func encode(to encoder: any Encoder) throws {
        switch self {
        case .null:
            var value = encoder.singleValueContainer()
            try value.encodeNil()
        case .bool(let flag): try flag.encode(to: encoder)
        case .int(let number): try number.encode(to: encoder)
        case .text(let text): try String(decoding: text, as: UTF8.self).encode(to: encoder)
        case .array(let elements): try elements.encode(to: encoder)
        case .object(let members):
            var container = encoder.container(keyedBy: Key.self)
            for (name, value) in members {
                try container.encode(value, forKey: Key(stringValue: String(decoding: name, as: UTF8.self)))
            }
        }
    }

    var description: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "?"
    }

    /// Returns the object with this member, or without it if the value is `nil`.
    func with(_ name: String, _ value: JSON?) -> JSON {
        guard case .object(var members) = self else { return self }
        members[Array(name.utf8)] = value
        return .object(members)
    }

    /// Returns an object with these members.
    static func of(_ members: [String: JSON?]) -> JSON {
        .object(
            members.reduce(into: [:]) { all, member in
                if let value = member.value { all[Array(member.key.utf8)] = value }
            })
    }

    private struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue _: Int) { nil }
    }
}
