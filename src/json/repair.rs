//! Replaces characters that JSON does not allow inside strings, so that one of them does not make a whole body
//! unreadable.

use crate::writer::write_escape;

/// Escapes control characters inside strings, and replaces escaped surrogates that are unpaired with U+FFFD. Everything
/// else stays the same, so a body that is broken in another way is still not JSON.
pub fn repair(body: &str) -> String {
    let mut repaired = String::with_capacity(body.len());
    let mut is_inside = false;
    let mut rest = body;
    while let Some(first) = rest.chars().next() {
        let mut taken = first.len_utf8();
        match (first, unit(rest)) {
            ('"', _) => is_inside = !is_inside,
            (..' ', _) if is_inside => {
                write_escape(&mut repaired, first);
                rest = rest.get(taken..).unwrap_or_default();
                continue;
            }
            ('\\', Some(0xD800..=0xDBFF))
                if matches!(rest.get(6..).and_then(unit), Some(0xDC00..=0xDFFF)) =>
            {
                taken = 12;
            }
            ('\\', Some(0xD800..=0xDFFF)) if is_inside => {
                repaired.push_str("\\ufffd");
                rest = rest.get(6..).unwrap_or_default();
                continue;
            }
            // Skips the character after a backslash, because a quote there does not end the string.
            ('\\', _) => taken += rest.chars().nth(1).map_or(0, char::len_utf8),
            _ => {}
        }
        let (plain, after) = rest.split_at_checked(taken).unwrap_or((rest, ""));
        repaired.push_str(plain);
        rest = after;
    }
    repaired
}

/// Returns the UTF-16 unit of an escape at the start of a text.
fn unit(text: &str) -> Option<u32> {
    u32::from_str_radix(text.strip_prefix("\\u")?.get(..4)?, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::repair;

    #[test]
    fn replaces_only_what_is_broken_inside_strings() {
        for (broken, repaired) in [
            ("{\"a\":\"\u{14}\t\0\"}", r#"{"a":"\u0014\t\u0000"}"#),
            (
                r#"["\ud83d","\ude00x","\ud83d\ud83d\ude00","\ud83d\n"]"#,
                r#"["\ufffd","\ufffdx","\ufffd\ud83d\ude00","\ufffd\n"]"#,
            ),
            (r#"{"\uD83D":"\\ud83d\"\ud83d"}"#, r#"{"\ufffd":"\\ud83d\"\ufffd"}"#),
        ] {
            assert_eq!(repair(broken), repaired);
        }
    }

    #[test]
    fn leaves_anything_else_as_it_is() {
        for body in [
            "",
            "{\n\t\"a\": 1\u{1}}",
            r#"["\ud83d\ude00","\q","\u12","\u+123","\名","名片😀"]"#,
            r#"{"a":"#,
            r#""\"#,
            r#"\ud83d""#,
        ] {
            assert_eq!(repair(body), body);
        }
    }
}
