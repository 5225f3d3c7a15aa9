//! The steps that a lookup returns to its host.

use std::fmt;

use mingpian::Answer;
use mingpian::record::Raw;

use crate::bytes::Bytes;
use crate::error::LookupFailure;
use crate::http::HttpRequest;
use crate::number::{to_i32, to_i64};

/// The next step that a host has to perform.
#[derive(uniffi::Enum)]
#[uniffi::export(Debug)]
pub enum Step {
    /// Send this request, and report the result.
    Send {
        /// The request to send without changes.
        request: HttpRequest,
    },
    /// Ask the app's own server for a signature, and report its headers.
    Sign {
        /// The ID to report under. The request that follows has the same ID.
        id: i64,
        /// The time to sign, in milliseconds since 1970.
        time_ms: i64,
        /// The nonce to sign: 32 hexadecimal digits.
        nonce: String,
    },
    /// Obtain a new token, because the provider refused the current one, and report it.
    Renew {
        /// The ID to report under.
        id: i64,
    },
    /// Stop the operation that was started under this ID. Its result is no longer needed.
    Abort {
        /// The ID of the operation to stop.
        id: i64,
    },
    /// Add up to `room` identifiers to a list, or end the list. A host may do this later.
    Feed {
        /// The position of the list.
        list: i32,
        /// The number of identifiers that the next request still has room for.
        room: i32,
    },
    /// Take this answer. It is read from the body that was accepted under this ID.
    Answer {
        /// The request that was answered.
        id: i64,
        /// The body to read from instead, if characters of the accepted one had to be replaced.
        repaired: Option<Bytes>,
        /// The positions of the values in the body, as little-endian 32-bit words.
        index: Bytes,
        /// The identifiers without a record.
        not_found: Vec<String>,
        /// The identifiers whose record could not be read.
        unreadable: Vec<Unreadable>,
        /// The ID by which the provider's support team can identify the request.
        request_id: Option<String>,
    },
    /// Take this page, whose request failed.
    Failed {
        /// The request that failed. It is absent if no request was sent.
        id: Option<i64>,
        /// The identifiers without an answer, list by list.
        asked: Vec<Vec<String>>,
        /// The error that prevented an answer.
        error: LookupFailure,
    },
    /// Poll again after this duration, or as soon as a result has been reported.
    Wait {
        /// The duration in milliseconds. If it is absent, wait until a result is reported.
        ms: Option<i64>,
    },
    /// The lookup is over.
    Done {
        /// The request that caused the error, if a request did.
        id: Option<i64>,
        /// The error that ended the lookup, if it failed.
        error: Option<LookupFailure>,
    },
}

/// A record that could not be read.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
#[uniffi::export(Debug)]
pub struct Unreadable {
    /// The requested identifier, or the key that was not requested.
    pub identifier: String,
    /// The field that is missing or of another type than documented. It is empty if the record is not an object.
    pub field: String,
}

/// The progress of a lookup. Each identifier counts as often as it was requested.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Record)]
pub struct Progress {
    /// The number of identifiers whose answers were returned.
    pub done: i64,
    /// The number of identifiers that were added so far.
    pub total: i64,
}

impl Step {
    pub(crate) fn new(step: mingpian::Step, max_body_bytes: i64) -> Self {
        match step {
            mingpian::Step::Send { id, attempt, request } => {
                Self::Send { request: HttpRequest::new(id, attempt, request, max_body_bytes) }
            }
            mingpian::Step::Sign { id, params } => Self::Sign {
                id: id.0.into(),
                time_ms: to_i64(params.time.0),
                nonce: params.nonce.as_str().to_owned(),
            },
            mingpian::Step::Renew { id } => Self::Renew { id: id.0.into() },
            mingpian::Step::Abort { id } => Self::Abort { id: id.0.into() },
            mingpian::Step::Feed { list, room } => Self::Feed { list: to_i32(list), room: to_i32(room) },
            mingpian::Step::Answer(answer) => Self::answer(answer),
            mingpian::Step::Wait(time) => Self::Wait { ms: time.map(|time| to_i64(time.as_millis())) },
            mingpian::Step::Done { id, result } => {
                Self::Done { id: id.map(|id| id.0.into()), error: result.err().map(|error| (&error).into()) }
            }
        }
    }

    fn answer(answer: Answer) -> Self {
        let raw = match answer.raw() {
            Ok(raw) => raw,
            Err(error) => {
                return Self::Failed {
                    id: answer.id.map(|id| id.0.into()),
                    asked: answer.asked().to_vec(),
                    error: error.into(),
                };
            }
        };
        let Raw { body, is_repaired, index, not_found, unreadable, request_id, .. } = raw;
        Self::Answer {
            // Only a failed answer has no request.
            id: answer.id.map_or(0, |id| id.0.into()),
            repaired: is_repaired.then(|| Bytes::from(body.as_bytes())),
            index: Bytes::from_words(index.words()),
            not_found: not_found.clone(),
            unreadable: unreadable.iter().map(Unreadable::from).collect(),
            request_id: request_id.clone(),
        }
    }
}

impl From<&mingpian::record::Unreadable> for Unreadable {
    fn from(unreadable: &mingpian::record::Unreadable) -> Self {
        Self { identifier: unreadable.identifier.clone(), field: unreadable.field.to_owned() }
    }
}

impl From<mingpian::Progress> for Progress {
    fn from(progress: mingpian::Progress) -> Self {
        Self { done: to_i64(progress.done), total: to_i64(progress.total) }
    }
}

/// Prints the step, without personal data.
impl fmt::Debug for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Send { request } => f.debug_struct("Send").field("request", request).finish(),
            Self::Sign { id, .. } => f.debug_struct("Sign").field("id", id).finish_non_exhaustive(),
            Self::Renew { id } => f.debug_struct("Renew").field("id", id).finish(),
            Self::Abort { id } => f.debug_struct("Abort").field("id", id).finish(),
            Self::Feed { list, room } => {
                f.debug_struct("Feed").field("list", list).field("room", room).finish()
            }
            Self::Answer { id, index, .. } => {
                f.debug_struct("Answer").field("id", id).field("index", index).finish_non_exhaustive()
            }
            Self::Failed { id, error, .. } => {
                f.debug_struct("Failed").field("id", id).field("error", error).finish_non_exhaustive()
            }
            Self::Wait { ms } => f.debug_struct("Wait").field("ms", ms).finish(),
            Self::Done { id, error } => f.debug_struct("Done").field("id", id).field("error", error).finish(),
        }
    }
}

/// Prints the field, without personal data.
impl fmt::Debug for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Unreadable").field("field", &self.field).finish_non_exhaustive()
    }
}
