//! Decides when to retry and when to stop.

use crate::http::parse_http_date;
use crate::time::UnixMillis;

/// Limits the number of attempts, the pauses between them, and the total time. Times are in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct RetryPolicy {
    pub(super) max_attempts: u32,
    pub(super) base_delay_ms: u64,
    pub(super) max_delay_ms: u64,
    pub(super) attempt_timeout_ms: u64,
    pub(super) timeout_ms: u64,
}

impl RetryPolicy {
    /// Returns the pause in milliseconds after the given attempt, which is 1 for the first. The pause has full jitter:
    /// it is distributed uniformly between 0 and an exponential bound, so that clients that failed together do not
    /// retry together.
    pub(super) fn delay_ms(&self, attempt: u32, random: [u8; 16]) -> u64 {
        let doubled = self.base_delay_ms.min(LONGEST_PAUSE_MS) << attempt.saturating_sub(1).min(31);
        let bound = doubled.min(self.max_delay_ms).min(LONGEST_PAUSE_MS);
        let [a, b, c, d, ..] = random;
        ((bound + 1) * u64::from(u32::from_le_bytes([a, b, c, d]))) >> 32
    }
}

/// 2^31 ms, which is about 24 days. With a longer pause, the product above could overflow.
const LONGEST_PAUSE_MS: u64 = 1 << 31;

/// Returns the pause in milliseconds that a `Retry-After` header requests. The value is a number of seconds or an HTTP
/// date (RFC 9110 §10.2.3). `now` is the service's time.
pub(super) fn retry_after_ms(value: &str, now: UnixMillis) -> Option<u64> {
    let digits = value.trim_ascii().as_bytes();
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
        return Some(parse_http_date(value)?.saturating_sub(now.0));
    }
    let digit = |sum: u64, byte: &u8| (sum * 10 + u64::from(byte & 15)).min(LONGEST_RETRY_AFTER_S);
    Some(digits.iter().fold(0, digit) * 1000)
}

/// The longest pause, more than 31,000 years. Longer values are reduced to it.
const LONGEST_RETRY_AFTER_S: u64 = 1_000_000_000_000;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn jitter_reaches_from_nothing_to_the_bound() {
        let policy = RetryPolicy {
            max_attempts: 3,
            base_delay_ms: 500,
            max_delay_ms: 20_000,
            attempt_timeout_ms: 30_000,
            timeout_ms: 60_000,
        };
        assert_eq!(policy.delay_ms(1, [0; 16]), 0);
        assert_eq!(policy.delay_ms(1, [255; 16]), 500);
        assert_eq!(policy.delay_ms(2, [255; 16]), 1_000);
        assert_eq!(policy.delay_ms(40, [255; 16]), 20_000);
        assert_eq!(policy.delay_ms(u32::MAX, [255; 16]), 20_000);
        let forever = RetryPolicy { base_delay_ms: u64::MAX, max_delay_ms: u64::MAX, ..policy };
        assert_eq!(forever.delay_ms(9, [255; 16]), LONGEST_PAUSE_MS);
    }

    #[test]
    fn retry_after_is_seconds_or_a_date() {
        let now = UnixMillis(784_111_770_000); // 1994-11-06T08:49:30Z
        assert_eq!(retry_after_ms("120", now), Some(120_000));
        assert_eq!(retry_after_ms("Sun, 06 Nov 1994 08:49:37 GMT", now), Some(7_000));
        assert_eq!(retry_after_ms("Sun, 06 Nov 1994 08:49:20 GMT", now), Some(0));
        assert_eq!(retry_after_ms("soon", now), None);
        assert_eq!(retry_after_ms("-1", now), None);
        assert_eq!(retry_after_ms("99999999999999999999999", now), Some(LONGEST_RETRY_AFTER_S * 1000));
    }
}
