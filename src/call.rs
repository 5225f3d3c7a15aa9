//! One exchange and its attempts.

use crate::attempts::{Attempts, Step};
use crate::clock::UnixMillis;
use crate::endpoint::{AuthScheme, Endpoint, Nonce, SigningParams};
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
    max_body_bytes: usize,
    secrets: bool,
    attempts: Attempts,
    answer: Option<E::Response>,
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
            max_body_bytes: DEFAULT_MAX_BODY_BYTES,
            secrets: false,
            attempts: Attempts::new(E::PROVIDER, E::RETRY_SAFETY, policy),
            answer: None,
        };
        call.encode(&SigningParams { time: UnixMillis(0), nonce: Nonce::from_random([0; 16]) })?;
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
        let request = self.unsigned(self.attempts.signed()?).ok()?;
        Some(request.shown(&self.base))
    }

    /// The result, once the machine has finished.
    pub fn result(&self) -> Option<Result<&E::Response, &LookupError>> {
        match (&self.answer, self.attempts.error()) {
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
        match (self.answer, self.attempts.error()) {
            (_, Some(error)) => Err(error.clone()),
            (answer, None) => answer.ok_or(LookupError::Cancelled),
        }
    }

    fn unsigned(&self, params: &SigningParams) -> Result<UnsignedRequest, LookupError> {
        let mut request = self.endpoint.to_request()?;
        self.auth.authenticate(&mut request, params);
        Ok(request)
    }

    fn encode(&self, params: &SigningParams) -> Result<HttpRequest, LookupError> {
        self.unsigned(params)?.encode(&self.base)
    }
}

impl<E: Endpoint> Machine for Call<E> {
    fn poll_output(&mut self, now: UnixMillis, random: [u8; 16]) -> Output {
        match self.attempts.step(now, random) {
            Step::Send(params) => match self.encode(&params) {
                Ok(request) => Output::Transmit { id: RequestId(self.attempts.id()), request },
                Err(error) => {
                    self.attempts.finish(Some(error));
                    Output::Finished
                }
            },
            Step::Wait(time) => Output::Wait(Some(time)),
            Step::Finished => Output::Finished,
        }
    }

    fn handle_response(&mut self, id: RequestId, now: UnixMillis, response: &HttpResponse<'_>) {
        if !self.attempts.is_current(id.0) {
            return;
        }
        if response.body.len() > self.max_body_bytes {
            return self.handle_failure(id, TransportErrorKind::TooLarge);
        }
        match self.endpoint.read_response(response, now, self.secrets) {
            Ok(answer) => {
                self.answer = Some(answer);
                self.attempts.finish(None);
            }
            Err(mut error) => {
                // The provider's words may repeat the credentials, which the operation does not know.
                if let Some(Ok(request)) = self.attempts.signed().map(|params| self.unsigned(params)) {
                    error.scrub(&request);
                }
                self.attempts.fail(error);
            }
        }
    }

    fn handle_failure(&mut self, id: RequestId, kind: TransportErrorKind) {
        if !self.attempts.is_current(id.0) {
            return;
        }
        match kind {
            TransportErrorKind::TooLarge => {
                let max_bytes = self.max_body_bytes;
                self.attempts.fail(LookupError::ResponseTooLarge { provider: E::PROVIDER, max_bytes });
            }
            kind => self.attempts.fail_transport(kind),
        }
    }

    fn cancel(&mut self) {
        self.attempts.finish(Some(LookupError::Cancelled));
    }
}
