//! What an operation of a provider is, and what credentials are.

use crate::clock::UnixMillis;
use crate::error::{LookupError, Reply};
use crate::http::{HttpResponse, UnsignedRequest};
use crate::retry::retry_after;
use crate::scan::{Index, NotJson, Reading, Unit};
use std::fmt;

/// One operation of a provider: how it is asked for and how its answer is read.
pub trait Endpoint {
    /// The provider's name, as errors and profiles give it.
    const PROVIDER: &'static str;
    /// Where the provider is, if it says so.
    const BASE_URL: Option<&'static str>;
    /// Whether the same request may be sent twice.
    const RETRY_SAFETY: RetrySafety;
    /// Its credentials.
    type Auth: AuthScheme;
    /// What it answers.
    type Response;

    /// The request without credentials.
    ///
    /// # Errors
    ///
    /// `INVALID_INPUT` names the field and the limit.
    fn to_request(&self) -> Result<UnsignedRequest, LookupError>;

    /// What the provider says of itself in a body, if the body is of its kind at all.
    fn said(&self, body: &[u8]) -> Said;

    /// Judges the answer of a successful exchange and tells where its values stand.
    ///
    /// # Errors
    ///
    /// `MALFORMED_RESPONSE`, `REJECTED`, `UNAUTHENTICATED`.
    fn index(&self, response: &HttpResponse<'_>, reading: Reading) -> Result<Index, LookupError>;

    /// Makes the answer of what the index found in the body.
    fn response(&self, index: Index, body: &[u8]) -> Self::Response;

    /// Judges an answer, HTTP status first, and reads it. `now` is when it came; secrets are left out
    /// unless asked for.
    ///
    /// # Errors
    ///
    /// Any but `INVALID_INPUT`, `TRANSPORT` and `CANCELLED`.
    fn read_response(
        &self,
        response: &HttpResponse<'_>,
        now: UnixMillis,
        secrets: bool,
    ) -> Result<Self::Response, LookupError> {
        self.check_status(response, now)?;
        let index = self.index(response, Reading { unit: Unit::Bytes, secrets })?;
        Ok(self.response(index, &response.body))
    }

    /// What the provider says of itself in an answer, made safe to log.
    fn reply(&self, response: &HttpResponse<'_>) -> Box<Reply> {
        let Said { code, text, request_id } = self.said(&response.body);
        let mut reply = Reply {
            provider: Self::PROVIDER,
            status: response.status,
            provider_code: code,
            provider_text: text,
            request_id,
        };
        reply.scrub(self.to_request().ok().as_ref());
        Box::new(reply)
    }

    /// The answer lacks something at `path`, or holds it in another shape than documented.
    fn malformed(&self, response: &HttpResponse<'_>, path: &str) -> LookupError {
        let detail = "missing or of another type than documented";
        LookupError::MalformedResponse { reply: self.reply(response), path: path.to_owned(), detail }
    }

    /// The answer is no JSON.
    fn not_json(&self, response: &HttpResponse<'_>, why: NotJson) -> LookupError {
        let detail = why.as_str();
        LookupError::MalformedResponse { reply: self.reply(response), path: String::new(), detail }
    }

    /// Whether the HTTP status is one of success.
    ///
    /// # Errors
    ///
    /// `RATE_LIMITED` for 429, `UNAUTHENTICATED` for 401 and 403, else `HTTP_STATUS`.
    fn check_status(&self, response: &HttpResponse<'_>, now: UnixMillis) -> Result<(), LookupError> {
        let status = response.status;
        if (200..300).contains(&status) {
            return Ok(());
        }
        let reply = self.reply(response);
        let retry_after = response.header("retry-after").and_then(|value| retry_after(value, now.0));
        let repeatable = Self::RETRY_SAFETY == RetrySafety::Idempotent;
        Err(match status {
            401 | 403 => LookupError::Unauthenticated { reply },
            429 => LookupError::RateLimited { reply, retry_after, retryable: repeatable },
            _ => {
                let retryable = repeatable && matches!(status, 408 | 500 | 502 | 503 | 504);
                LookupError::HttpStatus { reply, retry_after, retryable }
            }
        })
    }
}

/// What a provider says in its envelope.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Said {
    /// Its own code.
    pub code: Option<i64>,
    /// Its own text, as it came.
    pub text: Option<String>,
    /// Its id of the request.
    pub request_id: Option<String>,
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
pub trait AuthScheme {
    /// Adds what the provider wants to see, for this attempt alone.
    fn authenticate(&self, request: &mut UnsignedRequest, params: &SigningParams);
}

/// No credentials.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoAuth;

impl AuthScheme for NoAuth {
    fn authenticate(&self, _request: &mut UnsignedRequest, _params: &SigningParams) {}
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
        Self(hex::encode(random))
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

/// An operation whose answer is the index alone, for hosts that keep the body and make their own objects.
#[derive(Debug, Clone)]
pub struct Indexed<E> {
    /// The operation.
    pub endpoint: E,
    /// What the index counts.
    pub unit: Unit,
}

impl<E: Endpoint> Endpoint for Indexed<E> {
    const PROVIDER: &'static str = E::PROVIDER;
    const BASE_URL: Option<&'static str> = E::BASE_URL;
    const RETRY_SAFETY: RetrySafety = E::RETRY_SAFETY;
    type Auth = E::Auth;
    type Response = Index;

    fn to_request(&self) -> Result<UnsignedRequest, LookupError> {
        self.endpoint.to_request()
    }

    fn said(&self, body: &[u8]) -> Said {
        self.endpoint.said(body)
    }

    fn index(&self, response: &HttpResponse<'_>, reading: Reading) -> Result<Index, LookupError> {
        self.endpoint.index(response, Reading { unit: self.unit, ..reading })
    }

    fn response(&self, index: Index, _body: &[u8]) -> Index {
        index
    }
}
