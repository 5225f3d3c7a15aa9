//! A whole lookup as one JSON text: what hosts hand over that have no typed structs of ours, the web's two
//! doors above all.
//!
//! ```json
//! { "baseUrl": "…", "settings": { … }, "auth": { … }, "input": { … } }
//! ```
//!
//! `input` is the operation's request and `auth` its credentials, both with the fields' names in camel case;
//! `settings` are [`Settings`]. Whatever is left out has its default.

use crate::call::{Call, IndexedCall};
use crate::endpoint::{AuthScheme, Endpoint, Facts, Operation};
use crate::error::LookupError;
use crate::http::DEFAULT_MAX_BODY_BYTES;
use crate::input;
use crate::record::{Cells, Column, Record, Shape, Value};
use crate::retry::RetryPolicy;
use crate::scan::{Index, NotJson, Reading, Unit, scan};
use crate::text::split_last;
use std::marker::PhantomData;

/// An operation that can be asked for in JSON.
pub trait FromJob: Endpoint + Record + Default {
    /// The table of its credentials.
    type AuthInput: Record;

    /// The credentials, checked.
    ///
    /// # Errors
    ///
    /// `INVALID_INPUT` names what is missing.
    fn auth(input: AuthCells<'_>) -> Result<Self::Auth, LookupError>;
}

/// The credentials in a job.
#[derive(Clone, Copy)]
pub struct AuthCells<'a> {
    cells: Option<Cells<'a>>,
    shape: &'static Shape,
}

impl AuthCells<'_> {
    /// A member of them.
    pub fn text(&self, name: &str) -> Option<String> {
        self.cells?.text_of(self.shape, name)
    }

    /// Which of two words a member is; the first unless told.
    ///
    /// # Errors
    ///
    /// `INVALID_INPUT` for another word.
    pub fn choice(&self, name: &str, words: [&str; 2]) -> Result<usize, LookupError> {
        let Some(given) = self.text(name) else { return Ok(0) };
        words
            .iter()
            .position(|word| *word == given)
            .ok_or_else(|| LookupError::invalid(name, "is not one of the words it can be"))
    }
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

/// The call that a job asks for, which answers with the operation's own type.
///
/// # Errors
///
/// `INVALID_INPUT` for a value of the wrong type, for missing credentials, for a base URL that is neither given nor
/// known, and for whatever the operation does not allow.
pub fn call<E: FromJob>(json: &[u8]) -> Result<Call<E>, LookupError> {
    let job = Job::parse(json, Table::<E>::SHAPE)?;
    let (endpoint, auth) = job.read::<E>()?;
    let base_url = job.base_url(endpoint.facts())?;
    let call = Call::new(endpoint, auth, &base_url, job.settings.policy()?)?;
    let max_body_bytes = job.settings.max_body_bytes()?;
    Ok(call.max_body_bytes(max_body_bytes).include_secrets(job.settings.include_secrets == Some(true)))
}

/// The call that a job asks for, which answers with an index in `unit`.
///
/// # Errors
///
/// As [`call`].
pub fn indexed_call<E>(json: &[u8], unit: Unit) -> Result<IndexedCall, LookupError>
where
    E: FromJob + 'static,
    E::Auth: 'static,
{
    Job::parse(json, Table::<E>::SHAPE)?.indexed_call(unit, |job| {
        let (endpoint, auth) = job.read::<E>()?;
        Ok((Box::new(endpoint), Box::new(auth)))
    })
}

/// A job, checked as far as that goes without knowing the operation.
struct Job<'a> {
    json: &'a [u8],
    index: Index,
    shape: &'static Shape,
    settings: Settings,
}

type Parts = (Box<dyn Operation>, Box<dyn AuthScheme>);

impl<'a> Job<'a> {
    fn parse(json: &'a [u8], shape: &'static Shape) -> Result<Self, LookupError> {
        let index =
            scan(json, shape, Reading { unit: Unit::Bytes, secrets: true }).map_err(|why| match why {
                NotJson::Escape => LookupError::invalid("input", "has half a surrogate pair"),
                _ => LookupError::Internal { detail: "a job that is no JSON" },
            })?;
        let path = index.flaw_path(shape, index.root());
        if !path.is_empty() {
            let (_, field) = split_last(&path, b'.').unwrap_or(("", &path));
            return Err(LookupError::invalid(field, "is missing or of the wrong type"));
        }
        let mut job = Self { json, index, shape, settings: Settings::default() };
        job.settings = job.part("settings").unwrap_or_default();
        Ok(job)
    }

    fn part<R: Record>(&self, wire: &str) -> Option<R> {
        let (place, _) = self.index.cell(self.shape, self.index.root(), wire)?;
        Cells::at(&self.index, self.json, place).record()
    }

    fn read<E: FromJob>(&self) -> Result<(E, E::Auth), LookupError> {
        let cells = self.index.cell(self.shape, self.index.root(), "auth");
        let cells = cells.map(|(place, _)| Cells::at(&self.index, self.json, place));
        let auth = E::auth(AuthCells { cells, shape: E::AuthInput::SHAPE })?;
        Ok((self.part("input").unwrap_or_default(), auth))
    }

    fn base_url(&self, facts: Facts) -> Result<String, LookupError> {
        let given = Cells::root(&self.index, self.json).text_of(self.shape, "baseUrl");
        let base_url = given.or_else(|| facts.base_url.map(str::to_owned));
        base_url.ok_or_else(|| LookupError::invalid("baseUrl", "is missing, and there is no default"))
    }

    fn indexed_call(
        self,
        unit: Unit,
        read: fn(&Self) -> Result<Parts, LookupError>,
    ) -> Result<IndexedCall, LookupError> {
        let (operation, auth) = read(&self)?;
        let base_url = self.base_url(operation.facts())?;
        let call = IndexedCall::new(operation, auth, &base_url, self.settings.policy()?, unit)?;
        let max_body_bytes = self.settings.max_body_bytes()?;
        Ok(call.max_body_bytes(max_body_bytes).include_secrets(self.settings.include_secrets == Some(true)))
    }
}

impl Settings {
    fn policy(&self) -> Result<RetryPolicy, LookupError> {
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

    fn max_body_bytes(&self) -> Result<usize, LookupError> {
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

/// A job's shape.
struct Table<E>(PhantomData<E>);

impl<E: FromJob> Table<E> {
    const SHAPE: &'static Shape = &Shape {
        columns: &[
            column::<Option<String>>("baseUrl"),
            column::<Option<Settings>>("settings"),
            column::<Option<E::AuthInput>>("auth"),
            column::<Option<E>>("input"),
        ],
    };
}

const fn column<V: Value>(wire: &'static str) -> Column {
    Column { wire, kind: V::KIND, required: false, secret: false, twin: false }
}
