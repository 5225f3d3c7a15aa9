//! What can go wrong, and what to do about it.

use crate::http::UnsignedRequest;
use crate::secret::REDACTED;
use crate::text::{join, write_integer, write_string};
use std::fmt;

/// Why a lookup failed. Every field is safe to log: none holds a URL, a body, an identifier or a secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LookupError {
    /// What was asked for, or how, is not allowed. Nothing was sent. The caller's fault.
    InvalidInput {
        /// The field, as the caller knows it; of a list with the index: `emails[3]`.
        field: String,
        /// What is wrong with it, with the limit where there is one.
        detail: &'static str,
    },
    /// The provider refuses the credentials. Check them, and the device's clock where requests are signed.
    Unauthenticated {
        /// What the provider said.
        reply: Box<Reply>,
    },
    /// Too many requests for the provider's taste. Ask again later.
    RateLimited {
        /// What the provider said.
        reply: Box<Reply>,
        /// Whether the same request may be sent again.
        retryable: bool,
    },
    /// The provider understood and said no; its code and text say why.
    Rejected {
        /// What the provider said.
        reply: Box<Reply>,
    },
    /// An HTTP status that is neither success nor one of the above. 0 where a browser hides it: a redirect.
    HttpStatus {
        /// What the provider said.
        reply: Box<Reply>,
        /// Whether the same request may be sent again.
        retryable: bool,
    },
    /// The answer is not what the provider documents. The provider's fault, or ours.
    MalformedResponse {
        /// What the provider said.
        reply: Box<Reply>,
        /// Where in the body, in the vendor's names with map keys as `*`; empty for the whole.
        path: String,
        /// What is wrong there.
        detail: &'static str,
    },
    /// The answer is longer than the caller allows.
    ResponseTooLarge {
        /// Who sent it.
        provider: &'static str,
        /// The caller's limit, in bytes.
        max_bytes: usize,
    },
    /// No answer came.
    Transport {
        /// Who was asked.
        provider: &'static str,
        /// What happened on the way.
        kind: TransportErrorKind,
        /// Whether the same request may be sent again.
        retryable: bool,
    },
    /// The caller did not want to know any more.
    Cancelled,
    /// A bug in this library.
    Internal {
        /// What was found.
        detail: &'static str,
    },
}

/// What a provider said, made safe to log.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reply {
    /// Who said it.
    pub provider: &'static str,
    /// The HTTP status.
    pub status: u16,
    /// The provider's own code.
    pub provider_code: Option<i64>,
    /// The provider's own text. What looks like a person's or a secret is `[redacted]` in it.
    pub provider_text: Option<String>,
    /// The id under which the provider's support finds the request.
    pub request_id: Option<String>,
    /// The pause that the provider asks for, in milliseconds.
    pub retry_after_ms: Option<u64>,
}

/// Kinds of failure on the way. A browser tells none of them apart but `Interrupted`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TransportErrorKind {
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

impl TransportErrorKind {
    /// Whether the request certainly never left, so that even a single-use code is unspent.
    pub fn is_unsent(self) -> bool {
        matches!(self, Self::Offline | Self::Refused)
    }

