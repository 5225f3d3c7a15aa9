//! Records what a host was told to do and what it has reported, and checks the rules between them.

use super::outcomes::{Page, check_pages, check_whole};
use super::setup::{Auth, Kind, Setup};
use mingpian::providers::{dmtz, mysoft, quanshi};
use mingpian::{Answer, ClockOffset, LookupError, Progress, RequestId, TransportErrorKind};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use std::time::Duration;

/// The task of a host under an ID.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Doing {
    Signing,
    Sending,
    Renewing,
}

/// The number of times that a request was sent, the time of the first, and the time from which it may be sent again.
struct Tries {
    count: u32,
    first: u64,
    again_at: u64,
}

pub(super) struct Ledger {
    kind: Kind,
    max_attempts: u32,
    max_in_flight: usize,
    is_delegated: bool,
    /// Whether each identifier occurs once, and therefore each request, too.
    is_unique: bool,
    jumps: bool,
    pub(super) is_cancelled: bool,
    /// The tasks of the host.
    pub(super) doing: BTreeMap<RequestId, Doing>,
    last_id: u32,
    /// The IDs whose signatures were reported and whose requests follow, with the times at which the signatures were
    /// requested.
    signed: BTreeMap<RequestId, u64>,
    /// When the host was told to start something.
    started: BTreeMap<RequestId, u64>,
    /// Whether the host was asked for a new token.
    has_renewed: bool,
    /// The IDs whose responses were accepted and whose answers were not taken.
    accepted: BTreeSet<RequestId>,
    /// The IDs that the host was told to abort.
    aborted: BTreeSet<RequestId>,
    /// The lists of each request.
    lists: BTreeMap<RequestId, Rc<[Vec<String>; 3]>>,
    bodies: BTreeMap<RequestId, Rc<str>>,
    tries: BTreeMap<Rc<str>, Tries>,
    /// Which request of a whole lookup holds an identifier, and how many of them were answered.
    requests: BTreeMap<(usize, String), usize>,
    taken: usize,
    /// The number of times that each identifier was added since its last answer.
    held: BTreeMap<(usize, String), u64>,
    progress: Progress,
    offset: ClockOffset,
    pub(super) pages: Vec<Page>,
    pub(super) is_fed: [bool; 3],
    pub(super) awaits_feed: [bool; 3],
    /// Whether the lookup was fed an identifier that is not allowed, or accepted none of the identifiers it was fed.
    pub(super) is_stopped: bool,
    is_single_answered: bool,
    /// Whether the service has refused the credentials.
    is_refused: bool,
    /// Whether a single-use code may have been sent.
    may_have_left: bool,
}

impl Ledger {
    pub(super) fn new(setup: &Setup) -> Self {
        let mut ledger = Self {
            kind: setup.kind,
            max_attempts: setup.max_attempts,
            max_in_flight: setup.max_in_flight,
            is_delegated: setup.auth == Auth::Delegated,
            is_unique: setup.names.pool == u64::MAX,
            jumps: setup.weather.jumps,
            is_cancelled: false,
            doing: BTreeMap::new(),
            last_id: 0,
            signed: BTreeMap::new(),
            started: BTreeMap::new(),
            has_renewed: false,
            accepted: BTreeSet::new(),
            aborted: BTreeSet::new(),
            lists: BTreeMap::new(),
            bodies: BTreeMap::new(),
            tries: BTreeMap::new(),
            requests: BTreeMap::new(),
            taken: 0,
            held: BTreeMap::new(),
            progress: Progress::default(),
            offset: ClockOffset(setup.document["options"]["clockOffsetMs"].as_i64().unwrap_or(0)),
            pages: Vec::new(),
            is_fed: [false; 3],
            awaits_feed: [false; 3],
            is_stopped: false,
            is_single_answered: false,
            is_refused: false,
            may_have_left: false,
        };
        if setup.kind == Kind::Whole {
            for (list, identifiers) in setup.identifiers.iter().enumerate() {
                let mut distinct = 0;
                for identifier in identifiers {
                    ledger.ask(list, identifier);
                    ledger.requests.entry((list, identifier.clone())).or_insert_with(|| {
                        distinct += 1;
                        (distinct - 1) / 200
                    });
                }
            }
        }
        ledger
    }

    /// Records that an identifier is added.
    pub(super) fn ask(&mut self, list: usize, identifier: &str) {
        *self.held.entry((list, identifier.to_owned())).or_default() += 1;
        self.progress.total += 1;
    }

