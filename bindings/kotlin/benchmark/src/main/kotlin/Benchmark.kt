import java.nio.file.Path
import kotlin.io.path.Path
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.runBlocking
import kotlinx.serialization.json.Json
import kotlinx.serialization.json.JsonPrimitive
import kotlinx.serialization.json.buildJsonObject
import kotlinx.serialization.json.putJsonObject
import okhttp3.OkHttp

/**
 * Compares the speed of lookups with code that is written by hand, without the network. `cargo xtask bench kotlin` runs
 * this program. The argument is the directory of the data sets. It prints one line of JSON for each comparison.
 */
fun main(args: Array<String>): Unit = runBlocking(Dispatchers.Default) {
    val directory = Path(args.single())
    println(versions())
    lookUp("whole lookup of 600, ASCII", directory, "600-ascii")
    lookUp("whole lookup of 600, Chinese", directory, "600-chinese")
    lookUp("whole lookup of one", directory, "1-ascii")
    println(Json.encodeToString(Samples.serializer(), startCold(directory)))
}

private suspend fun lookUp(what: String, directory: Path, name: String) {
    val data = DataSet.read(directory, name)
    val ours = Ours(APP_ID, SECRET_KEY, data.body)
    val byHand = ByHand(APP_ID, SECRET_KEY)
    val samples = race(
        what,
        Contender("ours", { Ours.question(data.identifiers()) }) { ours.lookUp(it) },
        Contender("by hand with kotlinx.serialization", { data.identifiers() }) { byHand.lookUp(it, data.body) },
    )
    println(Json.encodeToString(Samples.serializer(), samples))
}

private fun versions(): String {
    val jars = System.getProperty("java.class.path")
    val serialization = Regex("""kotlinx-serialization-json-jvm-([\w.]+)\.jar""").find(jars)?.groupValues?.get(1)
    val versions = mapOf(
        "JDK" to Runtime.version().toString(),
        "Kotlin" to KotlinVersion.CURRENT.toString(),
        "kotlinx.serialization" to (serialization ?: "unknown"),
        "OkHttp" to OkHttp.VERSION,
    )
    return buildJsonObject {
        putJsonObject("versions") { versions.forEach { (name, version) -> put(name, JsonPrimitive(version)) } }
    }.toString()
}

internal const val APP_ID = "demo-app"
internal const val SECRET_KEY = "demo-secret-key"
