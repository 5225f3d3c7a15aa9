//! Decides when a request is sent, abandoned, and sent again.

use super::clock::{LEAST_OFFSET_MS, Stopwatch, measure_offset};
use super::renewal::Renewal;
use super::retry::RetryPolicy;
use crate::auth::{Nonce, SigningParams};
use crate::error::{BoxedError, LookupError, Reply, TransportErrorKind};
use crate::operation::{Metadata, RetrySafety};
use crate::time::{ClockOffset, UnixMillis};

/// The attempts of one request.
#[derive(Debug)]
pub(super) struct Attempts {
    operation: &'static Metadata,
    policy: RetryPolicy,
    watch: Stopwatch,
    /// The number of attempts so far.
    count: u32,
    /// How far the service's clock is ahead of the host's, as far as it is known.
    offset: ClockOffset,
    /// The clock offset that the last attempt was signed with.
    signed_offset: ClockOffset,
    /// Whether this request has corrected its offset. It does so at most once.
    is_corrected: bool,
    /// Whether the last attempt carried a token that the host has renewed.
    has_new_token: bool,
    /// When the last attempt began, according to this host's clock.
    begun: UnixMillis,
    /// When the attempt in flight was sent, according to this host's clock, or `None` if it has not been sent.
    sent: Option<UnixMillis>,
    state: State,
}

#[derive(Debug)]
enum State {
    /// An attempt is due.
    Ready,
    /// An attempt is being signed or has been sent.
    InFlight { since_ms: u64 },
    /// The app's own server refused to sign the attempt. It may have reported its time.
    Unsigned { server_ms: Option<u64> },
    /// The provider refused the token. The host has been or will be asked for a new one.
    AwaitsToken { error: BoxedError },
    /// The last attempt failed.
    Failed { error: BoxedError },
    /// Another attempt is due later.
    Paused { until_ms: u64, error: BoxedError },
    /// No further attempt follows.
    Over { error: BoxedError },
}

/// The next action of a request.
pub(super) enum Turn {
    /// Begin an attempt.
    Begin(SigningParams),
    /// Wait for this many milliseconds.
    Wait(u64),
    /// Ask the host for a new token and wait for it, but for no longer than this many milliseconds.
    Renew(u64),
    /// The request failed.
    Over(BoxedError),
}

impl Attempts {
    pub(super) fn new(operation: &'static Metadata, policy: RetryPolicy) -> Self {
        Self {
            operation,
            policy,
            watch: Stopwatch::default(),
            count: 0,
            offset: ClockOffset::default(),
            signed_offset: ClockOffset::default(),
            is_corrected: false,
            has_new_token: false,
            begun: UnixMillis(0),
            sent: None,
            state: State::Ready,
        }
    }

    /// Abandons the attempt in flight if its time limit has passed.
    pub(super) fn expire(&mut self, now: UnixMillis) {
        let elapsed_ms = self.watch.advance(now);
        if let State::InFlight { since_ms } = self.state
            && elapsed_ms >= self.end_ms(since_ms)
        {
            self.fail(self.transport_error(TransportErrorKind::Timeout));
        }
    }

