//! The state machine that a host drives, for a single answer or for many pages.

use super::classify::Accepted;
use super::options::Options;
use super::parts::{Asked, Part, PartTurn};
use super::pending::{Keep, Pending, check};
use super::renewal::{Auth, Renewal};
use super::settle::settle;
use super::shared::Shared;
use super::step::{Answer, Progress, RequestId, Step};
use crate::error::{BoxedError, LookupError, TransportErrorKind, invalid};
use crate::http::{BaseUrl, HttpResponse, RedactedRequest};
use crate::json::{Mode, Reading, Unit, dedupe};
use crate::operation::{ListOperation, Metadata, Operation};
use crate::record::{Fields, read_texts};
use crate::redact::SecretString;
use crate::time::{ClockOffset, UnixMillis};
use std::fmt;
use std::ops::ControlFlow;
use std::time::Duration;

/// A state machine that performs one lookup, from the first attempt to the last answer.
///
/// A question that fits into one request has one answer. Longer lists of identifiers are split into several requests,
/// each of which has its own answer. Several requests are in flight at a time.
///
/// # Whole lookups and pages
///
/// A lookup created by [`new`](Self::new) is **whole**: its answers together cover each identifier exactly once, and a
/// request that fails ends the lookup. The answers are returned in the order of the requests, so that the answers to
/// one list are in the order of the list. An answer that arrives early is held until its turn.
///
/// A lookup created by [`pages`](Self::pages) receives its identifiers from the host. If a request fails, its answer
/// contains an error, and the other requests continue. Memory use does not grow with the number of identifiers: the
/// lookup holds only those that wait for the next request, those in flight, and answers that have not been taken. An
/// identifier that is added again while it is held is not requested again.
///
/// # Driving
///
/// Call [`poll`](Self::poll) and perform the [`Step`] that it returns, until it returns [`Step::Wait`]. Report the
/// results with the `handle_` methods, then poll again. It is safe to poll at any moment. Late, repeated, and unknown
/// reports are ignored.
///
#[doc = include_str!("lookup.md")]
pub struct Lookup {
    operation: &'static Metadata,
    options: Options,
    shared: Shared,
    is_whole: bool,
    pending: Pending,
    parts: Vec<Part>,
    finished: Vec<Finished>,
    /// The numbers of requests that were started and of answers that were returned.
    started: u32,
    handed_out: u32,
    aborts: Vec<RequestId>,
    done: u64,
    /// The reason why nothing more is sent, and the request that caused the error.
    end: Option<(Option<RequestId>, LookupError)>,
    is_over: bool,
}

/// A request that has ended and whose answer has not been returned yet.
struct Finished {
    /// The number of requests that were started before it.
    order: u32,
    id: Option<RequestId>,
    asked: Vec<Vec<String>>,
    result: Result<Accepted, LookupError>,
}

/// The question of a lookup.
pub(super) enum Question {
    /// A question that fits into one request.
    One(Box<dyn Fields + Send>),
    /// Lists of any length.
    Lists(Vec<Vec<String>>),
    /// Lists that the host feeds.
    Fed,
}

impl Lookup {
    /// Opens a whole lookup.
    ///
    /// # Errors
    ///
    /// `INVALID_INPUT` names the field or the option that is not allowed.
    pub fn new<O: Operation>(
        question: O,
        credentials: O::Credentials,
        options: Options,
    ) -> Result<Self, LookupError> {
        let question = match question.take_lists() {
            Ok(lists) => Question::Lists(lists),
            Err(question) => {
                question.validate()?;
                Question::One(Box::new(question))
            }
        };
        Ok(Self::open(O::METADATA, question, Box::new(credentials), options, Unit::Bytes)?)
    }

    /// Opens a lookup whose identifiers are added with [`feed`](Self::feed) and whose answers are pages.
    ///
    /// # Errors
    ///
    /// `INVALID_INPUT` names the option that is not allowed.
    pub fn pages<O: ListOperation>(
        credentials: O::Credentials,
        options: Options,
    ) -> Result<Self, LookupError> {
        Ok(Self::open(O::METADATA, Question::Fed, Box::new(credentials), options, Unit::Bytes)?)
    }

