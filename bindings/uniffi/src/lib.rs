//! The library behind the Kotlin and Swift packages: lookups as objects that the packages drive.
//!
//! Every method is synchronous, and nothing here calls back. A request goes out as a record, the answer's body
//! comes in as bytes, and what goes out of it is the index ([`mingpian::scan`]), with which the packages make
//! their objects from the body that they hold.

mod bytes;
mod call;
mod credentials;
mod error;
mod http;
mod options;
mod requests;
#[cfg(test)]
mod tests;

pub use bytes::Bytes;
pub use call::{Call, Step};
pub use credentials::{MysoftCredentials, QuanshiCredentials, QuanshiIdHeader, quanshi_check_sum};
pub use error::{CoreError, Reply, TransportKind};
pub use http::{HttpHeader, HttpRequest, ShownRequest};
pub use options::CallOptions;
pub use requests::{DmtzGetUserInfo, MysoftGetUserInfo, QuanshiGetUsersByEmailsMobiles};

uniffi::setup_scaffolding!("mingpian");
