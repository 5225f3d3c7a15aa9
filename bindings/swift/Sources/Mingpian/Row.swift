import Foundation

/// A record that can be made of a row.
protocol Readable {
    init(_ row: Row)
}

/// A row of the index that the core made of a body, beside the bytes in which its texts stand.
///
/// The index is words of 32 bits. A row is `[end, flaw, key from, key to]` and two words per column, a cell. The
/// first word of a cell is 0 when there is nothing; what the words are otherwise, the functions say.
struct Row {
    private let body: UnsafeRawBufferPointer
    private let words: UnsafeRawBufferPointer
    private let at: Int

    private init(body: UnsafeRawBufferPointer, words: UnsafeRawBufferPointer, at: Int) {
        self.body = body
        self.words = words
        self.at = at
    }

    /// Calls `read` with the root of an index of `body`.
    static func root<Value>(body: Data, index: Data, _ read: (Row) -> Value) -> Value {
        body.withUnsafeBytes { body in
            index.withUnsafeBytes { words in
                let index = Row(body: body, words: words, at: 0)
                return read(index.row(at: index.word(0)))
            }
        }
    }

    /// The row at this place of the index.
    func row(at place: UInt32) -> Row {
        Row(body: body, words: words, at: Int(place))
    }

    /// Whether the caller asked for secrets: the second word of the index.
    var hasSecrets: Bool { absolute(1) == 1 }

    /// Why the row cannot be read: 0 it can; 1 + the first column at fault; more than there are columns, it is no
    /// object.
    var flaw: UInt32 { word(1) }

    /// The key or the text of the row.
    var key: String { string(2) }

    /// What became of each identifier, and the rows that nobody asked for. They stand where the third word of the
    /// index says: `[count, place of a row or 0 for every identifier, count, places of rows]`.
    func outcomes() -> (answers: [Row?], unasked: [Row]) {
        var at = Int(absolute(2))
        func places() -> [UInt32] {
            let first = at + 1
            at = first + Int(absolute(at))
            return (first..<at).map(absolute)
        }
        let answers = places().map { $0 == 0 ? nil : row(at: $0) }
        return (answers, places().map(row(at:)))
    }

    /// `[from << 1 | 1 when it has escapes, to]`
    func text(_ cell: Int) -> String? {
        word(cell) == 0 ? nil : string(cell)
    }

    /// `[1 for false, 2 for true]`
    func flag(_ cell: Int) -> Bool? {
        let word = word(cell)
        return word == 0 ? nil : word == 2
    }

    /// `[high word + 2^30, low word]` of the two's complement. The sum is never 0, which is nothing.
    func int(_ cell: Int) -> Int? {
        let high = word(cell)
        guard high != 0 else { return nil }
        return (Int(high) - 1 << 30) << 32 | Int(word(cell + 1))
    }

    /// `[place of the row]`
    func one<Record: Readable>(_ cell: Int) -> Record? {
        let place = word(cell)
        return place == 0 ? nil : Record(row(at: place))
    }

    /// `[place of the first row, count]`; each row ends where the next begins. Rows that are nothing are passed over.
    func list<Record: Readable>(_ cell: Int) -> [Record] {
        rows(cell).map(Record.init)
    }

    /// Like a list; the rows have no columns, and their key is the text.
    func texts(_ cell: Int) -> [String] {
        rows(cell).map(\.key)
    }

    /// `[place of the row]`; its key is the document, whose cells count the document's own bytes.
    func embedded<Record: Readable>(_ cell: Int) -> Embedded<Record>? {
        let place = word(cell)
        guard place != 0 else { return nil }
        let outer = row(at: place)
        var text = outer.key
        guard outer.flaw == 0 else { return Embedded(text: text) }
        let value = text.withUTF8 { document in
            Record(Row(body: UnsafeRawBufferPointer(document), words: words, at: outer.at))
        }
        return Embedded(text: text, value: value)
    }

    /// The first of two cells that holds something: the spellings of one field.
    func either(_ cell: Int, _ other: Int) -> Int {
        word(cell) == 0 ? other : cell
    }

    private func rows(_ cell: Int) -> [Row] {
        var place = word(cell)
        var rows: [Row] = []
        for _ in 0..<word(cell + 1) {
            let row = row(at: place)
            if row.flaw == 0 { rows.append(row) }
            place = row.word(0)
        }
        return rows
    }

    private func string(_ cell: Int) -> String {
        let from = word(cell)
        let (start, end) = (Int(from >> 1), Int(word(cell + 1)))
        // Never so, unless the core has a fault.
        guard start <= end, end <= body.count else { return "" }
        let bytes = UnsafeRawBufferPointer(rebasing: body[start..<end])
        return from & 1 == 0 ? String(decoding: bytes, as: UTF8.self) : unescape(bytes)
    }

    private func word(_ offset: Int) -> UInt32 {
        absolute(at + offset)
    }

    /// A word by its place in the index; 0 behind the end.
    private func absolute(_ place: Int) -> UInt32 {
        guard 4 * place + 4 <= words.count else { return 0 }
        return UInt32(littleEndian: words.loadUnaligned(fromByteOffset: 4 * place, as: UInt32.self))
    }
}
