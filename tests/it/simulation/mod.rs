//! Simulates hosts, networks, services, and clocks from a seed, and checks what must be true under every fault.
//!
//! `MINGPIAN_SEED=7 cargo test --test it simulation` runs one seed. `MINGPIAN_SEEDS=5000000 cargo test …` runs more.

mod host;
mod ledger;
mod network;
mod outcomes;
mod random;
mod service;
mod setup;

pub(crate) use host::Machine;
pub(crate) use setup::Kind;

use mingpian::json::Unit;
use mingpian::{Lookup, providers};
use random::Random;
use serde_json::Value;
use setup::Setup;
use std::panic::catch_unwind;

const SEEDS: u64 = 100_000;

/// Opens the lookup that a document describes.
pub(crate) fn open(kind: Kind, document: &Value) -> Lookup {
    providers::open(kind.provider(), kind.operation(), &document.to_string(), Unit::Bytes).unwrap()
}

/// Runs a lookup from a seed to its end. `make` creates the machine that the host drives from the lookup's document.
/// Returns a hash of all its outputs, and the machine.
pub(crate) fn run<M: Machine>(kind: Kind, seed: u64, make: impl FnOnce(&Value) -> M) -> (u64, M) {
    let mut random = Random(seed);
    // The runs differ between the kinds.
    random.0 ^= (kind as u64) << 48;
    let setup = Setup::random(kind, &mut random);
    let machine = make(&setup.document);
    host::run(&setup, random, machine)
}

/// Runs all kinds of lookups from a seed.
fn all(seed: u64) -> [u64; 4] {
    Kind::ALL.map(|kind| run(kind, seed, |document| open(kind, document)).0)
}

#[test]
fn every_seed_keeps_every_rule() {
    let number = |name: &str| std::env::var(name).ok().map(|value| value.parse::<u64>().unwrap());
    if let Some(seed) = number("MINGPIAN_SEED") {
        println!("{seed}: {:x?}", all(seed));
        return;
    }
    let seeds = number("MINGPIAN_SEEDS").unwrap_or(SEEDS);
    let threads = std::thread::available_parallelism().map_or(2, |threads| threads.get() as u64);
    let run = |first: u64| {
        for seed in (first..seeds).step_by(threads as usize) {
            let ended = catch_unwind(|| {
                let traces = all(seed);
                // The same seed gives the same run.
                if seed % 64 == 0 {
                    assert_eq!(traces, all(seed), "another run");
                }
            });
            assert!(ended.is_ok(), "MINGPIAN_SEED={seed} cargo test --test it simulation");
        }
    };
    std::thread::scope(|scope| {
        let runs: Vec<_> = (0..threads).map(|first| scope.spawn(move || run(first))).collect();
        for run in runs {
            run.join().unwrap_or_else(|cause| std::panic::resume_unwind(cause));
        }
    });
}
