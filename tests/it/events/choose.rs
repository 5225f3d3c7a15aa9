//! Chooses the runs of the simulation that become scripts.

use super::script::{self, Script};
use super::{record, traits};
use crate::simulation::Kind;
use std::collections::{BTreeMap, BTreeSet};

/// The number of seeds to choose from.
const SEEDS: u64 = 12_000;
/// The number of scripts that show each trait, if enough exist. Scripts of single users are short.
const EACH_OF_SINGLES: usize = 6;
const EACH_OF_LISTS: usize = 2;
/// The length of the longest script.
const MAX_BYTES: usize = 80_000;
/// A constant that is added to the length of each script, because one script with many traits is better than a few
/// short ones.
const COST_BYTES: usize = 4_000;

struct Candidate {
    script: Script,
    bytes: usize,
    traits: BTreeSet<&'static str>,
}

/// Chooses the runs of a kind. Each time, it picks the run with the most missing traits in relation to its length.
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
