//! Looks up users in three account services.
//!
//! This crate builds requests, signs them, schedules retries, and reads responses. It performs no I/O: it does not use
//! a socket, a clock, or a source of randomness. Time and randomness are arguments, so the same inputs produce the same
//! bytes on every platform.
//!
//! A [`Lookup`] is a state machine that the host drives. The host performs its [steps](Step) and reports the results:
//!
//! ```
//! use mingpian::providers::quanshi::{Account, Credentials, GetUsersByEmailsMobiles};
//! use mingpian::record::Answers;
//! use mingpian::{HttpResponse, Lookup, Options, Step, UnixMillis};
//!
//! # struct Host { now: u64 }
//! # impl Host {
//! #     fn now(&mut self) -> UnixMillis { self.now += 5; UnixMillis(self.now) }
//! #     fn random(&self) -> [u8; 16] { [7; 16] }
//! #     fn sleep(&mut self, time: std::time::Duration) { self.now += time.as_secs() * 1000 }
//! #     fn send(&self, request: mingpian::HttpRequest) -> HttpResponse<'static> {
//! #         assert_eq!(request.method, "POST");
//! #         let body = r#"{"status":0,"result":{"ann@example.com":{"userId":7,"displayName":"安然"}}}"#;
//! #         HttpResponse { status: 200, headers: &[], body: body.into() }
//! #     }
//! # }
//! # let mut host = Host { now: 1_800_000_000_000 };
//! let question =
//!     GetUsersByEmailsMobiles { emails: vec!["ann@example.com".into()], ..Default::default() };
//! let mut lookup = Lookup::new(question, Credentials::token("the token"), Options::default())?;
//! let mut answers: Option<Answers<Account>> = None;
//! loop {
//!     match lookup.poll(host.now(), host.random(), true) {
//!         Step::Send { id, request, .. } => {
//!             let response = host.send(request);
//!             lookup.handle_response(id, host.now(), response);
//!         }
//!         Step::Answer(answer) => {
//!             let more = answer.read::<GetUsersByEmailsMobiles>()?;
//!             match &mut answers {
//!                 Some(answers) => answers.merge(more),
//!                 None => answers = Some(more),
//!             }
//!         }
//!         Step::Wait(Some(time)) => host.sleep(time),
//!         Step::Wait(None) | Step::Abort { .. } => {}
//!         Step::Sign { .. } | Step::Renew { .. } | Step::Feed { .. } => {
//!             unreachable!("not with a token that cannot be renewed and a whole question")
//!         }
//!         Step::Done { result, .. } => break result?,
//!     }
//! }
//! assert_eq!(answers.unwrap().found["ann@example.com"].user_id, 7);
//! # Ok::<(), mingpian::LookupError>(())
//! ```
//!
//! [`providers`] has a module for each service. [`record`] and [`json`] read answers, and [`Lookup`] performs lookups.

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

// The derive macros write paths that begin with `::mingpian`.
extern crate self as mingpian;

mod auth;
mod clean;
mod engine;
mod error;
mod http;
mod operation;
mod profile;
pub mod providers;
pub mod record;
mod redact;
mod spelling;
mod time;

pub use auth::{AuthScheme, MemoryNonces, NoCredentials, Nonce, SERVER_TIME, SigningParams};
pub use engine::{Answer, Lookup, Options, Progress, RequestId, Step, open_json};
pub use error::{ErrorCode, LookupError, Reply, TransportErrorKind};
pub use http::{
    BaseUrl, DEFAULT_MAX_BODY_BYTES, Header, HttpRequest, HttpResponse, RedactedRequest, UnsignedRequest,
};
pub use mingpian_json as json;
pub use operation::{Content, Envelope, Layer, ListOperation, Metadata, Operation, RetrySafety};
pub use profile::Profile;
#[doc(hidden)]
pub use redact::Redacted;
pub use redact::{SecretString, Sensitivity};
pub use time::{ClockOffset, UnixMillis};
