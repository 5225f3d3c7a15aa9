//! Records runs of the simulation as scripts, which are replayed in every language that drives a lookup.
//!
//! `MINGPIAN_RECORD=1 cargo test --test it events` chooses new runs and writes `tests/vectors/events`.

mod choose;
mod record;
mod replay;
mod script;
mod traits;

use crate::simulation::Kind;
use script::{File, Script};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Once;

/// The size limit of each file.
const MAX_FILE_BYTES: usize = 600_000;
/// The size limit of all files together.
const MAX_BYTES: usize = 1_500_000;

fn name(kind: Kind) -> &'static str {
    match kind {
        Kind::Code => "dmtz",
        Kind::Employee => "mysoft",
        Kind::Whole => "quanshi-whole",
        Kind::Pages => "quanshi-pages",
    }
}

fn path(kind: Kind) -> PathBuf {
    let path = format!("tests/vectors/events/{}.json", name(kind));
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Reads the files. If `MINGPIAN_RECORD` is set, it first writes new ones.
fn files() -> BTreeMap<&'static str, (Kind, String)> {
    static RECORDED: Once = Once::new();
    RECORDED.call_once(|| {
        if std::env::var_os("MINGPIAN_RECORD").is_some() {
            for kind in Kind::ALL {
                std::fs::write(path(kind), choose::file(kind)).unwrap();
            }
        }
    });
    let read = |kind| {
        let path = path(kind);
        std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    };
    Kind::ALL.map(|kind| (name(kind), (kind, read(kind)))).into()
}

fn scripts(text: &str) -> Vec<Script> {
    serde_json::from_str::<File>(text).unwrap().scripts
}

#[test]
fn scripts_are_what_the_simulation_records() {
    for (name, (kind, text)) in files() {
        let seeds = scripts(&text).into_iter().map(|script| script.seed);
        let recorded: Vec<_> = seeds.map(|seed| record::script(kind, seed)).collect();
        assert!(
            script::print(&recorded.iter().collect::<Vec<_>>()) == text,
            "{name}: MINGPIAN_RECORD=1 cargo test --test it events"
        );
    }
}

#[test]
fn scripts_show_every_trait_and_stay_small() {
    let files = files();
    for (name, (kind, text)) in &files {
        let shown: BTreeSet<_> = scripts(text).iter().flat_map(traits::of).collect();
        let missing: Vec<_> = traits::wanted(*kind).into_iter().filter(|one| !shown.contains(one)).collect();
        assert!(missing.is_empty(), "{name} has no script with {missing:?}");
        assert!(text.len() <= MAX_FILE_BYTES, "{name} has {} bytes", text.len());
    }
    let total: usize = files.values().map(|(_, text)| text.len()).sum();
    assert!(total <= MAX_BYTES, "{total} bytes");
}

#[test]
fn a_lookup_does_what_its_script_says_step_by_step() {
    for (name, (_, text)) in files() {
        for script in scripts(&text) {
            replay::run(name, &script);
        }
    }
}
