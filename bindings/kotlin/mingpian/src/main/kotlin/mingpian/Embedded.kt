package mingpian

/** A JSON document that a provider sends inside a string. It prints redacted. */
public data class Embedded<out T>(
    /** The document as it came. Personal data. */
    public val text: String,
    /** What it says, unless it is no JSON object of the expected form. */
    public val value: T?,
) {
    override fun toString(): String = "Embedded($REDACTED)"
}
