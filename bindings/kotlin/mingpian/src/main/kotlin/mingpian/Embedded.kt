package mingpian

/** A JSON document that a service sends inside a string. It prints redacted. */
public data class Embedded<out T>(
    /** The document as it came. Personal data. */
    public val text: String,
    /** The record in it, unless it is broken. */
    public val value: T?,
) {
    override fun toString(): String = "Embedded($REDACTED)"
}
