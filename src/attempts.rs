//! When an attempt is made, given up and repeated: the part of a call that knows no operation.

use crate::clock::{Stopwatch, UnixMillis};
use crate::endpoint::{Nonce, RetrySafety, SigningParams};
use crate::error::{LookupError, TransportErrorKind};
use crate::retry::RetryPolicy;
use std::time::Duration;

/// The attempts of one call.
#[derive(Debug)]
pub(crate) struct Attempts {
    provider: &'static str,
    safety: RetrySafety,
    policy: RetryPolicy,
    watch: Stopwatch,
    /// How many there were. It is the id of the last one, too.
    count: u32,
    signed: Option<SigningParams>,
    state: State,
}

#[derive(Debug)]
enum State {
    Ready,
    InFlight { since: Duration },
    Failed { error: LookupError },
    Paused { until: Duration },
    Done { error: Option<LookupError> },
}

/// What comes next.
pub(crate) enum Step {
    Send(SigningParams),
    Wait(Duration),
    Finished,
}

impl Attempts {
    pub(crate) fn new(provider: &'static str, safety: RetrySafety, policy: RetryPolicy) -> Self {
        let watch = Stopwatch::default();
        Self { provider, safety, policy, watch, count: 0, signed: None, state: State::Ready }
    }

    pub(crate) fn step(&mut self, now: UnixMillis, random: [u8; 16]) -> Step {
        let elapsed = self.watch.advance(now);
        loop {
            match &self.state {
                State::Ready => {
                    let params = SigningParams { time: now, nonce: Nonce::from_random(random) };
                    self.count = self.count.saturating_add(1);
                    self.signed = Some(params.clone());
                    self.state = State::InFlight { since: elapsed };
                    return Step::Send(params);
                }
                State::InFlight { since } => {
                    let end =
                        since.saturating_add(self.policy.attempt_timeout).min(self.policy.total_timeout);
                    if elapsed < end {
                        return Step::Wait(end.saturating_sub(elapsed));
                    }
                    self.state = State::Failed { error: self.transport_error(TransportErrorKind::Timeout) };
                }
                State::Failed { error } => {
                    self.state = match self.pause(error, elapsed, random) {
                        Some(pause) => State::Paused { until: elapsed.saturating_add(pause) },
                        None => State::Done { error: Some(error.clone()) },
                    }
                }
                State::Paused { until } if elapsed < *until => {
                    return Step::Wait(until.saturating_sub(elapsed));
                }
                State::Paused { .. } => self.state = State::Ready,
                State::Done { .. } => return Step::Finished,
            }
        }
    }

    /// The id of the last attempt.
    pub(crate) fn id(&self) -> u32 {
        self.count
    }

    /// Whether this attempt is the one that is under way.
    pub(crate) fn is_current(&self, id: u32) -> bool {
        matches!(self.state, State::InFlight { .. }) && id == self.count
    }

    /// What the last attempt was signed with.
    pub(crate) fn signed(&self) -> Option<&SigningParams> {
        self.signed.as_ref()
    }

    /// The attempt under way came to nothing: it is repeated, or it was the last.
    pub(crate) fn fail(&mut self, error: LookupError) {
        self.state = State::Failed { error };
    }

    /// Nothing came back.
    pub(crate) fn fail_transport(&mut self, kind: TransportErrorKind) {
        self.fail(self.transport_error(kind));
    }

    /// The call is over, with an error or without.
    pub(crate) fn finish(&mut self, error: Option<LookupError>) {
        if !self.is_done() {
            self.state = State::Done { error };
        }
    }

    pub(crate) fn is_done(&self) -> bool {
        matches!(self.state, State::Done { .. })
    }

    /// Why the call failed.
    pub(crate) fn error(&self) -> Option<&LookupError> {
        match &self.state {
            State::Done { error } => error.as_ref(),
            _ => None,
        }
    }

    fn transport_error(&self, kind: TransportErrorKind) -> LookupError {
        let retryable = self.safety == RetrySafety::Idempotent || kind.is_unsent();
        LookupError::Transport { provider: self.provider, kind, retryable }
    }

    /// The pause before the next attempt, unless this error ends the call.
    fn pause(&self, error: &LookupError, elapsed: Duration, random: [u8; 16]) -> Option<Duration> {
        if !error.retryable() || self.count >= self.policy.max_attempts {
            return None;
        }
        let pause = error.retry_after().unwrap_or_else(|| self.policy.delay(self.count, random));
        (elapsed.saturating_add(pause) < self.policy.total_timeout).then_some(pause)
    }
}
