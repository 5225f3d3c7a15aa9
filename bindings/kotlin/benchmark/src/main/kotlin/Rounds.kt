import kotlinx.serialization.Serializable

/** Something to be timed. [prepare] is not timed. [run] takes what it returned, and returns how many it has found. */
class Contender<I>(val name: String, private val prepare: () -> I, private val run: suspend (I) -> Int) {
    /** What the last run returned. */
    var found: Int = 0
        private set

    /** Returns how many nanoseconds a number of runs take, each timed by itself, right after its input was prepared. */
    suspend fun sample(iterations: Int): Long {
        var total = 0L
        repeat(iterations) {
            val input = prepare()
            val start = System.nanoTime()
            found = run(input)
            total += System.nanoTime() - start
        }
        return total
    }
}

/** How many microseconds one run took in each round. */
@Serializable
class Samples(val what: String, val peer: String, val ours: List<Double>, val theirs: List<Double>)

/** Runs ours and a peer by turns. */
suspend fun race(what: String, ours: Contender<*>, peer: Contender<*>): Samples {
    val contenders = listOf(ours, peer)
    val start = System.nanoTime()
    while (System.nanoTime() - start < WARM_UP_NS) contenders.forEach { it.sample(1) }
    check(ours.found == peer.found) { "$what: ${peer.name} returned ${peer.found}, ours returned ${ours.found}" }
    val iterations = contenders.map { contender ->
        var iterations = 1
        while (contender.sample(iterations) < SAMPLE_NS) iterations *= 2
        iterations
    }
    val times = contenders.map { mutableListOf<Double>() }
    repeat(ROUNDS) { round ->
        for (turn in contenders.indices) {
            // The order rotates, so that no contender always runs after the same one.
            val which = (round + turn) % contenders.size
            times[which] += contenders[which].sample(iterations[which]) / 1000.0 / iterations[which]
        }
    }
    return Samples(what, peer.name, times[0], times[1])
}

/** How many rounds count. */
private const val ROUNDS = 200

/** For how long everything runs first and does not count: until the virtual machine has compiled it. */
private const val WARM_UP_NS = 6_000_000_000L

/** A sample takes at least this long. */
private const val SAMPLE_NS = 5_000_000L
