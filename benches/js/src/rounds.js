// Runs contenders in turn and measures how long each takes.

/** The number of rounds that count. */
const ROUNDS = 60;
/** The number of warm-up rounds, which do not count. */
const WARM_UP = 15;
/** The minimum duration of a sample, in milliseconds and in steps of the clock. */
const SAMPLE_MS = 8;
const SAMPLE_STEPS = 20;
/** The number of runs up to which each run is timed separately. */
const MOST_ALONE = 64;

/**
 * Runs contenders in turn. The first is our code, and the others are its peers. Returns an object for each peer, with
 * the microseconds that one run took in each round.
 *
 * A contender has a `name`, `prepare`, which is not timed, and `run`, which gets the result of `prepare`. `run` returns
 * a number that depends on its result and is the same for all contenders, or `undefined`. The result itself is not
 * kept, because that would measure the garbage collector.
 */
export async function race({ what, contenders }) {
  await agree(what, contenders);
  const iterations = [];
  for (const contender of contenders) iterations.push(await fill(contender));
  const times = contenders.map(() => []);
  for (let round = 0; round < WARM_UP + ROUNDS; round++) {
    for (let turn = 0; turn < contenders.length; turn++) {
      // The order changes, so that no contender always runs after the same one.
      const which = (round + turn) % contenders.length;
      const ms = await sample(contenders[which], iterations[which]);
      if (round >= WARM_UP) times[which].push((ms * 1000) / iterations[which]);
    }
    // Gives the browser time for its other tasks.
    await new Promise((resolve) => setTimeout(resolve));
  }
  const [ours, ...peers] = times;
  return peers.map((theirs, n) => ({ what, peer: contenders[n + 1].name, ours, theirs }));
}

/** Checks that all contenders return the same number. */
async function agree(what, contenders) {
  const returned = [];
  for (const { prepare, run } of contenders) returned.push(await run(prepare()));
  for (const [n, value] of returned.entries()) {
    if (value === undefined || value === returned[0]) continue;
    throw new Error(`${what}: ${contenders[n].name} returned ${value}, ours returned ${returned[0]}`);
  }
}

/** Returns the number of runs in a sample. */
async function fill(contender) {
  const enough = Math.max(SAMPLE_MS, SAMPLE_STEPS * step());
  let iterations = 1;
  // The first runs are slow, because the engine has not compiled the code yet.
  for (let quick = 0; quick < 3; quick++) {
    while ((await sample(contender, iterations)) < enough) {
      iterations *= 2;
      quick = 0;
    }
  }
  return iterations;
}

/**
 * Returns how many milliseconds a number of runs take. If the runs are few, they are long, and each is timed
 * separately, right after its input was prepared. Many runs are timed together, because the clock is too coarse.
 */
async function sample({ prepare, run }, iterations) {
  const together = iterations > MOST_ALONE ? iterations : 1;
  let [ms, sum] = [0, 0];
  for (let left = iterations; left > 0; left -= together) {
    const inputs = [];
    for (let n = 0; n < together; n++) inputs.push(prepare());
    const start = performance.now();
    for (let n = 0; n < together; n++) {
      const returned = run(inputs[n]);
      // Awaiting a value that is not a promise would take longer than some runs.
      sum += (returned instanceof Promise ? await returned : returned) ?? 0;
      inputs[n] = undefined;
    }
    ms += performance.now() - start;
  }
  if (Number.isNaN(sum)) throw new Error("expected numbers");
  return ms;
}

/** Returns the resolution of the clock in milliseconds, which some browsers reduce. */
function step() {
  const start = performance.now();
  let now = start;
  while (now === start) now = performance.now();
  return now - start;
}
