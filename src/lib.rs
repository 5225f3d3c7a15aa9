//! Who is this user? One core that asks three account services, for every app that has to.
//!
//! It builds requests, signs them, decides what happens next and reads responses. It never touches a
//! socket, a clock or a random source: those are arguments, so the same inputs give the same bytes on
//! every platform.
//!
//! Two levels, both public:
//!
//! * **Bytes in, bytes out**: [`Operation::to_request`], [`AuthScheme::authenticate`],
//!   [`UnsignedRequest::encode`], and [`Endpoint::read_response`] for what came back.
//! * **A machine**: [`Call`] also waits, retries, signs every attempt afresh and gives up in time. The
//!   host polls it and does the HTTP:
//!
//! ```
//! use mingpian::providers::quanshi::{Credentials, GetUsersByEmailsMobiles, Token};
//! use mingpian::{Call, HttpResponse, Machine, Output, RetryPolicy, SecretString, UnixMillis};
//!
//! # struct Host { now: u64 }
//! # impl Host {
//! #     fn now(&mut self) -> UnixMillis { self.now += 5; UnixMillis(self.now) }
//! #     fn random(&self) -> [u8; 16] { [7; 16] }
//! #     fn sleep(&mut self, time: std::time::Duration) { self.now += time.as_secs() * 1000 }
//! #     fn send(&self, request: mingpian::HttpRequest) -> HttpResponse<'static> {
//! #         assert_eq!(request.method, "POST");
//! #         let body = r#"{"status":0,"result":{"ann@example.com":{"userId":7,"displayName":"安然"}}}"#;
//! #         HttpResponse { status: 200, headers: &[], body: body.as_bytes() }
//! #     }
//! # }
//! # let mut host = Host { now: 1_800_000_000_000 };
//! let question = GetUsersByEmailsMobiles { emails: vec!["ann@example.com".into()], ..Default::default() };
//! let auth = Credentials::Token(Token::in_header(SecretString::from("the token"))?);
//! let mut call = Call::new(question, auth, "https://openapi.quanshi.com", RetryPolicy::default())?;
//! loop {
//!     match call.poll_output(host.now(), host.random()) {
//!         Output::Transmit { id, request } => {
//!             let response = host.send(request);
//!             call.handle_response(id, host.now(), &response);
//!         }
//!         Output::Wait(Some(time)) => host.sleep(time),
//!         Output::Wait(None) | Output::Authorize { .. } => unreachable!("not with a token"),
//!         Output::Finished => break,
//!     }
//! }
//! let users = call.into_result()?;
//! assert_eq!(users.found["ann@example.com"].user_id, 7);
//! # Ok::<(), mingpian::LookupError>(())
//! ```

#![forbid(unsafe_code)]
#![warn(
    clippy::as_conversions,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    clippy::wildcard_imports
)]
#![cfg_attr(
    test,
    allow(
        clippy::as_conversions,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::string_slice,
        clippy::unwrap_used
    )
)]

mod attempts;
mod batch;
mod call;
mod clock;
mod date;
mod endpoint;
mod envelope;
mod error;
mod exchange;
mod form;
mod held;
mod http;
pub mod job;
mod judge;
mod nonces;
mod positions;
mod profile;
pub mod providers;
pub mod record;
mod retry;
pub mod scan;
mod secret;
mod text;

pub use batch::{Batch, BatchPolicy, DEFAULT_MAX_IN_FLIGHT, IndexedBatch, Page, Partition, Progress};
pub use call::{Call, IndexedCall, Machine, Output, RequestId};
pub use clock::{ClockOffset, UnixMillis};
pub use endpoint::{AuthScheme, Endpoint, Facts, NoAuth, Nonce, Operation, RetrySafety, SigningParams};
pub use envelope::{Answer, Envelope, Layer};
pub use error::{ErrorCode, LookupError, Reply, TransportErrorKind};
pub use form::{Form, Limit, Member};
pub use http::{
    BaseUrl, DEFAULT_MAX_BODY_BYTES, Header, HttpRequest, HttpResponse, ShownRequest, UnsignedRequest,
};
pub use nonces::MemoryNonces;
pub use profile::Profile;
pub use retry::RetryPolicy;
pub use secret::SecretString;
