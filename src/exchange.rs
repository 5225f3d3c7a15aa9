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
    /// As the last attempt was signed.
    request: UnsignedRequest,
    /// How many of its parts are there before it is signed.
    unsigned_len: usize,
    is_signed: bool,
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
        mut request: UnsignedRequest,
        auth: &dyn AuthScheme,
        base_url: &str,
        policy: RetryPolicy,
    ) -> Result<Self, Fault> {
        let base = BaseUrl::checked(base_url)?;
        let unsigned_len = request.len();
        // What cannot be sent is refused now, not when it is due.
        auth.authenticate(
            &mut request,
            &SigningParams { time: UnixMillis(0), nonce: Nonce::from_random([0; 16]) },
        );
        request.check()?;
        Ok(Self {
            facts,
            request,
            unsigned_len,
            is_signed: false,
            params: None,
            ready: None,
            is_timed: auth.is_timed(),
            base,
            max_body_bytes: DEFAULT_MAX_BODY_BYTES,
            reading: Reading { unit: Unit::Bytes, secrets: false },
            attempts: Attempts::new(facts, policy),
        })
    }

    /// The request without what the attempt before was signed with.
    fn unsigned(&mut self) -> &mut UnsignedRequest {
        self.request.truncate(self.unsigned_len);
        &mut self.request
    }

    fn encode(&mut self) -> Result<HttpRequest, Fault> {
        self.is_signed = true;
        self.request.check()?;
        Ok(self.request.write(&self.base, false))
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
                auth.authenticate(self.unsigned(), &params);
                match self.encode() {
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
        let accepted = auth.accept(self.unsigned(), &params, headers).map_err(Box::new);
        match accepted.and_then(|()| self.encode()) {
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
        match judge(self.facts, &self.request, response, now, self.reading) {
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
        self.is_signed.then(|| self.request.shown(&self.base))
    }
}
