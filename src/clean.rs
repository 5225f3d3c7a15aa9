//! Makes the texts of providers safe to log.

use crate::redact::REDACTED;
use crate::spelling::{bare, find};

/// The maximum length of a provider's text, in characters. The rest is cut off.
const MAX_TEXT: usize = 200;
/// The number of characters of a text that are examined: ten times the number that is kept.
const MAX_READ: usize = 2_000;
/// The length of the shortest private value that is searched for, in characters. Hiding shorter values would make the
/// text unreadable without protecting anyone.
const MIN_PRIVATE: usize = 3;
/// A run with at least this many digits counts as a phone number.
const PHONE_DIGITS: usize = 7;
/// A run of at least this length counts as a token.
const TOKEN_LEN: usize = 20;
/// Marks a byte to hide. Control characters are removed first, so no other byte is 0.
const HIDDEN: u8 = 0;

/// Calls its argument with each private value of the request.
pub(crate) type Private<'a> = dyn Fn(&mut dyn FnMut(&str)) + 'a;

/// The parts of a provider's text that are hidden in addition to the private values of the request.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hide {
    /// Nothing else, because the text is an ID.
    Nothing,
    /// Everything that looks like an email address, a phone number, or a token.
    Identifiers,
}

/// Removes control characters from a provider's text and hides everything that must not be printed.
///
/// A value is hidden wherever it is spelled as it was sent. If the text contains a value in another spelling, the start
/// and the end of the value cannot be found reliably, so the whole text is hidden.
pub(crate) fn clean(text: &str, hide: Hide, private: &Private<'_>) -> String {
    let mut clean = String::new();
    let mut is_cut = false;
    for (at, character) in text.chars().filter(|character| !character.is_control()).enumerate() {
        // The part that is cut off may continue something that has to be hidden.
        is_cut = at == MAX_READ;
        if is_cut {
            break;
        }
        clean.push(character);
    }
    let mut bytes = clean.clone().into_bytes();
    private(&mut |value| {
        let value = value.as_bytes();
        for at in 0..clean.len() {
            let rest = clean.as_bytes().get(at..).unwrap_or_default();
            if value.len() >= MIN_PRIVATE && (rest.starts_with(value) || is_cut && value.starts_with(rest)) {
                mark(&mut bytes, at, value.len());
            }
        }
    });
    let mut at = 0;
    while hide == Hide::Identifiers && at < bytes.len() {
        let (mut len, mut digits, mut is_address) = (0, 0, false);
        for byte in bytes.iter().skip(at).take_while(|byte| is_in_run(**byte)) {
            len += 1;
            digits += usize::from(byte.is_ascii_digit());
            is_address |= *byte == b'@';
        }
        let is_cut_off = is_cut && at + len == bytes.len();
        if is_address || digits >= PHONE_DIGITS || len >= TOKEN_LEN || is_cut_off {
            mark(&mut bytes, at, len);
        }
        at += len.max(1);
    }
    let shown = show(&clean, &bytes);
    if is_spelled_otherwise(&shown, private) { REDACTED.to_owned() } else { shown }
}

/// Returns the text with each run of marked bytes replaced by `[redacted]`, cut to the maximum length.
fn show(clean: &str, bytes: &[u8]) -> String {
    let mut out = String::new();
    let mut was_hidden = false;
    for (at, character) in clean.char_indices() {
        let is_hidden = bytes.get(at) == Some(&HIDDEN);
        match is_hidden {
            true if was_hidden => {}
            true => out.push_str(REDACTED),
            false => out.push(character),
        }
        was_hidden = is_hidden;
    }
    out.chars().take(MAX_TEXT).collect()
}

fn mark(bytes: &mut [u8], at: usize, len: usize) {
    bytes.iter_mut().skip(at).take(len).for_each(|byte| *byte = HIDDEN);
}

/// Returns whether addresses, phone numbers, and tokens may contain this byte.
fn is_in_run(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'@' | b'.' | b'_' | b'+' | b'-')
}

/// Returns whether a text contains a private value in another spelling: encoded, in upper or lower case, in fullwidth
/// characters, or with other separators.
fn is_spelled_otherwise(text: &str, private: &Private<'_>) -> bool {
    let text = bare(&without_marks(text));
    let mut is_found = false;
    private(&mut |value| {
        let value = bare(value);
        is_found |=
            value.chars().nth(MIN_PRIVATE - 1).is_some() && find(text.as_bytes(), value.as_bytes()).is_some();
    });
    is_found
}

/// Replaces each `[redacted]` in a text with a line break.
fn without_marks(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        let hidden = rest.strip_prefix(REDACTED);
        out.push(if hidden.is_some() { '\n' } else { character });
        rest = hidden.unwrap_or_else(|| rest.get(character.len_utf8()..).unwrap_or_default());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clean_text(text: &str, private: &[&str]) -> String {
        clean(text, Hide::Identifiers, &|hide| private.iter().for_each(|value| hide(value)))
    }

    #[test]
    fn texts_are_safe_to_log() {
        for (text, safe) in [
            ("手机号10000000001不存在", "手机号[redacted]不存在"),
            ("no user ann@example.com here", "no user [redacted] here"),
            ("code 40029: invalid\r\ncode", "code 40029: invalidcode"),
            ("token 00112233445566778899aabbccddeeff expired", "token [redacted] expired"),
            ("+86-1000-000-0001", "[redacted]"),
            ("", ""),
        ] {
            assert_eq!(clean_text(text, &[]), safe);
        }
    }

    #[test]
    fn what_is_cut_off_leaves_no_part_behind() {
        // A long token, which is hidden, leaves the end of the examined text within the maximum length.
        let token = "x".repeat(MAX_READ - 6);
        assert_eq!(clean_text(&format!("{token} 10000000001"), &[]), "[redacted] [redacted]");
        let token = "x".repeat(MAX_READ - 3);
        assert_eq!(clean_text(&format!("{token} 安然于心"), &["安然于心"]), "[redacted] [redacted]");
    }

    #[test]
    fn a_value_in_another_spelling_hides_the_text() {
        let token = "a/b+c==9";
        for text in [
            "token a%2Fb%2Bc%3D%3D9 is unknown",
            "token a%2fb+c%3d%3d9 is unknown",
            "token a%252Fb%252Bc%253D%253D9 is unknown",
            "token A/B+C==9 is unknown",
            r"token a\/b\u002bc==9 is unknown",
            "token a&#47;b&#x2B;c&equals;=9 is unknown",
            "token ａ／ｂ＋ｃ＝＝９ is unknown",
            "token a / b + c = = 9 is unknown",
            "token a/b c==9 is unknown",
        ] {
            assert_eq!(clean_text(text, &[token]), "[redacted]", "{text}");
        }
        assert_eq!(clean_text("user annsmith", &["AnnSmith"]), "[redacted]");
        assert_eq!(clean_text("mobile 100 0000 0001 unknown", &["10000000001"]), "[redacted]");
        assert_eq!(clean_text("user AnnSmith, status 4", &["AnnSmith"]), "user [redacted], status 4");
        assert_eq!(clean_text("no such user", &["AnnSmith", token]), "no such user");
    }
}
