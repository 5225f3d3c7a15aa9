//! The host, which carries out the steps of a lookup and checks the rules after each of them.

use super::ledger::Ledger;
use super::network::{Arrival, Network, signature};
use super::random::Random;
use super::service::{Service, WINDOW_MS, lists};
use super::setup::{Auth, Kind, NEW_TOKEN, Renewal, START, Setup};
use mingpian::{
    ClockOffset, HttpResponse, Lookup, LookupError, Progress, RedactedRequest, RequestId, SecretString, Step,
    TransportErrorKind, UnixMillis,
};
use std::hash::{DefaultHasher, Hash, Hasher};

/// A lookup or a wrapper around one.
pub(crate) trait Machine {
    fn poll(&mut self, now: UnixMillis, random: [u8; 16], takes_answer: bool) -> Step;
    fn feed(&mut self, list: usize, identifiers: Vec<String>, ends: bool);
    fn handle_response(&mut self, id: RequestId, now: UnixMillis, response: HttpResponse<'_>) -> bool;
    fn handle_failure(&mut self, id: RequestId, kind: TransportErrorKind);
    fn handle_signature(&mut self, id: RequestId, headers: Option<&[(&str, &str)]>);
    fn handle_renewal(&mut self, id: RequestId, token: Option<SecretString>);
    fn cancel(&mut self);
    fn progress(&self) -> Progress;
    fn clock_offset(&self) -> ClockOffset;
    fn redacted_request(&self, id: RequestId) -> Option<RedactedRequest>;
}

impl Machine for Lookup {
    fn poll(&mut self, now: UnixMillis, random: [u8; 16], takes_answer: bool) -> Step {
        self.poll(now, random, takes_answer)
    }

    fn feed(&mut self, list: usize, identifiers: Vec<String>, ends: bool) {
        self.feed(list, identifiers, ends);
    }

    fn handle_response(&mut self, id: RequestId, now: UnixMillis, response: HttpResponse<'_>) -> bool {
        self.handle_response(id, now, response)
    }

    fn handle_failure(&mut self, id: RequestId, kind: TransportErrorKind) {
        self.handle_failure(id, kind);
    }

    fn handle_signature(&mut self, id: RequestId, headers: Option<&[(&str, &str)]>) {
        self.handle_signature(id, headers);
    }

    fn handle_renewal(&mut self, id: RequestId, token: Option<SecretString>) {
        self.handle_renewal(id, token);
    }

    fn cancel(&mut self) {
        self.cancel();
    }

    fn progress(&self) -> Progress {
        self.progress()
    }

    fn clock_offset(&self) -> ClockOffset {
        self.clock_offset()
    }

    fn redacted_request(&self, id: RequestId) -> Option<RedactedRequest> {
        self.redacted_request(id)
    }
}

/// A run in progress.
struct Host<'a, M> {
    machine: M,
    setup: &'a Setup,
    random: Random,
    network: Network,
    service: Service,
    ledger: Ledger,
    /// The real time, and how far the host's clock was set back.
    now: u64,
    back: u64,
    /// The times at which the host feeds the lists that it was asked to feed.
    feeds: Vec<(u64, usize, usize)>,
    left: [usize; 3],
    fed: u64,
    signed: u64,
    is_invalid: bool,
    trace: DefaultHasher,
}

/// Runs a lookup to its end. Returns a hash of all its outputs, and the machine.
pub(super) fn run<M: Machine>(setup: &Setup, random: Random, machine: M) -> (u64, M) {
    let mut host = Host {
        machine,
        setup,
        random,
        network: Network::default(),
        service: Service::new(setup),
        ledger: Ledger::new(setup),
        now: START,
        back: 0,
        feeds: Vec::new(),
        left: setup.identifiers.each_ref().map(Vec::len),
        fed: 0,
        signed: 0,
        is_invalid: false,
        trace: DefaultHasher::new(),
    };
    if setup.kind == Kind::Pages && setup.habits.feeds_at_once {
        (0..3).for_each(|list| host.feed(list, usize::MAX));
    }
    let (id, result) = host.drive();
    host.ledger.finish(setup, id, &result);
    host.check_fair_weather(&result);
    host.check_end(id, &result);
    (host.trace.finish(), host.machine)
}

