package io.github.mingpian

import java.io.File
import kotlin.test.assertTrue
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Test

/** Runs the sample of the README about testing an app. */
class ReadmeTest {
    @Test
    fun `the sample about testing an app works`(): Unit = runBlocking {
        // BEGIN
        val transport = FakeTransport(
            people = listOf(
                QuanshiPerson { email = "ann@example.com"; displayName = "Ann" },
                DmtzPerson { identifiers = listOf("a code"); surname = "Ann" },
            ),
            faults = listOf(Fault(ErrorCode.RATE_LIMITED, times = 1, retryAfterMs = 0)),
        )
        val quanshi = Quanshi(QuanshiCredentials.token("any"), transport)
        val users = quanshi.getUsersByEmailsMobiles(emails = listOf("ann@example.com", "bob@example.com"))
        check(users.found.getValue("ann@example.com").profile.displayName == "Ann")
        check(users.notFound == listOf("bob@example.com"))
        // The first request was refused.
        check(transport.asked.size == 2)
        transport.fail(Fault(ErrorCode.UNAUTHENTICATED))
        // END
    }

    @Test
    fun `the README has this sample`() {
        val source = File("src/test/kotlin/io/github/mingpian/ReadmeTest.kt").readText()
        val sample = source.substringAfter("// BEGIN\n").substringBefore("        // END\n").trimIndent()
        assertTrue("```kotlin\n$sample\n```" in File("../README.md").readText())
    }
}
