//! The faults that a request can ask for, and the syntax of a SPEC.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use axum::http::StatusCode;

/// The faults to apply, parsed from a SPEC such as `rate-limit:2,times:1,key:a`.
///
/// If a SPEC has a name more than once, the last one counts.
#[derive(Clone, Debug, Default)]
pub struct Faults {
    spec: String,
    pub(crate) key: Option<String>,
    pub(crate) times: Option<u64>,
    // These faults affect how long an answer takes and which time it has.
    pub(crate) delay: Duration,
    pub(crate) clock_ms: i64,
    // These faults replace the service's answer.
    pub(crate) retry_after: Option<RetryAfter>,
    pub(crate) redirect: Option<StatusCode>,
    pub(crate) html: bool,
    pub(crate) status: Option<StatusCode>,
    pub(crate) echo: bool,
    // These faults change the service's answer.
    pub(crate) unasked: bool,
    pub(crate) broken_account: bool,
    pub(crate) wrong_types: bool,
    pub(crate) deep: Option<usize>,
    pub(crate) not_json: bool,
    pub(crate) cut: bool,
    pub(crate) bom: bool,
    pub(crate) huge: Option<Huge>,
    pub(crate) truncate: bool,
    pub(crate) lost: Option<Lost>,
}

/// The form in which a rate limit says when to retry.
#[derive(Clone, Copy, Debug)]
pub(crate) enum RetryAfter {
    Seconds(u32),
    Date(u32),
}

/// A body that is larger than a client should accept.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Huge {
    pub(crate) bytes: u64,
    pub(crate) chunked: bool,
}

/// A way in which an answer fails to arrive.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Lost {
    Close,
    Hang,
}

const HUGE_BYTES: u64 = 20 * 1024 * 1024;
const DEEP_LEVELS: usize = 10_000;
/// The deepest nesting. It is built in memory, and any web page can ask for it.
const MAX_DEEP_LEVELS: usize = 1_000_000;
/// The largest shift of the clock, fifty years. HTTP might not be able to express a date beyond it.
const MAX_CLOCK_MS: u64 = 50 * 365 * 24 * 60 * 60 * 1000;

impl Faults {
    /// Returns the key under which requests are counted and nonces are remembered.
    pub(crate) fn key(&self) -> &str {
        self.key.as_deref().unwrap_or_default()
    }

    /// Returns what `times` counts by: the key or, if the SPEC has none, the SPEC itself.
    pub(crate) fn tally(&self) -> String {
        match &self.key {
            Some(key) => format!("key:{key}"),
            None => format!("spec:{}", self.spec),
        }
    }

    /// Returns faults with the same key and nothing else.
    pub(crate) fn calmed(&self) -> Self {
        Self { key: self.key.clone(), ..Self::default() }
    }

    fn add(&mut self, name: &str, value: Option<&str>) -> Option<()> {
        match name {
            "delay" => self.delay = Duration::from_millis(number(value?)?),
            "rate-limit" => self.retry_after = Some(RetryAfter::Seconds(value.map_or(Some(1), number)?)),
            "rate-limit-date" => self.retry_after = Some(RetryAfter::Date(number(value?)?)),
            "html" => self.html = alone(value)?,
            "status" => self.status = Some(status(value?, 200..=599)?),
            "truncate" => self.truncate = alone(value)?,
            "cut" => self.cut = alone(value)?,
            "not-json" => self.not_json = alone(value)?,
            "wrong-types" => self.wrong_types = alone(value)?,
            "huge" | "huge-chunked" => {
                let bytes = value.map_or(Some(HUGE_BYTES), number)?;
                self.huge = Some(Huge { bytes, chunked: name == "huge-chunked" });
            }
            "deep" => {
                let levels = value.map_or(Some(DEEP_LEVELS), number)?;
                self.deep = Some(levels).filter(|levels| *levels <= MAX_DEEP_LEVELS);
                self.deep?;
            }
            "close" => self.lost = alone(value)?.then_some(Lost::Close),
            "hang" => self.lost = alone(value)?.then_some(Lost::Hang),
            "clock" => self.clock_ms = offset(value?)?,
            "redirect" => {
                self.redirect =
                    Some(status(value?, 301..=307)?).filter(|code| [301, 302, 307].contains(&code.as_u16()));
                self.redirect?;
            }
            "bom" => self.bom = alone(value)?,
            "unasked" => self.unasked = alone(value)?,
            "broken-account" => self.broken_account = alone(value)?,
            "echo" => self.echo = alone(value)?,
            "times" => self.times = Some(number(value?)?),
            "key" => self.key = Some(value.filter(|key| !key.is_empty())?.to_owned()),
            _ => return None,
        }
        Some(())
    }
}

impl FromStr for Faults {
    type Err = InvalidFault;

    fn from_str(spec: &str) -> Result<Self, InvalidFault> {
        let mut faults = Self { spec: spec.to_owned(), ..Self::default() };
        for part in spec.split(',').filter(|_| !spec.is_empty()) {
            let (name, value) = match part.split_once(':') {
                Some((name, value)) => (name, Some(value)),
                None => (part, None),
            };
            faults.add(name, value).ok_or_else(|| InvalidFault(part.to_owned()))?;
        }
        Ok(faults)
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.spec)
    }
}

/// The error for a part of a SPEC that is not a fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidFault(String);

impl fmt::Display for InvalidFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "unknown fault, or a value that it does not accept: {}", self.0)
    }
}

impl std::error::Error for InvalidFault {}

/// Accepts a fault that has no value.
fn alone(value: Option<&str>) -> Option<bool> {
    value.is_none().then_some(true)
}

/// Parses a number that consists of digits only. `parse` would accept a sign.
fn number<T: FromStr>(digits: &str) -> Option<T> {
    digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())?
}

fn status(digits: &str, allowed: std::ops::RangeInclusive<u16>) -> Option<StatusCode> {
    let code = number(digits).filter(|code| allowed.contains(code))?;
    StatusCode::from_u16(code).ok()
}

fn offset(text: &str) -> Option<i64> {
    let ms: i64 = text.parse().ok()?;
    (ms.unsigned_abs() <= MAX_CLOCK_MS).then_some(ms)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spec_is_read() {
        let faults: Faults = "delay:5,rate-limit:2,times:1,key:a:b,clock:-300000".parse().unwrap();
        assert_eq!(faults.delay, Duration::from_millis(5));
        assert!(matches!(faults.retry_after, Some(RetryAfter::Seconds(2))));
        assert_eq!((faults.times, faults.key(), faults.clock_ms), (Some(1), "a:b", -300_000));
        assert_eq!("clock:+5".parse::<Faults>().unwrap().clock_ms, 5);
        assert!("".parse::<Faults>().is_ok());
    }

    #[test]
    fn what_is_no_fault_is_refused() {
        for spec in [
            "none",
            "delay",
            "delay:",
            "delay:-1",
            "delay:+1",
            "html:1",
            "status",
            "status:199",
            "status:600",
            "redirect:303",
            "redirect",
            "deep:1000001",
            "clock:x",
            "clock:1576800000001",
            "times",
            "key",
            "key:",
            "bom,",
            ",",
            "Close",
            "rate-limit-date",
        ] {
            assert!(spec.parse::<Faults>().is_err(), "{spec}");
        }
    }

    #[test]
    fn times_counts_by_key_or_by_spec() {
        let tally = |spec: &str| spec.parse::<Faults>().unwrap().tally();
        assert_eq!(tally("html,key:a"), tally("close,key:a"));
        assert_ne!(tally("html"), tally("close"));
        assert_ne!(tally("key:a"), tally("html"));
    }
}
