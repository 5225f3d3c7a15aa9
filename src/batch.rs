//! Any number of identifiers: split into requests of the provider's size, several of which are under way at a time.
//!
//! Memory does not grow with the number of identifiers, if the host feeds them as they are wanted
//! ([`Batch::wants`]) and takes the pages as they come. What is held:
//!
//! * of identifiers: those that wait for their request, which is one request's worth unless the host feeds more, and
//!   those of the requests under way;
//! * of pages: those that were not taken. Pages and requests under way together are at most `max_in_flight`: while the
//!   host takes none, nothing new is sent.
//!
//! An identifier that is fed again while it is held is not asked again: the page that has it answers all who asked.
//! Feed a list as a whole, and none of it is asked twice.

use crate::call::{Machine, Output, RequestId};
use crate::clock::{ClockOffset, UnixMillis};
use crate::endpoint::{AuthScheme, Endpoint, Facts};
use crate::error::{LookupError, TransportErrorKind};
use crate::exchange::Exchange;
use crate::form::{Limit, element, span};
use crate::held::Held;
use crate::http::{DEFAULT_MAX_BODY_BYTES, HttpResponse, ShownRequest};
use crate::record::{Kind, key};
use crate::retry::RetryPolicy;
use crate::scan::{Index, Reading, Unit, written};
use crate::text::write_strings;
use std::collections::VecDeque;
use std::fmt;
use std::time::Duration;

/// As many requests are under way at a time, unless told: our choice; no vendor states a limit.
pub const DEFAULT_MAX_IN_FLIGHT: usize = 4;

/// An operation whose identifiers come in lists of limited length.
pub trait Partition: Endpoint {
    /// The question for these lists, which are in the order of the operation's own.
    fn from_lists(lists: Vec<Vec<String>>) -> Self;
}

/// What became of the identifiers of one request.
pub struct Page<T> {
    /// The identifiers, list by list. Each is there once, however many asked for it.
    pub identifiers: Vec<Vec<String>>,
    /// The answer, or why there is none. The error is about these identifiers alone.
    pub result: Result<T, LookupError>,
    /// The id of the request that was answered; `None` where none was sent.
    pub id: Option<RequestId>,
}

/// Prints how many there are, and nobody.
impl<T> fmt::Debug for Page<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Page")
            .field("identifiers", &self.identifiers.iter().map(Vec::len).collect::<Vec<_>>())
            .field("error", &self.result.as_ref().err())
            .finish_non_exhaustive()
    }
}

/// How far a batch is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Progress {
    /// Identifiers whose page is there, each as often as it was asked.
    pub done: u64,
    /// Identifiers fed so far.
    pub total: u64,
}

/// How a batch is carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BatchPolicy {
    /// For each request; its time limits begin when it is first sent.
    pub retry: RetryPolicy,
    /// Requests under way and pages not taken, together; 0 counts as 1.
    pub max_in_flight: usize,
    /// Longer answers are refused.
    pub max_body_bytes: usize,
    /// Whether secrets that the provider sends are read.
    pub include_secrets: bool,
}

impl Default for BatchPolicy {
    fn default() -> Self {
        Self {
            retry: RetryPolicy::default(),
            max_in_flight: DEFAULT_MAX_IN_FLIGHT,
            max_body_bytes: DEFAULT_MAX_BODY_BYTES,
            include_secrets: false,
        }
    }
}

/// Many identifiers, whose pages hold the operation's own answers.
pub struct Batch<E: Partition> {
    parts: Parts<E::Response>,
}

/// Many identifiers, whose pages hold an index alone, for hosts that keep the body and make their own objects.
pub struct IndexedBatch {
    parts: Parts<Index>,
}

impl<E: Partition> Batch<E> {
    /// A batch that holds no identifier yet.
    ///
    /// # Errors
    ///
    /// `INVALID_INPUT` for a base URL that is not allowed.
    pub fn new(auth: E::Auth, base_url: &str, policy: BatchPolicy) -> Result<Self, LookupError>
    where
        E::Auth: 'static,
    {
        let parts =
            Parts::new(E::FACTS, Box::new(auth), base_url, policy, Unit::Bytes, |lists, index, body| {
                E::from_lists(lists.to_vec()).response(index, body)
            })?;
        Ok(Self { parts })
    }
}

