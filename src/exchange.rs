//! What every call does, whatever its operation: build, have signed, send, judge.

use crate::attempts::{Attempts, Step};
use crate::call::{Output, RequestId};
use crate::clock::UnixMillis;
use crate::endpoint::{AuthScheme, Facts, Nonce, SigningParams};
use crate::error::{Fault, LookupError, Reply, TransportErrorKind};
use crate::http::{
    BaseUrl, DEFAULT_MAX_BODY_BYTES, HttpRequest, HttpResponse, ShownRequest, UnsignedRequest,
};
use crate::judge::judge;
use crate::retry::RetryPolicy;
use crate::scan::{Index, Reading, Unit};
use std::time::Duration;

/// One request and its attempts.
#[derive(Debug)]
pub(crate) struct Exchange {
    facts: &'static Facts,
    request: UnsignedRequest,
    /// The last attempt.
    signed: Option<UnsignedRequest>,
    /// What somebody else is to sign the attempt under way with.
    params: Option<SigningParams>,
    /// What somebody else has signed.
    ready: Option<HttpRequest>,
    /// The signature carries the time.
    is_timed: bool,
    base: BaseUrl,
    pub(crate) max_body_bytes: usize,
    pub(crate) reading: Reading,
    pub(crate) attempts: Attempts,
}

impl Exchange {
    pub(crate) fn new(
        facts: &'static Facts,
        request: UnsignedRequest,
        auth: &dyn AuthScheme,
        base_url: &str,
        policy: RetryPolicy,
    ) -> Result<Self, Fault> {
        let base = BaseUrl::checked(base_url)?;
        // What cannot be sent is refused now, not when it is due.
        let mut signed = request.clone();
        auth.authenticate(
            &mut signed,
            &SigningParams { time: UnixMillis(0), nonce: Nonce::from_random([0; 16]) },
        );
        signed.check()?;
        Ok(Self {
            facts,
            request,
            signed: None,
            params: None,
            ready: None,
            is_timed: auth.is_timed(),
            base,
            max_body_bytes: DEFAULT_MAX_BODY_BYTES,
            reading: Reading { unit: Unit::Bytes, secrets: false },
            attempts: Attempts::new(facts, policy),
        })
    }

    fn sign(&mut self, auth: &dyn AuthScheme, params: &SigningParams) -> Result<HttpRequest, Fault> {
        let mut request = self.request.clone();
        auth.authenticate(&mut request, params);
        self.encode(request)
    }

    fn encode(&mut self, request: UnsignedRequest) -> Result<HttpRequest, Fault> {
        let request = self.signed.insert(request);
        request.check()?;
        Ok(request.write(&self.base, false))
    }

    pub(crate) fn poll(&mut self, auth: &dyn AuthScheme, now: UnixMillis, random: [u8; 16]) -> Output {
        match self.attempts.step(now, random) {
            Step::Sign(params) => {
                let id = RequestId(self.attempts.id());
                self.ready = None;
                if auth.is_delegated() {
                    self.params = Some(params.clone());
                    return Output::Authorize { id, params };
                }
                match self.sign(auth, &params) {
                    Ok(request) => {
                        self.attempts.leave(now);
                        Output::Transmit { id, request }
                    }
                    Err(error) => {
                        self.attempts.finish(Some(error));
                        Output::Finished
                    }
                }
            }
            Step::Wait(time_ms) => match self.ready.take() {
                Some(request) if self.attempts.is_current(self.attempts.id()) => {
                    self.attempts.leave(now);
                    Output::Transmit { id: RequestId(self.attempts.id()), request }
                }
                _ => Output::Wait(Some(Duration::from_millis(time_ms))),
            },
            Step::Finished => Output::Finished,
        }
    }

    /// Takes the headers that somebody else made. What comes twice, or for another attempt, is ignored.
    pub(crate) fn authorize(
        &mut self,
        auth: &dyn AuthScheme,
        id: RequestId,
        headers: Option<&[(&str, &str)]>,
    ) {
        if !self.attempts.is_current(id.0) {
            return;
        }
        let Some(params) = self.params.take() else { return };
        let Some(headers) = headers else {
            let text = "whoever signs for this host would not".to_owned();
            let reply =
                Reply { provider: self.facts.provider, provider_text: Some(text), ..Reply::default() };
            let error = LookupError::Unauthenticated { reply: Box::new(reply) };
            self.attempts.finish(Some(Box::new(error)));
            return;
        };
        let mut request = self.request.clone();
        let accepted = auth.accept(&mut request, &params, headers).map_err(Box::new);
        match accepted.and_then(|()| self.encode(request)) {
            Ok(request) => self.ready = Some(request),
            Err(error) => self.attempts.finish(Some(error)),
        }
    }

    /// Where the values of an answer stand, if it is the one that was waited for and a good one.
    pub(crate) fn judge(
        &mut self,
        id: RequestId,
        now: UnixMillis,
        response: &HttpResponse<'_>,
    ) -> Option<Box<Index>> {
        if !self.attempts.is_sent(id.0) {
            return None;
        }
        if response.body.len() > self.max_body_bytes {
            self.fail(id, TransportErrorKind::TooLarge);
            return None;
        }
        let request = self.signed.as_ref().unwrap_or(&self.request);
        match judge(self.facts, request, response, now, self.reading) {
            Ok(index) => {
                self.attempts.finish(None);
                Some(index)
            }
            Err(no) => {
                self.attempts.refuse(no.error, now, no.provider_ms.filter(|_| self.is_timed));
                None
            }
        }
    }

    pub(crate) fn fail(&mut self, id: RequestId, kind: TransportErrorKind) {
        if self.attempts.is_current(id.0) {
            self.attempts.fail_transport(kind, self.max_body_bytes);
        }
    }

    pub(crate) fn cancel(&mut self) {
        self.attempts.finish(Some(Box::new(LookupError::Cancelled)));
    }

    pub(crate) fn shown(&self) -> Option<ShownRequest> {
        Some(self.signed.as_ref()?.shown(&self.base))
    }
}
