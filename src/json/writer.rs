//! Appends JSON to a string.

/// Appends a JSON string. Like `JSON.stringify`, it escapes only the characters for which RFC 8259 §7 requires it.
pub fn write_string(out: &mut String, text: &str) {
    out.push('"');
    let mut rest = text;
    // Copies whole runs of plain characters. Copying them one by one takes five times as long.
    while let Some(at) = first_special(rest.as_bytes()) {
        let (plain, after) = rest.split_at_checked(at).unwrap_or_default();
        out.push_str(plain);
        let mut characters = after.chars();
        if let Some(special) = characters.next() {
            write_escape(out, special);
        }
        rest = characters.as_str();
    }
    out.push_str(rest);
    out.push('"');
}

pub(crate) fn write_escape(out: &mut String, special: char) {
    let short = match special {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\u{8}' => "\\b",
        '\u{c}' => "\\f",
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        control => {
            let digit = |shift: u32| char::from_digit(u32::from(control) >> shift & 15, 16).unwrap_or('0');
            out.push_str("\\u00");
            out.extend([digit(4), digit(0)]);
            return;
        }
    };
    out.push_str(short);
}

/// Appends a JSON array of strings.
pub fn write_strings<'a>(out: &mut String, texts: impl IntoIterator<Item = &'a str>) {
    out.push('[');
    for (position, text) in texts.into_iter().enumerate() {
        if position > 0 {
            out.push(',');
        }
        write_string(out, text);
    }
    out.push(']');
}

/// Returns the position of the first byte that has to be escaped. It checks eight bytes at a time, using the borrows of
/// a subtraction.
fn first_special(text: &[u8]) -> Option<usize> {
    const ONES: u64 = u64::MAX / 0xFF;
    let mut at = 0;
    while let Some(block) = text.get(at..).and_then(<[u8]>::first_chunk) {
        let bytes = u64::from_le_bytes(*block);
        let zero = |bytes: u64| bytes.wrapping_sub(ONES) & !bytes;
        let control = bytes.wrapping_sub(ONES * 0x20) & !bytes;
        let special = (zero(bytes ^ (ONES * 0x22)) | zero(bytes ^ (ONES * 0x5C)) | control) & (ONES * 0x80);
        if special != 0 {
            return usize::try_from(special.trailing_zeros() / 8).ok().map(|plain| at + plain);
        }
        at += 8;
    }
    let rest = text.get(at..).unwrap_or_default();
    rest.iter().position(|byte| *byte < b' ' || *byte == b'"' || *byte == b'\\').map(|plain| at + plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> String {
        let mut out = String::new();
        write_string(&mut out, text);
        out
    }

    #[test]
    fn writes_what_serde_json_writes() {
        let all: String =
            (0..0x300).filter_map(char::from_u32).chain("\u{2028}\u{2029}名片😀".chars()).collect();
        assert_eq!(written(&all), serde_json::to_string(&all).unwrap());
        // Tries every special character at every position in a block.
        for special in ["\"", "\\", "\0", "\u{1f}", "\n", "\u{7f}", "名"] {
            for before in 0..20 {
                let text = format!("{}{special}{}", "a".repeat(before), "b".repeat(before));
                assert_eq!(written(&text), serde_json::to_string(&text).unwrap());
            }
        }
    }

    #[test]
    fn writes_lists() {
        let mut out = String::new();
        write_strings(&mut out, ["a", "\"", ""]);
        write_strings(&mut out, []);
        assert_eq!(out, r#"["a","\"",""][]"#);
    }
}