impl IndexedBatch {
    /// A batch that holds no identifier yet. `unit` is what an index counts.
    ///
    /// # Errors
    ///
    /// `INVALID_INPUT` for a base URL that is not allowed.
    pub fn new<E: Partition>(
        auth: Box<dyn AuthScheme>,
        base_url: &str,
        policy: BatchPolicy,
        unit: Unit,
    ) -> Result<Self, LookupError> {
        Ok(Self { parts: Parts::new(E::FACTS, auth, base_url, policy, unit, |_, index, _| index)? })
    }
}

macro_rules! both {
    ([$($generics:tt)*] $name:ty, $answer:ty) => {
        impl $($generics)* $name {
            /// The names of the operation's lists, in order.
            pub fn lists(&self) -> impl Iterator<Item = &'static str> {
                self.parts.lists.iter().copied()
            }

            /// How many more identifiers of a list would make the next request full. More may be fed; they are held.
            pub fn wants(&self, list: usize) -> usize {
                self.parts.wants(list)
            }

            /// Asks for an identifier of a list.
            ///
            /// # Errors
            ///
            /// `INVALID_INPUT` names the list and the place of an identifier that is empty. Then nothing more is sent;
            /// what is under way comes to its end, and the rest fails with this error. Any other error is the one that
            /// has stopped the batch before.
            pub fn push(&mut self, list: usize, identifier: &str) -> Result<(), LookupError> {
                self.parts.push(list, identifier)
            }

            /// Asks for all identifiers of the operation's input in JSON, whatever their number.
            ///
            /// # Errors
            ///
            /// As [`Self::push`], and `INVALID_INPUT` for a list or an identifier of the wrong type.
            pub fn push_json(&mut self, input: &str) -> Result<(), LookupError> {
                self.parts.push_json(input)
            }

            /// The identifiers of a page as the operation's input in JSON.
            pub fn input_json(&self, page: &Page<$answer>) -> String {
                self.parts.json(page.identifiers.iter().map(|list| list.iter().map(String::as_str)))
            }

            /// The page that came last, if it was not taken.
            pub fn last_page(&self) -> Option<&Page<$answer>> {
                self.parts.pages.back()
            }

            /// There are no more identifiers in a list.
            pub fn end(&mut self, list: usize) {
                self.parts.end(list);
            }

            /// The next page, in the order in which they came.
            pub fn take_page(&mut self) -> Option<Page<$answer>> {
                self.parts.pages.pop_front()
            }

            /// How far it is.
            pub fn progress(&self) -> Progress {
                self.parts.progress
            }

            /// Why nothing more is sent: refused credentials, an invalid identifier, or the caller's wish.
            pub fn stopped(&self) -> Option<&LookupError> {
                self.parts.stopped.as_ref()
            }

            /// The last request of this id, without its secrets, while it is under way.
            pub fn shown_request(&self, id: RequestId) -> Option<ShownRequest> {
                self.parts.part(id)?.exchange.shown()
            }

            /// See [`Call::with_clock_offset`](crate::Call::with_clock_offset).
            #[must_use]
            pub fn with_clock_offset(mut self, offset: ClockOffset) -> Self {
                self.parts.offset = offset;
                self
            }

            /// See [`Call::clock_offset`](crate::Call::clock_offset).
            pub fn clock_offset(&self) -> ClockOffset {
                self.parts.offset
            }
        }

        impl $($generics)* Machine for $name {
            fn poll_output(&mut self, now: UnixMillis, random: [u8; 16]) -> Output {
                self.parts.poll(now, random)
            }

            fn handle_response(&mut self, id: RequestId, now: UnixMillis, response: &HttpResponse<'_>) {
                self.parts.judge(id, now, response);
            }

            fn handle_failure(&mut self, id: RequestId, kind: TransportErrorKind) {
                self.parts.with(id, |part, _| part.exchange.fail(part.attempt, kind));
            }

            fn handle_authorization(&mut self, id: RequestId, headers: Option<&[(&str, &str)]>) {
                self.parts.with(id, |part, auth| part.exchange.authorize(auth, part.attempt, headers));
            }

            fn awaits(&self, id: RequestId) -> bool {
                self.parts.part(id).is_some_and(|part| part.exchange.attempts.is_current(part.attempt.0))
            }

            fn cancel(&mut self) {
                self.parts.stop(&LookupError::Cancelled);
                self.parts.drain(&LookupError::Cancelled);
            }
        }

        impl $($generics)* fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(stringify!($name))
                    .field("progress", &self.parts.progress)
                    .field("in_flight", &self.parts.parts.len())
                    .field("stopped", &self.parts.stopped)
                    .finish_non_exhaustive()
            }
        }
    };
}

