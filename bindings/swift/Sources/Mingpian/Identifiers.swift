// Writes identifiers as JSON. They are most of the data that is passed to the core, and `JSONEncoder` would take longer
// than the core itself.

/// Returns the JSON text of a question that consists of lists.
func json(_ question: some ListQuestion) -> String {
    text { json in
        json.append(UInt8(ascii: "{"))
        for (at, (name, identifiers)) in question.lists.enumerated() {
            if at > 0 { json.append(UInt8(ascii: ",")) }
            write(name, to: &json)
            json.append(UInt8(ascii: ":"))
            write(identifiers, to: &json)
        }
        json.append(UInt8(ascii: "}"))
    }
}

/// Returns the JSON text of a list.
func json(_ identifiers: [String]) -> String {
    text { write(identifiers, to: &$0) }
}

private func text(_ write: (inout [UInt8]) -> Void) -> String {
    var json: [UInt8] = []
    write(&json)
    return String(decoding: json, as: UTF8.self)
}

private func write(_ identifiers: [String], to json: inout [UInt8]) {
    json.append(UInt8(ascii: "["))
    for (at, identifier) in identifiers.enumerated() {
        if at > 0 { json.append(UInt8(ascii: ",")) }
        write(identifier, to: &json)
    }
    json.append(UInt8(ascii: "]"))
}

private func write(_ text: String, to json: inout [UInt8]) {
    var text = text
    json.append(UInt8(ascii: "\""))
    text.withUTF8 { bytes in
        if !bytes.contains(where: isEscaped) { return json.append(contentsOf: bytes) }
        for byte in bytes {
            if isEscaped(byte) { json += Array("\\u00".utf8) + [digit(byte >> 4), digit(byte & 0xF)] } else { json.append(byte) }
        }
    }
    json.append(UInt8(ascii: "\""))
}

private func isEscaped(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
}

/// Returns a hexadecimal digit.
private func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
}
