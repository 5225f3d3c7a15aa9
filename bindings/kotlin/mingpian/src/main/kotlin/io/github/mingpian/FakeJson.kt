package io.github.mingpian

/** Writes maps, lists, texts, numbers, and booleans as JSON. */
internal fun json(value: Any): String = StringBuilder().apply { write(value) }.toString()

private fun StringBuilder.write(value: Any) {
    when (value) {
        is Map<*, *> -> separated('{', value.entries, '}') { (name, member) ->
            write(checkNotNull(name))
            append(':')
            write(checkNotNull(member))
        }
        is List<*> -> separated('[', value, ']') { write(checkNotNull(it)) }
        is String -> append('"').append(value.map(::escaped).joinToString("")).append('"')
        else -> append(value)
    }
}

private fun <T> StringBuilder.separated(open: Char, entries: Collection<T>, close: Char, write: (T) -> Unit) {
    append(open)
    entries.forEachIndexed { at, entry ->
        if (at > 0) append(',')
        write(entry)
    }
    append(close)
}

private fun escaped(each: Char): String =
    if (each < ' ' || each == '"' || each == '\\') "\\u" + each.code.toString(16).padStart(4, '0') else each.toString()

/**
 * Returns the texts of an object whose members are texts and lists of texts, which is the form in which the core writes
 * questions. This is not a general JSON parser.
 */
internal fun textsOf(question: String): Map<String, List<String>> {
    val texts = LinkedHashMap<String, MutableList<String>>()
    var member = ""
    for (found in TEXT.findAll(question)) {
        val (text, colon) = found.destructured
        if (colon.isEmpty()) texts.getOrPut(member) { ArrayList() }.add(unescaped(text)) else member = unescaped(text)
    }
    return texts
}

/**
 * Matches a string and, after the name of a member, the colon. The expression does not backtrack, so strings may be
 * long.
 */
private val TEXT = Regex("\"([^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\"(:?)")

private fun unescaped(text: String): String = ESCAPE.replace(text) { found ->
    val (_, kind, digits) = found.groupValues
    when (kind) {
        "n" -> "\n"
        "r" -> "\r"
        "t" -> "\t"
        "b" -> "\b"
        "f" -> "\u000c"
        "\"", "\\", "/" -> kind
        else -> digits.toInt(16).toChar().toString()
    }
}

private val ESCAPE = Regex("\\\\(u([0-9a-fA-F]{4})|.)")
