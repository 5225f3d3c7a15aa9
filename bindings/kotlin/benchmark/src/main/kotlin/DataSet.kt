import java.nio.file.Path
import kotlin.io.path.readBytes
import kotlin.io.path.readText
import kotlinx.serialization.Serializable
import kotlinx.serialization.json.Json

/** The identifiers to look up. */
@Serializable
class Identifiers(val emails: List<String>, val mobiles: List<String>, val loginNames: List<String>)

/** A question and the body that answers it. */
class DataSet private constructor(private val question: String, val body: ByteArray) {
    /** Returns the identifiers. Every call creates new strings, whose hashes are not cached yet. */
    fun identifiers(): Identifiers = Json.decodeFromString(Identifiers.serializer(), question)

    companion object {
        /** Reads the data set with this name. */
        fun read(directory: Path, name: String): DataSet = DataSet(
            directory.resolve("$name.question.json").readText(),
            directory.resolve("$name.body.json").readBytes(),
        )
    }
}
