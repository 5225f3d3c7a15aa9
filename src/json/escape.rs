//! Undoes the escapes of JSON strings (RFC 8259 §7).

use std::borrow::Cow;
use std::str::Chars;

/// Returns the text of a string's content. Bit 0 of `from`, the first word of the string's span, tells whether there
/// are escapes.
#[inline]
pub(crate) fn decode(content: &str, from: u32) -> Cow<'_, str> {
    if from & 1 == 1 { Cow::Owned(unescape(content)) } else { Cow::Borrowed(content) }
}

/// Undoes the escapes in a string's content. The reader has already checked them.
pub(crate) fn unescape(content: &str) -> String {
    let mut text = String::with_capacity(content.len());
    let mut rest = content.chars();
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
                        // Skips the `\u` of the low surrogate.
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

/// Reads a UTF-16 unit from four hexadecimal digits.
fn unit(digits: &mut Chars<'_>) -> u32 {
    digits.take(4).fold(0, |unit, digit| unit << 4 | digit.to_digit(16).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::writer::write_string;

    #[test]
    fn undoes_every_escape() {
        assert_eq!(unescape(r#"\"\\\/\b\f\n\r\t\u540d\ud83d\ude00\u0000"#), "\"\\/\u{8}\u{c}\n\r\t名😀\0");
    }

    #[test]
    fn undoes_what_the_writer_writes() {
        let text: String =
            (0..0x300).filter_map(char::from_u32).chain("\u{2028}\u{2029}名片😀".chars()).collect();
        let mut out = String::new();
        write_string(&mut out, &text);
        assert_eq!(unescape(&out[1..out.len() - 1]), text);
    }
}
