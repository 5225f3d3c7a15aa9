//! Tracks the identifiers that wait, that are in flight, or whose answer has not been returned yet.

#![expect(clippy::disallowed_types, reason = "nothing iterates the map, so its order cannot be seen")]

use crate::error::{BoxedError, NOT_EMPTY, entry_name, invalid};
use crate::json::hash::FastHash;
use crate::operation::Metadata;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// The identifiers of a lookup.
pub(super) struct Pending {
    operation: &'static Metadata,
    keep: Keep,
    lists: Vec<PendingList>,
    /// The number of identifiers that were added so far. An identifier counts as often as it was added.
    total: u64,
}

/// How long an identifier is kept.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Keep {
    /// Identifiers are not kept, because one request contains all of them.
    Nothing,
    /// Identifiers are kept until the lookup ends, because whole lookups determine one outcome for each identifier.
    Lookup,
    /// Identifiers are kept until their answer is returned. Each page is independent of the others, and memory use does
    /// not grow with the number of identifiers.
    Page,
}

/// One list.
#[derive(Default)]
struct PendingList {
    waiting: Vec<String>,
    /// The identifiers that are kept, so that none of them is requested twice.
    kept: HashMap<String, Kept, FastHash>,
    /// The number of identifiers that were added. Errors use it to name the position of an identifier that is not
    /// allowed.
    fed: u64,
    has_ended: bool,
    /// Whether the host was asked for identifiers and has not added any yet.
    is_feeding: bool,
}

/// An identifier that is kept.
struct Kept {
    /// How often it was added.
    count: u64,
    state: State,
}

/// The state of an identifier in a list.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// It has not been answered yet.
    Open,
    /// It was answered with a record.
    Found,
    /// It was answered without a record.
    Settled,
}

impl Pending {
    pub(super) fn new(operation: &'static Metadata, keep: Keep) -> Self {
        let lists = operation.lists.iter().map(|_| PendingList::default()).collect();
        Self { operation, keep, lists, total: 0 }
    }

    /// Adds identifiers to a list. `ends` marks the end of the list. Identifiers for a list that has already ended are
    /// ignored.
    ///
    /// # Errors
    ///
    /// `INVALID_INPUT` names an identifier that is empty, or reports that the lookup has no identifiers.
    pub(super) fn feed(
        &mut self,
        list: usize,
        identifiers: impl IntoIterator<Item = String>,
        ends: bool,
    ) -> Result<(), BoxedError> {
        let name = self.operation.lists.get(list).map_or("", |list| list.name);
        let Some(list) = self.lists.get_mut(list).filter(|list| !list.has_ended) else { return Ok(()) };
        list.is_feeding = false;
        list.has_ended = ends;
        for identifier in identifiers {
            if identifier.is_empty() {
                return Err(invalid(&entry_name(name, list.fed), NOT_EMPTY));
            }
            list.fed += 1;
            self.total += 1;
            match list.kept.entry(identifier) {
                Entry::Occupied(mut entry) => entry.get_mut().count += 1,
                Entry::Vacant(entry) => {
                    list.waiting.push(entry.key().clone());
                    entry.insert(Kept { count: 1, state: State::Open });
                }
            }
        }
        if self.total == 0 && self.lists.iter().all(|list| list.has_ended) {
            return Err(nothing_asked(self.operation));
        }
        Ok(())
    }

    /// Records that one request contains all identifiers.
    pub(super) fn end_all(&mut self, total: u64) {
        self.keep = Keep::Nothing;
        self.total = total;
        self.lists.iter_mut().for_each(|list| list.has_ended = true);
    }

    /// Returns the position of a list that has room and the number of identifiers that it has room for, and records
    /// that the host is asked for them.
    pub(super) fn list_to_feed(&mut self) -> Option<(usize, usize)> {
        let max = self.operation.max_per_list;
        for (position, list) in self.lists.iter_mut().enumerate() {
            let room = max.saturating_sub(list.waiting.len());
            if room > 0 && !list.has_ended && !list.is_feeding {
                list.is_feeding = true;
                return Some((position, room));
            }
        }
        None
    }

