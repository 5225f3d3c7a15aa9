//! Keeps secrets and personal data out of everything that is printed.

use std::fmt;
use zeroize::Zeroizing;

/// What stands in the place of a value that is not shown.
pub(crate) const REDACTED: &str = "[redacted]";

/// Who may see a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sensitivity {
    /// It is safe to log.
    Public,
    /// It is about a person. It is returned to the caller, and it is never printed.
    Personal,
    /// It is a credential or the like. It crosses no boundary unless the caller asks for it, and it is never printed.
    Secret,
}

/// A credential, or another text that must not be printed.
///
/// It prints `[redacted]`, is wiped from memory when it is dropped, and can be neither serialized nor compared.
/// [`expose_secret`](Self::expose_secret) is the only way to its text.
#[derive(Clone, Default)]
pub struct SecretString(Zeroizing<String>);

impl SecretString {
    /// Returns the text.
    pub fn expose_secret(&self) -> &str {
        &self.0
    }
}

impl From<String> for SecretString {
    fn from(text: String) -> Self {
        Self(Zeroizing::new(text))
    }
}

impl From<&str> for SecretString {
    fn from(text: &str) -> Self {
        Self::from(text.to_owned())
    }
}

impl fmt::Debug for SecretString {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(REDACTED)
    }
}

/// Prints whether a value is absent, and nothing else about it.
#[doc(hidden)]
pub struct Redacted(pub bool);

impl fmt::Debug for Redacted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0 { "None" } else { REDACTED })
    }
}

/// The longest text of a provider that is kept, in characters.
const MAX_TEXT: usize = 200;
/// How much of a text is looked at, in characters: ten times what is kept.
const MAX_READ: usize = 2_000;
/// Shorter private values are not searched for: hiding them would shred the text and protect nobody.
const MIN_PRIVATE: usize = 3;
/// A run with this many digits is taken for a phone number.
const PHONE_DIGITS: usize = 7;
/// A run of this length is taken for a token.
const TOKEN_LEN: usize = 20;
/// Marks a byte that is to be hidden. Control characters are removed first, so no other byte is 0.
const HIDDEN: u8 = 0;

/// Which parts of a provider's text are hidden besides what the request carried.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hide {
    /// Nothing else: the text is an ID.
    Nothing,
    /// What looks like an email address, a phone number, or a token.
    Identifiers,
}

/// Returns a provider's text without control characters and without anything that must not be printed. `private` calls
/// its argument with each private value that the request carried.
pub(crate) fn clean(text: &str, hide: Hide, private: &dyn Fn(&mut dyn FnMut(&str))) -> String {
    let mut clean = String::new();
    let mut is_cut = false;
    for (at, character) in text.chars().filter(|character| !character.is_control()).enumerate() {
        // What is cut off may be the rest of something that has to be hidden.
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
    show(&clean, &bytes)
}

/// Returns the text with each run of marked bytes replaced, cut to the length that is kept.
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
    if let Some((end, _)) = out.char_indices().nth(MAX_TEXT) {
        out.truncate(end);
    }
    out
}

fn mark(bytes: &mut [u8], at: usize, len: usize) {
    bytes.iter_mut().skip(at).take(len).for_each(|byte| *byte = HIDDEN);
}

/// Returns whether addresses, phone numbers, and tokens are written with this byte.
fn is_in_run(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'@' | b'.' | b'_' | b'+' | b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clean_text(text: &str, private: &[&str]) -> String {
        clean(text, Hide::Identifiers, &|hide| private.iter().for_each(|value| hide(value)))
    }

    #[test]
    fn a_secret_prints_nothing_about_itself() {
        let secret = SecretString::from("hunter2");
        assert_eq!(format!("{secret:?} {secret:#?}"), "[redacted] [redacted]");
        assert_eq!(secret.expose_secret(), "hunter2");
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
        // Nearly all of it is one token, so that what stands at the cut is within what is kept.
        let token = "x".repeat(MAX_READ - 6);
        assert_eq!(clean_text(&format!("{token} 10000000001"), &[]), "[redacted] [redacted]");
        let token = "x".repeat(MAX_READ - 3);
        assert_eq!(clean_text(&format!("{token} 安然于心"), &["安然于心"]), "[redacted] [redacted]");
    }
}
