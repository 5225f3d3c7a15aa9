package io.github.mingpian

/** The placeholder for a value that is not shown. */
internal const val REDACTED: String = "[redacted]"

/** Returns a text that shows only whether a value is present. */
internal fun hidden(value: Any?): String = if (value == null) "null" else REDACTED

/** A JSON document that a service sends inside a string. `toString()` does not show it. */
public data class Embedded<out T>(
    /** The document as it was received. Personal data. */
    public val text: String,
    /** The record in the document. It is `null` if the document cannot be read. */
    public val value: T?,
) {
    override fun toString(): String = "Embedded($REDACTED)"
}