    /// Takes the identifiers of the next request: as many of each list as fit. Returns `None` until every list is full
    /// or has ended.
    pub(super) fn take_request(&mut self) -> Option<Vec<Vec<String>>> {
        let max = self.operation.max_per_list;
        let is_ready = self.lists.iter().all(|list| list.has_ended || list.waiting.len() >= max);
        if !is_ready || self.lists.iter().all(|list| list.waiting.is_empty()) {
            return None;
        }
        let mut request = Vec::with_capacity(self.lists.len());
        for list in &mut self.lists {
            let mut waiting = std::mem::take(&mut list.waiting).into_iter();
            request.push(waiting.by_ref().take(max).collect());
            list.waiting = waiting.collect();
        }
        Some(request)
    }

    /// Takes all identifiers that wait, or returns `None` if none do.
    pub(super) fn take_waiting(&mut self) -> Option<Vec<Vec<String>>> {
        let waiting: Vec<_> = self.lists.iter_mut().map(|list| std::mem::take(&mut list.waiting)).collect();
        waiting.iter().any(|list| !list.is_empty()).then_some(waiting)
    }

    /// Returns whether no identifiers wait and no more can be added.
    pub(super) fn is_exhausted(&self) -> bool {
        self.lists.iter().all(|list| list.has_ended && list.waiting.is_empty())
    }

    /// Returns whether answers have to be compared with the answers to other requests.
    pub(super) fn compares_requests(&self) -> bool {
        self.keep == Keep::Lookup
    }

    /// Records that these identifiers were answered. Call it before [`Self::note_found`].
    pub(super) fn note_answered(&mut self, asked: &[Vec<String>]) {
        for (list, texts) in self.lists.iter_mut().zip(asked) {
            for text in texts {
                if let Some(kept) = list.kept.get_mut(text)
                    && kept.state == State::Open
                {
                    kept.state = State::Settled;
                }
            }
        }
    }

    /// Records that an identifier was answered with a record. Returns whether this is its first record.
    pub(super) fn note_found(&mut self, text: &str) -> bool {
        let is_first = self.states(text).all(|state| state != State::Found);
        for list in &mut self.lists {
            if let Some(kept) = list.kept.get_mut(text) {
                kept.state = State::Found;
            }
        }
        is_first
    }

    /// Returns whether another request has found this identifier or can still find it.
    pub(super) fn may_be_found_elsewhere(&self, text: &str) -> bool {
        self.states(text).any(|state| state != State::Settled)
    }

    /// Returns whether any list contains this identifier.
    pub(super) fn contains(&self, text: &str) -> bool {
        self.states(text).next().is_some()
    }

    fn states(&self, text: &str) -> impl Iterator<Item = State> {
        self.lists.iter().filter_map(move |list| list.kept.get(text).map(|kept| kept.state))
    }

    /// Records that the answer to these identifiers was returned. Returns how often they were added in total.
    pub(super) fn hand_out(&mut self, asked: &[Vec<String>]) -> u64 {
        if self.keep == Keep::Nothing {
            return self.total;
        }
        let mut count = 0;
        for (list, texts) in self.lists.iter_mut().zip(asked) {
            for text in texts {
                count += match self.keep {
                    Keep::Page => list.kept.remove(text).map_or(0, |kept| kept.count),
                    _ => list.kept.get(text).map_or(0, |kept| kept.count),
                };
            }
        }
        count
    }

    /// Returns the number of identifiers that were added to a list.
    pub(super) fn fed(&self, list: usize) -> u64 {
        self.lists.get(list).map_or(0, |list| list.fed)
    }

    /// Returns the number of identifiers that were added. An identifier counts as often as it was added.
    pub(super) fn total(&self) -> u64 {
        self.total
    }
}

/// Checks lists that fit into one request.
///
/// # Errors
///
/// `INVALID_INPUT` names an identifier that is empty, or reports that the lookup has no identifiers.
pub(super) fn check(operation: &Metadata, lists: &[Vec<String>]) -> Result<(), BoxedError> {
    for (list, identifiers) in operation.lists.iter().zip(lists) {
        if let Some(position) = identifiers.iter().position(String::is_empty) {
            let position = u64::try_from(position).unwrap_or(u64::MAX);
            return Err(invalid(&entry_name(list.name, position), NOT_EMPTY));
        }
    }
    if lists.iter().all(Vec::is_empty) { Err(nothing_asked(operation)) } else { Ok(()) }
}

fn nothing_asked(operation: &Metadata) -> BoxedError {
    let mut names = String::new();
    for list in operation.lists {
        names.push_str(if names.is_empty() { "" } else { ", " });
        names.push_str(list.name);
    }
    invalid(&names, "expected at least one identifier")
}
