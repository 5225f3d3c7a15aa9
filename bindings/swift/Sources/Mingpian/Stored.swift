/// The fields of a record, stored in the body of a response or as values.
///
/// A field of a received record is decoded each time it is read, because most callers read few fields of each record.
/// Decoding all of them made a lookup of 600 accounts take 50% longer.
enum Stored<Fields: ReadableFields>: Sendable {
    /// The fields are in the body of a response, which the record keeps in memory.
    case received(Row)
    /// The fields are values, because the app has created or decoded the record.
    indirect case inMemory(Fields)

    /// The row of a received record.
    var row: Row? { if case .received(let row) = self { row } else { nil } }

    /// All fields.
    var all: Fields {
        switch self {
        case .received(let row): Fields(row)
        case .inMemory(let fields): fields
        }
    }

    /// Returns one field.
    @inline(__always)
    func get<Value>(_ field: (Fields) -> Value, row read: (Row) -> Value) -> Value {
        switch self {
        case .received(let row): read(row)
        case .inMemory(let fields): field(fields)
        }
    }
}

/// The fields of a record, except its secrets.
protocol ReadableFields: Sendable, Hashable, Codable {
    init(_ row: Row)
}

/// A record that is read from a row.
protocol Readable: Sendable, Hashable, Codable {
    associatedtype Fields: ReadableFields

    var stored: Stored<Fields> { get }

    init(stored: Stored<Fields>)
}

extension Readable {
    init(_ row: Row) { self.init(stored: .received(row)) }

    /// Decodes the record. The secrets of a record are not encoded.
    public init(from decoder: any Decoder) throws { self.init(stored: .inMemory(try Fields(from: decoder))) }

    /// Encodes the record without its secrets.
    public func encode(to encoder: any Encoder) throws { try stored.all.encode(to: encoder) }
}

extension Stored: Hashable {
    static func == (left: Self, right: Self) -> Bool { left.all == right.all }

    func hash(into hasher: inout Hasher) { all.hash(into: &hasher) }
}
