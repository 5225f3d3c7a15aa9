//! One request of a lookup: its question, its attempts, and its signature.

use super::attempts::{Attempts, Turn};
use super::classify::{Accepted, classify};
use super::retry::RetryPolicy;
use super::shared::Shared;
use super::step::{RequestId, Step};
use crate::auth::{SERVER_TIME, SigningParams};
use crate::error::{BoxedError, LookupError, TransportErrorKind};
use crate::http::{BaseUrl, HttpRequest, HttpResponse, RedactedRequest, UnsignedRequest};
use crate::operation::Metadata;
use crate::record::{Fields, List, ListFields, each_private};
use crate::time::{ClockOffset, UnixMillis};

/// The question of a request.
pub(super) enum Asked {
    /// A question that fits into one request.
    Question(Box<dyn Fields + Send>),
    /// Some identifiers of each list.
    Identifiers(Vec<Vec<String>>),
}

impl Asked {
    /// Calls `work` with the fields.
    fn with<T>(&self, lists: &'static [List], work: impl FnOnce(&dyn Fields) -> T) -> T {
        match self {
            Self::Question(question) => work(&**question),
            Self::Identifiers(identifiers) => work(&ListFields { lists, identifiers }),
        }
    }

    /// Returns the identifiers, list by list.
    pub(super) fn into_identifiers(self) -> Vec<Vec<String>> {
        match self {
            Self::Question(_) => Vec::new(),
            Self::Identifiers(identifiers) => identifiers,
        }
    }
}

/// One request and its attempts.
pub(super) struct Part {
    operation: &'static Metadata,
    /// The number of requests of the lookup that were started before this one.
    order: u32,
    asked: Asked,
    request: UnsignedRequest,
    attempts: Attempts,
    /// The ID of the last attempt, or 0 before the first.
    id: RequestId,
    /// Whether the host is performing an operation under this ID.
    is_open: bool,
    /// The parameters that the app's own server has to sign.
    params: Option<SigningParams>,
    /// The request that the app's own server has signed.
    signed: Option<HttpRequest>,
}

/// The next action of a request.
#[allow(clippy::large_enum_variant, reason = "it is taken apart as soon as it is returned")]
pub(super) enum PartTurn {
    Step(Step),
    Wait(u64),
    /// Ask for a new token and wait for it, but for no longer than this many milliseconds.
    Renew(u64),
    Over(BoxedError),
}

impl Part {
    pub(super) fn new(operation: &'static Metadata, order: u32, asked: Asked, policy: RetryPolicy) -> Self {
        Self {
            operation,
            order,
            asked,
            request: UnsignedRequest::post(operation.path),
            attempts: Attempts::new(operation, policy),
            id: RequestId(0),
            is_open: false,
            params: None,
            signed: None,
        }
    }

    /// Returns the number of requests of the lookup that were started before this one.
    pub(super) fn order(&self) -> u32 {
        self.order
    }

    /// Returns the ID of the last attempt, or `None` before the first.
    pub(super) fn id(&self) -> Option<RequestId> {
        (self.id.0 > 0).then_some(self.id)
    }

    /// Returns whether the host is performing an operation under this ID.
    pub(super) fn is_open_as(&self, id: RequestId) -> bool {
        self.is_open && self.id == id
    }

    /// Abandons an attempt whose time limit has passed. Returns its ID if the host has to abort it.
    pub(super) fn expire(&mut self, now: UnixMillis) -> Option<RequestId> {
        self.attempts.expire(now);
        if self.attempts.is_in_flight() {
            return None;
        }
        self.signed = None;
        if self.is_open {
            self.is_open = false;
            return Some(self.id);
        }
        None
    }

    /// Returns the next action.
    pub(super) fn turn(&mut self, now: UnixMillis, random: [u8; 16], shared: &mut Shared) -> PartTurn {
        match self.attempts.turn(now, random, shared.offset, shared.renewal) {
            Turn::Begin(params) => {
                self.id = shared.next_id();
                self.is_open = true;
                self.signed = None;
                self.request.remove_credentials();
                if shared.auth.is_delegated() {
                    self.params = Some(params.clone());
                    return PartTurn::Step(Step::Sign { id: self.id, params });
                }
                shared.auth.authenticate(&mut self.request, &params);
                PartTurn::Step(self.send(self.to_http(&shared.base), now))
            }
            Turn::Wait(ms) => match self.signed.take() {
                Some(request) => PartTurn::Step(self.send(request, now)),
                None => PartTurn::Wait(ms),
            },
            Turn::Renew(ms) => PartTurn::Renew(ms),
            Turn::Over(error) => PartTurn::Over(error),
        }
    }

