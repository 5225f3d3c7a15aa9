//! Exposes one lookup as an object that a host drives.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use mingpian::json::Unit;
use mingpian::{HttpResponse, RequestId, SecretString, UnixMillis, providers};
use zeroize::Zeroizing;

use crate::bytes::Bytes;
use crate::error::{CoreError, TransportKind};
use crate::http::{HttpHeader, RedactedRequest};
use crate::number::to_i64;
use crate::step::{Progress, Step};

/// A lookup, from the first attempt to the last answer. It can be used at any time and from any thread.
#[derive(uniffi::Object)]
#[uniffi::export(Debug)]
pub struct Lookup {
    lookup: Mutex<mingpian::Lookup>,
    max_body_bytes: i64,
}

#[uniffi::export]
impl Lookup {
    /// Opens the lookup that a JSON document describes: `question`, `auth`, `options`, `pages`, `renews`, and `token`.
    /// The text is wiped. Throws `INVALID_INPUT` with the name of the value that is not allowed. In that case, nothing
    /// is sent.
    #[uniffi::constructor]
    pub fn open(provider: String, operation: String, json: String) -> Result<Arc<Self>, CoreError> {
        let json = Zeroizing::new(json);
        let lookup = providers::open(&provider, &operation, &json, Unit::Bytes)?;
        let max_body_bytes = to_i64(lookup.max_body_bytes());
        Ok(Arc::new(Self { lookup: Mutex::new(lookup), max_body_bytes }))
    }

    /// Returns the next step. `random_high` and `random_low` are 16 fresh bytes of a cryptographically secure source.
    /// While `takes_answer` is false, no answer is returned.
    pub fn poll(&self, now_ms: i64, random_high: i64, random_low: i64, takes_answer: bool) -> Step {
        let mut random = [0; 16];
        let (high, low) = random.split_at_mut(8);
        high.copy_from_slice(&random_high.to_be_bytes());
        low.copy_from_slice(&random_low.to_be_bytes());
        Step::new(self.lock().poll(to_millis(now_ms), random, takes_answer), self.max_body_bytes)
    }

    /// Reports the response to a request. `status` is the HTTP status, and `body` is the whole body, decompressed.
    /// Returns whether the response was accepted. If so, an answer follows that is read from this body.
    pub fn handle_response(
        &self,
        id: i64,
        now_ms: i64,
        status: i32,
        headers: Vec<HttpHeader>,
        body: Bytes,
    ) -> bool {
        let Some(id) = to_request_id(id) else { return false };
        let headers: Vec<_> = headers.iter().map(HttpHeader::as_pair).collect();
        // HTTP statuses fit into 16 bits, so any other number means that there is no status.
        let status = u16::try_from(status).unwrap_or(0);
        let response = HttpResponse { status, headers: &headers, body: body.into_vec() };
        self.lock().handle_response(id, to_millis(now_ms), response)
    }

    /// Reports that a request failed, or that the app's own server could not be reached to sign it.
    pub fn handle_failure(&self, id: i64, kind: TransportKind) {
        if let Some(id) = to_request_id(id) {
            self.lock().handle_failure(id, kind.into());
        }
    }

    /// Reports the headers that the app's own server created, or `None` if it refused to sign.
    pub fn handle_signature(&self, id: i64, headers: Option<Vec<HttpHeader>>) {
        let Some(id) = to_request_id(id) else { return };
        let headers: Option<Vec<_>> =
            headers.as_ref().map(|headers| headers.iter().map(HttpHeader::as_pair).collect());
        self.lock().handle_signature(id, headers.as_deref());
    }

    /// Reports a new token, or `None` if there is none. The text is wiped. Returns whether the token is used from now
    /// on.
    pub fn handle_renewal(&self, id: i64, token: Option<String>) -> bool {
        let Some(id) = to_request_id(id) else { return false };
        self.lock().handle_renewal(id, token.map(SecretString::from))
    }

    /// Adds identifiers to a list, in response to `Feed`. `identifiers` is a JSON list of strings, and `ends` marks the
    /// end of the list. An identifier that is not allowed ends the lookup after its pages.
    pub fn feed(&self, list: i32, identifiers: String, ends: bool) {
        if let Ok(list) = usize::try_from(list) {
            self.lock().feed_json(list, &identifiers, ends);
        }
    }

    /// Ends the lookup with `CANCELLED`. Requests in flight are aborted.
    pub fn cancel(&self) {
        self.lock().cancel();
    }

    /// Returns the progress of the lookup.
    pub fn progress(&self) -> Progress {
        self.lock().progress().into()
    }

    /// Returns how far the service's clock is ahead, as far as it is known. Later lookups can use it as an option.
    pub fn clock_offset_ms(&self) -> i64 {
        self.lock().clock_offset().0
    }

    /// Returns a request in flight without its secrets, so that it can be shown to the caller.
    pub fn redacted_request(&self, id: i64) -> Option<RedactedRequest> {
        self.lock().redacted_request(to_request_id(id)?).map(RedactedRequest::from)
    }
}

impl Lookup {
    /// Takes the lock even if a panic poisoned it, because it is safe to poll a lookup at any moment.
    fn lock(&self) -> MutexGuard<'_, mingpian::Lookup> {
        self.lookup.lock().unwrap_or_else(PoisonError::into_inner)
    }

    #[cfg(test)]
    pub(crate) fn while_locked(&self, work: impl FnOnce()) {
        let _guard = self.lock();
        work();
    }
}

impl fmt::Debug for Lookup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.lock().fmt(f)
    }
}

/// Returns the ID, or `None` for a number that the core never assigns.
fn to_request_id(id: i64) -> Option<RequestId> {
    u32::try_from(id).ok().map(RequestId)
}

/// Converts a time. A time before 1970 becomes the start of 1970.
pub(crate) fn to_millis(now_ms: i64) -> UnixMillis {
    UnixMillis(u64::try_from(now_ms).unwrap_or(0))
}
