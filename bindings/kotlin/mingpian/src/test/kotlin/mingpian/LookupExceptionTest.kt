package mingpian

import kotlin.test.assertEquals
import kotlin.test.assertIs
import mingpian.core.CoreException
import mingpian.core.Reply
import org.junit.jupiter.api.Test

class LookupExceptionTest {
    private val reply = Reply("quanshi", 418, 7, "no such app", "r-1", 9)

    private val errors = mapOf(
        ErrorCode.INVALID_INPUT to CoreException.InvalidInput("words", "emails[3]"),
        ErrorCode.UNAUTHENTICATED to CoreException.Unauthenticated("words", reply),
        ErrorCode.RATE_LIMITED to CoreException.RateLimited("words", true, reply),
        ErrorCode.REJECTED to CoreException.Rejected("words", reply),
        ErrorCode.HTTP_STATUS to CoreException.HttpStatus("words", true, reply),
        ErrorCode.MALFORMED_RESPONSE to CoreException.MalformedResponse("words", "result.*.userId", reply),
        ErrorCode.RESPONSE_TOO_LARGE to CoreException.ResponseTooLarge("words", "quanshi"),
        ErrorCode.TRANSPORT to
            CoreException.Transport("words", true, "quanshi", mingpian.core.TransportKind.OFFLINE),
        ErrorCode.CANCELLED to CoreException.Cancelled("words"),
        ErrorCode.INTERNAL to CoreException.Internal("words"),
    )

    @Test
    fun `every code has its class`() {
        assertEquals(ErrorCode.entries, errors.keys.toList())
        val classes = errors.map { (code, error) ->
            val found = lookupException(error)
            assertEquals(code to "words", found.code to found.message)
            found::class
        }
        assertEquals(ErrorCode.entries.size, classes.toSet().size)
    }

    @Test
    fun `every member arrives`() {
        val asked = setOf(ErrorCode.INVALID_INPUT, ErrorCode.CANCELLED, ErrorCode.INTERNAL)
        val silent = asked + setOf(ErrorCode.RESPONSE_TOO_LARGE, ErrorCode.TRANSPORT)
        for ((code, error) in errors) {
            val found = lookupException(error)
            assertEquals(if (code in asked) null else "quanshi", found.provider)
            val said = listOf(found.status, found.providerCode, found.providerText, found.requestId, found.retryAfterMs)
            assertEquals(if (code in silent) List(5) { null } else listOf(418, 7L, "no such app", "r-1", 9L), said)
            val again = setOf(ErrorCode.RATE_LIMITED, ErrorCode.HTTP_STATUS, ErrorCode.TRANSPORT)
            assertEquals(code in again, found.retryable)
        }
        assertEquals("emails[3]", assertIs<LookupException.InvalidInput>(lookupException(errors.getValue(ErrorCode.INVALID_INPUT))).field)
        assertEquals("result.*.userId", lookupException(errors.getValue(ErrorCode.MALFORMED_RESPONSE)).field)
        for (kind in TransportKind.entries) {
            val error = lookupException(CoreException.Transport("words", false, "dmtz", kind.lower()))
            assertEquals(kind to false, assertIs<LookupException.Transport>(error).kind to error.retryable)
        }
    }

    @Test
    fun `a panic of the core tells nothing of what it read`() {
        val error = runCatching { calling { throw mingpian.core.InternalException("planted") } }.exceptionOrNull()
        assertIs<LookupException.Internal>(error)
        assertEquals(false, "planted" in error.stackTraceToString())
    }
}
