//! Drives lookups of one request.

use crate::credentials::Token;
use crate::log::Log;
use crate::stop::Stop;
use crate::transport::{SendError, Transport};
use mingpian::{
    ClockOffset, HttpRequest, HttpResponse, Lookup, LookupError, Operation, RequestId, SecretString, Step,
    TransportErrorKind, UnixMillis,
};
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// The state that all lookups of a run share.
pub(crate) struct Host {
    pub(crate) transport: Transport,
    pub(crate) stop: Stop,
    pub(crate) log: Log,
    /// How far the service's clock is ahead, in milliseconds, according to the last lookup.
    clock_offset_ms: AtomicI64,
}

/// The failure of a lookup.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) error: LookupError,
    /// The description by the operating system or the TLS library.
    pub(crate) cause: Option<String>,
}

impl From<LookupError> for Failure {
    fn from(error: LookupError) -> Self {
        Self { error, cause: None }
    }
}

impl Host {
    pub(crate) fn new(transport: Transport, stop: Stop, log: Log) -> Self {
        Self { transport, stop, log, clock_offset_ms: AtomicI64::new(0) }
    }

    /// Returns the clock offset for the next lookup.
    pub(crate) fn clock_offset_ms(&self) -> i64 {
        self.clock_offset_ms.load(Ordering::Relaxed)
    }

    /// Drives the lookup of a single request to its end, and returns its answer. `number` identifies the request in the
    /// log, and `token` is the token with which the lookup was opened, if any.
    ///
    /// This thread sends the requests itself. It sends a request when the lookup returns the time for which it waits. A
    /// stop ends the pauses between attempts, but not an attempt in flight.
    pub(crate) fn drive<O: Operation>(
        &self,
        mut lookup: Lookup,
        number: u64,
        token: Option<(&Token, &SecretString)>,
    ) -> Result<O::Answer, Failure> {
        if token.is_some() {
            lookup.allow_renewal(None)?;
        }
        let mut unsent: Option<(RequestId, u32, HttpRequest)> = None;
        let mut cause = None;
        let mut found = None;
        loop {
            match lookup.poll(now(), random(), true) {
                Step::Send { id, attempt, request } => unsent = Some((id, attempt, request)),
                Step::Wait(time) => match unsent.take() {
                    Some((id, attempt, request)) => {
                        let sent = self.attempt(&mut lookup, id, &request, time, number, attempt);
                        if let Some(error) = sent.as_ref().filter(|error| error.is_final) {
                            return Err(untrusted(&lookup, error));
                        }
                        // The other kinds need no further description.
                        let is_vague = |error: &SendError| error.kind == TransportErrorKind::Interrupted;
                        cause = sent.filter(is_vague).map(|error| error.to_string());
                    }
                    None => {
                        self.stop.sleep(time.unwrap_or(Duration::from_secs(1)));
                        if self.stop.is_requested() {
                            lookup.cancel();
                        }
                    }
                },
                // The program has all credentials, so no server signs.
                Step::Sign { id, .. } => lookup.handle_signature(id, None),
                Step::Renew { id } => {
                    let renewed = token.and_then(|(token, refused)| token.renew(refused));
                    lookup.handle_renewal(id, renewed);
                }
                // The connection was closed when the time limit of the attempt had passed.
                Step::Abort { .. } => {}
                // The question is complete.
                Step::Feed { list, .. } => lookup.feed(list, [], true),
                Step::Answer(answer) => found = Some(answer.read::<O>()?),
                Step::Done { result, .. } => {
                    let ClockOffset(offset) = lookup.clock_offset();
                    self.clock_offset_ms.store(offset, Ordering::Relaxed);
                    return match (result, found) {
                        (Ok(()), Some(answer)) => Ok(answer),
                        (Ok(()), None) => {
                            Err(LookupError::Internal { detail: "a lookup without an answer" }.into())
                        }
                        (Err(error @ LookupError::Transport { .. }), _) => Err(Failure { error, cause }),
                        (Err(error), _) => Err(error.into()),
                    };
                }
            }
        }
    }

    /// Sends a request and reports its response. Returns the reason if no response arrives.
    fn attempt(
        &self,
        lookup: &mut Lookup,
        id: RequestId,
        request: &HttpRequest,
        time: Option<Duration>,
        number: u64,
        attempt: u32,
    ) -> Option<SendError> {
        // The lookup always returns a time while a request is in flight.
        let time = time.unwrap_or(Duration::from_secs(30)).max(Duration::from_millis(1));
        let started = Instant::now();
        let sent = self.transport.send(request, time, lookup.max_body_bytes());
        self.log.attempt(number, attempt, &sent, started.elapsed());
        match sent {
            Ok(response) => {
                let headers: Vec<_> =
                    response.headers.iter().map(|(name, value)| (&**name, &**value)).collect();
                let (status, body) = (response.status, response.body);
                lookup.handle_response(id, now(), HttpResponse { status, headers: &headers, body });
                None
            }
            Err(error) => {
                lookup.handle_failure(id, error.kind);
                Some(error)
            }
        }
    }
}

/// Returns the failure of a lookup whose service has a certificate that is not trusted.
fn untrusted(lookup: &Lookup, error: &SendError) -> Failure {
    let provider = lookup.operation().provider;
    let kind = TransportErrorKind::Interrupted;
    Failure {
        // The request was never sent.
        error: LookupError::Transport { provider, kind, retryable: true },
        cause: Some(error.to_string()),
    }
}

fn now() -> UnixMillis {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    UnixMillis(u64::try_from(since.as_millis()).unwrap_or(u64::MAX))
}

/// Returns random bytes from the operating system.
fn random() -> [u8; 16] {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).expect("the operating system has no random bytes");
    bytes
}