    /// Returns the next action. `offset` is the clock offset of the lookup. It is ignored if this request has corrected
    /// its own.
    pub(super) fn turn(
        &mut self,
        now: UnixMillis,
        random: [u8; 16],
        offset: ClockOffset,
        renewal: Renewal,
    ) -> Turn {
        let elapsed_ms = self.watch.advance(now);
        if !self.is_corrected {
            self.offset = offset;
        }
        loop {
            self.state = match std::mem::replace(&mut self.state, State::Ready) {
                State::Ready => {
                    self.count = self.count.saturating_add(1);
                    self.signed_offset = self.offset;
                    self.has_new_token = renewal == Renewal::Done;
                    self.begun = now;
                    self.sent = None;
                    self.state = State::InFlight { since_ms: elapsed_ms };
                    let time = self.offset.apply(now);
                    return Turn::Begin(SigningParams { time, nonce: Nonce::from_random(random) });
                }
                State::InFlight { since_ms } => {
                    self.state = State::InFlight { since_ms };
                    return Turn::Wait(self.end_ms(since_ms).saturating_sub(elapsed_ms));
                }
                State::Unsigned { server_ms } => {
                    let measured = server_ms.and_then(|server_ms| measure_offset(self.begun, now, server_ms));
                    match self.correction(measured) {
                        Some(measured) => {
                            self.correct(measured);
                            // The attempt does not count, because nothing was sent to the service.
                            self.count = self.count.saturating_sub(1);
                            State::Ready
                        }
                        None => State::Over { error: self.unsigned_error(measured) },
                    }
                }
                State::AwaitsToken { error } if elapsed_ms < self.policy.timeout_ms => {
                    self.state = State::AwaitsToken { error };
                    return Turn::Renew(self.policy.timeout_ms - elapsed_ms);
                }
                State::AwaitsToken { error } => State::Over { error },
                State::Failed { error } => match self.pause_ms(&error, elapsed_ms, random) {
                    Some(pause_ms) => State::Paused { until_ms: elapsed_ms.saturating_add(pause_ms), error },
                    None => State::Over { error },
                },
                State::Paused { until_ms, error } if elapsed_ms < until_ms => {
                    self.state = State::Paused { until_ms, error };
                    return Turn::Wait(until_ms - elapsed_ms);
                }
                // If the host wakes up after the time limit, nothing more is sent.
                State::Paused { error, .. } if elapsed_ms >= self.policy.timeout_ms => State::Over { error },
                State::Paused { .. } => State::Ready,
                State::Over { error } => {
                    self.state = State::Over { error: error.clone() };
                    return Turn::Over(error);
                }
            }
        }
    }

    /// Records that the attempt in flight is sent now.
    pub(super) fn leave(&mut self, now: UnixMillis) {
        self.sent = Some(now);
    }

    /// Returns the number of the last attempt, beginning with 1.
    pub(super) fn count(&self) -> u32 {
        self.count
    }

    /// Returns whether an attempt is being signed or has been sent.
    pub(super) fn is_in_flight(&self) -> bool {
        matches!(self.state, State::InFlight { .. })
    }

    /// Returns whether an attempt has been sent and awaits its response.
    pub(super) fn is_sent(&self) -> bool {
        self.is_in_flight() && self.sent.is_some()
    }

    /// Returns the clock offset that this request measured and that its last attempt was signed with.
    pub(super) fn measured_offset(&self) -> Option<ClockOffset> {
        self.is_corrected.then_some(self.signed_offset)
    }

    /// Records that the attempt in flight failed. Another attempt may follow.
    pub(super) fn fail(&mut self, error: BoxedError) {
        self.state = State::Failed { error };
    }

    /// Records that the service refused the attempt. If the same request may be sent again, two causes can be
    /// corrected:
    ///
    /// * If the service's clock differs from the time that the attempt was signed with, the request is sent again
    ///   immediately with the service's time. This happens at most once.
    /// * If the service refused the token and the host can renew it, the request is sent again with the new token.
    pub(super) fn refuse(
        &mut self,
        error: BoxedError,
        now: UnixMillis,
        service_ms: Option<u64>,
        renewal: Renewal,
    ) {
        let is_repeatable =
            self.operation.retry_safety == RetrySafety::Idempotent && self.count < self.policy.max_attempts;
        let measured =
            self.sent.zip(service_ms).and_then(|(sent, service_ms)| measure_offset(sent, now, service_ms));
        let is_token_refused = matches!(*error, LookupError::Unauthenticated { .. });
        self.state = match (self.correction(measured), renewal) {
            _ if !is_repeatable => State::Failed { error },
            (Some(measured), _) => {
                self.correct(measured);
                State::Paused { until_ms: 0, error }
            }
            // The token was renewed while this attempt was in flight.
            (None, Renewal::Done) if is_token_refused && !self.has_new_token => {
                State::Paused { until_ms: 0, error }
            }
            (None, Renewal::Possible | Renewal::Requested(_)) if is_token_refused => {
                State::AwaitsToken { error }
            }
            _ => State::Failed { error },
        };
    }

    /// Returns whether a new token is awaited.
    pub(super) fn awaits_token(&self) -> bool {
        matches!(self.state, State::AwaitsToken { .. })
    }

