package io.github.mingpian

import java.nio.ByteBuffer
import java.nio.ByteOrder
import java.util.Collections

/**
 * Reads the values of a body at the positions that an index specifies. A record decodes a field each time the field is
 * read, because most callers use few fields of each record. Decoding all of them made a lookup of 600 accounts take a
 * quarter longer.
 *
 * A row is `[end, flaw, key start, key end]`, followed by a cell of two words for each column. The first word of a cell
 * is 0 if the value is absent. The comments on the functions below show the words of a value that is present.
 */
internal class Cells(private val body: ByteArray, private val words: IntArray) {
    constructor(body: ByteArray, index: ByteArray) : this(body, IntArray(index.size / Int.SIZE_BYTES)) {
        ByteBuffer.wrap(index).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(words)
    }

    /** The position of the root row. */
    val root: Int get() = words[0]

    /** Whether secrets were requested. */
    val hasSecrets: Boolean get() = words[1] == 1

    /** Whether any value of the body cannot be read. */
    val hasUnreadable: Boolean get() = words[3] == 1

    /**
     * The position of the outcomes: `[count, rows of requested identifiers, count, rows under keys that were not
     * requested]`.
     */
    val outcomes: Int get() = words[2]

    fun word(at: Int): Int = words[at]

    /** Reads `[2 * start, + 1 if it has escapes; end]`, in bytes. */
    fun text(at: Int): String? {
        val from = words[at]
        if (from == 0) return null
        val start = from ushr 1
        val length = words[at + 1] - start
        return if (from and 1 != 0) unescape(body, start, length) else String(body, start, length, Charsets.UTF_8)
    }

    /** Reads `[1 for false, 2 for true]`. */
    fun flag(at: Int): Boolean? = if (words[at] == 0) null else words[at] == 2

    /** Reads `[high word + BIAS, low word]` of the two's complement. */
    fun int(at: Int): Long? =
        if (words[at] == 0) null else ((words[at] - BIAS).toLong() shl 32) or (words[at + 1].toLong() and 0xFFFF_FFFFL)

    /** Reads `[position of the row]`. */
    inline fun <T> one(at: Int, read: Cells.(Int) -> T): T? = if (words[at] == 0) null else read(words[at])

    /** Reads `[position of the first row, count]`. Each row ends where the next begins. */
    inline fun <T> list(at: Int, read: Cells.(Int) -> T): List<T> {
        var row = words[at]
        val count = words[at + 1] and BROKEN.inv()
        if (row == 0) return emptyList()
        val all = ArrayList<T>(count)
        repeat(count) {
            all.add(read(row))
            row = words[row]
        }
        return Collections.unmodifiableList(all)
    }

    /** Reads a list whose rows have no columns. The key of each row is the text. */
    fun texts(at: Int): List<String> = list(at) { key(it) }

    /**
     * Reads `[position of the row]`. The key of the row is the document. The positions in its cells are relative to the
     * document.
     */
    inline fun <T> embedded(at: Int, read: Cells.(Int) -> T): Embedded<T>? {
        val row = words[at]
        if (row == 0) return null
        val text = key(row)
        val value = if (flaw(row) == 0) Cells(text.toByteArray(Charsets.UTF_8), words).read(row) else null
        return Embedded(text, value)
    }

    /**
     * Returns the keys of a row's values that cannot be read. [keys] contains the keys of all columns, and [lists]
     * contains the positions of the cells with lists.
     */
    fun unreadable(row: Int, keys: List<String>, vararg lists: Int): List<String> = keys.filterIndexed { column, _ ->
        val at = HEADER + 2 * column
        val count = words[row + at + 1]
        if (words[row + at] == 0) count != 0 else at in lists && count and BROKEN != 0
    }

    /** Returns the first of two cells that has a value. The cells belong to two spellings of one field. */
    fun either(first: Int, second: Int): Int = if (words[first] != 0) first else second

    /** Returns the key of a row. */
    fun key(row: Int): String = text(row + 2).orEmpty()

    /** Returns the reason why a row cannot be read, or 0 if it can be read. */
    fun flaw(row: Int): Int = words[row + 1]
}

/** The number of words before the cells of a row. */
private const val HEADER = 4

/** The bit that is set in the count of a list if some of its entries cannot be read. */
internal const val BROKEN = 1 shl 31

/** Is added to the high word of an integer, so that the word is never 0, which means absent. */
private const val BIAS = 1 shl 30

/** Returns the text of a JSON string that has escapes. The core has checked the string. */
private fun unescape(body: ByteArray, start: Int, length: Int): String {
    // Escapes are ASCII, so the text can be decoded before they are undone.
    val written = String(body, start, length, Charsets.UTF_8)
    val text = StringBuilder(written.length)
    var at = 0
    while (at < written.length) {
        val next = written[at++]
        if (next != '\\') {
            text.append(next)
            continue
        }
        when (val escape = written[at++]) {
            'b' -> text.append('\b')
            'f' -> text.append('\u000C')
            'n' -> text.append('\n')
            'r' -> text.append('\r')
            't' -> text.append('\t')
            'u' -> {
                text.append(written.substring(at, at + 4).toInt(16).toChar())
                at += 4
            }
            else -> text.append(escape)
        }
    }
    return text.toString()
}
