//! Tests the program against the local services over real HTTP.

#![allow(missing_docs, reason = "tests")]

mod failures;
mod input;
mod interrupts;
mod memory;
mod output;
mod services;
mod support;
mod tls;
