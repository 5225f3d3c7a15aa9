package io.github.mingpian

import io.github.mingpian.core.ErrorCode

/** Writes the JSON document that is passed to the core. Members that are `null` are omitted. */
internal class JsonWriter {
    private val out = StringBuilder()

    override fun toString(): String = out.toString()

    fun value(write: (JsonWriter) -> Unit): JsonWriter {
        out.append('{')
        write(this)
        out.append('}')
        return this
    }

    fun member(name: String, write: (JsonWriter) -> Unit) {
        name(name)
        value(write)
    }

    fun member(name: String, value: Any?) {
        if (value == null) return
        name(name)
        when (value) {
            is String -> text(value) { name }
            is List<*> -> texts(value, name)
            else -> out.append(value)
        }
    }

    /** Writes a member that only Java callers can omit. */
    fun required(name: String, value: Any?): Unit = member(name, io.github.mingpian.required(name, value))

    private fun name(name: String) {
        if (out[out.length - 1] != '{') out.append(',')
        out.append('"').append(name).append("\":")
    }

    /** Writes a list of strings. If [name] is given, it throws an error with that name for an unpaired surrogate. */
    fun texts(texts: List<*>, name: String? = null): JsonWriter {
        out.append('[')
        texts.forEachIndexed { at, each ->
            if (at > 0) out.append(',')
            when {
                each != null -> text(each as String) { name?.let { "$it[$at]" } }
                name != null -> io.github.mingpian.required("$name[$at]", each)
                // The core reports an error that names this entry.
                else -> out.append("null")
            }
        }
        out.append(']')
        return this
    }

    private inline fun text(text: String, name: () -> String?) {
        out.append('"')
        var from = 0
        for (at in text.indices) {
            val each = text[at]
            val isHalf = each.isSurrogate() && !isPaired(text, at)
            if (each >= ' ' && each != '"' && each != '\\' && !isHalf) continue
            if (isHalf) name()?.let { throw failed(ErrorCode.INVALID_INPUT, "$it: expected text, got an unpaired surrogate", it) }
            out.append(text, from, at).append("\\u").append(each.code.toString(16).padStart(4, '0'))
            from = at + 1
        }
        // `append` copies a whole string at once, but a part of a string character by character.
        if (from == 0) out.append(text) else out.append(text, from, text.length)
        out.append('"')
    }
}

private fun isPaired(text: String, at: Int): Boolean =
    if (text[at].isHighSurrogate()) text.getOrNull(at + 1)?.isLowSurrogate() == true
    else text.getOrNull(at - 1)?.isHighSurrogate() == true
