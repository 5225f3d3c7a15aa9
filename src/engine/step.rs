//! What a lookup wants from its host, and what it hands out.

use crate::auth::SigningParams;
use crate::error::LookupError;
use crate::http::HttpRequest;
use crate::operation::{Metadata, Operation};
use crate::record::{FromAnswer as _, Raw};
use std::fmt;
use std::time::Duration;

/// What a host is to do next.
#[derive(Debug)]
pub enum Step {
    /// Send this request. Report what comes of it with [`handle_response`](crate::Lookup::handle_response) or
    /// [`handle_failure`](crate::Lookup::handle_failure).
    Send {
        /// The ID to report under.
        id: RequestId,
        /// Which attempt of its request this is, counted from 1.
        attempt: u32,
        /// The request to send as it is.
        request: HttpRequest,
    },
    /// Ask the app's own server to sign, and pass its headers to
    /// [`handle_signature`](crate::Lookup::handle_signature).
    Sign {
        /// The ID to report under. The request that follows has the same.
        id: RequestId,
        /// What the server is to sign.
        params: SigningParams,
    },
    /// The provider has refused the token. Obtain a new one and pass it to
    /// [`handle_renewal`](crate::Lookup::handle_renewal).
    Renew {
        /// The ID to report under.
        id: RequestId,
    },
    /// Stop what was started under this ID. Its result is no longer needed.
    Abort {
        /// The ID.
        id: RequestId,
    },
    /// Add up to `room` identifiers to a list with [`feed`](crate::Lookup::feed), or end the list. A host may do so later.
    Feed {
        /// The position of the list among those of the operation.
        list: usize,
        /// How many identifiers the next request has room for.
        room: usize,
    },
    /// Take this answer.
    Answer(Answer),
    /// Poll again after this time, or as soon as something was reported. `None` waits until then.
    Wait(Option<Duration>),
    /// The lookup is over. Every further poll says so again.
    Done {
        /// The request that the error came from, if it came from one.
        id: Option<RequestId>,
        /// Whether the lookup succeeded.
        result: Result<(), LookupError>,
    },
}

/// Which attempt of which request something belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RequestId(pub u32);

/// How far a lookup is. Each identifier counts as often as it was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Progress {
    /// The identifiers whose answers were handed out.
    pub done: u64,
    /// The identifiers that were fed so far.
    pub total: u64,
}

/// What became of one request.
pub struct Answer {
    /// The request that was answered, or that failed. It is absent if none was sent.
    pub id: Option<RequestId>,
    pub(crate) operation: &'static Metadata,
    pub(crate) asked: Vec<Vec<String>>,
    pub(crate) result: Result<Raw, LookupError>,
}

impl Answer {
    /// Returns the identifiers that this answer settles, list by list. It is empty if the operation has no lists.
    pub fn asked(&self) -> &[Vec<String>] {
        &self.asked
    }

    /// Returns the answer before any type is made of it, for hosts that read it through the index.
    ///
    /// # Errors
    ///
    /// Returns why there is none.
    pub fn raw(&self) -> Result<&Raw, &LookupError> {
        self.result.as_ref()
    }

    /// Returns the typed answer.
    ///
    /// # Errors
    ///
    /// Returns why there is none. `INTERNAL` if this is the answer of another operation.
    pub fn read<O: Operation>(self) -> Result<O::Answer, LookupError> {
        if !std::ptr::eq(self.operation, O::METADATA) {
            return Err(LookupError::Internal { detail: "the answer is of another operation" });
        }
        Ok(O::Answer::from_answer(self.result?))
    }
}

/// Prints how many identifiers there are, and nothing about a person.
impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answer")
            .field("id", &self.id)
            .field("asked", &self.asked.iter().map(Vec::len).collect::<Vec<_>>())
            .field("error", &self.result.as_ref().err())
            .finish_non_exhaustive()
    }
}
