//! Parses HTTP dates in the three forms that a recipient has to accept (RFC 9110 §5.6.7).
//!
//! The crate `httpdate` would add 1.9 KB to the WebAssembly module. The tests compare the results.

/// Returns an HTTP date in milliseconds since 1970, or `None` if the text is not a date or the date is before 1970.
///
/// The forms are `Sun, 06 Nov 1994 08:49:37 GMT`, `Sunday, 06-Nov-94 08:49:37 GMT`, and `Sun Nov 6 08:49:37 1994`. A
/// year with two digits is in the range from 1970 to 2069.
pub(crate) fn parse_http_date(text: &str) -> Option<u64> {
    let mut numbers = [0; 5];
    let (mut count, mut is_year_last, mut month) = (0, true, None);
    // The first word is the weekday, which is redundant.
    let mut is_weekday = true;
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let is_digit = first.is_ascii_digit();
        let is_same = |byte: &&u8| byte.is_ascii_alphanumeric() && byte.is_ascii_digit() == is_digit;
        let len = rest.iter().take_while(is_same).count();
        let Some((word, after)) = rest.split_at_checked(len).filter(|_| len > 0) else {
            rest = after;
            continue;
        };
        rest = after;
        if is_digit {
            // The day is followed by the year or by the hour.
            if count == 1 {
                is_year_last = after.first() == Some(&b':');
            }
            *numbers.get_mut(count).filter(|_| len <= 4)? = number(word);
            count += 1;
        } else if !is_weekday && word != b"GMT" {
            month = MONTHS.chunks_exact(3).position(|month| month == word);
            month?;
        }
        is_weekday = false;
    }
    let [day, mut hour, mut minute, mut second, mut year] = numbers;
    if !is_year_last {
        (year, hour, minute, second) = (hour, minute, second, year);
    }
    let year = match year {
        0..70 => 2000 + year,
        70..100 => 1900 + year,
        _ => year,
    };
    let is_date =
        count == 5 && day.wrapping_sub(1) < 31 && hour < 24 && minute < 60 && second < 61 && year >= 1970;
    let days = days_before(year, u32::try_from(month?).ok()?) + day;
    let seconds = (hour * 60 + minute) * 60 + second;
    is_date.then(|| (u64::from(days - 1) * 86_400 + u64::from(seconds)) * 1000)
}

const MONTHS: &[u8] = b"JanFebMarAprMayJunJulAugSepOctNovDec";

/// Converts a few decimal digits to a number.
fn number(digits: &[u8]) -> u32 {
    digits.iter().fold(0, |sum: u32, digit| sum.wrapping_mul(10).wrapping_add(u32::from(digit & 15)))
}

/// Returns the number of days from the start of 1970 to the first day of a month. `month` is 0 for January. Internally,
/// a year begins in March, so that a leap day is the last day of its year.
fn days_before(year: u32, month: u32) -> u32 {
    let (year, month) = if month < 2 { (year.wrapping_sub(1), month + 10) } else { (year, month - 2) };
    let leap_days = year / 4 - year / 100 + year / 400;
    (year.wrapping_mul(365) + leap_days + (month * 306 + 5) / 10).wrapping_sub(719_468)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::{Duration, UNIX_EPOCH};

    #[test]
    fn reads_the_three_forms() {
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
    fn refuses_what_is_not_a_date() {
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
