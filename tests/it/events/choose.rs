//! Which runs of the simulation become scripts.

use super::script::{self, Script};
use super::{record, traits};
use crate::simulation::Kind;
use std::collections::{BTreeMap, BTreeSet};

/// How many seeds to choose from.
const SEEDS: u64 = 12_000;
/// How many scripts show each trait, if there are so many. Those of single users are short.
const EACH_OF_SINGLES: usize = 6;
const EACH_OF_LISTS: usize = 2;
/// The longest script.
const MAX_BYTES: usize = 80_000;
/// A script that shows much is worth more than a few short ones, so each counts as longer by this.
const COST_BYTES: usize = 4_000;

struct Candidate {
    script: Script,
    bytes: usize,
    traits: BTreeSet<&'static str>,
}

/// Chooses the runs of a kind: one after the other, the run that shows most of what is still to be shown for its length.
pub(super) fn file(kind: Kind) -> String {
    let candidate = |script: Script| {
        let (bytes, traits) = (script::print(&[&script]).len(), traits::of(&script));
        (bytes <= MAX_BYTES).then_some(Candidate { script, bytes, traits })
    };
    let mut left: Vec<_> = (0..SEEDS).map(|seed| record::script(kind, seed)).filter_map(candidate).collect();
    let each = if kind.has_lists() { EACH_OF_LISTS } else { EACH_OF_SINGLES };
    let count = |one: &str| left.iter().filter(|candidate| candidate.traits.contains(one)).count();
    let wanted = traits::wanted(kind).into_iter().map(|one| (one, each.min(count(one))));
    let mut wanted: BTreeMap<_, _> = wanted.filter(|(_, count)| *count > 0).collect();
    let mut chosen = BTreeMap::new();
    while !wanted.is_empty() {
        let worth = |one: &Candidate| {
            let shows = one.traits.iter().filter(|one| wanted.contains_key(*one)).count();
            shows * 1_000_000 / (one.bytes + COST_BYTES)
        };
        let (at, _) = left.iter().map(worth).enumerate().max_by_key(|(_, worth)| *worth).unwrap();
        let Candidate { script, traits, .. } = left.swap_remove(at);
        for one in traits {
            wanted.entry(one).and_modify(|count| *count -= 1);
        }
        wanted.retain(|_, count| *count > 0);
        chosen.insert(script.seed, script);
    }
    script::print(&chosen.values().collect::<Vec<_>>())
}
