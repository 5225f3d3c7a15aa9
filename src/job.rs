//! A whole lookup as one JSON text: what hosts hand over that have no typed structs of ours, the web's two
//! doors above all.
//!
//! ```json
//! { "baseUrl": "…", "settings": { … }, "auth": { … }, "input": { … } }
//! ```
//!
//! `input` is the operation's request and `auth` its credentials, both with the fields' names in camel case;
//! `settings` are [`Settings`]. Whatever is left out has its default.

use crate::call::Call;
use crate::endpoint::{Endpoint, Indexed};
use crate::error::LookupError;
use crate::http::DEFAULT_MAX_BODY_BYTES;
use crate::input;
use crate::record::{Cells, Column, Page, Record, Shape, Value};
use crate::retry::RetryPolicy;
use crate::scan::{Reading, Unit, scan};
use std::time::Duration;

/// An operation that can be asked for in JSON.
pub trait FromJob: Endpoint + Record + Default {
    /// The table of its credentials.
    type AuthInput: Record;

    /// The credentials, checked.
    ///
    /// # Errors
    ///
    /// `INVALID_INPUT` names what is missing.
    fn auth(input: Option<Self::AuthInput>) -> Result<Self::Auth, LookupError>;
}

input! {
    /// How a lookup is carried out. Times are in milliseconds.
    Settings {
        "maxAttempts"      | max_attempts       | Option<i64>  | public | "Attempts in all, 1 or more. 3 unless told.";
        "baseDelayMs"      | base_delay_ms      | Option<i64>  | public | "The upper bound of the first pause; it doubles with every attempt. 500 unless told.";
        "maxDelayMs"       | max_delay_ms       | Option<i64>  | public | "The upper bound of every pause. 20,000 unless told.";
        "attemptTimeoutMs" | attempt_timeout_ms | Option<i64>  | public | "An attempt without an answer is given up after this time, 1 or more. 30,000 unless told.";
        "timeoutMs"        | timeout_ms         | Option<i64>  | public | "The lookup as a whole, pauses included, ends by then, 1 or more. 60,000 unless told.";
        "maxBodyBytes"     | max_body_bytes     | Option<i64>  | public | "Longer answers are refused, 1 or more. 8,388,608 (8 MiB) unless told.";
        "includeSecrets"   | include_secrets    | Option<bool> | public | "Reads what the vendor sends and an app should not hold. false unless told.";
    }
}

/// A lookup that was asked for in JSON.
#[derive(Debug)]
pub struct Job<E: FromJob> {
    endpoint: E,
    auth: E::Auth,
    base_url: String,
    settings: Settings,
}

impl<E: FromJob> Job<E> {
    /// Reads a job.
    ///
    /// # Errors
    ///
    /// `INVALID_INPUT` for a value of the wrong type, for missing credentials and for a base URL that is
    /// neither given nor known.
    pub fn parse(json: &[u8]) -> Result<Self, LookupError> {
        let index = scan(json, Table::<E>::SHAPE, Reading { unit: Unit::Bytes, secrets: true })
            .map_err(|_| LookupError::Internal { detail: "a job that is no JSON" })?;
        let path = index.flaw_path(Table::<E>::SHAPE, index.root());
        if !path.is_empty() {
            let (_, field) = path.rsplit_once('.').unwrap_or(("", &path));
            return Err(LookupError::invalid(field, "is missing or of the wrong type"));
        }
        let table: Table<E> = Cells::root(&index, json).envelope();
        let base_url = table.base_url.or(E::BASE_URL.map(str::to_owned));
        Ok(Self {
            endpoint: table.input.unwrap_or_default(),
            auth: E::auth(table.auth)?,
            base_url: base_url
                .ok_or(LookupError::invalid("baseUrl", "is missing, and there is no default"))?,
            settings: table.settings.unwrap_or_default(),
        })
    }

    /// The call that answers with the operation's own type.
    ///
    /// # Errors
    ///
    /// `INVALID_INPUT` for whatever the operation, the credentials or the settings do not allow.
    pub fn call(self) -> Result<Call<E>, LookupError> {
        let call = Call::new(self.endpoint, self.auth, &self.base_url, self.settings.policy()?)?;
        self.settings.apply(call)
    }

    /// The call that answers with an index.
    ///
    /// # Errors
    ///
    /// As [`call`](Self::call).
    pub fn indexed_call(self, unit: Unit) -> Result<Call<Indexed<E>>, LookupError> {
        let endpoint = Indexed { endpoint: self.endpoint, unit };
        let call = Call::new(endpoint, self.auth, &self.base_url, self.settings.policy()?)?;
        self.settings.apply(call)
    }
}

impl Settings {
    fn policy(&self) -> Result<RetryPolicy, LookupError> {
        let default = RetryPolicy::default();
        let attempts = at_least("maxAttempts", self.max_attempts, 1)?;
        let millis = |field, value, least, default| {
            Ok(at_least(field, value, least)?.map_or(default, Duration::from_millis))
        };
        Ok(RetryPolicy {
            max_attempts: attempts
                .map_or(default.max_attempts, |count| u32::try_from(count).unwrap_or(u32::MAX)),
            base_delay: millis("baseDelayMs", self.base_delay_ms, 0, default.base_delay)?,
            max_delay: millis("maxDelayMs", self.max_delay_ms, 0, default.max_delay)?,
            attempt_timeout: millis("attemptTimeoutMs", self.attempt_timeout_ms, 1, default.attempt_timeout)?,
            total_timeout: millis("timeoutMs", self.timeout_ms, 1, default.total_timeout)?,
        })
    }

    fn apply<E: Endpoint>(&self, call: Call<E>) -> Result<Call<E>, LookupError> {
        let max_body_bytes = at_least("maxBodyBytes", self.max_body_bytes, 1)?
            .map_or(DEFAULT_MAX_BODY_BYTES, |bytes| usize::try_from(bytes).unwrap_or(usize::MAX));
        Ok(call.max_body_bytes(max_body_bytes).include_secrets(self.include_secrets == Some(true)))
    }
}

fn at_least(field: &'static str, value: Option<i64>, least: u64) -> Result<Option<u64>, LookupError> {
    let Some(value) = value else { return Ok(None) };
    match u64::try_from(value) {
        Ok(value) if value >= least => Ok(Some(value)),
        _ if least == 0 => Err(LookupError::invalid(field, "is less than 0")),
        _ => Err(LookupError::invalid(field, "is less than 1")),
    }
}

/// A job as a record.
struct Table<E: FromJob> {
    base_url: Option<String>,
    settings: Option<Settings>,
    auth: Option<E::AuthInput>,
    input: Option<E>,
}

const fn column<V: Value>(wire: &'static str) -> Column {
    Column { wire, kind: V::KIND, required: false, secret: false, twin: false }
}

impl<E: FromJob> Record for Table<E> {
    const SHAPE: &'static Shape = &Shape {
        columns: &[
            column::<Option<String>>("baseUrl"),
            column::<Option<Settings>>("settings"),
            column::<Option<E::AuthInput>>("auth"),
            column::<Option<E>>("input"),
        ],
    };
    const PAGE: &'static Page =
        &Page { name: "Job", doc: "A whole lookup.", rows: &[], secrets: None, profile: None };

    fn read(cells: &mut Cells<'_>) -> Self {
        Self { base_url: cells.take(1), settings: cells.take(1), auth: cells.take(1), input: cells.take(1) }
    }
}
