//! Keeps the causes of failed requests, as reported by the browser or the app's own server.

use crate::sign::Reply;
use crate::value::{failure, plain};
use mingpian::{LookupError, RequestId};
use std::collections::BTreeMap;
use wasm_bindgen::JsValue;

/// The cause of a failed request.
pub(crate) enum Cause {
    /// The browser's own error.
    Transport(JsValue),
    /// The app's own server could not be reached, or failed.
    NotSigned(Reply),
    /// The app's own server refused to sign.
    Refused(Reply),
}

impl Cause {
    /// Returns the member of a failure that contains the cause for the page.
    fn member(&self) -> (&'static str, JsValue) {
        match self {
            Self::Transport(error) => ("cause", error.clone()),
            Self::NotSigned(reply) | Self::Refused(reply) => ("notSigned", plain(reply)),
        }
    }
}

/// How many causes are kept. The causes of attempts that were repeated are never used.
const MAX_CAUSES: usize = 64;

/// The causes, by the request that failed.
#[derive(Default)]
pub(crate) struct Causes {
    by_id: BTreeMap<RequestId, Cause>,
    /// The request that the app's own server refused to sign. The refusal stops the other requests, whose errors have
    /// the same cause.
    refused: Option<RequestId>,
}

impl Causes {
    /// Records why a request failed.
    pub(crate) fn note(&mut self, id: RequestId, cause: Cause) {
        if matches!(cause, Cause::Refused(_)) {
            self.refused = Some(id);
        }
        self.by_id.insert(id, cause);
        if self.by_id.len() > MAX_CAUSES {
            self.by_id.pop_first();
        }
    }

    /// Converts an error of a request and its cause to the page's format.
    pub(crate) fn failure(&self, id: Option<RequestId>, error: &LookupError) -> JsValue {
        let id = match error {
            LookupError::Transport { .. } => id,
            // If the service itself refuses, the error has its status.
            LookupError::Unauthenticated { reply } if reply.status == 0 => self.refused,
            _ => None,
        };
        failure(error, id.and_then(|id| self.by_id.get(&id)).map(Cause::member))
    }
}