    /// Its frozen name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Offline => "offline",
            Self::Refused => "refused",
            Self::Timeout => "timeout",
            Self::Interrupted => "interrupted",
            Self::TooLarge => "too_large",
        }
    }

    fn explanation(self) -> &'static str {
        match self {
            Self::Offline => "no network, or no such host",
            Self::Refused => "connection refused",
            Self::Timeout => "no answer in time",
            Self::Interrupted => "the exchange broke off",
            Self::TooLarge => "the body went past the limit",
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
    /// Every code with whose fault it is and what to do: what the glossary of errors is made from.
    pub const GLOSSARY: [(Self, &str, &str); 10] = [
        (Self::InvalidInput, "The caller.", "Correct the field that the error names; nothing was sent."),
        (
            Self::Unauthenticated,
            "The credentials, or the clock that signed them.",
            "Check app id and secret, get a new token, set the clock.",
        ),
        (
            Self::RateLimited,
            "Nobody: too many requests at a time.",
            "Wait for `retry_after_ms`, or a while, and ask again.",
        ),
        (
            Self::Rejected,
            "What was asked for, in the provider's eyes.",
            "Read the provider's code and text; a single-use code has to be a fresh one.",
        ),
        (
            Self::HttpStatus,
            "The provider, or something between you and it.",
            "Look at the status; ask again later if `retryable`.",
        ),
        (
            Self::MalformedResponse,
            "The provider, or this library.",
            "Report the path that the error names; asking again rarely helps.",
        ),
        (
            Self::ResponseTooLarge,
            "The provider, or a limit that is too low.",
            "Ask for fewer people at a time, or raise the limit.",
        ),
        (Self::Transport, "The network.", "Ask again if `retryable`; get a fresh single-use code otherwise."),
        (Self::Cancelled, "Nobody: the caller wanted it so.", "Nothing."),
        (Self::Internal, "This library.", "Report it."),
    ];

    /// Its frozen name.
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

/// An error on its way out. It travels as a pointer: to move the error itself takes more code than all that makes
/// one, which the npm module would have to carry.
pub(crate) type Fault = Box<LookupError>;

impl From<Fault> for LookupError {
    fn from(fault: Fault) -> Self {
        *fault
    }
}

/// An input that is not allowed.
#[cold]
pub(crate) fn invalid(field: &str, detail: &'static str) -> Fault {
    Box::new(LookupError::InvalidInput { field: field.to_owned(), detail })
}

/// Checks that an input is not empty.
pub(crate) fn filled(field: &str, text: &str) -> Result<(), Fault> {
    if text.is_empty() { Err(invalid(field, EMPTY)) } else { Ok(()) }
}

/// What an input may not be.
pub(crate) const EMPTY: &str = "is empty";

impl LookupError {
    /// An input that is not allowed.
    pub fn invalid(field: impl Into<String>, detail: &'static str) -> Self {
        Self::InvalidInput { field: field.into(), detail }
    }

    /// Its frozen code.
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

    /// Whether the same request, sent again later, may succeed and does no harm.
    pub fn retryable(&self) -> bool {
        match self {
            Self::RateLimited { retryable, .. }
            | Self::HttpStatus { retryable, .. }
            | Self::Transport { retryable, .. } => *retryable,
            _ => false,
        }
    }

    /// What the provider said, where it said something.
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

    /// The provider that was asked.
    pub fn provider(&self) -> Option<&'static str> {
        match self {
            Self::ResponseTooLarge { provider, .. } | Self::Transport { provider, .. } => Some(provider),
            _ => self.reply().map(|reply| reply.provider),
        }
    }

    /// The pause that the provider asks for, in milliseconds.
    pub fn retry_after_ms(&self) -> Option<u64> {
        self.reply()?.retry_after_ms
    }

    /// The field that is not allowed, or the path to what cannot be read.
    pub fn field(&self) -> Option<&str> {
        match self {
            Self::InvalidInput { field, .. } => Some(field),
            Self::MalformedResponse { path, .. } => Some(path),
            _ => None,
        }
    }

    /// What happened on the way.
    pub fn transport_kind(&self) -> Option<TransportErrorKind> {
        match self {
            Self::Transport { kind, .. } => Some(*kind),
            _ => None,
        }
    }

    /// What went wrong, for people: lower case, no period. Put together by hand, because the formatting
    /// machinery would weigh as much as the reader in the npm module.
    pub fn message(&self) -> String {
        let mut text = String::new();
        match self.reply() {
            Some(reply) => reply.describe(&mut text),
            None => text.push_str(self.provider().unwrap_or_default()),
        }
        let [what, detail] = match self {
            Self::InvalidInput { field, detail } => {
                text.push_str(field);
                [" ", detail]
            }
            Self::Unauthenticated { .. } => [" refused the credentials", ""],
            Self::RateLimited { .. } => [" wants fewer requests", ""],
            Self::Rejected { .. } => [" said no", ""],
            Self::HttpStatus { .. } => [" answered with an unexpected status", ""],
            Self::MalformedResponse { path, detail, .. } => {
                join(&mut text, &[" sent an answer that cannot be read: ", path]);
                [if path.is_empty() { "" } else { ": " }, detail]
            }
            Self::ResponseTooLarge { max_bytes, .. } => {
                text.push_str(" sent more than ");
                write_integer(&mut text, i64::try_from(*max_bytes).unwrap_or(i64::MAX));
                [" bytes", ""]
            }
            Self::Transport { kind, .. } => [" could not be reached: ", kind.explanation()],
            Self::Cancelled => ["cancelled", ""],
            Self::Internal { detail } => ["internal error: ", detail],
        };
        join(&mut text, &[what, detail]);
        if let Some(time_ms) = self.retry_after_ms() {
            text.push_str(", try again in ");
            write_integer(&mut text, i64::try_from(time_ms).unwrap_or(i64::MAX));
            text.push_str(" ms");
        }
        text
    }

    /// The error as JSON, for hosts without this type. What does not exist is left out:
    ///
    /// `code`, `retryable`, `message`, `provider`, `status`, `providerCode`, `providerText`, `requestId`,
    /// `retryAfterMs`, `field`, `kind`.
    pub fn to_json(&self) -> String {
        let mut json =
            String::from(if self.retryable() { "{\"retryable\":true" } else { "{\"retryable\":false" });
        let text = |json: &mut String, name, text: Option<&str>| {
            if let Some(text) = text {
                join(json, &[",\"", name, "\":"]);
                write_string(json, text);
            }
        };
        let number = |json: &mut String, name, number: Option<i64>| {
            if let Some(number) = number {
                join(json, &[",\"", name, "\":"]);
                write_integer(json, number);
            }
        };
        text(&mut json, "code", Some(self.code().as_str()));
        text(&mut json, "message", Some(&self.message()));
        text(&mut json, "provider", self.provider());
        text(&mut json, "field", self.field());
        text(&mut json, "kind", self.transport_kind().map(TransportErrorKind::as_str));
        if let Some(reply) = self.reply() {
            text(&mut json, "providerText", reply.provider_text.as_deref());
            text(&mut json, "requestId", reply.request_id.as_deref());
            number(&mut json, "status", Some(reply.status.into()));
            number(&mut json, "providerCode", reply.provider_code);
            number(
                &mut json,
                "retryAfterMs",
                reply.retry_after_ms.map(|ms| i64::try_from(ms).unwrap_or(i64::MAX)),
            );
        }
        json.push('}');
        json
    }
}

