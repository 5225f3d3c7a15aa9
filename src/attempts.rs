//! When an attempt is made, given up and repeated: the part of a call that knows no operation.

use crate::clock::{Stopwatch, UnixMillis};
use crate::endpoint::{Facts, Nonce, RetrySafety, SigningParams};
use crate::error::{Fault, LookupError, TransportErrorKind};
use crate::retry::RetryPolicy;

/// The attempts of one call.
#[derive(Debug)]
pub(crate) struct Attempts {
    facts: &'static Facts,
    policy: RetryPolicy,
    watch: Stopwatch,
    /// How many there were. It is the id of the last one, too.
    count: u32,
    state: State,
}

#[derive(Debug)]
enum State {
    Ready,
    InFlight { since_ms: u64 },
    Failed { error: Fault },
    Paused { until_ms: u64 },
    Done { error: Option<Fault> },
}

/// What comes next.
pub(crate) enum Step {
    Send(SigningParams),
    Wait(u64),
    Finished,
}

impl Attempts {
    pub(crate) fn new(facts: &'static Facts, policy: RetryPolicy) -> Self {
        let watch = Stopwatch::default();
        Self { facts, policy, watch, count: 0, state: State::Ready }
    }

    pub(crate) fn step(&mut self, now: UnixMillis, random: [u8; 16]) -> Step {
        let elapsed_ms = self.watch.advance(now);
        loop {
            match &self.state {
                State::Ready => {
                    let params = SigningParams { time: now, nonce: Nonce::from_random(random) };
                    self.count = self.count.saturating_add(1);
                    self.state = State::InFlight { since_ms: elapsed_ms };
                    return Step::Send(params);
                }
                State::InFlight { since_ms } => {
                    let end_ms =
                        since_ms.saturating_add(self.policy.attempt_timeout_ms).min(self.policy.timeout_ms);
                    if elapsed_ms < end_ms {
                        return Step::Wait(end_ms - elapsed_ms);
                    }
                    self.state = State::Failed { error: self.transport_error(TransportErrorKind::Timeout) };
                }
                State::Failed { .. } => {
                    let State::Failed { error } = std::mem::replace(&mut self.state, State::Ready) else {
                        continue;
                    };
                    self.state = match self.pause_ms(&error, elapsed_ms, random) {
                        Some(pause_ms) => State::Paused { until_ms: elapsed_ms.saturating_add(pause_ms) },
                        None => State::Done { error: Some(error) },
                    }
                }
                State::Paused { until_ms } if elapsed_ms < *until_ms => {
                    return Step::Wait(until_ms - elapsed_ms);
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

    /// The attempt under way came to nothing: it is repeated, or it was the last.
    pub(crate) fn fail(&mut self, error: Fault) {
        self.state = State::Failed { error };
    }

    /// Nothing came back, or more than `max_bytes`.
    pub(crate) fn fail_transport(&mut self, kind: TransportErrorKind, max_bytes: usize) {
        self.fail(match kind {
            TransportErrorKind::TooLarge => {
                Box::new(LookupError::ResponseTooLarge { provider: self.facts.provider, max_bytes })
            }
            kind => self.transport_error(kind),
        });
    }

    /// The call is over, with an error or without.
    pub(crate) fn finish(&mut self, error: Option<Fault>) {
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
            State::Done { error } => error.as_deref(),
            _ => None,
        }
    }

    fn transport_error(&self, kind: TransportErrorKind) -> Fault {
        let retryable = self.facts.retry_safety == RetrySafety::Idempotent || kind.is_unsent();
        Box::new(LookupError::Transport { provider: self.facts.provider, kind, retryable })
    }

    /// The pause before the next attempt, unless this error ends the call.
    fn pause_ms(&self, error: &LookupError, elapsed_ms: u64, random: [u8; 16]) -> Option<u64> {
        if !error.retryable() || self.count >= self.policy.max_attempts {
            return None;
        }
        let pause_ms = error.retry_after_ms().unwrap_or_else(|| self.policy.delay_ms(self.count, random));
        (elapsed_ms.saturating_add(pause_ms) < self.policy.timeout_ms).then_some(pause_ms)
    }
}