    pub(super) fn open(
        operation: &'static Metadata,
        question: Question,
        auth: Box<dyn Auth>,
        options: Options,
        unit: Unit,
    ) -> Result<Self, BoxedError> {
        options.validate()?;
        let base_url = options.base_url.as_deref().or(operation.base_url);
        let base_url =
            base_url.ok_or_else(|| invalid("baseUrl", "expected a URL: the vendor publishes none"))?;
        let base = BaseUrl::check(base_url)?;
        let is_whole = !matches!(question, Question::Fed);
        let keep = if is_whole { Keep::Lookup } else { Keep::Page };
        let shared = Shared {
            auth,
            base,
            reading: Reading { unit, secrets: options.include_secrets, mode: Mode::Lenient },
            max_body_bytes: options.max_body_bytes(),
            offset: ClockOffset(options.clock_offset_ms),
            renewal: Renewal::Impossible,
            last_id: 0,
        };
        shared.check_credentials()?;
        let mut lookup = Self {
            operation,
            options,
            shared,
            is_whole,
            pending: Pending::new(operation, keep),
            parts: Vec::new(),
            finished: Vec::new(),
            started: 0,
            handed_out: 0,
            aborts: Vec::new(),
            done: 0,
            end: None,
            is_over: false,
        };
        match question {
            Question::Fed => {}
            Question::One(question) => lookup.start(Asked::Question(question)),
            Question::Lists(lists) => lookup.take_lists(lists)?,
        }
        Ok(lookup)
    }

    /// Takes whole lists. Lists that fit into one request need no bookkeeping across requests. This saves 40 µs of the
    /// 95 µs that it takes to open a lookup of 600 identifiers in the WebAssembly module.
    fn take_lists(&mut self, mut lists: Vec<Vec<String>>) -> Result<(), BoxedError> {
        if lists.iter().all(|list| list.len() <= self.operation.max_per_list) {
            check(self.operation, &lists)?;
            let total: usize = lists.iter().map(Vec::len).sum();
            self.pending.end_all(u64::try_from(total).unwrap_or(u64::MAX));
            lists.iter_mut().for_each(dedupe);
            self.start(Asked::Identifiers(lists));
            return Ok(());
        }
        for (list, identifiers) in lists.into_iter().enumerate() {
            self.pending.feed(list, identifiers, true)?;
        }
        Ok(())
    }

    /// Returns the next step. `now` is the time of the wall clock, and `random` contains 16 fresh bytes of a
    /// cryptographically secure source. While `takes_answer` is `false`, no answer is returned. An answer that waits to
    /// be taken counts as a request in flight.
    pub fn poll(&mut self, now: UnixMillis, random: [u8; 16], takes_answer: bool) -> Step {
        // Expired attempts are abandoned before anything new starts. Otherwise, a send could be lost.
        self.aborts.extend(self.parts.iter_mut().filter_map(|part| part.expire(now)));
        if let Some(id) = self.next_abort() {
            return Step::Abort { id };
        }
        let wait = match self.turn(now, random) {
            ControlFlow::Continue(wait) => wait,
            ControlFlow::Break(step) => return step,
        };
        // A request that failed may have ended the others.
        if let Some(id) = self.next_abort() {
            return Step::Abort { id };
        }
        if takes_answer && let Some(answer) = self.hand_out() {
            return Step::Answer(answer);
        }
        if self.end.is_none()
            && let Some((list, room)) = self.pending.list_to_feed()
        {
            return Step::Feed { list, room };
        }
        let has_ended = self.end.is_some() || self.pending.is_exhausted();
        if !has_ended || !self.parts.is_empty() || !self.finished.is_empty() {
            return Step::Wait(wait);
        }
        self.is_over = true;
        match &self.end {
            None => Step::Done { id: None, result: Ok(()) },
            Some((id, error)) => Step::Done { id: *id, result: Err(error.clone()) },
        }
    }

