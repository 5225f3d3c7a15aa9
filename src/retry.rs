//! When to send again, and when to stop.

use crate::date::parse_http_date;

/// How often, how soon and how long a call is tried. Times are in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RetryPolicy {
    /// Attempts in all, the first one included; 0 counts as 1.
    pub max_attempts: u32,
    /// The upper bound of the first pause; it doubles with every attempt.
    pub base_delay_ms: u64,
    /// No pause of our own making is longer. A `Retry-After` may be.
    pub max_delay_ms: u64,
    /// An attempt without an answer is given up after this time.
    pub attempt_timeout_ms: u64,
    /// The call as a whole, pauses included, ends by then.
    pub timeout_ms: u64,
}

/// Three attempts, pauses of up to 0.5 s and 1 s, 30 s for an attempt, 60 s in all: our choice; no
/// vendor states any.
impl Default for RetryPolicy {
    fn default() -> Self {
        Self {
            max_attempts: 3,
            base_delay_ms: 500,
            max_delay_ms: 20_000,
            attempt_timeout_ms: 30_000,
            timeout_ms: 60_000,
        }
    }
}

impl RetryPolicy {
    /// The pause after the given attempt (1 for the first), with full jitter: anything from nothing to
    /// the exponential bound is as likely, so that clients that failed together do not return together.
    pub(crate) fn delay_ms(&self, attempt: u32, random: [u8; 16]) -> u64 {
        let doubled = self.base_delay_ms.min(LONGEST_PAUSE_MS) << attempt.saturating_sub(1).min(31);
        let bound = doubled.min(self.max_delay_ms).min(LONGEST_PAUSE_MS);
        let [a, b, c, d, ..] = random;
        ((bound + 1) * u64::from(u32::from_le_bytes([a, b, c, d]))) >> 32
    }
}

/// 24 days: 2^31 ms. With a longer pause the sum above would not fit.
const LONGEST_PAUSE_MS: u64 = 1 << 31;

/// The pause in milliseconds that `Retry-After` asks for: seconds, or an HTTP date (RFC 9110 §10.2.3).
pub(crate) fn retry_after_ms(value: &str, now_ms: u64) -> Option<u64> {
    let digits = value.trim_ascii().as_bytes();
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
        return Some(parse_http_date(value)?.saturating_sub(now_ms));
    }
    let digit = |sum: u64, byte: &u8| (sum * 10 + u64::from(byte & 15)).min(LONGEST_RETRY_AFTER_S);
    Some(digits.iter().fold(0, digit) * 1000)
}

/// More than 31,000 years; what goes beyond is cut.
const LONGEST_RETRY_AFTER_S: u64 = 1_000_000_000_000;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn jitter_reaches_from_nothing_to_the_bound() {
        let policy = RetryPolicy::default();
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
        let now = 784_111_770_000; // 1994-11-06T08:49:30Z
        assert_eq!(retry_after_ms("120", now), Some(120_000));
        assert_eq!(retry_after_ms("Sun, 06 Nov 1994 08:49:37 GMT", now), Some(7_000));
        assert_eq!(retry_after_ms("Sun, 06 Nov 1994 08:49:20 GMT", now), Some(0));
        assert_eq!(retry_after_ms("soon", now), None);
        assert_eq!(retry_after_ms("-1", now), None);
        assert_eq!(retry_after_ms("99999999999999999999999", now), Some(LONGEST_RETRY_AFTER_S * 1000));
    }
}