    pub(super) fn send(
        &mut self,
        id: RequestId,
        attempt: u32,
        body: &str,
        lists: [Vec<String>; 3],
        now: u64,
    ) {
        self.start(id, Doing::Sending, now);
        if self.kind == Kind::Code {
            assert!(!self.may_have_left, "the code was sent again after it may have left");
            self.may_have_left = true;
        }
        if self.kind.has_lists() {
            self.check_overlap(&lists);
        }
        let body: Rc<str> = body.into();
        let tries = self.tries.entry(Rc::clone(&body)).or_insert(Tries { count: 0, first: now, again_at: 0 });
        assert!(now >= tries.again_at, "sent {} ms before the service allows", tries.again_at - now);
        tries.count += 1;
        // If identifiers repeat, whole requests may repeat, too.
        if self.is_unique || self.kind != Kind::Pages {
            assert!(tries.count <= self.max_attempts, "{} attempts", tries.count);
            // An attempt whose signature failed was not sent.
            assert!(
                attempt == tries.count || self.is_delegated && attempt > tries.count,
                "attempt {attempt}"
            );
            assert!(self.jumps || now - tries.first <= 60_000, "sent after its time");
        }
        let is_new = tries.count == 1;
        self.bodies.insert(id, body);
        self.lists.insert(id, Rc::new(lists));
        // A request that is signed elsewhere counts from its signature.
        if self.kind == Kind::Whole && is_new && !self.is_delegated {
            self.check_whole_count();
        }
    }

    /// Checks that no identifier is requested while another request for it is in flight or has a waiting answer.
    fn check_overlap(&self, lists: &[Vec<String>; 3]) {
        let others = self.doing.keys().chain(&self.accepted).filter_map(|id| self.lists.get(id));
        let others: Vec<_> = others.collect();
        if others.is_empty() {
            return;
        }
        for (list, identifiers) in lists.iter().enumerate() {
            let asked: BTreeSet<_> = identifiers.iter().collect();
            for other in &others {
                assert!(!other[list].iter().any(|one| asked.contains(one)), "asked twice at a time");
            }
        }
    }

    pub(super) fn sign(&mut self, id: RequestId, now: u64) {
        self.start(id, Doing::Signing, now);
    }

    /// Records that the host was asked for a new token.
    pub(super) fn renew(&mut self, id: RequestId, now: u64) {
        assert!(!std::mem::replace(&mut self.has_renewed, true), "the token is renewed twice");
        assert!(self.is_refused, "the token is renewed without a refusal");
        self.start(id, Doing::Renewing, now);
    }

    pub(super) fn is_renewing(&self, id: RequestId) -> bool {
        self.doing.get(&id) == Some(&Doing::Renewing)
    }

    /// Records the end of the renewal.
    pub(super) fn renewed(&mut self, id: RequestId) {
        if self.is_renewing(id) {
            self.doing.remove(&id);
        }
    }

    fn start(&mut self, id: RequestId, doing: Doing, now: u64) {
        assert!(!self.is_cancelled, "something starts after the lookup was cancelled");
        assert!(!self.is_stopped, "something starts after the lookup was stopped");
        match self.signed.remove(&id) {
            Some(since) => assert!(self.jumps || now - since < 30_000, "sent after the attempt's time"),
            None => assert_eq!(id.0, self.last_id + 1, "the ID is not new"),
        }
        // The time for an attempt includes its signature.
        self.started.entry(id).or_insert(now);
        self.last_id = self.last_id.max(id.0);
        assert_eq!(self.doing.insert(id, doing), None, "the host does something under {id:?}");
        if self.kind == Kind::Pages {
            self.check_count(self.accepted.len());
        }
    }

    fn check_count(&self, untaken: usize) {
        let requests = self.doing.values().filter(|doing| **doing != Doing::Renewing).count();
        let count = requests + untaken;
        assert!(count <= self.max_in_flight, "{count} requests and answers at a time");
    }

    /// Checks the number of requests of a whole lookup. Answers that wait for an earlier one do not count, so the limit
    /// applies only to new requests.
    fn check_whole_count(&self) {
        let is_next = |id| self.request_of(&self.lists[id]) == self.taken;
        self.check_count(if self.accepted.iter().any(is_next) { self.accepted.len() } else { 0 });
    }

    /// Returns which request of a whole lookup has these lists.
    fn request_of(&self, lists: &[Vec<String>; 3]) -> usize {
        let mut identifiers =
            lists.iter().enumerate().filter_map(|(list, texts)| Some((list, texts.first()?.clone())));
        self.requests[&identifiers.next().unwrap()]
    }

    pub(super) fn abort(&mut self, id: RequestId) {
        assert!(self.doing.remove(&id).is_some(), "the host does nothing under {id:?}");
        self.aborted.insert(id);
    }

    /// Records that the lookup waits.
    pub(super) fn wait(&self, time: Option<Duration>, now: u64) {
        let is_renewing = self.doing.values().all(|doing| *doing == Doing::Renewing);
        let longest = if is_renewing { 60_000 } else { 30_000 };
        assert!(time.is_none_or(|time| time.as_millis() <= longest), "it waits for {time:?}");
        assert!(time.is_some() || self.doing.is_empty(), "it waits without a limit");
        for (id, doing) in &self.doing {
            let longest = if *doing == Doing::Renewing { 60_000 } else { 30_000 };
            assert!(self.jumps || now - self.started[id] < longest, "{id:?} should have been given up");
        }
    }

