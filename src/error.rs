//! Errors, and how to handle them.

use serde::ser::{Serialize, SerializeMap as _, Serializer};
use std::borrow::Cow;
use std::fmt;

/// The reason why a lookup failed.
///
/// Every field is safe to log, because no field contains a URL, a body, an identifier, or a secret.
///
#[doc = include_str!("error.md")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LookupError {
    /// The question or an option is not allowed. Nothing was sent. The caller has to correct it.
    InvalidInput {
        /// The field as the caller knows it. An entry of a list has its position: `emails[3]`.
        field: String,
        /// What was expected, and what was found if that is safe to log.
        detail: Cow<'static, str>,
    },
    /// The provider refused the credentials. Check them and, if requests are signed, the device's clock.
    Unauthenticated {
        /// The provider's reply.
        reply: Box<Reply>,
    },
    /// The provider received too many requests. Ask again later.
    RateLimited {
        /// The provider's reply.
        reply: Box<Reply>,
        /// Whether the same request may be sent again.
        retryable: bool,
    },
    /// The provider understood the request and rejected it. Its code and text contain the reason.
    Rejected {
        /// The provider's reply.
        reply: Box<Reply>,
    },
    /// The HTTP status is unexpected: it means neither success nor one of the errors above. It is 0 for a redirect that
    /// a browser does not reveal.
    HttpStatus {
        /// The provider's reply.
        reply: Box<Reply>,
        /// Whether the same request may be sent again.
        retryable: bool,
    },
    /// The response is not what the provider documents.
    MalformedResponse {
        /// The provider's reply.
        reply: Box<Reply>,
        /// The path to the value in the body. It consists of the vendor's names, with `*` for the keys of maps. It is
        /// empty for the whole body.
        path: String,
        /// The problem with the value.
        detail: &'static str,
    },
    /// The response is longer than the caller allows.
    ResponseTooLarge {
        /// The provider that sent it.
        provider: &'static str,
        /// The caller's limit, in bytes.
        max_bytes: usize,
    },
    /// No response arrived.
    Transport {
        /// The provider that was asked.
        provider: &'static str,
        /// How the transport failed.
        kind: TransportErrorKind,
        /// Whether the same request may be sent again.
        retryable: bool,
    },
    /// The caller cancelled the lookup.
    Cancelled,
    /// This library has a bug.
    Internal {
        /// A description of the problem.
        detail: &'static str,
    },
}

/// The parts of a provider's reply that are safe to log.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reply {
    /// The provider's name.
    pub provider: &'static str,
    /// The HTTP status.
    pub status: u16,
    /// The provider's own code.
    pub provider_code: Option<i64>,
    /// The provider's own text, at most 200 characters. What looks like personal data or a secret is `[redacted]`.
    pub provider_text: Option<String>,
    /// The ID by which the provider's support team can identify the request.
    pub request_id: Option<String>,
    /// How long the provider asks clients to wait before the next request, in milliseconds.
    pub retry_after_ms: Option<u64>,
}

/// The ways in which a transport can fail. A browser reports only `Interrupted`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TransportErrorKind {
    /// There is no network, or the host name was not found. The request certainly never left.
    Offline,
    /// The connection was refused. The request certainly never left.
    Refused,
    /// No response arrived in time.
    Timeout,
    /// The exchange was interrupted before, during, or after sending.
    Interrupted,
    /// The body exceeded the limit and was not read to its end.
    TooLarge,
}

impl TransportErrorKind {
    /// Every kind.
    pub const ALL: [Self; 5] =
        [Self::Offline, Self::Refused, Self::Timeout, Self::Interrupted, Self::TooLarge];

    /// Returns whether it is certain that the request was never sent, so that even a single-use code is still unused.
    pub fn is_unsent(self) -> bool {
        matches!(self, Self::Offline | Self::Refused)
    }

