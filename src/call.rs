//! One operation, from the first attempt to the result.

use crate::clock::{ClockOffset, UnixMillis};
use crate::endpoint::{AuthScheme, Endpoint, Facts, Operation, SigningParams};
use crate::error::{Fault, LookupError, TransportErrorKind};
use crate::exchange::Exchange;
use crate::http::{HttpRequest, HttpResponse, ShownRequest, UnsignedRequest};
use crate::retry::RetryPolicy;
use crate::scan::{Index, Unit};
use std::fmt;
use std::time::Duration;

/// What every host drives: poll it, do what it says, tell it what came of that, poll again.
///
/// It is safe to poll at any moment. In flight it says wait; a late answer to an attempt that was given up
/// is known by its id and ignored; a finished machine stays finished.
pub trait Machine {
    /// What is to be done now. `now` is the wall clock's time, `random` 16 fresh bytes of a
    /// cryptographically secure source.
    fn poll_output(&mut self, now: UnixMillis, random: [u8; 16]) -> Output;

    /// What came back for the request with this id.
    fn handle_response(&mut self, id: RequestId, now: UnixMillis, response: &HttpResponse<'_>);

    /// Nothing came back for the request with this id, or nobody could be asked to sign it.
    fn handle_failure(&mut self, id: RequestId, kind: TransportErrorKind);

    /// The headers that whoever signs made for the attempt with this id; `None` if they would not.
    fn handle_authorization(&mut self, id: RequestId, headers: Option<&[(&str, &str)]>);

    /// Whether something is still waited for under this id. A host may end what is not.
    fn awaits(&self, id: RequestId) -> bool;

    /// The caller does not want to know any more. Nothing is sent from here on.
    fn cancel(&mut self);
}

/// What a machine wants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Output {
    /// Send this. An earlier request that is still under way has been given up.
    Transmit {
        /// To be handed back with what comes of it.
        id: RequestId,
        /// To be sent as it is.
        request: HttpRequest,
    },
    /// Have this signed by whoever may, and hand back the headers.
    Authorize {
        /// To be handed back with the headers. The request will carry it, too.
        id: RequestId,
        /// What is to be signed with.
        params: SigningParams,
    },
    /// Nothing to do for as long, or until an answer comes. `None`: until an answer comes.
    Wait(Option<Duration>),
    /// The result is there.
    Finished,
}

/// Which attempt an answer belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RequestId(pub u32);

/// One operation with its credentials, from the first attempt to the result.
#[derive(Debug)]
pub struct Call<E: Endpoint> {
    endpoint: E,
    auth: E::Auth,
    exchange: Exchange,
    answer: Option<E::Response>,
}

impl<E: Endpoint> Call<E> {
    /// A call that has sent nothing yet.
    ///
    /// # Errors
    ///
    /// `INVALID_INPUT` for a base URL that is not allowed, or for what the operation does not allow.
    pub fn new(endpoint: E, auth: E::Auth, base_url: &str, policy: RetryPolicy) -> Result<Self, LookupError> {
        let exchange = Exchange::new(E::FACTS, endpoint.to_request()?, &auth, base_url, policy)?;
        Ok(Self { endpoint, auth, exchange, answer: None })
    }

    /// Refuses bodies that are longer than this.
    #[must_use]
    pub fn max_body_bytes(mut self, max_body_bytes: usize) -> Self {
        self.exchange.max_body_bytes = max_body_bytes;
        self
    }

    /// The longest body that is read: hosts need not read on behind it.
    pub fn body_limit(&self) -> usize {
        self.exchange.max_body_bytes
    }

    /// Reads the secrets that the provider sends, too.
    #[must_use]
    pub fn include_secrets(mut self, secrets: bool) -> Self {
        self.exchange.reading.secrets = secrets;
        self
    }

    /// What is known of the provider's clock: what was learned in another call, or elsewhere. A call that is refused
    /// because of its time learns it by itself, if it may be sent again and the provider tells.
    #[must_use]
    pub fn with_clock_offset(mut self, offset: ClockOffset) -> Self {
        self.exchange.attempts.set_offset(offset);
        self
    }

    /// What is known of the provider's clock by now, for the calls that follow.
    pub fn clock_offset(&self) -> ClockOffset {
        self.exchange.attempts.offset()
    }

    /// The last request that was to be sent, without its secrets.
    pub fn shown_request(&self) -> Option<ShownRequest> {
        self.exchange.shown()
    }

    /// The result, once the machine has finished.
    pub fn result(&self) -> Option<Result<&E::Response, &LookupError>> {
        match (&self.answer, self.exchange.attempts.error()) {
            (_, Some(error)) => Some(Err(error)),
            (answer, None) => answer.as_ref().map(Ok),
        }
    }