    /// Returns the ID of a request that was started, is in flight, or does not exist.
    pub(super) fn some_id(&self, random: u64) -> RequestId {
        RequestId((random % (u64::from(self.last_id) + 3)) as u32)
    }

    pub(super) fn feed(&mut self, list: usize, room: usize) {
        assert_eq!(self.kind, Kind::Pages);
        assert!((1..=200).contains(&room), "room for {room}");
        assert!(!self.is_fed[list] && !self.is_cancelled, "a list that has ended is to be fed");
        assert!(!std::mem::replace(&mut self.awaits_feed[list], true), "a list is to be fed twice");
    }

    /// Records how a response was handled.
    pub(super) fn respond(
        &mut self,
        id: RequestId,
        is_accepted: bool,
        status: u16,
        retry_after_ms: Option<u64>,
        now: u64,
    ) {
        let doing = self.doing.get(&id).copied();
        if doing == Some(Doing::Sending) {
            self.doing.remove(&id);
            self.is_refused |= status == 401;
            if let Some(tries) = self.tries.get_mut(&self.bodies[&id]) {
                tries.again_at = now + retry_after_ms.unwrap_or(0);
            }
        }
        assert!(!is_accepted || doing == Some(Doing::Sending), "{id:?} was not awaited");
        if is_accepted {
            assert!(self.accepted.insert(id));
        }
    }

    pub(super) fn fail(&mut self, id: RequestId, kind: TransportErrorKind) {
        if self.doing.remove(&id).is_some() && kind.is_unsent() {
            self.may_have_left = false;
        }
    }

    pub(super) fn signature(&mut self, id: RequestId) {
        if self.doing.get(&id) == Some(&Doing::Signing) {
            self.doing.remove(&id);
            self.signed.insert(id, self.started[&id]);
        }
    }

    /// Records an answer.
    pub(super) fn answer(&mut self, answer: Answer) {
        let id = answer.id;
        assert!(id.is_none_or(|id| id.0 <= self.last_id), "the answer of an unknown request");
        match answer.raw() {
            Ok(_) => assert!(self.accepted.remove(&id.unwrap()), "an answer without a response"),
            Err(_) => assert_eq!(self.kind, Kind::Pages, "an answer that failed"),
        }
        match self.kind {
            Kind::Code => self.single(answer.read::<dmtz::GetUserInfo>().map(|user| user.id)),
            Kind::Employee => self.single(answer.read::<mysoft::GetUserInfo>().map(|user| user.id)),
            Kind::Whole | Kind::Pages => {
                let asked: [Vec<String>; 3] = answer.asked().to_vec().try_into().unwrap();
                if let Some(lists) = id.and_then(|id| self.lists.get(&id)) {
                    assert_eq!(**lists, asked);
                }
                for (list, identifiers) in asked.iter().enumerate() {
                    for identifier in identifiers {
                        let count = self.held.remove(&(list, identifier.clone()));
                        self.progress.done += count.expect("an identifier without an open question");
                    }
                }
                if self.kind == Kind::Whole {
                    assert_eq!(self.request_of(&asked), self.taken, "the answers are not in order");
                    self.taken += 1;
                }
                let result = answer.read::<quanshi::GetUsersByEmailsMobiles>();
                self.pages.push(Page { asked, result });
            }
        }
    }

    fn single(&mut self, id: Result<String, LookupError>) {
        assert_eq!(id.unwrap(), "1");
        assert!(!std::mem::replace(&mut self.is_single_answered, true), "a second answer");
    }

    /// Compares the progress and the clock offset of the lookup. Only an accepted response may change the offset.
    pub(super) fn compare(&mut self, progress: Progress, offset: ClockOffset, may_change: bool) {
        if self.kind.has_lists() {
            assert_eq!(progress, self.progress);
        }
        assert!(may_change || offset == self.offset, "the clock offset changed without reason");
        self.offset = offset;
    }

    /// Checks the end of a lookup.
    pub(super) fn finish(&self, setup: &Setup, id: Option<RequestId>, result: &Result<(), LookupError>) {
        assert!(self.doing.is_empty(), "the host still does {:?}", self.doing);
        assert!(id.is_none_or(|id| id.0 <= self.last_id && result.is_err()));
        assert!(!self.is_stopped || result.is_err(), "it was stopped without an error");
        match (self.kind, result) {
            // A lookup may be canceled after its answer was taken.
            (Kind::Code | Kind::Employee, Err(LookupError::Cancelled)) => {}
            (Kind::Code | Kind::Employee, _) => assert_eq!(result.is_ok(), self.is_single_answered),
            (Kind::Whole, Ok(())) => check_whole(&self.pages, &setup.identifiers),
            (Kind::Whole, Err(_)) => {}
            (Kind::Pages, _) => {
                assert!(self.held.is_empty(), "{} identifiers have no answer", self.held.len());
                assert!(self.accepted.is_empty(), "an answer was lost");
                check_pages(&self.pages);
            }
        }
    }
}
