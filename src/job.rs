//! A whole lookup as one JSON text: what hosts hand over that have no typed structs of ours, the web's two
//! doors above all.
//!
//! ```json
//! { "baseUrl": "…", "settings": { … }, "auth": { … }, "input": { … } }
//! ```
//!
//! `input` is the operation's request and `auth` its credentials, both with the fields' names in camel case;
//! `settings` are [`Settings`]. Whatever is left out has its default.

use crate::batch::{BatchPolicy, IndexedBatch, Partition};
use crate::call::{Call, IndexedCall};
use crate::clock::ClockOffset;
use crate::endpoint::{AuthScheme, Endpoint, Facts};
use crate::error::{Fault, LookupError, invalid};
use crate::form::read;
use crate::http::UnsignedRequest;
use crate::input;
use crate::record::{Cells, Column, Record, Shape, Value, integer};
use crate::retry::RetryPolicy;
use crate::scan::{Index, Unit};
use std::marker::PhantomData;

/// An operation that can be asked for in JSON.
pub trait FromJob: Endpoint + Record + Default {
    /// The table of the credentials that a job can hold.
    type AuthInput: Record;
    /// These credentials, checked.
    type JobAuth: Into<Self::Auth> + Into<Box<dyn AuthScheme>>;

    /// Checks the credentials.
    ///
    /// # Errors
    ///
    /// `INVALID_INPUT` names what is missing.
    fn auth(input: AuthCells<'_>) -> Result<Self::JobAuth, Box<LookupError>>;
}

/// The credentials in a job.
#[derive(Clone, Copy)]
pub struct AuthCells<'a> {
    json: &'a str,
    index: &'a Index,
    row: u32,
    shape: &'static Shape,
}

impl AuthCells<'_> {
    /// A member of them.
    pub fn text(&self, name: &str) -> Option<String> {
        self.index.text(self.json, self.shape, self.row, self.column(name)?)
    }

    /// Whether a member is true.
    pub fn is_set(&self, name: &str) -> bool {
        let cell = self.column(name).and_then(|column| self.index.column(self.row, column));
        cell.is_some_and(|(flag, _)| flag == 2)
    }

    fn column(&self, name: &str) -> Option<usize> {
        self.shape.columns.iter().position(|column| column.wire == name)
    }

    /// Which of two words a member is; the first unless told.
    ///
    /// # Errors
    ///
    /// `INVALID_INPUT` for another word.
    pub fn choice(&self, name: &str, words: [&str; 2]) -> Result<usize, Box<LookupError>> {
        let Some(given) = self.text(name) else { return Ok(0) };
        words.iter().position(|word| *word == given).ok_or_else(|| invalid(name, "is none of its words"))
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
        "maxInFlight"      | max_in_flight      | Option<i64>  | public | "Requests of a batch that are under way, and pages not taken, together, 1 or more. 4 unless told.";
        "clockOffsetMs"    | clock_offset_ms    | Option<i64>  | public | "How far the service's clock is ahead of this one's; negative where it is behind. 0 unless told.";
        "includeSecrets"   | include_secrets    | Option<bool> | public | "Reads what the vendor sends and an app should not hold. false unless told.";
    }
}

/// The least that each number in the settings can be, in their order: they come before what is no number.
static LEAST: [i64; 8] = [1, 0, 0, 1, 1, 1, 1, i64::MIN];

/// The call that a job asks for, which answers with the operation's own type.
///
/// # Errors
///
/// `INVALID_INPUT` for a value of the wrong type, for missing credentials, for a base URL that is neither given nor
/// known, and for whatever the operation does not allow.
pub fn call<E: FromJob>(json: &str) -> Result<Call<E>, LookupError> {
    let job = Job::parse(json, E::FACTS, &Table::<E>::TABLE)?;
    let auth = E::auth(job.auth())?;
    let (place, _) = job.index.column(job.index.root(), INPUT).unwrap_or_default();
    let endpoint = Cells::at(&job.index, json.as_bytes(), place).record().unwrap_or_default();
    let call = Call::new(endpoint, auth.into(), &job.base_url()?, job.policy.retry)?;
    let call = call.max_body_bytes(job.policy.max_body_bytes).include_secrets(job.policy.include_secrets);
    Ok(call.with_clock_offset(job.offset))
}

/// The call that a job asks for, which answers with an index in `unit`.
///
/// # Errors
///
/// As [`call`].
pub fn indexed_call<E: FromJob>(json: &str, unit: Unit) -> Result<IndexedCall, LookupError> {
    Ok(indexed(json, unit, E::FACTS, &Table::<E>::TABLE, |cells| Ok(E::auth(cells)?.into()))?)
}

