//! The library behind the Kotlin and Swift packages: one lookup as an object that the packages drive.
//!
//! Every method is synchronous, and nothing here calls back. The question, the credentials, and the options come in as
//! one JSON text, so no provider has a name here. A request goes out as a record, and the body of its response comes in
//! as bytes. What goes out of it is the index ([`mingpian::json::index`]), with which the packages make their objects
//! from the body that they hold.

mod bytes;
mod error;
mod http;
mod lookup;
mod number;
mod signing;
mod step;
#[cfg(test)]
mod tests;

pub use bytes::Bytes;
pub use error::{CoreError, ErrorCode, LookupFailure, TransportKind};
pub use http::{HttpHeader, HttpRequest, RedactedRequest};
pub use lookup::Lookup;
pub use signing::{quanshi_check_sum, quanshi_sign};
pub use step::{Progress, Step, Unreadable};

uniffi::setup_scaffolding!("mingpian");
