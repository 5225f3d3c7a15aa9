package mingpian

/** Writes what crosses into the core as one JSON text. What is `null` is left out. */
internal class JsonWriter {
    private val out = StringBuilder()

    fun document(write: (JsonWriter) -> Unit): String {
        value(write)
        return out.toString()
    }

    fun member(name: String, value: Any?) {
        if (value == null) return
        if (out.last() != '{') out.append(',')
        out.append('"').append(name).append("\":")
        when (value) {
            is String -> text(value) { name }
            is List<*> -> texts(value, name)
            else -> out.append(value)
        }
    }

    fun member(name: String, write: (JsonWriter) -> Unit) {
        if (out.last() != '{') out.append(',')
        out.append('"').append(name).append("\":")
        value(write)
    }

    private fun value(write: (JsonWriter) -> Unit) {
        out.append('{')
        write(this)
        out.append('}')
    }

    /** Writes a list of strings. [name] is what the caller calls it. */
    fun texts(texts: List<*>, name: String? = null): JsonWriter {
        out.append('[')
        texts.forEachIndexed { at, each ->
            if (at > 0) out.append(',')
            text(each as String) { name?.let { "$it[$at]" } }
        }
        out.append(']')
        return this
    }

    override fun toString(): String = out.toString()

    private inline fun text(text: String, name: () -> String?) {
        out.append('"')
        var from = 0
        for (at in text.indices) {
            val each = text[at]
            if (each in ' '..'\uD7FF' && each != '"' && each != '\\') continue
            if (each.isSurrogate()) {
                if (isPaired(text, at)) continue
                name()?.let {
                    throw failed(mingpian.core.ErrorCode.INVALID_INPUT, "$it: expected text, got half a surrogate pair", it)
                }
            } else if (each > '\uDFFF') {
                continue
            }
            out.append(text, from, at).append("\\u").append(each.code.toString(16).padStart(4, '0'))
            from = at + 1
        }
        out.append(text, from, text.length).append('"')
    }
}

private fun isPaired(text: String, at: Int): Boolean = when {
    text[at].isHighSurrogate() -> at + 1 < text.length && text[at + 1].isLowSurrogate()
    else -> at > 0 && text[at - 1].isHighSurrogate()
}