/// One for every operation, because it makes a third of the npm module otherwise.
fn indexed(
    json: &str,
    unit: Unit,
    facts: &'static Facts,
    table: &'static JobTable,
    auth: fn(AuthCells<'_>) -> Result<Box<dyn AuthScheme>, Fault>,
) -> Result<IndexedCall, Fault> {
    let job = Job::parse(json, facts, table)?;
    let auth = auth(job.auth())?;
    let mut request = UnsignedRequest::post(facts.path);
    let (place, _) = job.index.column(job.index.root(), INPUT).unwrap_or((EMPTY, 0));
    facts.form.write(&mut request, json, &job.index, place)?;
    let call = IndexedCall::of(facts, request, auth, &job.base_url()?, job.policy.retry, unit)?;
    let call = call.max_body_bytes(job.policy.max_body_bytes).include_secrets(job.policy.include_secrets);
    Ok(call.with_clock_offset(job.offset))
}

/// The batch that a job without `input` asks for, whose pages hold an index in `unit`.
///
/// # Errors
///
/// As [`call`].
pub fn indexed_batch<E: FromJob + Partition>(json: &str, unit: Unit) -> Result<IndexedBatch, LookupError> {
    let job = Job::parse(json, E::FACTS, &Table::<E>::TABLE)?;
    let auth = E::auth(job.auth())?.into();
    let batch = IndexedBatch::new::<E>(auth, &job.base_url()?, job.policy, unit)?;
    Ok(batch.with_clock_offset(job.offset))
}

/// A job, checked as far as that goes without knowing the operation.
struct Job<'a> {
    json: &'a str,
    index: Box<Index>,
    facts: &'static Facts,
    table: &'static JobTable,
    policy: BatchPolicy,
    offset: ClockOffset,
}

impl<'a> Job<'a> {
    fn parse(json: &'a str, facts: &'static Facts, table: &'static JobTable) -> Result<Self, Fault> {
        let index = read(json, &table.shape)?;
        let (place, _) = index.column(index.root(), SETTINGS).unwrap_or((EMPTY, 0));
        let default = BatchPolicy::default();
        let size = |size| i64::try_from(size).unwrap_or(i64::MAX);
        let time = |time_ms| i64::try_from(time_ms).unwrap_or(i64::MAX);
        let mut numbers = [
            default.retry.max_attempts.into(),
            time(default.retry.base_delay_ms),
            time(default.retry.max_delay_ms),
            time(default.retry.attempt_timeout_ms),
            time(default.retry.timeout_ms),
            size(default.max_body_bytes),
            size(default.max_in_flight),
            0,
        ];
        for (at, (number, least)) in numbers.iter_mut().zip(&LEAST).enumerate() {
            let Some((high, low)) = index.column(place, at) else { continue };
            *number = integer(high, low);
            if *number < *least {
                let field = Settings::SHAPE.columns.get(at).map_or("", |column| column.wire);
                return Err(invalid(field, if *least > 0 { "is less than 1" } else { "is less than 0" }));
            }
        }
        let [
            attempts,
            base_delay_ms,
            max_delay_ms,
            attempt_timeout_ms,
            timeout_ms,
            max_body_bytes,
            max_in_flight,
            offset,
        ] = numbers;
        let size = |number| usize::try_from(number).unwrap_or(usize::MAX);
        let policy = BatchPolicy {
            retry: RetryPolicy {
                max_attempts: u32::try_from(attempts).unwrap_or(u32::MAX),
                base_delay_ms: base_delay_ms.unsigned_abs(),
                max_delay_ms: max_delay_ms.unsigned_abs(),
                attempt_timeout_ms: attempt_timeout_ms.unsigned_abs(),
                timeout_ms: timeout_ms.unsigned_abs(),
            },
            max_in_flight: size(max_in_flight),
            max_body_bytes: size(max_body_bytes),
            include_secrets: index.column(place, LEAST.len()).is_some_and(|(flag, _)| flag == 2),
        };
        Ok(Self { json, index, facts, table, policy, offset: ClockOffset(offset) })
    }

    fn auth(&self) -> AuthCells<'_> {
        let (row, _) = self.index.column(self.index.root(), AUTH).unwrap_or((EMPTY, 0));
        AuthCells { json: self.json, index: &self.index, row, shape: self.table.auth }
    }

    fn base_url(&self) -> Result<String, Fault> {
        let given = self.index.text(self.json, &self.table.shape, self.index.root(), BASE_URL);
        let base_url = given.or_else(|| self.facts.base_url.map(str::to_owned));
        base_url.ok_or_else(|| invalid("baseUrl", "is missing"))
    }
}

/// What a job of an operation looks like.
struct JobTable {
    shape: Shape,
    auth: &'static Shape,
}

/// Where no row is: every column there is absent.
const EMPTY: u32 = u32::MAX >> 1;

const BASE_URL: usize = 0;
const SETTINGS: usize = 1;
const AUTH: usize = 2;
const INPUT: usize = 3;

struct Table<E>(PhantomData<E>);

impl<E: FromJob> Table<E> {
    const TABLE: JobTable = JobTable {
        shape: Shape {
            columns: &[
                column::<Option<String>>("baseUrl"),
                column::<Option<Settings>>("settings"),
                column::<Option<E::AuthInput>>("auth"),
                column::<Option<E>>("input"),
            ],
        },
        auth: E::AuthInput::SHAPE,
    };
}

const fn column<V: Value>(wire: &'static str) -> Column {
    Column { wire, kind: V::KIND, required: false, secret: false, twin: false }
}
