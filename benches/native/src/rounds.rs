//! Runs contenders in turn and prints how long each took.

use std::hint::black_box;
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use serde_json::json;

/// The number of rounds that count.
const ROUNDS: usize = 200;
/// The number of warm-up rounds, which do not count.
const WARM_UP: usize = 10;
/// The minimum duration of a sample, which makes the time for reading the clock negligible.
const SAMPLE: Duration = Duration::from_millis(2);
/// The number of runs up to which each run is timed separately, right after its input was prepared. More runs are
/// timed together.
const MOST_ALONE: u32 = 256;
/// The size of the memory that is walked through to evict everything else from the caches.
const CACHES: usize = 32 << 20;

/// Code to be timed.
pub(crate) struct Contender<'a> {
    name: &'static str,
    /// Runs the code a number of times, and returns how long that took and what one run returned.
    sample: Box<dyn FnMut(u32) -> (Duration, usize) + 'a>,
}

impl<'a> Contender<'a> {
    /// Creates a contender. `prepare` is not timed. `run` is timed, including dropping the values that it creates, and
    /// its result has to equal those of the other contenders.
    pub(crate) fn new<I>(
        name: &'static str,
        mut prepare: impl FnMut() -> I + 'a,
        mut run: impl FnMut(I) -> usize + 'a,
    ) -> Self {
        let sample = move |iterations| {
            let together = if iterations > MOST_ALONE { iterations } else { 1 };
            let (mut time, mut returned) = (Duration::ZERO, 0);
            for _ in 0..iterations / together {
                let inputs: Vec<I> = (0..together).map(|_| prepare()).collect();
                let start = Instant::now();
                for input in inputs {
                    returned = black_box(run(black_box(input)));
                }
                time += start.elapsed();
            }
            (time, returned)
        };
        Self { name, sample: Box::new(sample) }
    }
}

/// Whether the data that a contender reads is in the processor's caches.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Caches {
    /// The data is in the caches: every sample has as many runs as it needs.
    Warm,
    /// The data is not in the caches: every sample is a single run after a walk through other memory.
    Cold,
}

/// Runs our code and its peers in turn. Prints a line for each peer, with the microseconds that one run took in each
/// round.
pub(crate) fn run(what: &str, caches: Caches, ours: Contender<'_>, peers: Vec<Contender<'_>>) -> Result<()> {
    let mut contenders = vec![ours];
    contenders.extend(peers);
    let expected = (contenders[0].sample)(1).1;
    for contender in &mut contenders {
        let (_, returned) = (contender.sample)(1);
        ensure!(
            returned == expected,
            "{what}: {} returned {returned}, ours returned {expected}",
            contender.name
        );
    }
    let mut other = vec![0_u64; if caches == Caches::Cold { CACHES / size_of::<u64>() } else { 0 }];
    let iterations: Vec<u32> = contenders.iter_mut().map(|contender| iterations(contender, caches)).collect();
    let mut times = vec![Vec::with_capacity(ROUNDS); contenders.len()];
    for round in 0..WARM_UP + ROUNDS {
        for turn in 0..contenders.len() {
            // The order changes, so that no contender always runs after the same one.
            let which = (round + turn) % contenders.len();
            walk(&mut other);
            let (time, _) = (contenders[which].sample)(iterations[which]);
            if round >= WARM_UP {
                times[which].push(time.as_secs_f64() * 1e6 / f64::from(iterations[which]));
            }
        }
    }
    for (contender, theirs) in contenders.iter().zip(&times).skip(1) {
        println!("{}", json!({ "what": what, "peer": contender.name, "ours": times[0], "theirs": theirs }));
    }
    Ok(())
}

/// Returns the number of runs in a sample.
fn iterations(contender: &mut Contender<'_>, caches: Caches) -> u32 {
    let mut iterations = 1;
    while caches == Caches::Warm && (contender.sample)(iterations).0 < SAMPLE {
        iterations *= 2;
    }
    iterations
}

fn walk(memory: &mut [u64]) {
    // Writes once to each cache line.
    memory.iter_mut().step_by(8).for_each(|word| *word = word.wrapping_add(1));
    black_box(memory);
}
