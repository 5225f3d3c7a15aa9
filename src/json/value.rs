//! Reads a string, a number, or a literal as the value of a column.

use crate::lexer::{Span, Token};
use crate::shape::{Kind, Mode};
use crate::words::{ABSENT, INT_BIAS, WRONG};

/// Integers beyond ±(2^53 − 1) are not exact in JavaScript (ECMA-262, `Number.MAX_SAFE_INTEGER`).
const MAX_SAFE_INTEGER: u64 = (1 << 53) - 1;

/// The largest exponent that is accepted. With a larger one, only 0 is a whole number in the allowed range.
const MAX_EXPONENT: i32 = 400;

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
        Kind::Bool if text.eq_ignore_ascii_case("true") => [2, 0],
        Kind::Bool if text.eq_ignore_ascii_case("false") => [1, 0],
        Kind::Bool => match whole(text.as_bytes()) {
            Some((false, 1)) => [2, 0],
            Some((_, 0)) => [1, 0],
            _ => WRONG,
        },
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
        (Kind::Int, false, number) if !number.bytes().any(|byte| matches!(byte, b'.' | b'e' | b'E')) => {
            integer(number.as_bytes())
        }
        _ => WRONG,
    }
}

/// Reads a whole number. Some services write one as `7.0` or `7e0`.
fn integer(text: &[u8]) -> Span {
    whole(text).map_or(WRONG, |(is_negative, size)| {
        let number = if is_negative { size.wrapping_neg() } else { size };
        let half = |bits: u64| u32::try_from(bits & u64::from(u32::MAX)).unwrap_or_default();
        [half(number >> 32).wrapping_add(INT_BIAS), half(number)]
    })
}

/// Returns the sign and the absolute value of a whole number up to [`MAX_SAFE_INTEGER`], or `None` for any other
/// number.
fn whole(text: &[u8]) -> Option<(bool, u64)> {
    let (is_negative, text) = match text {
        [b'-', text @ ..] => (true, text),
        text => (false, text),
    };
    let (whole, mut rest) = digits(text)?;
    let (mut fraction, mut scale): (&[u8], i32) = (&[], 0);
    if let [b'.', after @ ..] = rest {
        (fraction, rest) = digits(after)?;
        while let [before @ .., b'0'] = fraction {
            fraction = before;
        }
        scale -= i32::try_from(fraction.len()).ok()?;
    }
    let mut size = number(fraction, number(whole, 0)?)?;
    if let [b'e' | b'E', exponent @ ..] = rest {
        let (is_down, exponent) = match exponent {
            [b'-', exponent @ ..] => (true, exponent),
            [b'+', exponent @ ..] | exponent => (false, exponent),
        };
        let power;
        (power, rest) = digits(exponent)?;
        let power = i32::try_from(number(power, 0)?).ok().filter(|power| *power <= MAX_EXPONENT)?;
        scale += if is_down { -power } else { power };
    }
    while scale < 0 && size % 10 == 0 {
        (size, scale) = (size / 10, scale + 1);
    }
    while scale > 0 && size <= MAX_SAFE_INTEGER {
        (size, scale) = (size * 10, scale - 1);
    }
    (rest.is_empty() && scale == 0 && size <= MAX_SAFE_INTEGER).then_some((is_negative, size))
}

/// Splits 1 to 16 digits from the start of a text.
fn digits(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let count = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    text.split_at_checked(count).filter(|_| (1..=16).contains(&count))
}

/// Appends decimal digits to the number `before`.
fn number(digits: &[u8], before: u64) -> Option<u64> {
    digits.iter().try_fold(before, |sum, digit| sum.checked_mul(10)?.checked_add(u64::from(digit - b'0')))
}

#[cfg(test)]
mod tests {
    use super::whole;

    #[test]
    fn a_whole_number_may_be_written_with_a_fraction_or_an_exponent() {
        for (text, number) in [
            ("0", 0),
            ("63111959.0", 63_111_959),
            ("7e0", 7),
            ("7E+0", 7),
            ("6.3111959e7", 63_111_959),
            ("70e-1", 7),
            ("0e-400", 0),
            ("9007199254740991.0000000000000000", 9_007_199_254_740_991),
            ("0000000000000007", 7),
        ] {
            assert_eq!(whole(text.as_bytes()), Some((false, number)), "{text}");
            assert_eq!(whole(format!("-{text}").as_bytes()), Some((true, number)), "-{text}");
        }
    }

    #[test]
    fn anything_else_is_none() {
        for text in [
            "",
            "-",
            "+7",
            " 7",
            "7 ",
            "7.",
            ".7",
            "7e",
            "7e+",
            "7.5",
            "7e-1",
            "1e400",
            "0e401",
            "1e99999999999999999",
            "9007199254740992",
            "00000000000000007",
            "7.00000000000000000",
            "0x7",
            "７",
        ] {
            assert_eq!(whole(text.as_bytes()), None, "{text}");
        }
    }
}
