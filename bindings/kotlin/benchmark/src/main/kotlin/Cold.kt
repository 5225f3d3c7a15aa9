import java.io.File
import java.nio.file.Path
import kotlinx.coroutines.runBlocking

/**
 * Measures the time from the start of a virtual machine until it has looked up one person. The contenders take turns.
 */
fun startCold(directory: Path): Samples {
    val email = DataSet.read(directory, "1-ascii").identifiers().emails.single()
    val body = directory.resolve("1-ascii.body.json").toString()
    val contenders = listOf("ours", "by hand")
    val times = contenders.map { mutableListOf<Double>() }
    for (round in -1..<COLD_ROUNDS) {
        for (turn in contenders.indices) {
            val which = (round + 1 + turn) % contenders.size
            val time = timeFresh(contenders[which], body, email)
            // The first round only fills the caches of the operating system.
            if (round >= 0) times[which] += time
        }
    }
    return Samples("fresh JVM to the first user", "by hand with kotlinx.serialization", times[0], times[1])
}

/** Returns the time in microseconds until a new virtual machine reports that it has found a person. */
private fun timeFresh(contender: String, body: String, email: String): Double {
    val java = ProcessHandle.current().info().command().get()
    val fresh = ProcessBuilder(java, "-cp", System.getProperty("java.class.path"), "Cold", contender, body, email)
    // Cargo sets this variable to its own directories. Without it, the library is loaded from the jar, as in an app.
    fresh.environment().remove("LD_LIBRARY_PATH")
    fresh.redirectError(ProcessBuilder.Redirect.INHERIT)
    val start = System.nanoTime()
    val process = fresh.start()
    val found = process.inputStream.bufferedReader().readLine()
    val time = (System.nanoTime() - start) / 1000.0
    check(process.waitFor() == 0 && found.toInt() > 0) { "$contender found $found" }
    return time
}

/**
 * The program that a new virtual machine runs. Its arguments are the contender, the file with the body, and the email
 * address to look up.
 */
object Cold {
    @JvmStatic
    fun main(arguments: Array<String>) {
        val (contender, file, email) = arguments
        val body = File(file).readBytes()
        val found = when (contender) {
            "ours" -> runBlocking { Ours(APP_ID, SECRET_KEY, body).lookUp(Ours.question(email)) }
            else -> ByHand(APP_ID, SECRET_KEY).lookUp(Identifiers(listOf(email), emptyList(), emptyList()), body)
        }
        println(found)
    }
}

/** The number of rounds that count. */
private const val COLD_ROUNDS = 20
