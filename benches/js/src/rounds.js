// Runs contenders by turns and tells how long each took.

/** How many rounds count. */
const ROUNDS = 60;
/** How many rounds come first and do not count. */
const WARM_UP = 15;
/** A sample takes at least this many milliseconds, and this many steps of the clock. */
const SAMPLE_MS = 8;
const SAMPLE_STEPS = 20;
/** This many runs are timed one by one. */
const MOST_ALONE = 64;

/**
 * Runs contenders by turns. The first is ours, the others are its peers. Returns an object for each peer, with the
 * microseconds that one run took in each round.
 *
 * A contender has a `name`, `prepare`, which is not timed, and `run`, which takes what `prepare` returned. It returns a
 * number that follows from the result and is the same for all contenders, or `undefined`. Nothing else of the result is
 * kept, because that would measure the garbage collector.
 */
export async function race({ what, contenders }) {
  await agree(what, contenders);
  const iterations = [];
  for (const contender of contenders) iterations.push(await fill(contender));
  const times = contenders.map(() => []);
  for (let round = 0; round < WARM_UP + ROUNDS; round++) {
    for (let turn = 0; turn < contenders.length; turn++) {
      // Nobody always runs after the same one.
      const which = (round + turn) % contenders.length;
      const ms = await sample(contenders[which], iterations[which]);
      if (round >= WARM_UP) times[which].push((ms * 1000) / iterations[which]);
    }
    // A browser has other things to do, too.
    await new Promise((resolve) => setTimeout(resolve));
  }
  const [ours, ...peers] = times;
  return peers.map((theirs, n) => ({ what, peer: contenders[n + 1].name, ours, theirs }));
}

/** Sees that all contenders return the same. */
async function agree(what, contenders) {
  const returned = [];
  for (const { prepare, run } of contenders) returned.push(await run(prepare()));
  for (const [n, value] of returned.entries()) {
    if (value === undefined || value === returned[0]) continue;
    throw new Error(`${what}: ${contenders[n].name} returned ${value}, ours returned ${returned[0]}`);
  }
}

/** Returns how many runs fill a sample. */
async function fill(contender) {
  const enough = Math.max(SAMPLE_MS, SAMPLE_STEPS * step());
  let iterations = 1;
  // The first runs are slow: the engine has not compiled them yet.
  for (let quick = 0; quick < 3; quick++) {
    while ((await sample(contender, iterations)) < enough) {
      iterations *= 2;
      quick = 0;
    }
  }
  return iterations;
}

/**
 * Returns how many milliseconds a number of runs take. Few runs are long ones: each is timed by itself, right after its
 * input was prepared, as if it were the only one. Many are timed together, because the clock is too coarse.
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
      // Waiting for what is there already would cost more than some runs.
      sum += (returned instanceof Promise ? await returned : returned) ?? 0;
      inputs[n] = undefined;
    }
    ms += performance.now() - start;
  }
  if (Number.isNaN(sum)) throw new Error("expected numbers");
  return ms;
}

/** Returns the step of the clock in milliseconds: some browsers make it coarse. */
function step() {
  const start = performance.now();
  let now = start;
  while (now === start) now = performance.now();
  return now - start;
}
