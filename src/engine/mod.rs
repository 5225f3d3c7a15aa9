//! The state machine that every host drives.
//!
//! [`Lookup`] decides what happens next: send a request, sign it, wait, retry, or return an answer. The host performs
//! each step and reports its result. Time and randomness are arguments, so the same inputs produce the same steps on
//! every platform.
//!
//! * `lookup.rs`: the interface to the host, and the choice of the next request.
//! * `parts.rs`, `shared.rs`: one request of a lookup, and the state that its requests share.
//! * `attempts.rs`: decides when a request is sent, abandoned, and sent again.
//! * `classify.rs`: interprets a response.
//! * `pending.rs`: tracks the identifiers that wait or are in flight.
//! * `settle.rs`: determines the outcome for each identifier.
//! * `retry.rs`, `clock.rs`: calculate pauses and the service's time.
//! * `renewal.rs`: replaces a token that was refused.
//! * `options.rs`, `step.rs`: the input and the output of a lookup.
//! * `json.rs`: opens a lookup from the JSON document that bindings pass.

mod attempts;
mod classify;
mod clock;
mod json;
mod lookup;
mod options;
mod parts;
mod pending;
mod renewal;
mod retry;
mod settle;
mod shared;
mod step;

pub use json::open_json;
pub use lookup::Lookup;
pub use options::Options;
pub use step::{Answer, Progress, RequestId, Step};
