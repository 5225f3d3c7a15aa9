//! One exchange and its attempts.

use crate::clock::{Stopwatch, UnixMillis};
use crate::endpoint::{AuthScheme, Endpoint, Nonce, RetrySafety, SigningParams};
use crate::error::{LookupError, TransportErrorKind};
use crate::http::{
    BaseUrl, DEFAULT_MAX_BODY_BYTES, HttpRequest, HttpResponse, ShownRequest, UnsignedRequest,
};
use crate::retry::RetryPolicy;
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

    /// Nothing came back for the request with this id.
    fn handle_failure(&mut self, id: RequestId, kind: TransportErrorKind);

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
    /// Nothing to do for as long, or until an answer comes. `None`: until an answer comes.
    Wait(Option<Duration>),
    /// The result is there.
    Finished,
}

/// Which attempt an answer belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct RequestId(pub u32);

/// One operation with its credentials, from the first attempt to the result.
#[derive(Debug)]
pub struct Call<E: Endpoint> {
    endpoint: E,
    auth: E::Auth,
    base: BaseUrl,
    policy: RetryPolicy,
    max_body_bytes: usize,
    secrets: bool,
    watch: Stopwatch,
    attempts: u32,
    signed: Option<SigningParams>,
    state: State<E::Response>,
}

#[derive(Debug)]
enum State<R> {
    Ready,
    InFlight { since: Duration },
    Failed { error: LookupError },
    Paused { until: Duration },
    Done { result: Result<R, LookupError> },
}

impl<E: Endpoint> Call<E> {
    /// A call that has sent nothing yet.
    ///
    /// # Errors
    ///
    /// `INVALID_INPUT` for a base URL that is not allowed, or for what the operation does not allow.
    pub fn new(endpoint: E, auth: E::Auth, base_url: &str, policy: RetryPolicy) -> Result<Self, LookupError> {
        let call = Self {
            endpoint,
            auth,
            base: BaseUrl::parse(base_url)?,
            policy,
            max_body_bytes: DEFAULT_MAX_BODY_BYTES,
            secrets: false,
            watch: Stopwatch::default(),
            attempts: 0,
            signed: None,
            state: State::Ready,
        };
        let any = SigningParams { time: UnixMillis(0), nonce: Nonce::from_random([0; 16]) };
        call.unsigned(&any)?.encode(&call.base)?;
        Ok(call)
    }

    /// Refuses bodies that are longer than this.
    #[must_use]
    pub fn max_body_bytes(mut self, max_body_bytes: usize) -> Self {
        self.max_body_bytes = max_body_bytes;
        self
    }

    /// The longest body that is read: hosts need not read on behind it.
    pub fn body_limit(&self) -> usize {
        self.max_body_bytes
    }

    /// Reads the secrets that the provider sends, too.
    #[must_use]
    pub fn include_secrets(mut self, secrets: bool) -> Self {
        self.secrets = secrets;
        self
    }

    /// The last request that was to be sent, without its secrets.
    pub fn shown_request(&self) -> Option<ShownRequest> {
        let request = self.unsigned(self.signed.as_ref()?).ok()?;
        Some(request.shown(&self.base))
    }

    /// The result, once the machine has finished.
    pub fn result(&self) -> Option<Result<&E::Response, &LookupError>> {
        match &self.state {
            State::Done { result } => Some(result.as_ref()),
            _ => None,
        }
    }

    /// The result.
    ///
    /// # Errors
    ///
    /// Why there is none; `CANCELLED` if the machine has not finished.
    pub fn into_result(self) -> Result<E::Response, LookupError> {
        match self.state {
            State::Done { result } => result,
            _ => Err(LookupError::Cancelled),
        }
    }

    fn unsigned(&self, params: &SigningParams) -> Result<UnsignedRequest, LookupError> {
        let mut request = self.endpoint.to_request()?;
        self.auth.authenticate(&mut request, params);
        Ok(request)
    }

    fn current_id(&self) -> RequestId {
        RequestId(self.attempts)
    }

