//! Counts the requests that arrive, by key.

use std::collections::BTreeMap;
use std::ops::AddAssign;
use std::sync::{Arc, Mutex};

use serde::ser::SerializeMap as _;
use serde::{Serialize, Serializer};

use crate::lock::lock;
use crate::service::Service;
use crate::services;

/// The counts of one key, or of all.
#[derive(Clone, Default)]
pub(crate) struct Counts {
    arrived: BTreeMap<&'static str, u64>,
    /// Requests whose client disconnected before the answer was written.
    abandoned: u64,
    /// Requests to the URL that `redirect` points to.
    elsewhere: u64,
}

/// Serializes a count for every service.
impl Serialize for Counts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut counts = serializer.serialize_map(None)?;
        for service in services::ALL {
            let arrived = self.arrived.get(service.name()).copied().unwrap_or_default();
            counts.serialize_entry(service.name(), &arrived)?;
        }
        counts.serialize_entry("abandoned", &self.abandoned)?;
        counts.serialize_entry("elsewhere", &self.elsewhere)?;
        counts.end()
    }
}

impl AddAssign<&Self> for Counts {
    fn add_assign(&mut self, other: &Self) {
        for (service, arrived) in &other.arrived {
            *self.arrived.entry(service).or_default() += arrived;
        }
        self.abandoned += other.abandoned;
        self.elsewhere += other.elsewhere;
    }
}

/// The counts of all keys.
#[derive(Default)]
pub(crate) struct Stats {
    counts: Mutex<BTreeMap<String, Counts>>,
    turns: Mutex<BTreeMap<String, u64>>,
}

impl Stats {
    /// Counts a request that arrived. The returned visit also counts the client as gone if it disconnects.
    pub(crate) fn arrive(self: &Arc<Self>, key: &str, service: Service) -> Visit {
        self.count(key, |counts| *counts.arrived.entry(service.name()).or_default() += 1);
        Visit { stats: Arc::clone(self), key: key.to_owned(), over: false }
    }

    /// Counts a client that followed a redirect.
    pub(crate) fn elsewhere(&self, key: &str) {
        self.count(key, |counts| counts.elsewhere += 1);
    }

    /// Returns how many turns this tally has had, including this one. `times:N` uses it.
    pub(crate) fn turn(&self, tally: &str) -> u64 {
        let mut turns = lock(&self.turns);
        let turn = turns.entry(tally.to_owned()).or_default();
        *turn += 1;
        *turn
    }

    /// Returns the counts of one key.
    pub(crate) fn of(&self, key: &str) -> Counts {
        lock(&self.counts).get(key).cloned().unwrap_or_default()
    }

    /// Returns the total over all keys.
    pub(crate) fn total(&self) -> Counts {
        let mut total = Counts::default();
        lock(&self.counts).values().for_each(|counts| total += counts);
        total
    }

    fn count(&self, key: &str, change: impl FnOnce(&mut Counts)) {
        change(lock(&self.counts).entry(key.to_owned()).or_default());
    }
}

/// A request between its arrival and the end of its answer.
pub(crate) struct Visit {
    stats: Arc<Stats>,
    key: String,
    over: bool,
}

impl Visit {
    /// Finishes the visit: the answer was written, or this side broke the connection.
    pub(crate) fn finish(&mut self) {
        self.over = true;
    }
}

impl Drop for Visit {
    fn drop(&mut self) {
        if !self.over {
            self.stats.count(&self.key, |counts| counts.abandoned += 1);
        }
    }
}
