//! JSON strings, written and read back (RFC 8259 §7).

use std::str::Chars;

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
                out.push_str("\\u00");
                write_hex(out, &[u8::try_from(character).unwrap_or_default()], b'a');
            }
            _ => out.push(character),
        }
    }
    out.push('"');
}

/// Appends a JSON array of strings.
pub(crate) fn write_strings<'a>(out: &mut String, texts: impl IntoIterator<Item = &'a str>) {
    out.push('[');
    for (position, text) in texts.into_iter().enumerate() {
        if position > 0 {
            out.push(',');
        }
        write_string(out, text);
    }
    out.push(']');
}

/// Appends texts, one after the other.
pub(crate) fn join(out: &mut String, texts: &[&str]) {
    for text in texts {
        out.push_str(text);
    }
}

/// Appends bytes in hexadecimal digits, those from ten on being letters from `letter`.
pub(crate) fn write_hex(out: &mut String, bytes: &[u8], letter: u8) {
    for byte in bytes {
        for digit in [byte >> 4, byte & 15] {
            out.push(char::from(if digit < 10 { b'0' + digit } else { letter - 10 + digit }));
        }
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
pub(crate) fn unescape(written: &str) -> String {
    let mut text = String::with_capacity(written.len());
    let mut rest = written.chars();
    while let Some(character) = rest.next() {
        let character = match character {
            '\\' => match rest.next() {
                Some('b') => '\u{8}',
                Some('f') => '\u{c}',
                Some('n') => '\n',
                Some('r') => '\r',
                Some('t') => '\t',
                Some('u') => {
                    let mut point = unit(&mut rest);
                    if point & 0xFC00 == 0xD800 {
                        // The other half of the pair, behind its backslash and its letter.
                        rest.nth(1);
                        point = 0x10000 + ((point & 0x3FF) << 10) + (unit(&mut rest) & 0x3FF);
                    }
                    char::from_u32(point).unwrap_or(char::REPLACEMENT_CHARACTER)
                }
                other => other.unwrap_or_default(),
            },
            other => other,
        };
        text.push(character);
    }
    text
}

/// The UTF-16 unit that four hexadecimal digits write.
fn unit(digits: &mut Chars<'_>) -> u32 {
    digits.take(4).fold(0, |unit, digit| unit << 4 | digit.to_digit(16).unwrap_or(0))
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
        assert_eq!(unescape(&out[1..out.len() - 1]), text);
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
        assert_eq!(unescape(r#"\"\\\/\b\f\n\r\t\u540d\ud83d\ude00\u0000"#), "\"\\/\u{8}\u{c}\n\r\t名😀\0");
    }
}