impl<M: Machine> Host<'_, M> {
    fn clock(&self) -> UnixMillis {
        UnixMillis(self.now - self.back)
    }

    /// Carries out the steps until the lookup is done.
    fn drive(&mut self) -> (Option<RequestId>, Result<(), LookupError>) {
        for _ in 0..200_000 {
            self.meddle();
            let takes_answer = !self.setup.habits.is_lazy || self.random.one_in(4);
            let random = self.random.bytes();
            let step = self.machine.poll(self.clock(), random, takes_answer);
            if !matches!(step, Step::Answer(_)) {
                self.compare(false);
            }
            match step {
                Step::Send { id, attempt, request } => {
                    (id.0, attempt, &request.url, &request.body).hash(&mut self.trace);
                    let lists =
                        if self.setup.kind.has_lists() { lists(&request) } else { Default::default() };
                    let weather = &self.setup.weather;
                    let (service, random) = (&mut self.service, &mut self.random);
                    self.network.send(id, &request, &lists, service, self.now, weather, random);
                    self.ledger.send(id, attempt, &request.body, lists, self.now);
                    assert!(self.machine.redacted_request(id).is_some());
                }
                Step::Sign { id, params } => {
                    assert_eq!(self.setup.auth, Auth::Delegated);
                    (id.0, params.time.0).hash(&mut self.trace);
                    self.ledger.sign(id, self.now);
                    self.signed += 1;
                    let is_refused = self.signed > self.setup.weather.signs_until;
                    self.network.sign(id, params, is_refused, self.now, &mut self.random);
                }
                Step::Renew { id } => {
                    assert_eq!(self.setup.auth, Auth::RenewableToken);
                    id.0.hash(&mut self.trace);
                    self.ledger.renew(id, self.now);
                    self.network.renew(id, self.setup.weather.renewal, self.now, &mut self.random);
                }
                Step::Abort { id } => {
                    self.ledger.abort(id);
                    if !self.setup.habits.is_rude {
                        self.network.abort(id);
                    }
                }
                Step::Feed { list, room } => {
                    self.ledger.feed(list, room);
                    let at = self.now + self.random.below(1 + self.setup.habits.feed_delay_ms);
                    self.feeds.push((at, list, room));
                }
                Step::Answer(answer) => {
                    assert!(takes_answer, "an answer that is not taken");
                    (answer.id, answer.raw().is_ok()).hash(&mut self.trace);
                    self.ledger.answer(answer);
                    self.compare(false);
                }
                Step::Wait(time) => {
                    assert!(!self.ledger.is_cancelled || !takes_answer, "it waits after it was cancelled");
                    self.ledger.wait(time, self.now);
                    self.sleep(time.map(|time| time.as_millis() as u64));
                    self.deliver();
                }
                Step::Done { id, result } => {
                    (id, result.is_ok()).hash(&mut self.trace);
                    return (id, result);
                }
            }
        }
        panic!("it does not end");
    }

    /// Handles events that can happen at any time: the clock is set back, the caller cancels, lists are fed, or
    /// something arrives.
    fn meddle(&mut self) {
        if self.setup.weather.jumps && self.random.one_in(20) {
            self.back += self.random.below(90_000);
        }
        if !self.ledger.is_cancelled && self.now - START >= self.setup.habits.cancel_at {
            self.machine.cancel();
            self.ledger.is_cancelled = true;
        }
        while let Some(position) = self.feeds.iter().position(|(at, ..)| *at <= self.now) {
            let (_, list, room) = self.feeds.remove(position);
            self.feed(list, room);
        }
        if self.random.one_in(8) {
            self.deliver();
        }
        if self.random.one_in(60) {
            self.pester();
        }
        if self.setup.weather.suspends && self.random.one_in(20) {
            self.now += self.random.below(40_000);
        }
    }

    /// Reports something for an ID that has no task.
    fn pester(&mut self) {
        let id = self.ledger.some_id(self.random.next());
        if self.ledger.doing.contains_key(&id) {
            return;
        }
        let body = br#"{"status":0,"result":{},"code":200,"id":"2"}"#.to_vec();
        let response = HttpResponse { status: 200, headers: &[], body };
        match self.random.below(4) {
            0 => {
                let now = self.clock();
                assert!(!self.machine.handle_response(id, now, response), "{id:?} was not awaited");
            }
            1 => self.machine.handle_signature(id, None),
            2 => self.machine.handle_renewal(id, Some("another token".into())),
            _ => self.machine.handle_failure(id, TransportErrorKind::Refused),
        }
        self.compare(false);
    }

    /// Feeds a list, up to `room` identifiers.
    fn feed(&mut self, list: usize, room: usize) {
        let all = &self.setup.identifiers[list];
        let from = all.len() - self.left[list];
        let to = all.len().min(from.saturating_add(room));
        let mut identifiers = all[from..to].to_vec();
        self.left[list] = all.len() - to;
        for identifier in &mut identifiers {
            self.fed += 1;
            if self.fed == self.setup.habits.invalid_at {
                identifier.clear();
                self.is_invalid = true;
            }
        }
        // Some hosts report the end of a list only when they are asked again.
        let ends = self.left[list] == 0 && (identifiers.is_empty() || !self.random.one_in(4));
        let before = self.machine.progress().total;
        self.machine.feed(list, identifiers.clone(), ends);
        let taken = (self.machine.progress().total - before) as usize;
        let valid = identifiers.iter().take_while(|identifier| !identifier.is_empty());
        // A lookup that was stopped accepts no identifiers.
        assert!(taken == valid.clone().count() || taken == 0, "{taken} identifiers were taken");
        if taken == 0 && valid.clone().next().is_some() {
            self.ledger.is_stopped = true;
        } else {
            valid.for_each(|identifier| self.ledger.ask(list, identifier));
        }
        self.ledger.awaits_feed[list] = false;
        self.ledger.is_fed[list] = ends;
        self.compare(false);
        if self.is_invalid && !std::mem::replace(&mut self.ledger.is_stopped, true) && self.random.one_in(2) {
            // The host reports many things before it polls.
            self.now += self.random.below(30_000);
            self.deliver();
        }
    }

    /// Sleeps until something happens. Hosts may wake late, or without a reason.
    fn sleep(&mut self, ms: Option<u64>) {
        let wake = ms.map(|ms| self.now + ms);
        let next = self.network.next_at().into_iter().chain(self.feeds.iter().map(|(at, ..)| *at));
        let until = wake.into_iter().chain(next).min().unwrap_or(self.now + 1);
        self.now = match self.random.one_in(10) {
            true => self.now + 1 + self.random.below(500),
            false => until.max(self.now),
        };
    }

    /// Reports everything that has arrived.
    fn deliver(&mut self) {
        while let Some((id, arrival)) = self.network.take(self.now) {
            self.report(id, arrival);
            // Sometimes, more arrives before the host polls.
            if !self.random.one_in(3) {
                break;
            }
            self.now += self.random.below(100);
        }
    }

    fn report(&mut self, id: RequestId, arrival: Arrival) {
        let now = self.clock();
        let mut is_accepted = false;
        match arrival {
            Arrival::Response { status, headers, body, retry_after_ms } => {
                let headers: Vec<_> = headers.iter().map(|(name, value)| (*name, &**value)).collect();
                let response = HttpResponse { status, headers: &headers, body };
                is_accepted = self.machine.handle_response(id, now, response);
                self.ledger.respond(id, is_accepted, status, retry_after_ms, self.now);
            }
            Arrival::Failure(kind) => {
                self.machine.handle_failure(id, kind);
                self.ledger.fail(id, kind);
            }
            Arrival::Token(token) => {
                if self.ledger.is_renewing(id) && token == Some(NEW_TOKEN) {
                    self.service.token = NEW_TOKEN;
                }
                self.machine.handle_renewal(id, token.map(SecretString::from));
                self.ledger.renewed(id);
            }
            Arrival::Signature { is_refused: true, .. } => {
                self.machine.handle_signature(id, None);
                self.ledger.signature(id);
            }
            Arrival::Signature { params, .. } => {
                let headers = signature(&params);
                let headers: Vec<_> = headers.iter().map(|(name, value)| (*name, &**value)).collect();
                self.machine.handle_signature(id, Some(&headers));
                self.ledger.signature(id);
            }
        }
        self.compare(is_accepted);
    }

    fn compare(&mut self, may_change: bool) {
        self.ledger.compare(self.machine.progress(), self.machine.clock_offset(), may_change);
    }

    /// Returns whether a token that has expired was replaced by a good one before its lookup was over.
    fn is_renewed_in_time(&self) -> bool {
        let Setup { weather, auth, max_attempts, .. } = self.setup;
        let is_good = *auth == Auth::RenewableToken && weather.renewal == Renewal::Good;
        is_good && *max_attempts > 1 && self.network.slow == 0
    }

    /// Checks that without faults, only slow requests fail.
    fn check_fair_weather(&self, result: &Result<(), LookupError>) {
        let Setup { weather, habits, auth, .. } = self.setup;
        let is_fair = weather.network == 0
            && weather.service == 0
            && !weather.jumps
            && !weather.suspends
            && (weather.expires_after == u64::MAX || self.is_renewed_in_time())
            && *auth != Auth::Delegated
            && habits.cancel_at == u64::MAX
            && !self.is_invalid;
        let is_right = !auth.is_signed() || weather.skew_ms.unsigned_abs() < WINDOW_MS - 1_000;
        let is_correctable = weather.lie_ms == 0 && self.setup.max_attempts > 1;
        if !is_fair || !(is_right || is_correctable) || !self.setup.kind.has_lists() {
            return;
        }
        if self.setup.kind == Kind::Pages && self.setup.identifiers.iter().all(Vec::is_empty) {
            return;
        }
        let is_slow = |error: &LookupError| error.transport_kind() == Some(TransportErrorKind::Timeout);
        let failed = self.ledger.pages.iter().filter_map(|page| page.result.as_ref().err());
        let failed = failed.chain(result.as_ref().err()).filter(|error| !is_slow(error)).count() as u64;
        assert!(failed <= if is_right { 0 } else { self.network.slow }, "{failed} failed in fair weather");
        let stale = (self.network.slow + 1) * self.setup.max_in_flight as u64;
        assert!(self.service.stale <= stale, "{} stale requests", self.service.stale);
    }

    /// Checks that a lookup that is done stays done.
    fn check_end(&mut self, id: Option<RequestId>, result: &Result<(), LookupError>) {
        let progress = self.machine.progress();
        while let Some((late, arrival)) = self.network.take(u64::MAX) {
            self.report(late, arrival);
            self.is_still_done(id, result);
        }
        self.machine.cancel();
        self.machine.feed(0, vec!["too late".to_owned()], true);
        self.now += 1_000_000;
        self.is_still_done(id, result);
        assert_eq!(self.machine.progress(), progress);
    }

    fn is_still_done(&mut self, id: Option<RequestId>, result: &Result<(), LookupError>) {
        let (random, takes_answer) = (self.random.bytes(), self.random.one_in(2));
        match self.machine.poll(self.clock(), random, takes_answer) {
            Step::Done { id: other, result: again } => assert_eq!((other, &again), (id, result)),
            other => panic!("{other:?} after the end"),
        }
    }
}
