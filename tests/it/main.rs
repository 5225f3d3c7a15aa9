//! The core from outside: one binary, a module per concern.

#![allow(missing_docs, reason = "tests")]

mod agreement;
mod call;
mod job;
mod redaction;
mod vectors;
