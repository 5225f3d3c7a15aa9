//! Integration tests of the core, in one binary with a module for each concern.

#![allow(missing_docs, reason = "tests")]
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "tests read files and start threads and programs; the core does not"
)]

mod agreement;
mod clock;
mod events;
mod json_lookup;
mod layout;
mod lists;
mod redaction;
mod renewal;
mod samples;
mod signing;
mod simulation;
mod single;
mod support;
mod terminal;
mod vectors;
