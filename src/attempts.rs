//! When an attempt is made, given up and repeated: the part of a call that knows no operation.

use crate::clock::{ClockOffset, LEAST_OFFSET_MS, Stopwatch, UnixMillis};
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
    /// How far the provider's clock is ahead, as far as anybody knows.
    offset: ClockOffset,
    /// What the last attempt was signed with.
    signed_offset: ClockOffset,
    /// An offset was learned in this call: not again.
    is_corrected: bool,
    /// When the attempt under way left, if it did: by this host's clock.
    sent: Option<UnixMillis>,
    state: State,
}

#[derive(Debug)]
enum State {
    Ready,
    InFlight { since_ms: u64 },
    Failed { error: Fault },
    Paused { until_ms: u64, error: Fault },
    Done { error: Option<Fault> },
}

/// What comes next.
pub(crate) enum Step {
    Sign(SigningParams),
    Wait(u64),
    Finished,
}

impl Attempts {
    pub(crate) fn new(facts: &'static Facts, policy: RetryPolicy) -> Self {
        Self {
            facts,
            policy,
            watch: Stopwatch::default(),
            count: 0,
            offset: ClockOffset::default(),
            signed_offset: ClockOffset::default(),
            is_corrected: false,
            sent: None,
            state: State::Ready,
        }
    }

    pub(crate) fn step(&mut self, now: UnixMillis, random: [u8; 16]) -> Step {
        let elapsed_ms = self.watch.advance(now);
        loop {
            self.state = match std::mem::replace(&mut self.state, State::Ready) {
                State::Ready => {
                    let time = self.offset.apply(now);
                    self.count = self.count.saturating_add(1);
                    self.signed_offset = self.offset;
                    self.sent = None;
                    self.state = State::InFlight { since_ms: elapsed_ms };
                    return Step::Sign(SigningParams { time, nonce: Nonce::from_random(random) });
                }
                State::InFlight { since_ms } => {
                    let end_ms =
                        since_ms.saturating_add(self.policy.attempt_timeout_ms).min(self.policy.timeout_ms);
                    if elapsed_ms < end_ms {
                        self.state = State::InFlight { since_ms };
                        return Step::Wait(end_ms - elapsed_ms);
                    }
                    State::Failed { error: self.transport_error(TransportErrorKind::Timeout) }
                }
                State::Failed { error } => match self.pause_ms(&error, elapsed_ms, random) {
                    Some(pause_ms) => State::Paused { until_ms: elapsed_ms.saturating_add(pause_ms), error },
                    None => State::Done { error: Some(error) },
                },
                State::Paused { until_ms, error } if elapsed_ms < until_ms => {
                    self.state = State::Paused { until_ms, error };
                    return Step::Wait(until_ms - elapsed_ms);
                }
                // A host that wakes late sends nothing any more.
                State::Paused { error, .. } if elapsed_ms >= self.policy.timeout_ms => {
                    State::Done { error: Some(error) }
                }
                State::Paused { .. } => State::Ready,
                done @ State::Done { .. } => {
                    self.state = done;
                    return Step::Finished;
                }
            }
        }
    }

    /// The attempt under way leaves now.
    pub(crate) fn leave(&mut self, now: UnixMillis) {
        self.sent = Some(now);
    }

    /// The id of the last attempt.
    pub(crate) fn id(&self) -> u32 {
        self.count
    }

    /// Whether this attempt is the one that is under way, sent or about to be.
    pub(crate) fn is_current(&self, id: u32) -> bool {
        matches!(self.state, State::InFlight { .. }) && id == self.count
    }

    /// Whether an answer to this attempt is waited for.
    pub(crate) fn is_sent(&self, id: u32) -> bool {
        self.is_current(id) && self.sent.is_some()
    }

    /// What is known of the provider's clock.
    pub(crate) fn offset(&self) -> ClockOffset {
        self.offset
    }

    /// What is known of the provider's clock from elsewhere.
    pub(crate) fn set_offset(&mut self, offset: ClockOffset) {
        self.offset = offset;
    }

    /// The attempt under way came to nothing: it is repeated, or it was the last.
    pub(crate) fn fail(&mut self, error: Fault) {
        self.state = State::Failed { error };
    }

    /// The provider said no. If its clock is another than the one the attempt was signed by, and the same request
    /// may be sent again, it is, once and at once, by that clock.
    pub(crate) fn refuse(&mut self, error: Fault, now: UnixMillis, provider_ms: Option<u64>) {
        let measured = self
            .sent
            .zip(provider_ms)
            .and_then(|(sent, provider_ms)| ClockOffset::measure(sent, now, provider_ms));
        if let Some(measured) = measured
            && measured.0.abs_diff(self.signed_offset.0) >= LEAST_OFFSET_MS
            && !self.is_corrected
            && self.facts.retry_safety == RetrySafety::Idempotent
            && self.count < self.policy.max_attempts
        {
            self.is_corrected = true;
            self.offset = measured;
            self.state = State::Paused { until_ms: 0, error };
            return;
        }
        self.fail(error);
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

    /// Nothing more is sent: what is not under way ends as it stands.
    pub(crate) fn stop(&mut self, error: &LookupError) {
        self.state = match std::mem::replace(&mut self.state, State::Ready) {
            State::Ready => State::Done { error: Some(Box::new(error.clone())) },
            State::InFlight { .. } if self.sent.is_none() => {
                State::Done { error: Some(Box::new(error.clone())) }
            }
            State::InFlight { since_ms } => {
                self.policy.max_attempts = 1;
                State::InFlight { since_ms }
            }
            State::Failed { error } | State::Paused { error, .. } => State::Done { error: Some(error) },
            done @ State::Done { .. } => done,
        };
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
        let is_unsent = kind.is_unsent() || self.sent.is_none();
        let retryable = self.facts.retry_safety == RetrySafety::Idempotent || is_unsent;
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
