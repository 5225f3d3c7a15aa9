//! The time of hosts and services.

/// Milliseconds since 1970-01-01T00:00:00Z, as `Date.now()` and `System.currentTimeMillis()` return them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnixMillis(pub u64);

/// How far a service's clock is ahead of this host's, in milliseconds. It is negative if the service's clock is behind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct ClockOffset(pub i64);

impl ClockOffset {
    /// Returns the service's time, as far as it is known.
    pub fn apply(self, now: UnixMillis) -> UnixMillis {
        UnixMillis(now.0.saturating_add_signed(self.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_offset_moves_a_time_and_stays_within_its_range() {
        assert_eq!(ClockOffset(-5).apply(UnixMillis(3)), UnixMillis(0));
        assert_eq!(ClockOffset(5).apply(UnixMillis(3)), UnixMillis(8));
    }
}
