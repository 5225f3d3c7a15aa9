//! Why a lookup failed, for languages that make their own errors of it.

use std::fmt;

use mingpian::{LookupError, TransportErrorKind};

/// See [`LookupError`]: one variant for each of its codes. `text` is what its `Display` says.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Error)]
#[uniffi::export(Display)]
pub enum CoreError {
    /// What was asked for, or how, is not allowed. Nothing was sent.
    InvalidInput {
        /// What went wrong, for people.
        text: String,
        /// The field, as the caller knows it.
        field: String,
    },
    /// The provider refuses the credentials.
    Unauthenticated {
        /// What went wrong, for people.
        text: String,
        /// What the provider said.
        reply: Box<Reply>,
    },
    /// Too many requests for the provider's taste.
    RateLimited {
        /// What went wrong, for people.
        text: String,
        /// Whether the same request may be sent again.
        retryable: bool,
        /// What the provider said.
        reply: Box<Reply>,
    },
    /// The provider understood and said no.
    Rejected {
        /// What went wrong, for people.
        text: String,
        /// What the provider said.
        reply: Box<Reply>,
    },
    /// An HTTP status that is neither success nor one of the above.
    HttpStatus {
        /// What went wrong, for people.
        text: String,
        /// Whether the same request may be sent again.
        retryable: bool,
        /// What the provider said.
        reply: Box<Reply>,
    },
    /// The answer is not what the provider documents.
    MalformedResponse {
        /// What went wrong, for people.
        text: String,
        /// Where in the body; empty for the whole.
        field: String,
        /// What the provider said.
        reply: Box<Reply>,
    },
    /// The answer is longer than the caller allows.
    ResponseTooLarge {
        /// What went wrong, for people.
        text: String,
        /// Who sent it.
        provider: String,
    },
    /// No answer came.
    Transport {
        /// What went wrong, for people.
        text: String,
        /// Whether the same request may be sent again.
        retryable: bool,
        /// Who was asked.
        provider: String,
        /// What happened on the way.
        kind: TransportKind,
    },
    /// The caller did not want to know any more, or not yet.
    Cancelled {
        /// What went wrong, for people.
        text: String,
    },
    /// A bug in this library.
    Internal {
        /// What went wrong, for people.
        text: String,
    },
}

/// What a provider said, made safe to log.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Reply {
    /// Who said it.
    pub provider: String,
    /// The HTTP status.
    pub status: i32,
    /// The provider's own code.
    pub provider_code: Option<i64>,
    /// The provider's own text.
    pub provider_text: Option<String>,
    /// The id under which the provider's support finds the request.
    pub request_id: Option<String>,
    /// The pause that the provider asks for, in milliseconds.
    pub retry_after_ms: Option<i64>,
}

/// Kinds of failure on the way; see [`TransportErrorKind`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum TransportKind {
    /// No network, or the host's name was not found: certainly not sent.
    Offline,
    /// The connection was refused: certainly not sent.
    Refused,
    /// No answer in time.
    Timeout,
    /// The exchange broke off, before, while or after sending.
    Interrupted,
    /// The body went past the limit and was not read to its end.
    TooLarge,
}

impl From<&LookupError> for CoreError {
    fn from(error: &LookupError) -> Self {
        let text = error.message();
        match error {
            LookupError::InvalidInput { field, .. } => Self::InvalidInput { text, field: field.clone() },
            LookupError::Unauthenticated { reply } => {
                Self::Unauthenticated { text, reply: Box::new((&**reply).into()) }
            }
            LookupError::RateLimited { reply, retryable } => {
                Self::RateLimited { text, retryable: *retryable, reply: Box::new((&**reply).into()) }
            }
            LookupError::Rejected { reply } => Self::Rejected { text, reply: Box::new((&**reply).into()) },
            LookupError::HttpStatus { reply, retryable } => {
                Self::HttpStatus { text, retryable: *retryable, reply: Box::new((&**reply).into()) }
            }
            LookupError::MalformedResponse { reply, path, .. } => {
                Self::MalformedResponse { text, field: path.clone(), reply: Box::new((&**reply).into()) }
            }
            LookupError::ResponseTooLarge { provider, .. } => {
                Self::ResponseTooLarge { text, provider: (*provider).to_owned() }
            }
            LookupError::Transport { provider, kind, retryable } => Self::Transport {
                text,
                retryable: *retryable,
                provider: (*provider).to_owned(),
                kind: (*kind).into(),
            },
            LookupError::Cancelled => Self::Cancelled { text },
            LookupError::Internal { .. } => Self::Internal { text },
        }
    }
}

impl From<LookupError> for CoreError {
    fn from(error: LookupError) -> Self {
        Self::from(&error)
    }
}

impl fmt::Display for CoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::InvalidInput { text, .. }
            | Self::Unauthenticated { text, .. }
            | Self::RateLimited { text, .. }
            | Self::Rejected { text, .. }
            | Self::HttpStatus { text, .. }
            | Self::MalformedResponse { text, .. }
            | Self::ResponseTooLarge { text, .. }
            | Self::Transport { text, .. }
            | Self::Cancelled { text }
            | Self::Internal { text } => text,
        })
    }
}

impl std::error::Error for CoreError {}

impl From<&mingpian::Reply> for Reply {
    fn from(reply: &mingpian::Reply) -> Self {
        Self {
            provider: reply.provider.to_owned(),
            status: reply.status.into(),
            provider_code: reply.provider_code,
            provider_text: reply.provider_text.clone(),
            request_id: reply.request_id.clone(),
            retry_after_ms: reply.retry_after_ms.map(|ms| i64::try_from(ms).unwrap_or(i64::MAX)),
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