    fn is_current(&self, id: RequestId) -> bool {
        matches!(self.state, State::InFlight { .. }) && id == self.current_id()
    }

    fn transport_error(&self, kind: TransportErrorKind) -> LookupError {
        if kind == TransportErrorKind::TooLarge {
            return LookupError::ResponseTooLarge { provider: E::PROVIDER, max_bytes: self.max_body_bytes };
        }
        let retryable = E::RETRY_SAFETY == RetrySafety::Idempotent || kind.is_unsent();
        LookupError::Transport { provider: E::PROVIDER, kind, retryable }
    }

    /// The pause before the next attempt, unless this error ends the call.
    fn pause(&self, error: &LookupError, elapsed: Duration, random: [u8; 16]) -> Option<Duration> {
        if !error.retryable() || self.attempts >= self.policy.max_attempts {
            return None;
        }
        let pause = error.retry_after().unwrap_or_else(|| self.policy.delay(self.attempts, random));
        (elapsed.saturating_add(pause) < self.policy.total_timeout).then_some(pause)
    }

    fn transmit(
        &mut self,
        elapsed: Duration,
        now: UnixMillis,
        random: [u8; 16],
    ) -> Result<Output, LookupError> {
        let params = SigningParams { time: now, nonce: Nonce::from_random(random) };
        let request = self.unsigned(&params)?.encode(&self.base)?;
        self.attempts = self.attempts.saturating_add(1);
        self.signed = Some(params);
        self.state = State::InFlight { since: elapsed };
        Ok(Output::Transmit { id: self.current_id(), request })
    }

    fn finish(&mut self, result: Result<E::Response, LookupError>) {
        self.state = State::Done { result };
    }
}

impl<E: Endpoint> Machine for Call<E> {
    fn poll_output(&mut self, now: UnixMillis, random: [u8; 16]) -> Output {
        let elapsed = self.watch.advance(now);
        loop {
            match &self.state {
                State::Ready => match self.transmit(elapsed, now, random) {
                    Ok(output) => return output,
                    Err(error) => self.finish(Err(error)),
                },
                State::InFlight { since } => {
                    let end =
                        since.saturating_add(self.policy.attempt_timeout).min(self.policy.total_timeout);
                    if elapsed < end {
                        return Output::Wait(Some(end.saturating_sub(elapsed)));
                    }
                    self.state = State::Failed { error: self.transport_error(TransportErrorKind::Timeout) };
                }
                State::Failed { error } => match self.pause(error, elapsed, random) {
                    Some(pause) => self.state = State::Paused { until: elapsed.saturating_add(pause) },
                    None => {
                        let error = error.clone();
                        self.finish(Err(error));
                    }
                },
                State::Paused { until } if elapsed < *until => {
                    return Output::Wait(Some(until.saturating_sub(elapsed)));
                }
                State::Paused { .. } => self.state = State::Ready,
                State::Done { .. } => return Output::Finished,
            }
        }
    }

    fn handle_response(&mut self, id: RequestId, now: UnixMillis, response: &HttpResponse<'_>) {
        if !self.is_current(id) {
            return;
        }
        if response.body.len() > self.max_body_bytes {
            return self.finish(Err(self.transport_error(TransportErrorKind::TooLarge)));
        }
        match self.endpoint.read_response(response, now, self.secrets) {
            Ok(answer) => self.finish(Ok(answer)),
            Err(error) => {
                let sent = self.signed.as_ref().and_then(|params| self.unsigned(params).ok());
                let error = match sent {
                    Some(request) => error.scrubbed(&request),
                    None => error,
                };
                self.state = State::Failed { error };
            }
        }
    }

    fn handle_failure(&mut self, id: RequestId, kind: TransportErrorKind) {
        if self.is_current(id) {
            self.state = State::Failed { error: self.transport_error(kind) };
        }
    }

    fn cancel(&mut self) {
        if !matches!(self.state, State::Done { .. }) {
            self.finish(Err(LookupError::Cancelled));
        }
    }
}
