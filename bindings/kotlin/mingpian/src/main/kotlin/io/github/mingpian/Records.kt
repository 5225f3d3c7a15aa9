package io.github.mingpian

/** The placeholder for a value that is not shown. */
internal const val REDACTED: String = "[redacted]"

/** Describes whether a value is present, without revealing it. */
internal fun hidden(value: Any?): String = if (value == null) "null" else REDACTED

/** A JSON document that a service sends inside a string. It prints redacted. */
public data class Embedded<out T>(
    /** The document as it was received. Personal data. */
    public val text: String,
    /** The record in it, unless it is broken. */
    public val value: T?,
) {
    override fun toString(): String = "Embedded($REDACTED)"
}
