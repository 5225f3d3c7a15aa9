package io.github.mingpian

/** What stands in the place of a value that is not shown. */
internal const val REDACTED: String = "[redacted]"

/** Returns whether a value is present, and nothing of it. */
internal fun hidden(value: Any?): String = if (value == null) "null" else REDACTED

/** A JSON document that a service sends inside a string. It prints redacted. */
public data class Embedded<out T>(
    /** The document as it came. Personal data. */
    public val text: String,
    /** The record in it, unless it is broken. */
    public val value: T?,
) {
    override fun toString(): String = "Embedded($REDACTED)"
}
