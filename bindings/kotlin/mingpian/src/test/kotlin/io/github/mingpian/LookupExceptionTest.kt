package io.github.mingpian

import io.github.mingpian.core.LookupFailure
import java.io.ByteArrayOutputStream
import java.io.IOException
import java.io.ObjectInputStream
import java.io.ObjectOutputStream
import kotlin.test.assertEquals
import kotlin.test.assertIs
import kotlin.test.assertNull
import kotlin.test.assertSame
import org.junit.jupiter.api.Test

class LookupExceptionTest {
    private fun failure(code: io.github.mingpian.core.ErrorCode, kind: io.github.mingpian.core.TransportKind? = null) =
        LookupFailure(code, "words", true, "quanshi", "emails[3]", kind, 418, 7, "no such app", "r-1", 9)

    private val offline = io.github.mingpian.core.TransportKind.OFFLINE

    @Test
    fun `every code has its class`() {
        val classes = io.github.mingpian.core.ErrorCode.entries.map { code ->
            val found = lookupException(failure(code, offline), null)
            assertEquals(code.name to "words", found.code.name to found.message)
            assertEquals(code.name.replace("_", ""), found::class.simpleName?.uppercase())
            found::class
        }
        assertEquals(ErrorCode.entries.size, classes.toSet().size)
    }

    @Test
    fun `every member is passed on`() {
        for (code in io.github.mingpian.core.ErrorCode.entries) {
            val found = lookupException(failure(code, offline), null)
            assertEquals(listOf<Any?>(true, Provider.QUANSHI, "emails[3]"), listOf(found.retryable, found.provider, found.field))
            val reply = listOf(found.status, found.providerCode, found.providerText, found.requestId, found.retryAfterMs)
            assertEquals(listOf<Any?>(418, 7L, "no such app", "r-1", 9L), reply)
            val empty = LookupFailure(code, "words", false, null, null, offline, null, null, null, null, null)
            val bare = lookupException(empty, null)
            for (member in listOf(bare.provider, bare.status, bare.providerCode, bare.providerText, bare.requestId, bare.retryAfterMs)) {
                assertNull(member)
            }
            assertEquals(false, bare.retryable)
        }
        for (kind in TransportKind.entries) {
            val error = lookupException(failure(io.github.mingpian.core.ErrorCode.TRANSPORT, kind.lower()), null)
            assertEquals(kind, assertIs<LookupException.Transport>(error).kind)
            assertEquals(kind.name, kind.lower().name)
        }
    }

    @Test
    fun `the transport's error is the cause`() {
        val cause = IOException("planted")
        val error = lookupException(failure(io.github.mingpian.core.ErrorCode.TRANSPORT, offline), cause)
        assertSame(cause, error.cause)
        assertEquals(false, "planted" in error.toString())
    }

    @Test
    fun `a copy has the same members, and an error can be serialized`() {
        for (code in io.github.mingpian.core.ErrorCode.entries) {
            val error = lookupException(failure(code, offline), IOException("planted"))
            val copy = error.createCopy()
            assertEquals(error::class, copy::class)
            assertSame(error.cause, copy.cause)
            val bytes = ByteArrayOutputStream().also { ObjectOutputStream(it).writeObject(error) }.toByteArray()
            val read = assertIs<LookupException>(ObjectInputStream(bytes.inputStream()).readObject())
            for (other in listOf(copy, read)) {
                assertEquals(error.code to error.message, other.code to other.message)
                assertEquals(error.providerText to error.field, other.providerText to other.field)
            }
        }
    }

    @Test
    fun `a panic of the core reveals nothing of the response`() {
        val error = runCatching { calling { throw io.github.mingpian.core.InternalException("planted") } }.exceptionOrNull()
        assertIs<LookupException.Internal>(error)
        assertEquals(false, "planted" in error.stackTraceToString())
    }
}