    /// Returns the step that a request needs, or the duration for which all of them wait.
    fn turn(&mut self, now: UnixMillis, random: [u8; 16]) -> ControlFlow<Step, Option<Duration>> {
        self.start_ready();
        let mut wait: Option<u64> = None;
        let mut position = 0;
        while let Some(part) = self.parts.get_mut(position) {
            // Each request pauses differently, so that requests that failed together do not retry together.
            let mut random = random;
            random.rotate_left(position % 16);
            match part.turn(now, random, &mut self.shared) {
                PartTurn::Step(step) => return ControlFlow::Break(step),
                PartTurn::Renew(_) if self.shared.renewal == Renewal::Possible => {
                    let id = self.shared.next_id();
                    self.shared.renewal = Renewal::Requested(id);
                    return ControlFlow::Break(Step::Renew { id });
                }
                PartTurn::Wait(ms) | PartTurn::Renew(ms) => {
                    wait = Some(wait.map_or(ms, |least| least.min(ms)));
                    position += 1;
                }
                PartTurn::Over(error) => {
                    if let Some(part) = remove(&mut self.parts, position) {
                        // A request that was stopped while it was being signed is still open.
                        self.aborts.extend(part.open_id());
                        self.fail(part, *error);
                    }
                    self.start_ready();
                    position = 0;
                }
            }
        }
        ControlFlow::Continue(wait.map(Duration::from_millis))
    }

    /// Returns the next answer and determines the outcome for each of its identifiers.
    fn hand_out(&mut self) -> Option<Answer> {
        let Finished { id, asked, result, .. } =
            self.next_finished().and_then(|at| remove(&mut self.finished, at))?;
        self.handed_out += 1;
        let result = result.map(|accepted| settle(self.operation, accepted, &asked, &mut self.pending));
        self.done += self.pending.hand_out(&asked);
        Some(Answer { id, operation: self.operation, asked, result })
    }

    /// Returns the position of the next answer. In a whole lookup, later answers may have arrived before it.
    fn next_finished(&self) -> Option<usize> {
        self.finished.iter().position(|finished| !self.is_whole || finished.order == self.handed_out)
    }

    /// Starts requests up to the maximum number in flight. Answers that wait to be taken count as in flight. Answers
    /// that wait for an earlier one do not count, because otherwise one slow request would delay the others.
    fn start_ready(&mut self) {
        let untaken = if self.next_finished().is_some() { self.finished.len() } else { 0 };
        while self.end.is_none() && self.parts.len() + untaken < self.options.max_in_flight() {
            match self.pending.take_request() {
                Some(identifiers) => self.start(Asked::Identifiers(identifiers)),
                None => break,
            }
        }
    }

    fn start(&mut self, asked: Asked) {
        self.parts.push(Part::new(self.operation, self.started, asked, self.options.retry_policy()));
        self.started += 1;
    }

    /// Ends a request that failed. If the lookup is whole, ends the lookup, too.
    fn fail(&mut self, part: Part, error: LookupError) {
        let id = part.id();
        if self.is_whole {
            self.abandon(id, error);
            return;
        }
        if matches!(error, LookupError::Unauthenticated { .. }) {
            self.stop(id, &error);
        }
        self.finish(part, Err(error));
    }

    /// Ends a request with its answer, or with its error.
    fn finish(&mut self, part: Part, result: Result<Accepted, LookupError>) {
        let (order, id) = (part.order(), part.id());
        self.finished.push(Finished { order, id, asked: part.into_identifiers(), result });
    }

    /// Stops sending. Requests in flight are completed, and the identifiers that wait become a failed answer.
    fn stop(&mut self, id: Option<RequestId>, error: &LookupError) {
        if self.end.is_some() {
            return;
        }
        self.end = Some((id, error.clone()));
        self.parts.iter_mut().for_each(|part| part.stop(error));
        if let Some(waiting) = self.pending.take_waiting() {
            let order = self.started;
            self.finished.push(Finished { order, id: None, asked: waiting, result: Err(error.clone()) });
        }
    }