impl Reply {
    fn describe(&self, text: &mut String) {
        join(text, &[self.provider, " (HTTP "]);
        write_integer(text, i64::from(self.status));
        if let Some(code) = self.provider_code {
            text.push_str(", code ");
            write_integer(text, code);
        }
        if let Some(said) = &self.provider_text {
            join(text, &[", \"", said.as_str(), "\""]);
        }
        if let Some(id) = &self.request_id {
            join(text, &[", request ", id.as_str()]);
        }
        text.push(')');
    }

    /// Takes out of the words whatever the request carried, what looks like a person's or a secret, and what
    /// would make a mess of a log.
    pub(crate) fn scrub(&mut self, request: &UnsignedRequest) {
        let safe = |text: Option<String>, is_text| {
            let text = safe_text(&text?, request, is_text);
            (!text.is_empty()).then_some(text)
        };
        self.provider_text = safe(self.provider_text.take(), true);
        self.request_id = safe(self.request_id.take(), false);
    }
}

/// Shorter values would shred the text and give nobody away.
const MIN_SCRUBBED: usize = 3;

impl fmt::Display for LookupError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message())
    }
}

impl std::error::Error for LookupError {}

/// The longest text of a provider that is kept, in characters.
const MAX_TEXT: usize = 200;
/// No more of a text is looked at, in characters: ten times what is kept.
const MAX_READ: usize = 2_000;
/// As many digits in one run are taken for a phone number.
const PHONE_DIGITS: usize = 7;
/// A run as long as this is taken for a token.
const TOKEN_LEN: usize = 20;

