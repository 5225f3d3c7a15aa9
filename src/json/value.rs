//! Reads a string, a number, or a literal as the value of a column.

use crate::lexer::{Span, Token};
use crate::shape::{Kind, Mode};
use crate::words::{ABSENT, INT_BIAS, WRONG};

/// Integers beyond ±(2^53 − 1) are not exact in JavaScript (ECMA-262, `Number.MAX_SAFE_INTEGER`).
const MAX_SAFE_INTEGER: u64 = (1 << 53) - 1;

/// Returns the cell of a token.
pub(crate) fn cell(kind: Kind, mode: Mode, token: &Token<'_>) -> Span {
    match mode {
        Mode::Lenient => lenient(kind, token),
        Mode::Strict => strict(kind, token),
    }
}

fn lenient(kind: Kind, token: &Token<'_>) -> Span {
    let text = token.text();
    match kind {
        _ if !token.is_quoted && text == "null" => ABSENT,
        Kind::Text | Kind::AnyJson => token.span,
        _ if text.is_empty() => ABSENT,
        Kind::Bool if text.eq_ignore_ascii_case("true") || text == "1" => [2, 0],
        Kind::Bool if text.eq_ignore_ascii_case("false") || text == "0" => [1, 0],
        Kind::IntOrBool if text == "true" => [INT_BIAS, 1],
        Kind::IntOrBool if text == "false" => [INT_BIAS, 0],
        Kind::Int | Kind::IntOrBool => integer(text.as_bytes()),
        _ => WRONG,
    }
}

fn strict(kind: Kind, token: &Token<'_>) -> Span {
    match (kind, token.is_quoted, token.content) {
        (Kind::Text, true, _) => token.span,
        (Kind::Bool, false, "true") => [2, 0],
        (Kind::Bool, false, "false") => [1, 0],
        (Kind::Int, false, number) => integer(number.as_bytes()),
        _ => WRONG,
    }
}

fn integer(text: &[u8]) -> Span {
    let (is_negative, digits) = match text {
        [b'-', digits @ ..] => (true, digits),
        digits => (false, digits),
    };
    if !(1..=16).contains(&digits.len()) || !digits.iter().all(u8::is_ascii_digit) {
        return WRONG;
    }
    let size = digits.iter().fold(0, |sum: u64, digit| sum * 10 + u64::from(digit - b'0'));
    if size > MAX_SAFE_INTEGER {
        return WRONG;
    }
    let number = if is_negative { size.wrapping_neg() } else { size };
    let half = |bits: u64| u32::try_from(bits & u64::from(u32::MAX)).unwrap_or_default();
    [half(number >> 32).wrapping_add(INT_BIAS), half(number)]
}
