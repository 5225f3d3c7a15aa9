package mingpian

/** What stands in the place of a value that is not shown. */
internal const val REDACTED: String = "[redacted]"

/** Returns whether a value is present, and nothing of it. */
internal fun hidden(value: Any?): String = if (value == null) "null" else REDACTED

/** Returns the first text that is not empty. */
internal fun firstLine(vararg lines: String?): String? = lines.firstOrNull { !it.isNullOrEmpty() }
