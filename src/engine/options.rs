//! The options of a lookup.

use super::retry::RetryPolicy;
use crate::error::{BoxedError, got, invalid};
use crate::http::DEFAULT_MAX_BODY_BYTES;
use crate::record::Record;

/// The options of a lookup. All times are in milliseconds.
///
/// No vendor documents limits for retries or parallel requests, so the defaults are our choice.
#[derive(Clone, PartialEq, Eq, Record)]
#[record(input, rename_all = "camelCase", public)]
pub struct Options {
    /// The base URL of the service: `https://...`, or `http://...` for a service on this machine. If it contains a
    /// path, the path is placed before the path of the operation. Defaults to the service's own URL, if the vendor
    /// publishes one.
    pub base_url: Option<String>,
    /// The time limit for a request, including all of its attempts and the pauses between them. If a lookup sends
    /// several requests, the limit applies to each. Must be 1 or more. Defaults to 60,000.
    #[record(default = 60_000)]
    pub timeout_ms: i64,
    /// The time limit for one attempt. Must be 1 or more. Defaults to 30,000.
    #[record(default = 30_000)]
    pub attempt_timeout_ms: i64,
    /// The maximum number of attempts for a request, including the first. A single-use code is sent again only if it is
    /// certain that it was never sent. Must be 1 or more. Defaults to 3.
    #[record(default = 3)]
    pub max_attempts: i64,
    /// The maximum pause before the second attempt. The maximum doubles with every further attempt. Must be 0 or more.
    /// Defaults to 500.
    #[record(default = 500)]
    pub base_delay_ms: i64,
    /// The maximum pause before any attempt, unless the service asks for a longer one. Must be 0 or more. Defaults to
    /// 20,000.
    #[record(default = 20_000)]
    pub max_delay_ms: i64,
    /// The maximum length of a response's body, in bytes. Longer bodies are refused. Must be 1 or more. Defaults to
    /// 8,388,608 (8 MiB).
    #[record(default = 8_388_608)]
    pub max_body_bytes: i64,
    /// The maximum number of requests that are in flight at a time. A page that has not been taken yet counts as a
    /// request in flight. Must be 1 or more. Defaults to 4.
    #[record(default = 4)]
    pub max_in_flight: i64,
    /// How far the service's clock is ahead of the clock of this host. It is negative if the service's clock is behind.
    /// If a signature is refused and the response contains the service's time, the lookup measures the offset by
    /// itself. Defaults to 0.
    #[record(default = 0)]
    pub clock_offset_ms: i64,
    /// Whether records contain their secrets, such as password hashes. An app should not hold them. Defaults to false.
    #[record(default = false)]
    pub include_secrets: bool,
}

// The attribute above must be a literal, because the generators print it.
const _: () = assert!(DEFAULT_MAX_BODY_BYTES == 8_388_608);

impl Default for Options {
    fn default() -> Self {
        Self {
            base_url: None,
            timeout_ms: 60_000,
            attempt_timeout_ms: 30_000,
            max_attempts: 3,
            base_delay_ms: 500,
            max_delay_ms: 20_000,
            max_body_bytes: 8_388_608,
            max_in_flight: 4,
            clock_offset_ms: 0,
            include_secrets: false,
        }
    }
}

impl Options {
    /// Checks that each option is in its range.
    ///
    /// # Errors
    ///
    /// `INVALID_INPUT` names the option that is out of range.
    pub(super) fn validate(&self) -> Result<(), BoxedError> {
        let from_one = [
            ("timeoutMs", self.timeout_ms),
            ("attemptTimeoutMs", self.attempt_timeout_ms),
            ("maxAttempts", self.max_attempts),
            ("maxBodyBytes", self.max_body_bytes),
            ("maxInFlight", self.max_in_flight),
        ];
        let from_zero = [("baseDelayMs", self.base_delay_ms), ("maxDelayMs", self.max_delay_ms)];
        let is_below = |least| move |(_, value): &&(&str, i64)| *value < least;
        if let Some((field, value)) = from_one.iter().find(is_below(1)) {
            return Err(invalid(field, got("expected 1 or more", *value)));
        }
        match from_zero.iter().find(is_below(0)) {
            Some((field, value)) => Err(invalid(field, got("expected 0 or more", *value))),
            None => Ok(()),
        }
    }

    pub(super) fn retry_policy(&self) -> RetryPolicy {
        RetryPolicy {
            max_attempts: u32::try_from(self.max_attempts).unwrap_or(u32::MAX),
            base_delay_ms: self.base_delay_ms.unsigned_abs(),
            max_delay_ms: self.max_delay_ms.unsigned_abs(),
            attempt_timeout_ms: self.attempt_timeout_ms.unsigned_abs(),
            timeout_ms: self.timeout_ms.unsigned_abs(),
        }
    }

    pub(super) fn max_body_bytes(&self) -> usize {
        usize::try_from(self.max_body_bytes).unwrap_or(usize::MAX)
    }

    pub(super) fn max_in_flight(&self) -> usize {
        usize::try_from(self.max_in_flight).unwrap_or(usize::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::Index;
    use crate::record::{Input, read_input};

    fn read(json: &str) -> Options {
        let index: Index = read_input(json, Options::SHAPE).unwrap();
        Input::root(json, &index, Options::SHAPE).record()
    }

    #[test]
    fn the_documented_defaults_are_those_of_both_doors() {
        assert!(read("{}") == Options::default());
        assert!(read(r#"{"maxAttempts":7}"#) == Options { max_attempts: 7, ..Options::default() });
    }
}
