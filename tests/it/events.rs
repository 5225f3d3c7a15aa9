//! Runs of the simulation as scripts of events: recorded here, and replayed by every language that drives a machine.
//!
//! `MINGPIAN_RECORD=1 cargo test --test it events` chooses runs anew and writes `tests/vectors/events`.

mod choose;
mod record;
mod replay;
mod script;
mod traits;

use script::{File, Script};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Once;

/// A file is no longer than this, and all of them together no longer than the other.
const MAX_FILE_BYTES: usize = 400_000;
const MAX_BYTES: usize = 1_500_000;

/// The kinds of machines, by the names of their files.
const KINDS: [&str; 5] =
    ["dmtz-call", "mysoft-call", "quanshi-call", "quanshi-batch-delegated", "quanshi-batch-token"];

fn path(kind: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("tests/vectors/events/{kind}.json"))
}

/// The files as they are, or as they are to be from now on.
fn files() -> BTreeMap<&'static str, String> {
    static RECORDED: Once = Once::new();
    RECORDED.call_once(|| {
        if std::env::var_os("MINGPIAN_RECORD").is_some() {
            for (kind, text) in KINDS.iter().map(|kind| (kind, choose::file(kind))) {
                std::fs::write(path(kind), text).unwrap();
            }
        }
    });
    let read = |kind| {
        let path = path(kind);
        std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    };
    KINDS.iter().map(|kind| (*kind, read(kind))).collect()
}

fn scripts(text: &str) -> Vec<Script> {
    serde_json::from_str::<File>(text).unwrap().scripts
}

#[test]
fn the_scripts_are_what_the_simulation_records() {
    for (kind, text) in files() {
        let seeds = scripts(&text).into_iter().map(|script| script.seed);
        let recorded: Vec<_> = seeds.map(|seed| record::script(kind, seed).unwrap()).collect();
        assert!(
            script::print(&recorded.iter().collect::<Vec<_>>()) == text,
            "{kind}: MINGPIAN_RECORD=1 cargo test --test it events"
        );
    }
}

#[test]
fn the_scripts_show_every_trait_and_stay_small() {
    let files = files();
    for (kind, text) in &files {
        let shown: BTreeSet<_> = scripts(text).iter().flat_map(traits::of).collect();
        let missing: Vec<_> = traits::wanted(kind).into_iter().filter(|one| !shown.contains(one)).collect();
        assert!(missing.is_empty(), "{kind} has no script with {missing:?}");
        assert!(text.len() <= MAX_FILE_BYTES, "{kind} has {} bytes", text.len());
    }
    assert!(files.values().map(String::len).sum::<usize>() <= MAX_BYTES);
}

#[test]
fn a_machine_made_of_the_job_does_the_same_step_by_step() {
    for (kind, text) in files() {
        for script in scripts(&text) {
            replay::run(kind, &script);
        }
    }
}