    /// The result.
    ///
    /// # Errors
    ///
    /// Why there is none; `CANCELLED` if the machine has not finished.
    pub fn into_result(self) -> Result<E::Response, LookupError> {
        match (self.answer, self.exchange.attempts.error()) {
            (_, Some(error)) => Err(error.clone()),
            (answer, None) => answer.ok_or(LookupError::Cancelled),
        }
    }
}

impl<E: Endpoint> Machine for Call<E> {
    fn poll_output(&mut self, now: UnixMillis, random: [u8; 16]) -> Output {
        self.exchange.poll(&self.auth, now, random)
    }

    fn handle_response(&mut self, id: RequestId, now: UnixMillis, response: &HttpResponse<'_>) {
        if let Some(index) = self.exchange.judge(id, now, response) {
            self.answer = Some(self.endpoint.response(*index, response.body));
        }
    }

    fn handle_failure(&mut self, id: RequestId, kind: TransportErrorKind) {
        self.exchange.fail(id, kind);
    }

    fn handle_authorization(&mut self, id: RequestId, headers: Option<&[(&str, &str)]>) {
        self.exchange.authorize(&self.auth, id, headers);
    }

    fn awaits(&self, id: RequestId) -> bool {
        self.exchange.attempts.is_current(id.0)
    }

    fn cancel(&mut self) {
        self.exchange.cancel();
    }
}

/// A call whose answer is the index alone, for hosts that keep the body and make their own objects. It is one
/// type for every operation.
pub struct IndexedCall {
    auth: Box<dyn AuthScheme>,
    exchange: Exchange,
    index: Option<Box<Index>>,
}

impl IndexedCall {
    /// A call that has sent nothing yet. `unit` is what the index counts.
    ///
    /// # Errors
    ///
    /// As [`Call::new`].
    pub fn new(
        operation: &dyn Operation,
        auth: Box<dyn AuthScheme>,
        base_url: &str,
        policy: RetryPolicy,
        unit: Unit,
    ) -> Result<Self, LookupError> {
        Ok(Self::of(operation.facts(), operation.to_request()?, auth, base_url, policy, unit)?)
    }

    pub(crate) fn of(
        facts: &'static Facts,
        request: UnsignedRequest,
        auth: Box<dyn AuthScheme>,
        base_url: &str,
        policy: RetryPolicy,
        unit: Unit,
    ) -> Result<Self, Fault> {
        let mut exchange = Exchange::new(facts, request, &*auth, base_url, policy)?;
        exchange.reading.unit = unit;
        Ok(Self { auth, exchange, index: None })
    }

    /// See [`Call::max_body_bytes`].
    #[must_use]
    pub fn max_body_bytes(mut self, max_body_bytes: usize) -> Self {
        self.exchange.max_body_bytes = max_body_bytes;
        self
    }

    /// See [`Call::include_secrets`].
    #[must_use]
    pub fn include_secrets(mut self, secrets: bool) -> Self {
        self.exchange.reading.secrets = secrets;
        self
    }

    /// See [`Call::with_clock_offset`].
    #[must_use]
    pub fn with_clock_offset(mut self, offset: ClockOffset) -> Self {
        self.exchange.attempts.set_offset(offset);
        self
    }

    /// See [`Call::clock_offset`].
    pub fn clock_offset(&self) -> ClockOffset {
        self.exchange.attempts.offset()
    }

    /// See [`Call::shown_request`].
    pub fn shown_request(&self) -> Option<ShownRequest> {
        self.exchange.shown()
    }

    /// Why there is no result.
    pub fn error(&self) -> Option<&LookupError> {
        self.exchange.attempts.error()
    }

    /// Where the result's values stand, if there is one.
    pub fn index(&self) -> Option<&Index> {
        self.index.as_deref()
    }
}

impl fmt::Debug for IndexedCall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("IndexedCall").field("exchange", &self.exchange).finish_non_exhaustive()
    }
}

impl Machine for IndexedCall {
    fn poll_output(&mut self, now: UnixMillis, random: [u8; 16]) -> Output {
        self.exchange.poll(&*self.auth, now, random)
    }

    fn handle_response(&mut self, id: RequestId, now: UnixMillis, response: &HttpResponse<'_>) {
        if let Some(index) = self.exchange.judge(id, now, response) {
            self.index = Some(index);
        }
    }

    fn handle_failure(&mut self, id: RequestId, kind: TransportErrorKind) {
        self.exchange.fail(id, kind);
    }

    fn handle_authorization(&mut self, id: RequestId, headers: Option<&[(&str, &str)]>) {
        self.exchange.authorize(&*self.auth, id, headers);
    }

    fn awaits(&self, id: RequestId) -> bool {
        self.exchange.attempts.is_current(id.0)
    }

    fn cancel(&mut self) {
        self.exchange.cancel();
    }
}
