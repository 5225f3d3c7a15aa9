//! The machine that every host drives.
//!
//! [`Lookup`] decides what happens next: send, sign, wait, retry, hand out an answer. The host does what the steps say and
//! reports what came of them. Time and randomness are arguments, so the same inputs give the same steps everywhere.
//!
//! * `lookup.rs`: what a host drives, and which request is next.
//! * `parts.rs`, `shared.rs`: one request of a lookup, and what its requests have in common.
//! * `attempts.rs`: when a request is sent, given up, and sent again.
//! * `classify.rs`: what a response means.
//! * `pending.rs`: identifiers that wait or are in flight.
//! * `settle.rs`: what becomes of each identifier.
//! * `retry.rs`, `clock.rs`: how long to wait, and what time it is at the service.
//! * `renewal.rs`: a new token in place of one that was refused.
//! * `options.rs`, `step.rs`: what goes in and what comes out.
//! * `json.rs`: opens a lookup that bindings pass as JSON.

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
