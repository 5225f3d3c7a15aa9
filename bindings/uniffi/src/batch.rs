//! Any number of identifiers as an object that a host drives.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use mingpian::providers::quanshi::GetUsersByEmailsMobiles;
use mingpian::scan::{Index, Unit};
use mingpian::{BatchPolicy, DEFAULT_MAX_IN_FLIGHT, Endpoint, IndexedBatch, LookupError, Machine};

use crate::bytes::Bytes;
use crate::call::{Step, hand, poll, request_id};
use crate::credentials::QuanshiCredentials;
use crate::error::{CoreError, TransportKind};
use crate::http::{HttpHeader, ShownRequest};
use crate::options::{CallOptions, at_least};

/// Any number of identifiers, split into requests, several of which are under way at a time. It can be polled at
/// any moment, from any thread. What it holds is said at [`mingpian::Batch`].
#[derive(uniffi::Object)]
#[uniffi::export(Debug)]
pub struct Batch {
    batch: Mutex<IndexedBatch>,
    max_body_bytes: i64,
}

/// What became of the identifiers of one request.
#[derive(uniffi::Object)]
#[uniffi::export(Debug)]
pub struct BatchPage {
    id: i64,
    identifiers: Vec<Vec<String>>,
    result: Result<Index, LookupError>,
}

/// How far a batch is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Record)]
pub struct BatchProgress {
    /// Identifiers whose page is there, each as often as it was asked.
    pub done: i64,
    /// Identifiers fed so far.
    pub total: i64,
}

#[uniffi::export]
impl Batch {
    /// Identifiers become accounts: list 0 are emails, 1 mobiles, 2 login names. As many requests as
    /// `max_in_flight` (4 unless told) are under way, or answered and not taken. Time limits hold for each request.
    /// `INVALID_INPUT` names what is not allowed.
    #[uniffi::constructor]
    pub fn quanshi(
        credentials: &QuanshiCredentials,
        options: CallOptions,
        max_in_flight: Option<i64>,
    ) -> Result<Arc<Self>, CoreError> {
        let facts = GetUsersByEmailsMobiles::FACTS;
        let base_url = options.base_url(facts.base_url)?;
        let default = u64::try_from(DEFAULT_MAX_IN_FLIGHT).unwrap_or(u64::MAX);
        let max_in_flight = at_least("maxInFlight", max_in_flight, 1, default)?;
        let policy = BatchPolicy {
            retry: options.policy()?,
            max_in_flight: usize::try_from(max_in_flight).unwrap_or(usize::MAX),
            max_body_bytes: options.max_body_bytes()?,
            include_secrets: options.include_secrets,
        };
        let auth = Box::new(credentials.0.clone());
        let batch = IndexedBatch::new::<GetUsersByEmailsMobiles>(auth, &base_url, policy, Unit::Bytes)?;
        let max_body_bytes = i64::try_from(policy.max_body_bytes).unwrap_or(i64::MAX);
        Ok(Arc::new(Self { batch: Mutex::new(batch), max_body_bytes }))
    }

    /// How many more identifiers of a list would make the next request full.
    pub fn wants(&self, list: i32) -> i32 {
        let list = usize::try_from(list).unwrap_or(usize::MAX);
        i32::try_from(self.lock().wants(list)).unwrap_or(i32::MAX)
    }

    /// Asks for identifiers of a list. `INVALID_INPUT` names the list and the place of one that is empty: nothing more
    /// is sent then. Any other error is the one that stopped the batch before.
    pub fn push(&self, list: i32, identifiers: Vec<String>) -> Result<(), CoreError> {
        let list = usize::try_from(list).unwrap_or(usize::MAX);
        let mut batch = self.lock();
        identifiers.iter().try_for_each(|identifier| batch.push(list, identifier)).map_err(CoreError::from)
    }

    /// There are no more identifiers in a list.
    pub fn end(&self, list: i32) {
        self.lock().end(usize::try_from(list).unwrap_or(usize::MAX));
    }

    /// What is to be done now; see [`Call::poll`](crate::Call::poll). A request that is still under way has not been
    /// given up: [`Batch::awaits`] tells.
    pub fn poll(&self, now_ms: i64, random: Bytes) -> Result<Step, CoreError> {
        poll(&mut *self.lock(), now_ms, &random, self.max_body_bytes)
    }

    /// Whether something is still waited for under this id. A host may end what is not.
    pub fn awaits(&self, id: i64) -> bool {
        request_id(id).is_some_and(|id| self.lock().awaits(id))
    }

    /// See [`Call::handle_response`](crate::Call::handle_response).
    pub fn handle_response(&self, id: i64, now_ms: i64, status: i32, headers: Vec<HttpHeader>, body: Bytes) {
        hand(&mut *self.lock(), id, now_ms, status, &headers, &body);
    }

    /// Nothing came back for the request with this id.
    pub fn handle_failure(&self, id: i64, kind: TransportKind) {
        if let Some(id) = request_id(id) {
            self.lock().handle_failure(id, kind.into());
        }
    }

    /// The next page, in the order in which they came. While none is taken, nothing new is sent.
    pub fn take_page(&self) -> Option<Arc<BatchPage>> {
        let page = self.lock().take_page()?;
        let id = page.id.map_or(0, |id| id.0.into());
        Some(Arc::new(BatchPage { id, identifiers: page.identifiers, result: page.result }))
    }

    /// How far it is.
    pub fn progress(&self) -> BatchProgress {
        let progress = self.lock().progress();
        let count = |count| i64::try_from(count).unwrap_or(i64::MAX);
        BatchProgress { done: count(progress.done), total: count(progress.total) }
    }

    /// Why nothing more is sent, if so: refused credentials, an invalid identifier, or the caller's wish.
    pub fn check(&self) -> Result<(), CoreError> {
        self.lock().stopped().map_or(Ok(()), |error| Err(error.into()))
    }

    /// The request of this id without its secrets, while it is under way.
    pub fn shown_request(&self, id: i64) -> Option<ShownRequest> {
        self.lock().shown_request(request_id(id)?).map(ShownRequest::from)
    }

    /// Ends it: what is under way and what waits is cancelled. Nothing is sent from here on.
    pub fn cancel(&self) {
        self.lock().cancel();
    }
}

#[uniffi::export]
impl BatchPage {
    /// The id of the request that was answered; 0 where none was sent.
    pub fn id(&self) -> i64 {
        self.id
    }

    /// The identifiers of a list, each once.
    pub fn identifiers(&self, list: i32) -> Vec<String> {
        let list = usize::try_from(list).ok().and_then(|list| self.identifiers.get(list));
        list.cloned().unwrap_or_default()
    }

    /// Where the answer's values stand in the body of this page's response; throws why there is no answer.
    pub fn index(&self) -> Result<Bytes, CoreError> {
        match &self.result {
            Ok(index) => Ok(Bytes::of_words(index.words())),
            Err(error) => Err(error.into()),
        }
    }
}

impl Batch {
    fn lock(&self) -> MutexGuard<'_, IndexedBatch> {
        self.batch.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Batch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Batch").finish_non_exhaustive()
    }
}

/// Prints how many there are, and nobody.
impl fmt::Debug for BatchPage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let identifiers: usize = self.identifiers.iter().map(Vec::len).sum();
        f.debug_struct("BatchPage").field("identifiers", &identifiers).finish_non_exhaustive()
    }
}