    /// Returns the frozen name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Offline => "offline",
            Self::Refused => "refused",
            Self::Timeout => "timeout",
            Self::Interrupted => "interrupted",
            Self::TooLarge => "too_large",
        }
    }

    /// Returns the kind with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }

    fn explanation(self) -> &'static str {
        match self {
            Self::Offline => "no network, or no such host",
            Self::Refused => "the connection was refused",
            Self::Timeout => "no response in time",
            Self::Interrupted => "the exchange was interrupted",
            Self::TooLarge => "the body exceeded the limit",
        }
    }
}

/// The frozen names of errors, the same in every language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ErrorCode {
    /// See [`LookupError::InvalidInput`].
    InvalidInput,
    /// See [`LookupError::Unauthenticated`].
    Unauthenticated,
    /// See [`LookupError::RateLimited`].
    RateLimited,
    /// See [`LookupError::Rejected`].
    Rejected,
    /// See [`LookupError::HttpStatus`].
    HttpStatus,
    /// See [`LookupError::MalformedResponse`].
    MalformedResponse,
    /// See [`LookupError::ResponseTooLarge`].
    ResponseTooLarge,
    /// See [`LookupError::Transport`].
    Transport,
    /// See [`LookupError::Cancelled`].
    Cancelled,
    /// See [`LookupError::Internal`].
    Internal,
}

impl ErrorCode {
    /// Every code with where the fault lies and what to do. The glossary of errors is generated from it.
    pub const GLOSSARY: [(Self, &str, &str); 10] = [
        (Self::InvalidInput, "The caller.", "Correct the field that the error names. Nothing was sent."),
        (
            Self::Unauthenticated,
            "The credentials, or the clock that signed them.",
            "Check the app ID and the secret, get a new token, or set the clock.",
        ),
        (
            Self::RateLimited,
            "Too many requests at a time.",
            "Wait for `retry_after_ms`, or for a while if it is absent, and ask again.",
        ),
        (
            Self::Rejected,
            "The question, according to the provider.",
            "Read the provider's code and text. If the question contains a single-use code, obtain a new one.",
        ),
        (
            Self::HttpStatus,
            "The provider, or a server between you and it.",
            "Look at the status. Ask again later if `retryable` is true.",
        ),
        (
            Self::MalformedResponse,
            "The provider, or this library.",
            "Report the path that the error names. Asking again rarely helps.",
        ),
        (
            Self::ResponseTooLarge,
            "The provider, or a limit that is too low.",
            "Ask for fewer people at a time, or raise the limit.",
        ),
        (
            Self::Transport,
            "The network.",
            "Ask again if `retryable` is true. Otherwise, obtain a new single-use code.",
        ),
        (Self::Cancelled, "The caller cancelled the lookup.", "Nothing."),
        (Self::Internal, "This library.", "Report it."),
    ];

    /// Returns the frozen name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::InvalidInput => "INVALID_INPUT",
            Self::Unauthenticated => "UNAUTHENTICATED",
            Self::RateLimited => "RATE_LIMITED",
            Self::Rejected => "REJECTED",
            Self::HttpStatus => "HTTP_STATUS",
            Self::MalformedResponse => "MALFORMED_RESPONSE",
            Self::ResponseTooLarge => "RESPONSE_TOO_LARGE",
            Self::Transport => "TRANSPORT",
            Self::Cancelled => "CANCELLED",
            Self::Internal => "INTERNAL",
        }
    }
}

impl fmt::Display for ErrorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl LookupError {
    /// Returns the error for an input that is not allowed.
    pub fn invalid(field: impl Into<String>, detail: impl Into<Cow<'static, str>>) -> Self {
        Self::InvalidInput { field: field.into(), detail: detail.into() }
    }

    /// Returns the frozen code.
    pub fn code(&self) -> ErrorCode {
        match self {
            Self::InvalidInput { .. } => ErrorCode::InvalidInput,
            Self::Unauthenticated { .. } => ErrorCode::Unauthenticated,
            Self::RateLimited { .. } => ErrorCode::RateLimited,
            Self::Rejected { .. } => ErrorCode::Rejected,
            Self::HttpStatus { .. } => ErrorCode::HttpStatus,
            Self::MalformedResponse { .. } => ErrorCode::MalformedResponse,
            Self::ResponseTooLarge { .. } => ErrorCode::ResponseTooLarge,
            Self::Transport { .. } => ErrorCode::Transport,
            Self::Cancelled => ErrorCode::Cancelled,
            Self::Internal { .. } => ErrorCode::Internal,
        }
    }

