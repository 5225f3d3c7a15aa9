//! Defines requests and responses as plain data, and the rules for base URLs and dates.

mod base_url;
mod date;
mod request;
mod response;

pub use base_url::BaseUrl;
pub(crate) use date::parse_http_date;
pub use request::{Header, HttpRequest, RedactedRequest, UnsignedRequest};
pub use response::{DEFAULT_MAX_BODY_BYTES, HttpResponse};
