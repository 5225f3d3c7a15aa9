package mingpian

import mingpian.core.CoreException
import mingpian.core.LookupFailure

/** Runs what calls the core. Its errors become [LookupException]s. */
internal inline fun <T> calling(work: () -> T): T =
    try {
        work()
    } catch (error: CoreException.Failed) {
        throw lookupException(error.failure, null)
    } catch (_: mingpian.core.InternalException) {
        // The text of a panic can quote what was being read.
        throw failed(mingpian.core.ErrorCode.INTERNAL, "internal error: the core stopped", null)
    }

/** Returns an error that was found on this side of the core. */
internal fun failed(code: mingpian.core.ErrorCode, message: String, field: String?): LookupException =
    lookupException(LookupFailure(code, message, false, null, field, null, null, null, null, null, null), null)
