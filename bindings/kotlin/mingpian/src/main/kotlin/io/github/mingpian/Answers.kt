package io.github.mingpian

import io.github.mingpian.core.Step
import java.util.Collections

/** The outcomes for the requested identifiers. `toString()` shows counts, without personal data. */
public data class Answers<out R>(
    /** The records, keyed by the requested identifier. Personal data. */
    public val found: Map<String, R>,
    /** The identifiers without a record, in the order of the requests and, within each, of its lists. Personal data. */
    public val notFound: List<String>,
    /** The identifiers whose record could not be read. They do not affect the other identifiers. */
    public val unreadable: List<Unreadable>,
    /** The records under keys that were not requested. Personal data. */
    public val unasked: Map<String, R>,
    /**
     * The ID by which the service's support team can identify the request. It is absent if several requests were sent.
     */
    public val requestId: String?,
) {
    override fun toString(): String =
        "Answers(found=${found.size}, notFound=${notFound.size}, unreadable=${unreadable.size}, " +
            "unasked=${unasked.size}, requestId=$requestId)"
}

/** The outcomes for the identifiers of one request. `toString()` shows counts, without personal data. */
public data class Page<out R, out Q>(
    /** The records, keyed by the requested identifier. Personal data. */
    public val found: Map<String, R>,
    /** The identifiers without a record, in the order of the requests and, within each, of its lists. Personal data. */
    public val notFound: List<String>,
    /** The identifiers whose record could not be read. They do not affect the other identifiers. */
    public val unreadable: List<Unreadable>,
    /** The records under keys that were not in this request. Personal data. */
    public val unasked: Map<String, R>,
    /** The ID by which the service's support team can identify the request. */
    public val requestId: String?,
    /** The failure, if the request failed. The page then has no other content. */
    public val failed: Failed<Q>?,
) {
    internal constructor(answers: Answers<R>) :
        this(answers.found, answers.notFound, answers.unreadable, answers.unasked, answers.requestId, null)

    internal constructor(failed: Failed<Q>) : this(emptyMap(), emptyList(), emptyList(), emptyMap(), null, failed)

    override fun toString(): String =
        "Page(found=${found.size}, notFound=${notFound.size}, unreadable=${unreadable.size}, " +
            "unasked=${unasked.size}, requestId=$requestId, failed=$failed)"
}

/** A request that failed. `toString()` shows the number of identifiers and the error. */
public data class Failed<out Q>(
    /** The request with its identifiers, which can be sent again. Personal data. */
    public val request: Q,
    /** Its identifiers, list by list. Personal data. */
    public val identifiers: List<String>,
    /** The error that prevented an answer. */
    public val error: LookupException,
) {
    override fun toString(): String = "Failed(identifiers=${identifiers.size}, error=$error)"
}

/** A record that the service sent but that could not be read. */
public data class Unreadable(
    /** The requested identifier, or the key that was not requested. Personal data. */
    public val identifier: String,
    /** The field that is missing or of another type than documented. It is empty if the record is not an object. */
    public val field: String,
) {
    override fun toString(): String = "Unreadable(identifier=$REDACTED, field=$field)"
}

/** Joins the answers to the requests of a lookup. */
internal class Joined<R>(private val read: Cells.(Int) -> R) {
    private var found = LinkedHashMap<String, R>()
    private val notFound = ArrayList<String>()
    private val unreadable = ArrayList<Unreadable>()
    private val unasked = LinkedHashMap<String, R>()
    private val requestIds = ArrayList<String?>(1)

    fun add(answer: Step.Answer, cells: Cells) {
        // Reserves room for all rows of the first answer, which is usually the only one. Maps are at most three
        // quarters full.
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

    /**
     * Adds the rows of the list of positions at [at], which starts with its length. Returns the position after the
     * list.
     */
    private fun addRows(cells: Cells, at: Int, to: MutableMap<String, R>): Int {
        val end = at + 1 + cells.word(at)
        for (place in at + 1 until end) {
            val row = cells.word(place)
            to[cells.key(row)] = cells.read(row)
        }
        return end
    }
}
