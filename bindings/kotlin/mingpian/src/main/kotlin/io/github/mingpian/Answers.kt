package io.github.mingpian

import io.github.mingpian.core.Step
import java.util.Collections

/** What became of the identifiers that were asked for. It prints how many there are, and nothing about a person. */
public data class Answers<out R>(
    /** The records by the identifier that was asked for. Personal data. */
    public val found: Map<String, R>,
    /** The identifiers without a record, in the order of the requests and, within each, of its lists. Personal data. */
    public val notFound: List<String>,
    /** The identifiers whose record could not be read. They cost the others nothing. */
    public val unreadable: List<Unreadable>,
    /** The records under keys that were not asked for. Personal data. */
    public val unasked: Map<String, R>,
    /** The ID under which the service's support finds the request. It is absent if several requests were sent. */
    public val requestId: String?,
) {
    override fun toString(): String =
        "Answers(found=${found.size}, notFound=${notFound.size}, unreadable=${unreadable.size}, " +
            "unasked=${unasked.size}, requestId=$requestId)"
}

/** What became of the identifiers of one request. It prints how many there are, and nothing about a person. */
public data class Page<out R, out Q>(
    /** The records by the identifier that was asked for. Personal data. */
    public val found: Map<String, R>,
    /** The identifiers without a record, in the order of the requests and, within each, of its lists. Personal data. */
    public val notFound: List<String>,
    /** The identifiers whose record could not be read. They cost the others nothing. */
    public val unreadable: List<Unreadable>,
    /** The records under keys that this request did not ask for. Personal data. */
    public val unasked: Map<String, R>,
    /** The ID under which the service's support finds the request. */
    public val requestId: String?,
    /** Set if the request failed. The page has nothing else then. */
    public val failed: Failed<Q>?,
) {
    internal constructor(answers: Answers<R>) :
        this(answers.found, answers.notFound, answers.unreadable, answers.unasked, answers.requestId, null)

    internal constructor(failed: Failed<Q>) : this(emptyMap(), emptyList(), emptyList(), emptyMap(), null, failed)

    override fun toString(): String =
        "Page(found=${found.size}, notFound=${notFound.size}, unreadable=${unreadable.size}, " +
            "unasked=${unasked.size}, requestId=$requestId, failed=$failed)"
}

/** A request that failed. It prints how many identifiers it had, and why. */
public data class Failed<out Q>(
    /** The request with its identifiers, as it can be asked again. Personal data. */
    public val request: Q,
    /** Its identifiers, list by list. Personal data. */
    public val identifiers: List<String>,
    /** Why there is no answer. */
    public val error: LookupException,
) {
    override fun toString(): String = "Failed(identifiers=${identifiers.size}, error=$error)"
}

/** A record that the service sent and that could not be read. */
public data class Unreadable(
    /** The identifier that was asked for, or the key that was not. Personal data. */
    public val identifier: String,
    /** The field that is missing or of another type than documented. It is empty if the record is not an object. */
    public val field: String,
) {
    override fun toString(): String = "Unreadable(identifier=$REDACTED, field=$field)"
}

/** The answers to the requests of a lookup, joined. */
internal class Joined<R>(private val read: Cells.(Int) -> R) {
    private var found = LinkedHashMap<String, R>()
    private val notFound = ArrayList<String>()
    private val unreadable = ArrayList<Unreadable>()
    private val unasked = LinkedHashMap<String, R>()
    private val requestIds = ArrayList<String?>(1)

    fun add(answer: Step.Answer, cells: Cells) {
        // With room for all rows of the first answer, which is most often the only one. Maps are three quarters full.
        if (found.isEmpty()) found = LinkedHashMap(cells.word(cells.outcomes) * 4 / 3 + 1)
        val next = addRows(cells, cells.outcomes, found)
        addRows(cells, next, unasked)
        notFound.addAll(answer.notFound)
        answer.unreadable.mapTo(unreadable) { Unreadable(it.identifier, it.field) }
        requestIds.add(answer.requestId)
    }

    fun toAnswers(): Answers<R> = Answers(
        Collections.unmodifiableMap(found),
        Collections.unmodifiableList(notFound),
        Collections.unmodifiableList(unreadable),
        Collections.unmodifiableMap(unasked),
        requestIds.singleOrNull(),
    )

    /** Adds the rows whose places stand behind their count at [at]. Returns the place behind them. */
    private fun addRows(cells: Cells, at: Int, to: MutableMap<String, R>): Int {
        val end = at + 1 + cells.word(at)
        for (place in at + 1 until end) {
            val row = cells.word(place)
            to[cells.key(row)] = cells.read(row)
        }
        return end
    }
}
