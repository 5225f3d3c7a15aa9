/// Returns the text of a JSON string, which is passed without its quotes. The core has checked that it is valid.
func unescape(_ bytes: UnsafeRawBufferPointer) -> String {
    // No escape is shorter than the character that it represents.
    String(unsafeUninitializedCapacity: bytes.count) { out in
        var (from, to) = (0, 0)
        func put(_ byte: UInt8) {
            out[to] = byte
            to += 1
        }
        while from < bytes.count {
            let byte = bytes[from]
            from += 1
            guard byte == UInt8(ascii: "\\"), from < bytes.count else {
                put(byte)
                continue
            }
            let escape = bytes[from]
            from += 1
            switch Unicode.Scalar(escape) {
            case "b": put(0x08)
            case "t": put(0x09)
            case "n": put(0x0A)
            case "f": put(0x0C)
            case "r": put(0x0D)
            case "u": UTF8.encode(scalar(bytes, &from))?.forEach(put)
            default: put(escape)
            }
        }
        return to
    }
}

/// Returns the character of one `\uXXXX`, or of two for a surrogate pair. The first digit is at `from`.
private func scalar(_ bytes: UnsafeRawBufferPointer, _ from: inout Int) -> Unicode.Scalar {
    let unit = hexadecimal(bytes, &from)
    guard unit & 0xFC00 == 0xD800 else { return Unicode.Scalar(unit) ?? "\u{FFFD}" }
    from += 2  // the \u of the low surrogate
    let low = hexadecimal(bytes, &from)
    return Unicode.Scalar(0x1_0000 + (unit & 0x3FF) << 10 + low & 0x3FF) ?? "\u{FFFD}"
}

private func hexadecimal(_ bytes: UnsafeRawBufferPointer, _ from: inout Int) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 where from < bytes.count {
        let byte = UInt32(bytes[from])
        // The low four bits of the digits' codes are 0 to 9. Those of the letters' codes, in either case, are 1 to 6.
        value = value << 4 | (byte & 0xF + (byte >= 0x41 ? 9 : 0))
        from += 1
    }
    return value
}
