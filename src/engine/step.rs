//! The steps that a lookup returns to its host.

use crate::auth::SigningParams;
use crate::error::LookupError;
use crate::http::HttpRequest;
use crate::operation::{Metadata, Operation};
use crate::record::{FromAnswer as _, Raw};
use std::fmt;
use std::time::Duration;

/// The next step that a host has to perform.
#[derive(Debug)]
pub enum Step {
    /// Send this request. Report the result with [`handle_response`](crate::Lookup::handle_response) or
    /// [`handle_failure`](crate::Lookup::handle_failure).
    Send {
        /// The ID to report under.
        id: RequestId,
        /// The number of this attempt of the request, beginning with 1.
        attempt: u32,
        /// The request to send without changes.
        request: HttpRequest,
    },
    /// Ask the app's own server for a signature, and pass its headers to
    /// [`handle_signature`](crate::Lookup::handle_signature).
    Sign {
        /// The ID to report under. The request that follows has the same ID.
        id: RequestId,
        /// The parameters to sign.
        params: SigningParams,
    },
    /// Obtain a new token, because the provider refused the current one, and pass it to
    /// [`handle_renewal`](crate::Lookup::handle_renewal).
    Renew {
        /// The ID to report under.
        id: RequestId,
    },
    /// Stop the operation that was started under this ID. Its result is no longer needed.
    Abort {
        /// The ID of the operation to stop.
        id: RequestId,
    },
    /// Add up to `room` identifiers to a list with [`feed`](crate::Lookup::feed), or end the list. A host may do this
    /// later.
    Feed {
        /// The position of the list in [`Metadata::lists`].
        list: usize,
        /// The number of identifiers that the next request still has room for.
        room: usize,
    },
    /// Take this answer.
    Answer(Answer),
    /// Poll again after this duration, or as soon as a result has been reported. If it is `None`, wait for a report.
    Wait(Option<Duration>),
    /// The lookup is over. Every further poll returns this step again.
    Done {
        /// The request that caused the error, if a request did.
        id: Option<RequestId>,
        /// The error that ended the lookup, if it failed.
        result: Result<(), LookupError>,
    },
}

/// Identifies an attempt of a request, or a renewal of the token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RequestId(pub u32);

/// The progress of a lookup. Each identifier counts as often as it was requested.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Progress {
    /// The number of identifiers whose answers were returned.
    pub done: u64,
    /// The number of identifiers that were added so far.
    pub total: u64,
}

/// The result of one request.
pub struct Answer {
    /// The last attempt of the request. It is absent if no attempt was made.
    pub id: Option<RequestId>,
    pub(crate) operation: &'static Metadata,
    pub(crate) asked: Vec<Vec<String>>,
    pub(crate) result: Result<Raw, LookupError>,
}

impl Answer {
    /// Returns the identifiers that this answer covers, list by list. The slice is empty if the operation has no lists.
    pub fn asked(&self) -> &[Vec<String>] {
        &self.asked
    }

    /// Returns the untyped answer, for hosts that read it through the index.
    ///
    /// # Errors
    ///
    /// Returns the error of a request that failed.
    pub fn raw(&self) -> Result<&Raw, &LookupError> {
        self.result.as_ref()
    }

    /// Returns the typed answer.
    ///
    /// # Errors
    ///
    /// Returns the error of a request that failed. Returns `INTERNAL` if this answer belongs to another operation.
    pub fn read<O: Operation>(self) -> Result<O::Answer, LookupError> {
        if !std::ptr::eq(self.operation, O::METADATA) {
            return Err(LookupError::Internal { detail: "the answer belongs to another operation" });
        }
        Ok(O::Answer::from_answer(self.result?))
    }
}

/// Prints the number of identifiers, without personal data.
impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answer")
            .field("id", &self.id)
            .field("asked", &self.asked.iter().map(Vec::len).collect::<Vec<_>>())
            .field("error", &self.result.as_ref().err())
            .finish_non_exhaustive()
    }
}
