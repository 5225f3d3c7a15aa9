//! Time as the hosts tell it.

use crate::text::write_integer;

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
    elapsed_ms: u64,
}

impl Stopwatch {
    /// Takes the wall clock's time and tells the milliseconds passed.
    pub(crate) fn advance(&mut self, now: UnixMillis) -> u64 {
        let last = self.last.replace(now).unwrap_or(now);
        self.elapsed_ms = self.elapsed_ms.saturating_add(now.0.saturating_sub(last.0));
        self.elapsed_ms
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_set_back_costs_no_time_and_gives_none() {
        let mut watch = Stopwatch::default();
        assert_eq!(watch.advance(UnixMillis(5_000)), 0);
        assert_eq!(watch.advance(UnixMillis(6_000)), 1_000);
        assert_eq!(watch.advance(UnixMillis(1_000)), 1_000);
        assert_eq!(watch.advance(UnixMillis(1_500)), 1_500);
        assert!(watch.advance(UnixMillis(u64::MAX)) > 1_500);
    }
}