/// A provider's text without control characters, without what the request carried and, unless it is an id, without
/// what looks like an address, a phone number or a token.
fn safe_text(text: &str, request: &UnsignedRequest, is_text: bool) -> String {
    let mut clean = String::new();
    let mut is_cut = false;
    for (at, character) in text.chars().filter(|character| !character.is_control()).enumerate() {
        // What is cut off may be the rest of something that has to be hidden.
        is_cut = at == MAX_READ;
        if is_cut {
            break;
        }
        clean.push(character);
    }
    let mut bytes = clean.clone().into_bytes();
    request.for_each_private(&mut |value| {
        let value = value.as_bytes();
        for at in 0..clean.len() {
            let rest = clean.as_bytes().get(at..).unwrap_or_default();
            if value.len() >= MIN_SCRUBBED && (rest.starts_with(value) || is_cut && value.starts_with(rest)) {
                hide(&mut bytes, at, value.len());
            }
        }
    });
    let mut at = 0;
    while is_text && at < bytes.len() {
        let (mut len, mut digits, mut is_address) = (0, 0, false);
        for byte in bytes.iter().skip(at).take_while(|byte| is_run(**byte)) {
            len += 1;
            digits += usize::from(byte.is_ascii_digit());
            is_address |= *byte == b'@';
        }
        let is_cut_off = is_cut && at + len == bytes.len();
        if is_address || digits >= PHONE_DIGITS || len >= TOKEN_LEN || is_cut_off {
            hide(&mut bytes, at, len);
        }
        at += len.max(1);
    }
    let mut out = String::new();
    let mut was_hidden = false;
    for (at, character) in clean.char_indices() {
        let is_hidden = bytes.get(at) == Some(&HIDDEN);
        match is_hidden {
            true if was_hidden => {}
            true => out.push_str(REDACTED),
            false => out.push(character),
        }
        was_hidden = is_hidden;
    }
    if let Some((end, _)) = out.char_indices().nth(MAX_TEXT) {
        out.truncate(end);
    }
    out
}

/// What stands in the place of a byte that is to be hidden: a control character, so there is none otherwise.
const HIDDEN: u8 = 0;

fn hide(bytes: &mut [u8], at: usize, len: usize) {
    bytes.iter_mut().skip(at).take(len).for_each(|byte| *byte = HIDDEN);
}

/// What addresses, phone numbers and tokens are written with.
fn is_run(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'@' | b'.' | b'_' | b'+' | b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_safe_to_log() {
        for (text, safe) in [
            ("手机号10000000001不存在", "手机号[redacted]不存在"),
            ("no user ann@example.com here", "no user [redacted] here"),
            ("code 40029: invalid\r\ncode", "code 40029: invalidcode"),
            ("token 00112233445566778899aabbccddeeff expired", "token [redacted] expired"),
            ("+86-1000-000-0001", "[redacted]"),
            ("", ""),
        ] {
            assert_eq!(safe_text(text, &UnsignedRequest::post("/"), true), safe);
        }
    }

    #[test]
    fn what_is_cut_off_leaves_no_part_behind() {
        // Nearly all of it is one token, so that what stands at the cut comes within what is kept.
        let token = "x".repeat(MAX_READ - 6);
        assert_eq!(
            safe_text(&format!("{token} 10000000001"), &UnsignedRequest::post("/"), true),
            "[redacted] [redacted]"
        );
        let mut request = UnsignedRequest::post("/who");
        request.text_first("who", "安然于心", crate::record::Class::Personal);
        let token = "x".repeat(MAX_READ - 3);
        assert_eq!(safe_text(&format!("{token} 安然于心"), &request, true), "[redacted] [redacted]");
    }

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
        assert_eq!(error.to_string(), "example (HTTP 200, code 7, \"no such app\", request r-1) said no");
        let error = LookupError::invalid("emails[3]", "is empty");
        assert_eq!(error.to_string(), "emails[3] is empty");
    }
}
