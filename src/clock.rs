//! Time as the hosts tell it.

use crate::text::write_integer;
use std::time::Duration;

/// Milliseconds since 1970-01-01T00:00:00Z, as `Date.now()` and `System.currentTimeMillis()` give them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnixMillis(pub u64);

impl UnixMillis {
    /// In decimal digits.
    pub(crate) fn digits(self) -> String {
        let mut digits = String::new();
        write_integer(&mut digits, i64::try_from(self.0).unwrap_or(i64::MAX));
        digits
    }
}

/// Time passed since a machine was first polled, measured with a wall clock that may be set back.
///
/// A step back counts as no time at all, so that a corrected clock makes nobody wait an hour.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Stopwatch {
    last: Option<UnixMillis>,
    elapsed: Duration,
}

impl Stopwatch {
    /// Takes the wall clock's time and tells the time passed.
    pub(crate) fn advance(&mut self, now: UnixMillis) -> Duration {
        let last = self.last.replace(now).unwrap_or(now);
        self.elapsed = self.elapsed.saturating_add(Duration::from_millis(now.0.saturating_sub(last.0)));
        self.elapsed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_set_back_costs_no_time_and_gives_none() {
        let mut watch = Stopwatch::default();
        assert_eq!(watch.advance(UnixMillis(5_000)), Duration::ZERO);
        assert_eq!(watch.advance(UnixMillis(6_000)), Duration::from_secs(1));
        assert_eq!(watch.advance(UnixMillis(1_000)), Duration::from_secs(1));
        assert_eq!(watch.advance(UnixMillis(1_500)), Duration::from_millis(1_500));
        assert!(watch.advance(UnixMillis(u64::MAX)).as_millis() > 1_500);
    }
}