    /// Ends a whole lookup immediately and aborts its requests.
    fn abandon(&mut self, id: Option<RequestId>, error: LookupError) {
        let parts = std::mem::take(&mut self.parts);
        self.aborts.extend(parts.iter().filter_map(Part::open_id));
        self.finished.clear();
        self.end.get_or_insert((id, error));
    }

    /// Adds identifiers to a list of a lookup created by [`pages`](Self::pages), in response to [`Step::Feed`]. `ends`
    /// marks the end of the list. Identifiers for which there is no room are held. If an identifier is empty, or if all
    /// lists end without any identifier, the lookup ends with `INVALID_INPUT` after its pages.
    pub fn feed(&mut self, list: usize, identifiers: impl IntoIterator<Item = String>, ends: bool) {
        if self.is_whole || self.end.is_some() {
            return;
        }
        if let Err(error) = self.pending.feed(list, identifiers, ends) {
            self.stop(None, &error);
        }
    }

    /// Adds identifiers like [`feed`](Self::feed), from a JSON list that bindings pass. An entry that is not a string
    /// ends the lookup in the same way as an empty identifier.
    pub fn feed_json(&mut self, list: usize, json: &str, ends: bool) {
        if self.is_whole || self.end.is_some() {
            return;
        }
        let name = self.operation.lists.get(list).map_or("", |list| list.name);
        match read_texts(json, name, self.pending.fed(list)) {
            Ok(identifiers) => self.feed(list, identifiers, ends),
            Err(error) => self.stop(None, &error),
        }
    }

    /// Reports the response to a request. Returns whether it was accepted. If so, an answer follows.
    pub fn handle_response(&mut self, id: RequestId, now: UnixMillis, response: HttpResponse<'_>) -> bool {
        let Some(position) = self.note_report(id) else { return false };
        let Some(part) = self.parts.get_mut(position) else { return false };
        let Some(accepted) = part.respond(now, response, &self.shared) else { return false };
        let Some(part) = remove(&mut self.parts, position) else { return false };
        // An offset is used for other requests only after the service has accepted an attempt that was signed with it.
        if let Some(measured) = part.measured_offset() {
            self.shared.offset = measured;
        }
        self.finish(part, Ok(accepted));
        true
    }

    /// Reports that a request could not be completed, that the app's own server could not be reached to sign it, or
    /// that no new token could be obtained.
    pub fn handle_failure(&mut self, id: RequestId, kind: TransportErrorKind) {
        if self.shared.renewal == Renewal::Requested(id) {
            self.end_renewal(&Ok(false));
        } else if let Some(part) = self.note_report(id).and_then(|position| self.parts.get_mut(position)) {
            part.fail(kind, self.shared.max_body_bytes);
        }
    }

    /// Reports the headers that the app's own server created, in response to [`Step::Sign`]. Pass `None` if the server
    /// refused to sign. If it refused the time, pass its only header, [`SERVER_TIME`](crate::SERVER_TIME).
    pub fn handle_signature(&mut self, id: RequestId, headers: Option<&[(&str, &str)]>) {
        if let Some(part) = self.note_report(id).and_then(|position| self.parts.get_mut(position)) {
            part.sign(&self.shared, headers);
        }
    }

    /// Allows the host to renew the token. The first time that the provider refuses it, [`poll`](Self::poll) returns
    /// [`Step::Renew`]. The refused requests are then sent again with the new token, and each uses another of its
    /// attempts. `token` replaces the token of the credentials, if the host has already obtained a newer one.
    ///
    /// # Errors
    ///
    /// `INVALID_INPUT` names `renew` if the credentials have no token, or the field of the token if it is not allowed.
    pub fn allow_renewal(&mut self, token: Option<SecretString>) -> Result<(), LookupError> {
        self.shared.allow_renewal()?;
        Ok(token.map_or(Ok(()), |token| self.shared.replace_token(token))?)
    }

