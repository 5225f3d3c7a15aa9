//! When to send again, and when to stop.

use crate::date::parse_http_date;
use std::time::Duration;

/// How often, how soon and how long a call is tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RetryPolicy {
    /// Attempts in all, the first one included; 0 counts as 1.
    pub max_attempts: u32,
    /// The upper bound of the first pause; it doubles with every attempt.
    pub base_delay: Duration,
    /// No pause of our own making is longer. A `Retry-After` may be.
    pub max_delay: Duration,
    /// An attempt without an answer is given up after this time.
    pub attempt_timeout: Duration,
    /// The call as a whole, pauses included, ends by then.
    pub total_timeout: Duration,
}

/// Three attempts, pauses of up to 0.5 s and 1 s, 30 s for an attempt, 60 s in all: our choice; no
/// vendor states any.
impl Default for RetryPolicy {
    fn default() -> Self {
        Self {
            max_attempts: 3,
            base_delay: Duration::from_millis(500),
            max_delay: Duration::from_secs(20),
            attempt_timeout: Duration::from_secs(30),
            total_timeout: Duration::from_secs(60),
        }
    }
}

impl RetryPolicy {
    /// The pause after the given attempt (1 for the first), with full jitter: anything from nothing to
    /// the exponential bound is as likely, so that clients that failed together do not return together.
    pub(crate) fn delay(&self, attempt: u32, random: [u8; 16]) -> Duration {
        let doubled = 1_u32.checked_shl(attempt.saturating_sub(1)).unwrap_or(u32::MAX);
        let bound = self.base_delay.saturating_mul(doubled).min(self.max_delay);
        let millis = u64::try_from(bound.as_millis()).unwrap_or(u64::MAX);
        let [a, b, c, d, ..] = random;
        let part = u128::from(u32::from_le_bytes([a, b, c, d]));
        let delay = (u128::from(millis).saturating_add(1)).saturating_mul(part) >> 32;
        Duration::from_millis(u64::try_from(delay).unwrap_or(millis))
    }
}

/// The pause that `Retry-After` asks for: seconds, or an HTTP date (RFC 9110 §10.2.3).
pub(crate) fn retry_after(value: &str, now_ms: u64) -> Option<Duration> {
    let value = value.trim_ascii();
    if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(Duration::from_secs(value.parse().unwrap_or(u64::MAX / 1000)));
    }
    Some(Duration::from_millis(parse_http_date(value)?.saturating_sub(now_ms)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn jitter_reaches_from_nothing_to_the_bound() {
        let policy = RetryPolicy::default();
        assert_eq!(policy.delay(1, [0; 16]), Duration::ZERO);
        assert_eq!(policy.delay(1, [255; 16]), Duration::from_millis(500));
        assert_eq!(policy.delay(2, [255; 16]), Duration::from_millis(1_000));
        assert_eq!(policy.delay(40, [255; 16]), Duration::from_secs(20));
        let forever = RetryPolicy { base_delay: Duration::MAX, max_delay: Duration::MAX, ..policy };
        assert!(forever.delay(9, [255; 16]) > Duration::from_secs(u64::MAX / 2000));
    }

    #[test]
    fn retry_after_is_seconds_or_a_date() {
        let now = 784_111_770_000; // 1994-11-06T08:49:30Z
        assert_eq!(retry_after("120", now), Some(Duration::from_secs(120)));
        assert_eq!(retry_after("Sun, 06 Nov 1994 08:49:37 GMT", now), Some(Duration::from_secs(7)));
        assert_eq!(retry_after("Sun, 06 Nov 1994 08:49:20 GMT", now), Some(Duration::ZERO));
        assert_eq!(retry_after("soon", now), None);
        assert_eq!(retry_after("-1", now), None);
        assert!(retry_after("99999999999999999999999", now).is_some());
    }
}