both!([<E: Partition>] Batch<E>, E::Response);
both!([] IndexedBatch, Index);

/// Makes an answer of what was asked, where its values stand, and the body.
type Read<T> = fn(&[Vec<String>], Index, &[u8]) -> T;

struct Parts<T> {
    facts: &'static Facts,
    lists: Vec<&'static str>,
    max_per_list: usize,
    auth: Box<dyn AuthScheme>,
    base_url: String,
    policy: BatchPolicy,
    unit: Unit,
    read: Read<T>,
    held: Held,
    /// Numbers of what is held and waits, list by list.
    waiting: Vec<VecDeque<usize>>,
    fed: Vec<u64>,
    has_ended: Vec<bool>,
    parts: Vec<Part>,
    pages: VecDeque<Page<T>>,
    progress: Progress,
    stopped: Option<LookupError>,
    offset: ClockOffset,
    last_id: u32,
}

/// One request's worth of identifiers.
struct Part {
    numbers: Vec<Vec<usize>>,
    exchange: Exchange,
    /// What the exchange calls its attempt, and what the host knows it by.
    attempt: RequestId,
    id: RequestId,
}

impl<T> Parts<T> {
    fn new(
        facts: &'static Facts,
        auth: Box<dyn AuthScheme>,
        base_url: &str,
        policy: BatchPolicy,
        unit: Unit,
        read: Read<T>,
    ) -> Result<Self, LookupError> {
        crate::http::BaseUrl::parse(base_url)?;
        let columns = facts.form.shape.columns.iter();
        let lists: Vec<_> =
            columns.filter(|column| matches!(column.kind, Kind::Texts)).map(|column| column.wire).collect();
        let mut limits = facts.form.limits.iter();
        let limit = limits.find_map(|(_, limit)| match limit {
            Limit::AtMost(most, _) => Some(*most),
            _ => None,
        });
        Ok(Self {
            facts,
            max_per_list: limit.unwrap_or(usize::MAX),
            auth,
            base_url: base_url.to_owned(),
            policy,
            unit,
            read,
            held: Held::default(),
            waiting: lists.iter().map(|_| VecDeque::new()).collect(),
            fed: vec![0; lists.len()],
            has_ended: vec![false; lists.len()],
            lists,
            parts: Vec::new(),
            pages: VecDeque::new(),
            progress: Progress::default(),
            stopped: None,
            offset: ClockOffset::default(),
            last_id: 0,
        })
    }

    fn wants(&self, list: usize) -> usize {
        match (self.has_ended.get(list), self.waiting.get(list), &self.stopped) {
            (Some(false), Some(waiting), None) => self.max_per_list.saturating_sub(waiting.len()),
            _ => 0,
        }
    }

    fn push(&mut self, list: usize, identifier: &str) -> Result<(), LookupError> {
        if let Some(error) = &self.stopped {
            return Err(error.clone());
        }
        let name = self.lists.get(list).copied().unwrap_or("identifiers");
        let (Some(waiting), Some(fed)) = (self.waiting.get_mut(list), self.fed.get_mut(list)) else {
            return Err(LookupError::Internal { detail: "there is no such list" });
        };
        if self.has_ended.get(list) == Some(&true) {
            return Err(LookupError::Internal { detail: "the list has ended" });
        }
        if identifier.is_empty() {
            let error = LookupError::invalid(element(name, *fed), "is empty");
            self.stop(&error);
            return Err(error);
        }
        *fed += 1;
        self.progress.total += 1;
        if let Some(number) = self.held.ask(list, identifier) {
            waiting.push_back(number);
        }
        Ok(())
    }

