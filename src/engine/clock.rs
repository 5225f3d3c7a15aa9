//! Measures clock offsets and elapsed time.

use crate::time::{ClockOffset, UnixMillis};

/// The smallest clock offset that is corrected: half a minute. This is our choice, because the vendor does not document
/// how long a signature is valid.
pub(super) const LEAST_OFFSET_MS: u64 = 30_000;

/// The longest exchange from which a clock offset is measured: 10 s, our choice. The error of the measurement is at
/// most 5 s.
const SLOWEST_MS: u64 = 10_000;

/// 2020-01-01T00:00:00Z. A clock that shows an earlier time has not been set.
pub(super) const EARLIEST_MS: u64 = 1_577_836_800_000;

/// Measures a clock offset by comparing the service's time with the midpoint between sending and receiving. Returns
/// `None` if the exchange took too long, the host's clock was set back in the meantime, or the service's time is before
/// 2020.
pub(super) fn measure_offset(sent: UnixMillis, received: UnixMillis, service_ms: u64) -> Option<ClockOffset> {
    let took_ms = received.0.checked_sub(sent.0).filter(|took_ms| *took_ms <= SLOWEST_MS)?;
    let middle = i64::try_from(sent.0 + took_ms / 2).ok()?;
    let service_ms = i64::try_from(service_ms).ok().filter(|_| service_ms >= EARLIEST_MS)?;
    service_ms.checked_sub(middle).map(ClockOffset)
}

/// Measures the time since the first poll with a wall clock, which may be set back.
///
/// If the clock is set back, no time counts as passed. Otherwise, a correction by an hour would extend every wait by an
/// hour.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Stopwatch {
    last: Option<UnixMillis>,
    elapsed_ms: u64,
}

impl Stopwatch {
    /// Updates the stopwatch with the time of the wall clock. Returns the milliseconds that have passed.
    pub(super) fn advance(&mut self, now: UnixMillis) -> u64 {
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
        const NOW: u64 = 1_800_000_000_000;
        let measure = |sent, received, service| {
            measure_offset(UnixMillis(sent), UnixMillis(received), service).map(|offset| offset.0)
        };
        assert_eq!(measure(NOW, NOW + 2_000, NOW + 601_000), Some(600_000));
        assert_eq!(measure(NOW, NOW + 100, NOW - 599_950), Some(-600_000));
        assert_eq!(measure(NOW, NOW + SLOWEST_MS, NOW + 5_000), Some(0));
        assert_eq!(measure(NOW, NOW + SLOWEST_MS + 1, NOW + 5_000), None);
        assert_eq!(measure(NOW, NOW - 1, NOW), None);
        assert_eq!(measure(NOW, NOW, u64::MAX), None);
    }

    #[test]
    fn a_time_before_2020_is_not_a_measurement() {
        const NOW: u64 = 1_800_000_000_000;
        for service_ms in [0, 10, NOW / 1000, EARLIEST_MS - 1] {
            assert_eq!(measure_offset(UnixMillis(NOW), UnixMillis(NOW), service_ms), None);
        }
        assert!(measure_offset(UnixMillis(NOW), UnixMillis(NOW), EARLIEST_MS).is_some());
    }

    #[test]
    fn a_clock_that_is_set_back_costs_no_time_and_gives_none() {
        let mut watch = Stopwatch::default();
        assert_eq!(watch.advance(UnixMillis(5_000)), 0);
        assert_eq!(watch.advance(UnixMillis(6_000)), 1_000);
        assert_eq!(watch.advance(UnixMillis(1_000)), 1_000);
        assert_eq!(watch.advance(UnixMillis(1_500)), 1_500);
        assert!(watch.advance(UnixMillis(u64::MAX)) > 1_500);
    }
}