    /// Returns whether the same request is safe to send again and may succeed later.
    pub fn retryable(&self) -> bool {
        match self {
            Self::RateLimited { retryable, .. }
            | Self::HttpStatus { retryable, .. }
            | Self::Transport { retryable, .. } => *retryable,
            _ => false,
        }
    }

    /// Returns the provider's reply, if there was one.
    pub fn reply(&self) -> Option<&Reply> {
        match self {
            Self::Unauthenticated { reply }
            | Self::RateLimited { reply, .. }
            | Self::Rejected { reply }
            | Self::HttpStatus { reply, .. }
            | Self::MalformedResponse { reply, .. } => Some(reply),
            _ => None,
        }
    }

    /// Returns the provider that was asked.
    pub fn provider(&self) -> Option<&'static str> {
        match self {
            Self::ResponseTooLarge { provider, .. } | Self::Transport { provider, .. } => Some(provider),
            _ => self.reply().map(|reply| reply.provider),
        }
    }

    /// Returns how long the provider asks clients to wait before the next request, in milliseconds.
    pub fn retry_after_ms(&self) -> Option<u64> {
        self.reply()?.retry_after_ms
    }

    /// Returns the field that is not allowed, or the path to the value that cannot be read.
    pub fn field(&self) -> Option<&str> {
        match self {
            Self::InvalidInput { field, .. } => Some(field),
            Self::MalformedResponse { path, .. } => Some(path),
            _ => None,
        }
    }

    /// Returns a description of the error in English. It does not use formatters, because they would add 1.5 KB to the
    /// WebAssembly module.
    #[doc(hidden)]
    pub fn message(&self) -> String {
        match self {
            Self::InvalidInput { field, detail } => field.clone() + ": " + detail,
            Self::Unauthenticated { reply } => reply.describe("refused the credentials"),
            Self::RateLimited { reply, .. } => reply.describe("received too many requests"),
            Self::Rejected { reply } => reply.describe("rejected the request"),
            Self::HttpStatus { reply, .. } => reply.describe("answered with an unexpected status"),
            Self::MalformedResponse { reply, path, detail } => {
                let path_end = if path.is_empty() { "" } else { ": " };
                reply.describe("sent a response that cannot be read") + ": " + path + path_end + detail
            }
            Self::ResponseTooLarge { provider, max_bytes } => {
                (*provider).to_owned()
                    + " sent more than the limit of "
                    + &u64::try_from(*max_bytes).unwrap_or(u64::MAX).to_string()
                    + " bytes"
            }
            Self::Transport { provider, kind, .. } => {
                (*provider).to_owned() + " could not be reached: " + kind.explanation()
            }
            Self::Cancelled => "the lookup was cancelled".to_owned(),
            Self::Internal { detail } => "internal error: ".to_owned() + detail,
        }
    }

    /// Returns how the transport failed.
    pub fn transport_kind(&self) -> Option<TransportErrorKind> {
        match self {
            Self::Transport { kind, .. } => Some(*kind),
            _ => None,
        }
    }
}

/// Prints a description of the error in English.
impl fmt::Display for LookupError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message())
    }
}

impl std::error::Error for LookupError {}

impl From<Box<Self>> for LookupError {
    fn from(error: Box<Self>) -> Self {
        *error
    }
}

