//! What an operation of a provider is, and what credentials are.

use crate::clock::UnixMillis;
use crate::envelope::Envelope;
use crate::error::LookupError;
use crate::form::Form;
use crate::http::{HttpResponse, UnsignedRequest};
use crate::judge::judge;
use crate::scan::{Index, Reading, Unit};
use crate::text::write_hex;
use std::fmt;

/// What is asked for, of an operation of a provider: without its types.
pub trait Operation {
    /// What is fixed about it.
    fn facts(&self) -> &'static Facts;

    /// The request without credentials.
    ///
    /// # Errors
    ///
    /// `INVALID_INPUT` names the field and the limit.
    fn to_request(&self) -> Result<UnsignedRequest, LookupError>;
}

/// What is fixed about an operation: all of it is data.
#[derive(Debug)]
pub struct Facts {
    /// The provider's name, as errors and profiles give it.
    pub provider: &'static str,
    /// Where the provider is, if it says so.
    pub base_url: Option<&'static str>,
    /// The operation's path there.
    pub path: &'static str,
    /// Whether the same request may be sent twice.
    pub retry_safety: RetrySafety,
    /// What is asked for.
    pub form: Form,
    /// What stands around the answer.
    pub envelope: Envelope,
}

/// An operation with its types: how it is asked for and how its answer is read.
pub trait Endpoint: Operation {
    /// What is fixed about it.
    const FACTS: &'static Facts;
    /// Its credentials.
    type Auth: AuthScheme;
    /// What it answers.
    type Response;

    /// Makes the answer of what the index, in bytes, found in the body.
    fn response(&self, index: Index, body: &[u8]) -> Self::Response;

    /// Judges an answer, HTTP status first, and reads it. `now` is when it came; secrets are left out unless
    /// asked for.
    ///
    /// # Errors
    ///
    /// Any but `INVALID_INPUT`, `TRANSPORT` and `CANCELLED`.
    fn read_response(
        &self,
        response: &HttpResponse<'_>,
        now: UnixMillis,
        secrets: bool,
    ) -> Result<Self::Response, LookupError>
    where
        Self: Sized,
    {
        let reading = Reading { unit: Unit::Bytes, secrets };
        let index =
            judge(self.facts(), &self.to_request()?, response, now, reading).map_err(|no| no.error)?;
        Ok(self.response(*index, response.body))
    }
}

/// What a provider says in its envelope.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Said {
    /// Its own code.
    pub code: Option<i64>,
    /// Its own text, as it came.
    pub text: Option<String>,
    /// Its id of the request.
    pub request_id: Option<String>,
    /// Its time, in milliseconds since 1970.
    pub time_ms: Option<i64>,
    /// How far the answer could be read: where it stops is missing or of another type than documented. Empty for
    /// the whole.
    pub path: String,
}

/// Whether the same request may be sent twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RetrySafety {
    /// As often as one likes.
    Idempotent,
    /// Again only when it certainly never left.
    AtMostOnce,
}

/// Credentials that put themselves into a request.
pub trait AuthScheme: Send {
    /// Adds what the provider wants to see, for this attempt alone.
    fn authenticate(&self, request: &mut UnsignedRequest, params: &SigningParams);

    /// Whether what is added carries the time, so that a wrong clock may be why the provider refuses it.
    fn is_timed(&self) -> bool {
        false
    }

    /// Whether somebody else signs: the host asks, as [`Output::Authorize`](crate::Output::Authorize) says, and
    /// hands the headers back.
    fn is_delegated(&self) -> bool {
        false
    }

    /// Adds the headers that whoever signs made of these parameters.
    ///
    /// # Errors
    ///
    /// `INVALID_INPUT` for `authorization` if one is missing.
    fn accept(
        &self,
        request: &mut UnsignedRequest,
        params: &SigningParams,
        _headers: &[(&str, &str)],
    ) -> Result<(), LookupError> {
        self.authenticate(request, params);
        Ok(())
    }
}

/// No credentials.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoAuth;

impl AuthScheme for NoAuth {
    fn authenticate(&self, _request: &mut UnsignedRequest, _params: &SigningParams) {}
}

impl From<NoAuth> for Box<dyn AuthScheme> {
    fn from(auth: NoAuth) -> Self {
        Box::new(auth)
    }
}

/// What a signature takes from outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SigningParams {
    /// The wall clock's time.
    pub time: UnixMillis,
    /// Used once.
    pub nonce: Nonce,
}

/// A number used once: 32 lower-case hexadecimal digits of 16 random bytes.
#[derive(Clone, PartialEq, Eq)]
pub struct Nonce(String);

impl Nonce {
    /// From 16 bytes of a cryptographically secure source, taken for this nonce alone.
    pub fn from_random(random: [u8; 16]) -> Self {
        let mut digits = String::new();
        write_hex(&mut digits, &random, b'a');
        Self(digits)
    }

    /// From its digits.
    pub fn parse(digits: &str) -> Option<Self> {
        let is_digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
        (digits.len() == 32 && digits.bytes().all(is_digit)).then(|| Self(digits.to_owned()))
    }

    /// Its digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Nonce {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
