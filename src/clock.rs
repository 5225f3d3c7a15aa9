//! Time as the hosts tell it.

use crate::text::write_integer;

/// Milliseconds since 1970-01-01T00:00:00Z, as `Date.now()` and `System.currentTimeMillis()` give them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnixMillis(pub u64);

impl UnixMillis {
    /// In decimal digits.
    pub fn digits(self) -> String {
        let mut digits = String::new();
        write_integer(&mut digits, i64::try_from(self.0).unwrap_or(i64::MAX));
        digits
    }
}

/// How far the provider's clock is ahead of this host's, in milliseconds; negative where it is behind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct ClockOffset(pub i64);

/// A smaller difference is taken for no reason to refuse anything: half a minute, our choice; how long the vendor
/// takes a signature for fresh is not documented.
pub(crate) const LEAST_OFFSET_MS: u64 = 30_000;

/// A slower exchange tells too little about the other clock: 10 s, our choice. It moves the middle by 5 s at most.
const SLOWEST_MS: u64 = 10_000;

impl ClockOffset {
    /// The provider's time, as far as it is known.
    pub(crate) fn apply(self, now: UnixMillis) -> UnixMillis {
        UnixMillis(now.0.saturating_add_signed(self.0))
    }

    /// What an exchange tells: the provider's time against the middle between sending and receiving. `None` where
    /// the exchange was slow, or the host's clock was set back meanwhile.
    pub(crate) fn measure(sent: UnixMillis, received: UnixMillis, provider_ms: u64) -> Option<Self> {
        let took_ms = received.0.checked_sub(sent.0).filter(|took_ms| *took_ms <= SLOWEST_MS)?;
        let middle = i64::try_from(sent.0 + took_ms / 2).ok()?;
        i64::try_from(provider_ms).ok()?.checked_sub(middle).map(Self)
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
    fn an_offset_is_measured_against_the_middle_of_a_quick_exchange() {
        let measure = |sent, received, provider| {
            ClockOffset::measure(UnixMillis(sent), UnixMillis(received), provider).map(|offset| offset.0)
        };
        assert_eq!(measure(1_000, 3_000, 602_000), Some(600_000));
        assert_eq!(measure(1_000_000, 1_000_100, 400_050), Some(-600_000));
        assert_eq!(measure(0, SLOWEST_MS, 5_000), Some(0));
        assert_eq!(measure(0, SLOWEST_MS + 1, 5_000), None);
        assert_eq!(measure(5_000, 4_999, 5_000), None);
        assert_eq!(measure(0, 0, u64::MAX), None);
        assert_eq!(ClockOffset(-5).apply(UnixMillis(3)), UnixMillis(0));
        assert_eq!(ClockOffset(5).apply(UnixMillis(3)), UnixMillis(8));
    }

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