    fn push_json(&mut self, input: &str) -> Result<(), LookupError> {
        let index = match self.facts.form.read(input) {
            Ok(index) => index,
            Err(error) => {
                self.stop(&error);
                return Err(*error);
            }
        };
        let shape = self.facts.form.shape;
        let texts = shape.columns.iter().enumerate().filter(|(_, column)| matches!(column.kind, Kind::Texts));
        for (list, (column, _)) in texts.enumerate() {
            let Some((first, count)) = index.column(index.root(), column) else { continue };
            for (from, to) in index.keys_of(first, count) {
                self.push(list, &written(span(input, (from, to)), from))?;
            }
        }
        Ok(())
    }

    fn end(&mut self, list: usize) {
        if let Some(has_ended) = self.has_ended.get_mut(list) {
            *has_ended = true;
        }
        if self.progress.total == 0
            && self.has_ended.iter().all(|has_ended| *has_ended)
            && let Some((keys, Limit::AnyOf(detail))) = self.facts.form.limits.last()
        {
            self.stop(&LookupError::invalid(*keys, detail));
        }
    }

    fn poll(&mut self, now: UnixMillis, random: [u8; 16]) -> Output {
        let mut wait: Option<Duration> = None;
        let mut at = 0;
        loop {
            if at == self.parts.len() && !self.start() {
                break;
            }
            let Some(part) = self.parts.get_mut(at) else { continue };
            part.exchange.attempts.set_offset(self.offset);
            // Parts that failed together do not pause equally long.
            let mut random = random;
            let by = at % random.len();
            random.rotate_left(by);
            match part.exchange.poll(&*self.auth, now, random) {
                Output::Transmit { id, request } => {
                    let id = part.name(id, &mut self.last_id);
                    return Output::Transmit { id, request };
                }
                Output::Authorize { id, params } => {
                    let id = part.name(id, &mut self.last_id);
                    return Output::Authorize { id, params };
                }
                Output::Wait(time) => {
                    wait = time.into_iter().chain(wait).min();
                    at += 1;
                }
                Output::Finished => {
                    let part = self.parts.remove(at);
                    let error = part.exchange.attempts.error().cloned().unwrap_or(LookupError::Cancelled);
                    if matches!(error, LookupError::Unauthenticated { .. }) {
                        self.stop(&error);
                    }
                    let sent = (part.id.0 > 0).then_some(part.id);
                    self.finish(part.numbers, Err(error), sent);
                    at = 0;
                }
            }
        }
        match self.parts.is_empty() && self.is_exhausted() {
            true => Output::Finished,
            false => Output::Wait(wait),
        }
    }

    /// Whether nothing waits, and nothing will.
    fn is_exhausted(&self) -> bool {
        self.stopped.is_some()
            || self.has_ended.iter().all(|has_ended| *has_ended)
                && self.waiting.iter().all(VecDeque::is_empty)
    }

    /// Starts the next part, if there is one and room for it.
    fn start(&mut self) -> bool {
        let room = self.parts.len() + self.pages.len() < self.policy.max_in_flight.max(1);
        let is_full = |(waiting, has_ended): (&VecDeque<usize>, &bool)| {
            *has_ended || waiting.len() >= self.max_per_list
        };
        let is_ready = self.waiting.iter().zip(&self.has_ended).all(is_full);
        if self.stopped.is_some() || !room || !is_ready || self.waiting.iter().all(VecDeque::is_empty) {
            return false;
        }
        let most = self.max_per_list;
        let take = |waiting: &mut VecDeque<usize>| waiting.drain(..waiting.len().min(most)).collect();
        let numbers: Vec<Vec<usize>> = self.waiting.iter_mut().map(take).collect();
        let held = &self.held;
        let lists = numbers.iter().map(|numbers| numbers.iter().map(|number| held.text(*number)));
        let request = self.facts.form.request(self.facts.path, &self.json(lists));
        let exchange = request.and_then(|request| {
            let retry = self.policy.retry;
            Exchange::new(self.facts, request, &*self.auth, &self.base_url, retry)
        });
        match exchange {
            Ok(mut exchange) => {
                exchange.max_body_bytes = self.policy.max_body_bytes;
                exchange.reading = Reading { unit: self.unit, secrets: self.policy.include_secrets };
                let (attempt, id) = (RequestId(0), RequestId(0));
                self.parts.push(Part { numbers, exchange, attempt, id });
                true
            }
            Err(error) => {
                self.stop(&error);
                self.finish(numbers, Err(*error), None);
                false
            }
        }
    }

