import kotlinx.serialization.Serializable

/**
 * Code whose time is measured. The time of [prepare] is not measured. [run] takes its result, and returns the number of
 * records that it found.
 */
class Contender<I>(val name: String, private val prepare: () -> I, private val run: suspend (I) -> Int) {
    /** The result of the last run. */
    var found: Int = 0
        private set

    /**
     * Returns the time of several runs in nanoseconds. Each run is measured separately, right after its input was
     * prepared.
     */
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

/** The time of one run in each round, in microseconds. */
@Serializable
class Samples(val what: String, val peer: String, val ours: List<Double>, val theirs: List<Double>)

/** Runs our code and that of a peer in turns. */
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
            // The order rotates, so that no contender always runs after the same other one.
            val which = (round + turn) % contenders.size
            times[which] += contenders[which].sample(iterations[which]) / 1000.0 / iterations[which]
        }
    }
    return Samples(what, peer.name, times[0], times[1])
}

/** The number of rounds that count. */
private const val ROUNDS = 200

/** The duration for which everything runs before the measurement, until the virtual machine has compiled it. */
private const val WARM_UP_NS = 6_000_000_000L

/** The minimum duration of a sample. */
private const val SAMPLE_NS = 5_000_000L
