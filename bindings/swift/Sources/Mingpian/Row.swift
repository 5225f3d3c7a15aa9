import Foundation

/// The bit that is set in the count of a list if some of its entries cannot be read.
private let broken: UInt32 = 1 << 31

/// The body of a response, and the index that the core created for it. The index consists of 32-bit words, which
/// src/json/index.rs describes.
private final class IndexedBody: Sendable {
    let body: Data
    let words: [UInt32]

    init(body: Data, words: [UInt32]) {
        self.body = body
        self.words = words
    }
}

/// A row of an index. It consists of four words, followed by a cell of two words for each column. If the first word of a
/// cell is 0, there is no value. If the second word is not 0 in that case, there was a value that cannot be read.
struct Row: Sendable {
    private let indexed: IndexedBody
    private let at: Int

    private init(_ indexed: IndexedBody, at: Int) {
        self.indexed = indexed
        self.at = at
    }

    /// Creates the root row of an index of `body`.
    init(body: Data, index: Data) {
        let words = index.withUnsafeBytes { bytes in
            (0..<bytes.count / 4).map {
                UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: 4 * $0, as: UInt32.self))
            }
        }
        self.init(IndexedBody(body: body, words: words), at: 0)
        self = row(at: word(0))
    }

    /// Whether secrets were requested.
    var hasSecrets: Bool { absolute(1) == 1 }

    /// Whether any value of the body cannot be read.
    private var hasUnreadable: Bool { absolute(3) == 1 }

    /// The key or the text of the row.
    var key: String { string(2) }

    /// Returns the records of requested identifiers, and those under keys that were not requested. The words are
    /// `[count, positions of rows, count, positions of rows]`.
    func outcomes<Record: Readable>() -> (found: [String: Record], unasked: [String: Record]) {
        var at = Int(absolute(2))
        func records() -> [String: Record] {
            guard at > 0 else { return [:] }
            let first = at + 1
            at = first + min(Int(absolute(at)), indexed.words.count)
            var records = [String: Record](minimumCapacity: at - first)
            for place in first..<at {
                let row = row(at: absolute(place))
                records[row.key] = Record(row)
            }
            return records
        }
        let found = records()
        return (found, records())
    }

    /// Reads `[2 * start, + 1 if it has escapes; end]`.
    func text(_ cell: Int) -> String? { value(cell) == nil ? nil : string(cell) }

    /// Reads `[1 for false, 2 for true]`.
    func flag(_ cell: Int) -> Bool? { value(cell).map { $0 == 2 } }

    /// Reads `[high word + 2^30, low word]` of the two's complement. The first word is never 0, which means absent.
    func int(_ cell: Int) -> Int? { value(cell).map { (Int($0) - 1 << 30) << 32 | Int(word(cell + 1)) } }

    /// Reads `[position of the row]`.
    func one<Record: Readable>(_ cell: Int) -> Record? { value(cell).map { Record(row(at: $0)) } }

    /// Reads `[position of the first row, count]`. Each row ends where the next begins.
    func list<Record: Readable>(_ cell: Int) -> [Record] { rows(cell).map(Record.init) }

    /// Reads a list whose rows have no columns. The key of each row is the text.
    func texts(_ cell: Int) -> [String] { rows(cell).map(\.key) }

    /// Reads `[position of the row]`. The key of the row is the document. The positions in its cells are relative to
    /// the document.
    func embedded<Record: Readable>(_ cell: Int) -> Embedded<Record>? {
        guard let place = value(cell) else { return nil }
        let outer = row(at: place)
        let text = outer.key
        guard outer.isReadable else { return Embedded(text: text) }
        let document = IndexedBody(body: Data(text.utf8), words: indexed.words)
        return Embedded(text: text, value: Record(Row(document, at: outer.at)))
    }

    /// Returns the keys of the row's values that cannot be read. `keys` contains the keys of all columns, and `lists`
    /// contains the cells with lists.
    func unreadable(_ keys: [String], lists: [Int]) -> [String] {
        if !hasUnreadable { return [] }
        return keys.enumerated().filter { column, _ in
            let cell = 4 + 2 * column
            let count = word(cell + 1)
            return word(cell) == 0 ? count != 0 : lists.contains(cell) && count & broken != 0
        }.map(\.element)
    }

    /// Returns the first of two cells that has a value. The cells belong to two spellings of one field.
    func either(_ cell: Int, _ other: Int) -> Int { word(cell) == 0 ? other : cell }

    private var isReadable: Bool { word(1) == 0 }

    private func row(at place: UInt32) -> Row { Row(indexed, at: Int(place)) }

    private func rows(_ cell: Int) -> [Row] {
        guard var place = value(cell) else { return [] }
        return (0..<min(word(cell + 1) & ~broken, UInt32(clamping: indexed.words.count))).map { _ in
            let row = row(at: place)
            place = row.word(0)
            return row
        }
    }

    private func string(_ cell: Int) -> String {
        let from = word(cell)
        let (start, end) = (Int(from >> 1), Int(word(cell + 1)))
        // This condition always holds, unless the core has a bug.
        guard start <= end, end <= indexed.body.count else { return "" }
        return indexed.body.withUnsafeBytes { body in
            let bytes = UnsafeRawBufferPointer(rebasing: body[start..<end])
            return from & 1 == 0 ? String(decoding: bytes, as: UTF8.self) : unescape(bytes)
        }
    }

    /// Returns the first word of a cell, or `nil` if it has no value.
    private func value(_ cell: Int) -> UInt32? {
        let word = word(cell)
        return word == 0 ? nil : word
    }

    private func word(_ offset: Int) -> UInt32 { absolute(at + offset) }

    /// Returns the word at a position in the index, or 0 past the end.
    private func absolute(_ place: Int) -> UInt32 {
        place < indexed.words.count ? indexed.words[place] : 0
    }
}