    /// The operation's input as JSON.
    fn json<'t, L: Iterator<Item = &'t str>>(&self, lists: impl Iterator<Item = L>) -> String {
        let mut json = String::from("{");
        for (name, texts) in self.lists.iter().zip(lists) {
            key(name, &mut json);
            write_strings(&mut json, texts);
        }
        json.push('}');
        json
    }

    /// These identifiers have come to their end.
    fn finish(&mut self, numbers: Vec<Vec<usize>>, result: Result<T, LookupError>, id: Option<RequestId>) {
        let identifiers = self.release(numbers);
        self.pages.push_back(Page { identifiers, result, id });
    }

    fn release(&mut self, numbers: Vec<Vec<usize>>) -> Vec<Vec<String>> {
        let mut release = |number| {
            let (text, askers) = self.held.release(number);
            self.progress.done += askers;
            text
        };
        numbers.into_iter().map(|numbers| numbers.into_iter().map(&mut release).collect()).collect()
    }

    /// Nothing more is sent; what is under way comes to its end.
    fn stop(&mut self, error: &LookupError) {
        if self.stopped.is_some() {
            return;
        }
        self.stopped = Some(error.clone());
        for part in &mut self.parts {
            part.exchange.attempts.stop(error);
        }
        let waiting: Vec<Vec<usize>> =
            self.waiting.iter_mut().map(|waiting| waiting.drain(..).collect()).collect();
        if waiting.iter().any(|waiting| !waiting.is_empty()) {
            self.finish(waiting, Err(error.clone()), None);
        }
    }

    /// Gives up what is under way.
    fn drain(&mut self, error: &LookupError) {
        for part in std::mem::take(&mut self.parts) {
            let sent = (part.id.0 > 0).then_some(part.id);
            self.finish(part.numbers, Err(error.clone()), sent);
        }
    }

    fn part(&self, id: RequestId) -> Option<&Part> {
        self.parts.iter().find(|part| part.id == id)
    }

    fn with(&mut self, id: RequestId, work: impl FnOnce(&mut Part, &dyn AuthScheme)) {
        if let Some(part) = self.parts.iter_mut().find(|part| part.id == id) {
            work(part, &*self.auth);
        }
    }

    fn judge(&mut self, id: RequestId, now: UnixMillis, response: &HttpResponse<'_>) {
        let Some(at) = self.parts.iter().position(|part| part.id == id) else { return };
        let Some(part) = self.parts.get_mut(at) else { return };
        let answer = part.exchange.judge(part.attempt, now, response);
        // What this part has learned of the provider's clock holds for all.
        self.offset = part.exchange.attempts.offset();
        if let Some(index) = answer {
            let part = self.parts.remove(at);
            let identifiers = self.release(part.numbers);
            let result = Ok((self.read)(&identifiers, *index, response.body));
            self.pages.push_back(Page { identifiers, result, id: Some(id) });
        }
    }
}

impl Part {
    /// What the host knows an attempt by: the same for its signature and its request, another for every attempt.
    fn name(&mut self, attempt: RequestId, last_id: &mut u32) -> RequestId {
        if self.attempt != attempt {
            *last_id = last_id.wrapping_add(1);
            self.attempt = attempt;
            self.id = RequestId(*last_id);
        }
        self.id
    }
}
