import Foundation

/// A JSON value.
enum JSON: Sendable, Hashable, Codable {
    case null
    case bool(Bool)
    case int(Int)
    case string(String)
    case array([JSON])
    case object([String: JSON])

    /// A value that cannot be read, because no type of field is a list of lists.
    static let unreadable = JSON.array([.array([.bool(true)])])

    /// Encodes a value. Records of this package can always be encoded.
    init(encoding value: some Encodable) {
        guard let data = try? JSONEncoder().encode(value), let json = JSON(data) else {
            preconditionFailure("expected a record that can be encoded")
        }
        self = json
    }

    /// Reads a JSON text.
    init?(_ data: Data) {
        guard let json = try? JSONDecoder().decode(JSON.self, from: data) else { return nil }
        self = json
    }

    init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if value.decodeNil() {
            self = .null
        } else if let string = try? value.decode(String.self) {
            self = .string(string)
        } else if let bool = try? value.decode(Bool.self) {
            self = .bool(bool)
        } else if let int = try? value.decode(Int.self) {
            self = .int(int)
        } else if let array = try? value.decode([JSON].self) {
            self = .array(array)
        } else {
            self = .object(try value.decode([String: JSON].self))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var value = encoder.singleValueContainer()
        switch self {
        case .null: try value.encodeNil()
        case .bool(let bool): try value.encode(bool)
        case .int(let int): try value.encode(int)
        case .string(let string): try value.encode(string)
        case .array(let array): try value.encode(array)
        case .object(let object): try value.encode(object)
        }
    }

    /// The value as text.
    var text: String { (try? JSONEncoder().encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "" }

    /// The value, if it is a string.
    var string: String? {
        guard case .string(let string) = self else { return nil }
        return string
    }

    /// The strings of a list, or the value itself if it is a string.
    var strings: [String] {
        guard case .array(let array) = self else { return string.map { [$0] } ?? [] }
        return array.compactMap(\.string)
    }
}
