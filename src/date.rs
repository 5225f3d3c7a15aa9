//! HTTP dates (RFC 9110 §5.6.7), in the three forms that a recipient has to accept.
//!
//! By hand, because the usual crate is a tenth of the whole npm module; it is the judge in the tests.

/// The milliseconds since 1970 of an HTTP date; `None` for what is none, or lies before 1970.
///
/// `Sun, 06 Nov 1994 08:49:37 GMT`, `Sunday, 06-Nov-94 08:49:37 GMT`, `Sun Nov  6 08:49:37 1994`. A year of two
/// digits is one from 1970 to 2069.
pub(crate) fn parse_http_date(text: &str) -> Option<u64> {
    let (mut day, mut month, mut year, mut time) = (None, None, None, None);
    let words = text.split([' ', ',', '-']).filter(|word| !word.is_empty());
    // The weekday says nothing new.
    for word in words.skip(1) {
        match word.as_bytes() {
            b"GMT" => {}
            [b'0'..=b'9', ..] if day.is_none() => {
                day = Some(number(word.as_bytes()).filter(|day| (1..=31).contains(day))?)
            }
            [h, i, b':', m, j, b':', s, k] => {
                let part =
                    |tens: &u8, ones: &u8, end: u64| number(&[*tens, *ones]).filter(|part| *part < end);
                time = Some((part(h, i, 24)? * 60 + part(m, j, 60)?) * 60 + part(s, k, 61)?);
            }
            [b'0'..=b'9', ..] => year = Some(number(word.as_bytes())?),
            word => month = Some(MONTHS.iter().position(|month| *month == word)?),
        }
    }
    let year = match year? {
        year @ 0..70 => 2000 + year,
        year @ 70..100 => 1900 + year,
        year @ 1970..10_000 => year,
        _ => return None,
    };
    let days = days_before(year, u64::try_from(month?).ok()?) + day? - 1;
    Some((days * 86_400 + time?) * 1000)
}

const MONTHS: [&[u8]; 12] =
    [b"Jan", b"Feb", b"Mar", b"Apr", b"May", b"Jun", b"Jul", b"Aug", b"Sep", b"Oct", b"Nov", b"Dec"];

fn number(digits: &[u8]) -> Option<u64> {
    let digit = |digit: &u8| digit.is_ascii_digit().then(|| u64::from(digit - b'0'));
    (digits.len() <= 4).then(|| digits.iter().try_fold(0, |sum, next| Some(sum * 10 + digit(next)?)))?
}

/// Days from 1970 to the first of a month, which counts from 0. Years are counted from March, so that a leap day
/// is the last of its year.
fn days_before(year: u64, month: u64) -> u64 {
    let (year, month) = if month < 2 { (year - 1, month + 10) } else { (year, month - 2) };
    let leap_days = year / 4 - year / 100 + year / 400;
    (year * 365 + leap_days + (month * 306 + 5) / 10).saturating_sub(719_468)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::{Duration, UNIX_EPOCH};

    #[test]
    fn the_three_forms() {
        for text in
            ["Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"]
        {
            assert_eq!(parse_http_date(text), Some(784_111_777_000), "{text}");
        }
    }

    #[test]
    fn agrees_with_httpdate_on_every_day() {
        for day in 0..60_000_u64 {
            let seconds = day * 86_400 + day * 7_919 % 86_400;
            let text = httpdate::fmt_http_date(UNIX_EPOCH + Duration::from_secs(seconds));
            assert_eq!(parse_http_date(&text), Some(seconds * 1000), "{text}");
        }
    }

    #[test]
    fn what_is_no_date() {
        for text in [
            "",
            "soon",
            "Sun, 06 Nov 1994",
            "Sun, 32 Nov 1994 08:49:37 GMT",
            "Sun, 00 Nov 1994 08:49:37 GMT",
            "Sun, 06 Nox 1994 08:49:37 GMT",
            "Sun, 06 Nov 1994 24:49:37 GMT",
            "Sun, 06 Nov 1994 08:60:37 GMT",
            "Sun, 06 Nov 1969 08:49:37 GMT",
            "Sun, 06 Nov 99999999999999999999 08:49:37 GMT",
            "Sun, 06 Nov 1994 0a:49:37 GMT",
            "Sun, 06 名 1994 08:49:37 GMT",
        ] {
            assert_eq!(parse_http_date(text), None, "{text}");
        }
    }
}
