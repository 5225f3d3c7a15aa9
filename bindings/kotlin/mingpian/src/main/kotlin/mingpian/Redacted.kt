package mingpian

/** What stands in the place of a value that is not shown. */
internal const val REDACTED: String = "[redacted]"

/** Whether a value is there, and nothing of it. */
internal fun hidden(value: Any?): String = if (value == null) "null" else REDACTED

/** The first that holds something. */
internal fun firstLine(vararg lines: String?): String? = lines.firstOrNull { !it.isNullOrEmpty() }
