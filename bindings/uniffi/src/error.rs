//! Describes the failures of lookups, from which the other languages create their own errors.

use std::fmt;

use mingpian::{LookupError, TransportErrorKind};

use crate::number::to_i64;

/// The error with which opening a lookup or creating a signature fails.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Error)]
pub enum CoreError {
    /// The only variant.
    Failed {
        /// The details of the error.
        failure: Box<LookupFailure>,
    },
}

/// A [`LookupError`] as one record for all of its codes. Members that the code does not have are absent.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct LookupFailure {
    /// The code of the error.
    pub code: ErrorCode,
    /// A description of the error in English, for logs and developers.
    pub message: String,
    /// Whether the same request is safe to send again and may succeed later.
    pub retryable: bool,
    /// The provider that was asked.
    pub provider: Option<String>,
    /// The field that is not allowed, or the path to the value that cannot be read.
    pub field: Option<String>,
    /// How the transport failed.
    pub kind: Option<TransportKind>,
    /// The HTTP status.
    pub status: Option<i32>,
    /// The provider's own code.
    pub provider_code: Option<i64>,
    /// The provider's own text.
    pub provider_text: Option<String>,
    /// The ID by which the provider's support team can identify the request.
    pub request_id: Option<String>,
    /// How long the provider asks clients to wait before the next request, in milliseconds.
    pub retry_after_ms: Option<i64>,
}

/// The codes of errors, which never change. See [`mingpian::ErrorCode`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum ErrorCode {
    /// The question or an option is not allowed.
    InvalidInput,
    /// The provider refused the credentials.
    Unauthenticated,
    /// The provider received too many requests.
    RateLimited,
    /// The provider rejected the request.
    Rejected,
    /// The HTTP status is unexpected.
    HttpStatus,
    /// The response is not what the provider documents.
    MalformedResponse,
    /// The response is longer than the caller allows.
    ResponseTooLarge,
    /// No response arrived.
    Transport,
    /// The caller cancelled the lookup.
    Cancelled,
    /// This library has a bug.
    Internal,
}

/// The ways in which a transport can fail. See [`TransportErrorKind`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum TransportKind {
    /// There is no network, or the host name was not found. It is certain that the request was never sent.
    Offline,
    /// The connection was refused. It is certain that the request was never sent.
    Refused,
    /// No response arrived in time.
    Timeout,
    /// The exchange was interrupted before, during, or after sending.
    Interrupted,
    /// The body exceeded the limit and was not read to its end.
    TooLarge,
}

impl From<&LookupError> for LookupFailure {
    fn from(error: &LookupError) -> Self {
        let reply = error.reply();
        Self {
            code: error.code().into(),
            message: error.to_string(),
            retryable: error.retryable(),
            provider: error.provider().map(str::to_owned),
            field: error.field().map(str::to_owned),
            kind: error.transport_kind().map(TransportKind::from),
            status: reply.map(|reply| reply.status.into()),
            provider_code: reply.and_then(|reply| reply.provider_code),
            provider_text: reply.and_then(|reply| reply.provider_text.clone()),
            request_id: reply.and_then(|reply| reply.request_id.clone()),
            retry_after_ms: error.retry_after_ms().map(to_i64),
        }
    }
}

impl From<LookupError> for CoreError {
    fn from(error: LookupError) -> Self {
        Self::Failed { failure: Box::new((&error).into()) }
    }
}

impl fmt::Display for CoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self::Failed { failure } = self;
        f.write_str(&failure.message)
    }
}

impl std::error::Error for CoreError {}

impl From<mingpian::ErrorCode> for ErrorCode {
    fn from(code: mingpian::ErrorCode) -> Self {
        match code {
            mingpian::ErrorCode::InvalidInput => Self::InvalidInput,
            mingpian::ErrorCode::Unauthenticated => Self::Unauthenticated,
            mingpian::ErrorCode::RateLimited => Self::RateLimited,
            mingpian::ErrorCode::Rejected => Self::Rejected,
            mingpian::ErrorCode::HttpStatus => Self::HttpStatus,
            mingpian::ErrorCode::MalformedResponse => Self::MalformedResponse,
            mingpian::ErrorCode::ResponseTooLarge => Self::ResponseTooLarge,
            mingpian::ErrorCode::Transport => Self::Transport,
            mingpian::ErrorCode::Cancelled => Self::Cancelled,
            mingpian::ErrorCode::Internal => Self::Internal,
        }
    }
}

impl From<TransportErrorKind> for TransportKind {
    fn from(kind: TransportErrorKind) -> Self {
        match kind {
            TransportErrorKind::Offline => Self::Offline,
            TransportErrorKind::Refused => Self::Refused,
            TransportErrorKind::Timeout => Self::Timeout,
            TransportErrorKind::Interrupted => Self::Interrupted,
            TransportErrorKind::TooLarge => Self::TooLarge,
        }
    }
}

impl From<TransportKind> for TransportErrorKind {
    fn from(kind: TransportKind) -> Self {
        match kind {
            TransportKind::Offline => Self::Offline,
            TransportKind::Refused => Self::Refused,
            TransportKind::Timeout => Self::Timeout,
            TransportKind::Interrupted => Self::Interrupted,
            TransportKind::TooLarge => Self::TooLarge,
        }
    }
}
