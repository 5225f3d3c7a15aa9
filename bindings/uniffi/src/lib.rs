//! Exposes lookups to the Kotlin and Swift packages as objects that the packages drive.
//!
//! Every method is synchronous, and the library never calls back. The question, the credentials, and the options are
//! passed as one JSON text, so this crate does not have to know the providers. A request is returned as a record, and
//! the body of its response is passed as bytes. In return, the packages receive the index ([`mingpian::json::index`]),
//! with which they create their objects from the body that they hold.

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
