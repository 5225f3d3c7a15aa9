//! JSON strings, written and read back (RFC 8259 §7).

/// Appends a JSON string: short escapes where there are any, everything from space on as it is, like
/// `JSON.stringify`.
pub(crate) fn write_string(out: &mut String, text: &str) {
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\0'..='\u{1f}' => {
                out.push_str(if character < '\u{10}' { "\\u000" } else { "\\u001" });
                out.extend(char::from_digit(u32::from(character) & 15, 16));
            }
            _ => out.push(character),
        }
    }
    out.push('"');
}

/// Appends texts, one after the other.
pub(crate) fn join(out: &mut String, texts: &[&str]) {
    for text in texts {
        out.push_str(text);
    }
}

/// Appends an integer in decimal digits.
pub(crate) fn write_integer(out: &mut String, number: i64) {
    if number < 0 {
        out.push('-');
    }
    let mut size = number.unsigned_abs();
    let mut digits = [b'0'; 20];
    let mut first = digits.len();
    for (place, digit) in digits.iter_mut().enumerate().rev() {
        *digit = b'0' + u8::try_from(size % 10).unwrap_or_default();
        size /= 10;
        first = place;
        if size == 0 {
            break;
        }
    }
    out.extend(digits.iter().skip(first).map(|digit| char::from(*digit)));
}

/// The text behind a string's content that the reader has checked.
pub(crate) fn unescape(written: &[u8]) -> String {
    let mut text = Vec::with_capacity(written.len());
    let mut rest = written;
    while let [byte, after @ ..] = rest {
        rest = after;
        if *byte != b'\\' {
            text.push(*byte);
            continue;
        }
        let [letter, after @ ..] = rest else { break };
        rest = after;
        match letter {
            b'b' => text.push(8),
            b'f' => text.push(12),
            b'n' => text.push(b'\n'),
            b'r' => text.push(b'\r'),
            b't' => text.push(b'\t'),
            b'u' => {
                let (high, after) = unit(rest);
                rest = after;
                let mut point = high;
                if (0xD800..0xDC00).contains(&high)
                    && let [b'\\', b'u', after @ ..] = rest
                {
                    let (low, after) = unit(after);
                    rest = after;
                    point = 0x10000 + ((high & 0x3FF) << 10) + (low & 0x3FF);
                }
                let character = char::from_u32(point).unwrap_or(char::REPLACEMENT_CHARACTER);
                text.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
            }
            other => text.push(*other),
        }
    }
    String::from_utf8(text).unwrap_or_default()
}

/// The UTF-16 unit that four hexadecimal digits write, and what follows them.
fn unit(digits: &[u8]) -> (u32, &[u8]) {
    let (digits, after) = digits.split_at_checked(4).unwrap_or((digits, &[]));
    (digits.iter().fold(0, |unit, digit| unit << 4 | hex_digit(*digit).unwrap_or(0)), after)
}

/// The value of a hexadecimal digit.
pub(crate) fn hex_digit(digit: u8) -> Option<u32> {
    char::from(digit).to_digit(16)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_what_serde_json_writes() {
        let text: String =
            (0..0x300).filter_map(char::from_u32).chain("\u{2028}\u{2029}名片😀".chars()).collect();
        let mut out = String::new();
        write_string(&mut out, &text);
        assert_eq!(out, serde_json::to_string(&text).unwrap());
        assert_eq!(unescape(&out.as_bytes()[1..out.len() - 1]), text);
    }

    #[test]
    fn writes_integers() {
        for number in [0, 7, -7, 10, 1_800_000_000_000, i64::MAX, i64::MIN] {
            let mut out = String::new();
            write_integer(&mut out, number);
            assert_eq!(out, number.to_string());
        }
    }

    #[test]
    fn reads_every_escape() {
        assert_eq!(unescape(br#"\"\\\/\b\f\n\r\t\u540d\ud83d\ude00\u0000"#), "\"\\/\u{8}\u{c}\n\r\t名😀\0");
    }
}