    fn send(&mut self, request: HttpRequest, now: UnixMillis) -> Step {
        self.attempts.leave(now);
        self.is_open = true;
        Step::Send { id: self.id, attempt: self.attempts.count(), request }
    }

    /// Processes the response to the attempt in flight. Returns the answer if the response contains one.
    pub(super) fn respond(
        &mut self,
        now: UnixMillis,
        response: HttpResponse<'_>,
        shared: &Shared,
    ) -> Option<Accepted> {
        if !self.attempts.is_sent() {
            return None;
        }
        self.is_open = false;
        if response.body.len() > shared.max_body_bytes {
            self.attempts.fail_transport(TransportErrorKind::TooLarge, shared.max_body_bytes);
            return None;
        }
        let private = |tell: &mut dyn FnMut(&str)| {
            self.request.each_private(tell);
            self.asked.with(self.operation.lists, |fields| each_private(fields, tell));
        };
        match classify(self.operation, response, shared.reading, shared.offset.apply(now), &private) {
            Ok(accepted) => Some(accepted),
            Err(refusal) => {
                let service_ms = refusal.service_ms.filter(|_| shared.auth.is_timed());
                self.attempts.refuse(refusal.error, now, service_ms, shared.renewal);
                None
            }
        }
    }

    /// Records that the attempt in flight failed. An attempt that was stopped has already ended.
    pub(super) fn fail(&mut self, kind: TransportErrorKind, max_body_bytes: usize) {
        self.is_open = false;
        if self.attempts.is_in_flight() {
            self.attempts.fail_transport(kind, max_body_bytes);
        }
    }

    /// Processes the headers that the app's own server created. They are `None` if it refused to sign, or
    /// [`SERVER_TIME`] alone if it refused the time.
    pub(super) fn sign(&mut self, shared: &Shared, headers: Option<&[(&str, &str)]>) {
        let Some(params) = self.params.take() else { return };
        self.is_open = false;
        let server_ms = headers.and_then(|headers| match headers {
            [(name, ms)] if name.eq_ignore_ascii_case(SERVER_TIME) => ms.parse().ok(),
            _ => None,
        });
        let Some(headers) = headers.filter(|_| server_ms.is_none()) else {
            self.attempts.refuse_signature(server_ms);
            return;
        };
        let accepted = shared.auth.accept(&mut self.request, &params, headers).map_err(Box::new);
        match accepted.and_then(|()| self.request.check()) {
            Ok(()) => self.signed = Some(self.to_http(&shared.base)),
            Err(error) => self.attempts.finish(error),
        }
    }

    /// Returns whether the request was refused and a new token is awaited.
    pub(super) fn awaits_token(&self) -> bool {
        self.attempts.awaits_token()
    }

    /// Records the result of the renewal of the token.
    pub(super) fn end_renewal(&mut self, result: &Result<bool, BoxedError>) {
        self.attempts.end_renewal(result);
    }

    /// Stops sending. Only an attempt that was already sent may still be answered.
    pub(super) fn stop(&mut self, error: &LookupError) {
        self.attempts.stop(error);
    }

    /// Returns the ID that the host has to abort if the request is dropped.
    pub(super) fn open_id(&self) -> Option<RequestId> {
        self.is_open.then_some(self.id)
    }

    /// Returns the clock offset that this request measured and that its last attempt was signed with.
    pub(super) fn measured_offset(&self) -> Option<ClockOffset> {
        self.attempts.measured_offset()
    }

    /// Returns the identifiers, list by list.
    pub(super) fn into_identifiers(self) -> Vec<Vec<String>> {
        self.asked.into_identifiers()
    }

    /// Returns the request without its secrets.
    pub(super) fn redacted(&self, base: &BaseUrl) -> RedactedRequest {
        self.asked.with(self.operation.lists, |question| self.request.to_redacted(base, question))
    }

    fn to_http(&self, base: &BaseUrl) -> HttpRequest {
        self.asked.with(self.operation.lists, |question| self.request.to_http(base, question))
    }
}