    /// Records the result of the renewal: the request is sent again, fails with the refusal, or fails because the new
    /// token is not allowed.
    pub(super) fn end_renewal(&mut self, result: &Result<bool, BoxedError>) {
        if let State::AwaitsToken { error } = &self.state {
            let error = error.clone();
            self.state = match result {
                Ok(true) => State::Paused { until_ms: 0, error },
                Ok(false) => State::Over { error },
                Err(error) => State::Over { error: error.clone() },
            };
        }
    }

    /// Records that the app's own server refused to sign the attempt. If the server reported its time, and it differs
    /// from the time that was to be signed, the server is asked once more with its own time.
    pub(super) fn refuse_signature(&mut self, server_ms: Option<u64>) {
        self.state = State::Unsigned { server_ms };
    }

    /// Returns the measured offset if it can be the reason for the refusal and this request has not corrected its
    /// offset before.
    fn correction(&self, measured: Option<ClockOffset>) -> Option<ClockOffset> {
        let differs = |measured: &ClockOffset| measured.0.abs_diff(self.signed_offset.0) >= LEAST_OFFSET_MS;
        measured.filter(differs).filter(|_| !self.is_corrected)
    }

    fn correct(&mut self, measured: ClockOffset) {
        self.is_corrected = true;
        self.offset = measured;
    }

    /// Returns the error for a signature that the app's own server refused. `measured` is how far the server's clock is
    /// ahead.
    fn unsigned_error(&self, measured: Option<ClockOffset>) -> BoxedError {
        let mut text = "the app's own server refused to sign".to_owned();
        if let Some(ClockOffset(ms)) = measured {
            text.push_str("; its clock is ");
            text.push_str(&(ms.unsigned_abs() / 1_000).to_string());
            text.push_str(if ms < 0 { " s behind" } else { " s ahead" });
        }
        let reply =
            Reply { provider: self.operation.provider, provider_text: Some(text), ..Reply::default() };
        Box::new(LookupError::Unauthenticated { reply: Box::new(reply) })
    }

    /// Records that no response arrived, or that its body exceeds `max_bytes`.
    pub(super) fn fail_transport(&mut self, kind: TransportErrorKind, max_bytes: usize) {
        self.fail(match kind {
            TransportErrorKind::TooLarge => {
                Box::new(LookupError::ResponseTooLarge { provider: self.operation.provider, max_bytes })
            }
            kind => self.transport_error(kind),
        });
    }

    /// Ends the attempts with an error.
    pub(super) fn finish(&mut self, error: BoxedError) {
        self.state = State::Over { error };
    }

    /// Stops sending. An attempt that was already sent may still be answered. Otherwise, the request ends with its last
    /// error, or with this one if it has none.
    pub(super) fn stop(&mut self, error: &LookupError) {
        let is_sent = self.sent.is_some();
        self.state = match std::mem::replace(&mut self.state, State::Ready) {
            State::InFlight { since_ms } if is_sent => {
                self.policy.max_attempts = 1;
                State::InFlight { since_ms }
            }
            State::Ready | State::InFlight { .. } | State::Unsigned { .. } => {
                State::Over { error: Box::new(error.clone()) }
            }
            State::AwaitsToken { error }
            | State::Failed { error }
            | State::Paused { error, .. }
            | State::Over { error } => State::Over { error },
        };
    }

    /// Returns the time at which an attempt that began at `since_ms` is abandoned.
    fn end_ms(&self, since_ms: u64) -> u64 {
        since_ms.saturating_add(self.policy.attempt_timeout_ms).min(self.policy.timeout_ms)
    }

    fn transport_error(&self, kind: TransportErrorKind) -> BoxedError {
        let is_unsent = kind.is_unsent() || self.sent.is_none();
        let retryable = self.operation.retry_safety == RetrySafety::Idempotent || is_unsent;
        Box::new(LookupError::Transport { provider: self.operation.provider, kind, retryable })
    }

    /// Returns the pause in milliseconds before the next attempt, or `None` if this error ends the request.
    fn pause_ms(&self, error: &LookupError, elapsed_ms: u64, random: [u8; 16]) -> Option<u64> {
        if !error.retryable() || self.count >= self.policy.max_attempts {
            return None;
        }
        let pause_ms = error.retry_after_ms().unwrap_or_else(|| self.policy.delay_ms(self.count, random));
        (elapsed_ms.saturating_add(pause_ms) < self.policy.timeout_ms).then_some(pause_ms)
    }
}