    /// Reports a new token, in response to [`Step::Renew`]. If it is `None`, the refused requests fail with the
    /// provider's refusal. If the token is not allowed, they fail with `INVALID_INPUT`. Returns whether the token is
    /// used from now on.
    pub fn handle_renewal(&mut self, id: RequestId, token: Option<SecretString>) -> bool {
        if self.shared.renewal != Renewal::Requested(id) {
            return false;
        }
        let result = match token {
            None => Ok(false),
            Some(token) => self.shared.replace_token(token).map(|()| true),
        };
        self.end_renewal(&result);
        matches!(result, Ok(true))
    }

    fn end_renewal(&mut self, result: &Result<bool, BoxedError>) {
        self.shared.renewal = if matches!(result, Ok(true)) { Renewal::Done } else { Renewal::Impossible };
        self.parts.iter_mut().for_each(|part| part.end_renewal(result));
    }

    /// Ends the lookup with `CANCELLED`. Requests in flight are aborted. Pages that were not answered become failed
    /// answers.
    pub fn cancel(&mut self) {
        if self.is_over {
            return;
        }
        if self.is_whole {
            self.abandon(None, LookupError::Cancelled);
            return;
        }
        self.stop(None, &LookupError::Cancelled);
        for part in std::mem::take(&mut self.parts) {
            self.aborts.extend(part.open_id());
            self.finish(part, Err(LookupError::Cancelled));
        }
    }

    /// Returns the progress of the lookup.
    pub fn progress(&self) -> Progress {
        Progress { done: self.done, total: self.pending.total() }
    }

    /// Returns how far the service's clock is ahead, as far as it is known. Later lookups can use it as an option.
    pub fn clock_offset(&self) -> ClockOffset {
        self.shared.offset
    }

    /// Returns the maximum length of a response's body, in bytes. A host can stop reading a longer one.
    pub fn max_body_bytes(&self) -> usize {
        self.shared.max_body_bytes
    }

    /// Returns a request in flight without its secrets, so that it can be shown to the caller.
    pub fn redacted_request(&self, id: RequestId) -> Option<RedactedRequest> {
        let part = self.position(id).and_then(|position| self.parts.get(position))?;
        Some(part.redacted(&self.shared.base))
    }

    /// Returns the metadata of the operation.
    pub fn operation(&self) -> &'static Metadata {
        self.operation
    }

    /// Returns the next ID that the host has to abort. A renewal is aborted if no request needs it any longer.
    fn next_abort(&mut self) -> Option<RequestId> {
        if let Renewal::Requested(id) = self.shared.renewal
            && !self.parts.iter().any(Part::awaits_token)
        {
            self.shared.renewal = Renewal::Impossible;
            return Some(id);
        }
        self.aborts.pop()
    }

    /// Returns the position of the request that a report refers to. A reported request no longer needs to be aborted.
    fn note_report(&mut self, id: RequestId) -> Option<usize> {
        self.aborts.retain(|other| *other != id);
        self.position(id)
    }

    fn position(&self, id: RequestId) -> Option<usize> {
        self.parts.iter().position(|part| part.is_open_as(id))
    }
}

/// Removes and returns an entry. The panic of `Vec::remove` would add 1 KB to the WebAssembly module.
fn remove<T>(entries: &mut Vec<T>, position: usize) -> Option<T> {
    let mut removed = None;
    for (at, entry) in std::mem::take(entries).into_iter().enumerate() {
        if at == position {
            removed = Some(entry);
        } else {
            entries.push(entry);
        }
    }
    removed
}

/// Prints the progress of the lookup, without personal data.
impl fmt::Debug for Lookup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Lookup")
            .field("provider", &self.operation.provider)
            .field("operation", &self.operation.name)
            .field("progress", &self.progress())
            .field("in_flight", &self.parts.len())
            .field("end", &self.end)
            .finish_non_exhaustive()
    }
}
