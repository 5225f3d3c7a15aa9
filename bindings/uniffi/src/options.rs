//! How a lookup is carried out.

use mingpian::{DEFAULT_MAX_BODY_BYTES, LookupError, RetryPolicy};

/// How a lookup is carried out. What is left out has its default; times are in milliseconds.
#[derive(Debug, Clone, PartialEq, Eq, Default, uniffi::Record)]
pub struct CallOptions {
    /// Where the service is: `https://…`, or `http://…` on this machine. dmtz and quanshi have a default.
    #[uniffi(default)]
    pub base_url: Option<String>,
    /// Attempts in all, 1 or more. 3 unless told.
    #[uniffi(default)]
    pub max_attempts: Option<i64>,
    /// The upper bound of the first pause, 0 or more; it doubles with every attempt. 500 unless told.
    #[uniffi(default)]
    pub base_delay_ms: Option<i64>,
    /// The upper bound of every pause, 0 or more. 20,000 unless told.
    #[uniffi(default)]
    pub max_delay_ms: Option<i64>,
    /// An attempt without an answer is given up after this time, 1 or more. 30,000 unless told.
    #[uniffi(default)]
    pub attempt_timeout_ms: Option<i64>,
    /// The lookup as a whole, pauses included, ends by then, 1 or more. 60,000 unless told.
    #[uniffi(default)]
    pub timeout_ms: Option<i64>,
    /// Longer answers are refused, 1 or more. 8,388,608 (8 MiB) unless told.
    #[uniffi(default)]
    pub max_body_bytes: Option<i64>,
    /// Reads what the vendor sends and an app should not hold.
    #[uniffi(default)]
    pub include_secrets: bool,
}

impl CallOptions {
    /// Where the service is: as told, or the service's own.
    pub(crate) fn base_url(&self, default: Option<&str>) -> Result<String, LookupError> {
        let base_url = self.base_url.as_deref().or(default).map(str::to_owned);
        base_url.ok_or_else(|| LookupError::invalid("baseUrl", "is missing, and there is no default"))
    }

    pub(crate) fn policy(&self) -> Result<RetryPolicy, LookupError> {
        let default = RetryPolicy::default();
        let attempts = at_least("maxAttempts", self.max_attempts, 1, default.max_attempts.into())?;
        Ok(RetryPolicy {
            max_attempts: u32::try_from(attempts).unwrap_or(u32::MAX),
            base_delay_ms: at_least("baseDelayMs", self.base_delay_ms, 0, default.base_delay_ms)?,
            max_delay_ms: at_least("maxDelayMs", self.max_delay_ms, 0, default.max_delay_ms)?,
            attempt_timeout_ms: at_least(
                "attemptTimeoutMs",
                self.attempt_timeout_ms,
                1,
                default.attempt_timeout_ms,
            )?,
            timeout_ms: at_least("timeoutMs", self.timeout_ms, 1, default.timeout_ms)?,
        })
    }

    pub(crate) fn max_body_bytes(&self) -> Result<usize, LookupError> {
        let default = u64::try_from(DEFAULT_MAX_BODY_BYTES).unwrap_or(u64::MAX);
        let bytes = at_least("maxBodyBytes", self.max_body_bytes, 1, default)?;
        Ok(usize::try_from(bytes).unwrap_or(usize::MAX))
    }
}

fn at_least(field: &str, value: Option<i64>, least: u64, default: u64) -> Result<u64, LookupError> {
    match value.map_or(Ok(default), u64::try_from) {
        Ok(value) if value >= least => Ok(value),
        _ if least == 0 => Err(LookupError::invalid(field, "is less than 0")),
        _ => Err(LookupError::invalid(field, "is less than 1")),
    }
}
