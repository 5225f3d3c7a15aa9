//! Searches texts, and compares texts that may be spelled differently.

/// Returns the position of the first occurrence of `part` in a text. `str::find` would add 3 KB to the WebAssembly
/// module.
pub(crate) fn find(text: &[u8], part: &[u8]) -> Option<usize> {
    (0..text.len()).find(|at| text.get(*at..).is_some_and(|rest| rest.starts_with(part)))
}

/// Returns the letters and digits of a text in a normalized form: without percent, HTML, and JSON encoding, without
/// separators, in halfwidth, and in lower case. Two spellings of the same value have the same bare form.
pub(crate) fn bare(text: &str) -> String {
    let mut text = text.to_owned();
    // Encodings may be nested. We have not seen a service that uses as many as three levels.
    for _ in 0..3 {
        text = decode(&text);
    }
    text.chars().filter_map(plain).collect()
}

/// Undoes one level of percent, HTML, and JSON encoding.
fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let decoded = match first {
            b'%' => percent(after),
            b'&' => entity(after),
            b'\\' => escape(after),
            _ => None,
        };
        let (value, len) = decoded.unwrap_or((Decoded::Byte(*first), 0));
        match value {
            Decoded::Byte(byte) => bytes.push(byte),
            Decoded::Char(character) => {
                bytes.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
            }
        }
        rest = after.get(len..).unwrap_or_default();
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The decoded value of an encoding. The functions below return it together with the length of the encoding without its
/// first byte.
enum Decoded {
    /// A byte of UTF-8.
    Byte(u8),
    Char(char),
}

/// Reads `%2F`.
fn percent(text: &[u8]) -> Option<(Decoded, usize)> {
    let byte = number(text.get(..2)?, 16)?;
    Some((Decoded::Byte(u8::try_from(byte).ok()?), 2))
}

/// Reads `&#47;`, `&#x2F;`, or a name. Every named character except `&amp;` counts as a separator, which is ignored.
fn entity(text: &[u8]) -> Option<(Decoded, usize)> {
    let end = text.iter().take(11).position(|byte| *byte == b';')?;
    let point = match text.get(..end)? {
        [b'#', b'x' | b'X', digits @ ..] => number(digits, 16)?,
        [b'#', digits @ ..] => number(digits, 10)?,
        b"amp" => u32::from('&'),
        name if !name.is_empty() && name.iter().all(u8::is_ascii_alphabetic) => u32::from(' '),
        _ => return None,
    };
    Some((Decoded::Char(char::from_u32(point)?), end + 1))
}

/// Reads `\u002f`, or the character after a backslash.
fn escape(text: &[u8]) -> Option<(Decoded, usize)> {
    let next = text.first()?;
    let digits = text.get(1..5).filter(|_| *next == b'u');
    match digits.and_then(|digits| number(digits, 16)).and_then(char::from_u32) {
        Some(character) => Some((Decoded::Char(character), 5)),
        None => Some((Decoded::Byte(*next), 1)),
    }
}

fn number(digits: &[u8], radix: u32) -> Option<u32> {
    u32::from_str_radix(str::from_utf8(digits).ok()?, radix).ok()
}

/// Returns a letter or a digit in halfwidth and lower case, or `None` for a separator.
fn plain(character: char) -> Option<char> {
    let character = match u32::from(character) {
        // The fullwidth forms of ASCII have the same order as ASCII.
        point @ 0xFF01..=0xFF5E => char::from_u32(point - 0xFEE0)?,
        _ => character,
    };
    match character {
        '\n' => Some(character),
        _ if character.is_ascii() => {
            character.is_ascii_alphanumeric().then(|| character.to_ascii_lowercase())
        }
        // Spaces, punctuation, and zero-width characters (Unicode blocks General Punctuation and CJK Symbols and
        // Punctuation).
        '\u{a0}' | '\u{ad}' | '\u{2000}'..='\u{206f}' | '\u{3000}'..='\u{303f}' | '\u{feff}' => None,
        _ => Some(character),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_value_have_one_bare_form() {
        for text in
            ["a/b", "a%2Fb", "A%252FB", "a&#x2f;b", "a&sol;b", r"a\/b", r"a\u002Fb", "ａ／Ｂ", "a \u{200b}b"]
        {
            assert_eq!(bare(text), "ab", "{text}");
        }
        assert_eq!(bare("林%20知夏"), "林知夏");
        assert_eq!(bare("%E6%9E%97"), "林");
        for broken in ["%", "%z", "%2", "&", "&#;", "&#x110000;", "\\", r"\u12", "&amp", "%名"] {
            bare(broken);
        }
    }
}