/// Serializes the error as an object with the same members as in every other language: `code`, `retryable`, `message`,
/// `provider`, `status`, `providerCode`, `providerText`, `requestId`, `retryAfterMs`, `field`, and `kind`. Members
/// without a value are left out.
impl Serialize for LookupError {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("code", self.code().as_str())?;
        map.serialize_entry("retryable", &self.retryable())?;
        map.serialize_entry("message", &self.to_string())?;
        if let Some(provider) = self.provider() {
            map.serialize_entry("provider", provider)?;
        }
        if let Some(field) = self.field() {
            map.serialize_entry("field", field)?;
        }
        if let Some(kind) = self.transport_kind() {
            map.serialize_entry("kind", kind.as_str())?;
        }
        if let Some(reply) = self.reply() {
            map.serialize_entry("status", &reply.status)?;
            if let Some(code) = reply.provider_code {
                map.serialize_entry("providerCode", &code)?;
            }
            if let Some(text) = &reply.provider_text {
                map.serialize_entry("providerText", text)?;
            }
            if let Some(id) = &reply.request_id {
                map.serialize_entry("requestId", id)?;
            }
            if let Some(time_ms) = reply.retry_after_ms {
                map.serialize_entry("retryAfterMs", &time_ms)?;
            }
        }
        map.end()
    }
}

impl Reply {
    /// Returns `example rejected the request (HTTP 200, code 20003, request r-1): no such app`.
    fn describe(&self, what: &str) -> String {
        let mut text =
            self.provider.to_owned() + " " + what + " (HTTP " + &u64::from(self.status).to_string();
        if let Some(code) = self.provider_code {
            text = text + ", code " + &code.to_string();
        }
        if let Some(id) = &self.request_id {
            text = text + ", request " + id;
        }
        if let Some(time_ms) = self.retry_after_ms {
            text = text + ", retry after " + &time_ms.to_string() + " ms";
        }
        text.push(')');
        match &self.provider_text {
            Some(provider_text) => text + ": " + provider_text,
            None => text,
        }
    }
}

/// An error that is passed as a pointer. Moving the error itself takes more code than creating it, and the WebAssembly
/// module would contain that code.
pub(crate) type BoxedError = Box<LookupError>;

/// Returns the error for an input that is not allowed.
#[cold]
pub(crate) fn invalid(field: &str, detail: impl Into<Cow<'static, str>>) -> BoxedError {
    Box::new(LookupError::invalid(field, detail))
}

/// Returns `expected 1 or more, got -5`.
pub(crate) fn got(expected: &str, number: i64) -> String {
    expected.to_owned() + ", got " + &number.to_string()
}

/// Returns `emails[3]`.
pub(crate) fn entry_name(list: &str, position: u64) -> String {
    list.to_owned() + "[" + &position.to_string() + "]"
}

/// The detail of the error for a text that is empty.
pub(crate) const NOT_EMPTY: &str = "expected a non-empty string";

/// Checks that an input is not empty.
pub(crate) fn require(field: &str, text: &str) -> Result<(), BoxedError> {
    if text.is_empty() { Err(invalid(field, NOT_EMPTY)) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_frozen() {
        let codes: Vec<_> = ErrorCode::GLOSSARY.iter().map(|(code, ..)| code.as_str()).collect();
        assert_eq!(
            codes,
            [
                "INVALID_INPUT",
                "UNAUTHENTICATED",
                "RATE_LIMITED",
                "REJECTED",
                "HTTP_STATUS",
                "MALFORMED_RESPONSE",
                "RESPONSE_TOO_LARGE",
                "TRANSPORT",
                "CANCELLED",
                "INTERNAL"
            ]
        );
    }

    #[test]
    fn messages_say_who_and_what() {
        let reply = Reply {
            provider: "example",
            status: 200,
            provider_code: Some(7),
            provider_text: Some("no such app".to_owned()),
            request_id: Some("r-1".to_owned()),
            retry_after_ms: None,
        };
        let error = LookupError::Rejected { reply: Box::new(reply) };
        assert_eq!(
            error.to_string(),
            "example rejected the request (HTTP 200, code 7, request r-1): no such app"
        );
        let error = LookupError::invalid("emails[3]", NOT_EMPTY);
        assert_eq!(error.to_string(), "emails[3]: expected a non-empty string");
    }
}
