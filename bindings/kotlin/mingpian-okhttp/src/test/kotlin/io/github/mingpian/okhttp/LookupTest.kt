package io.github.mingpian.okhttp

import io.github.mingpian.Dmtz
import io.github.mingpian.LookupException
import io.github.mingpian.LookupOptions
import io.github.mingpian.Mysoft
import io.github.mingpian.MysoftCredentials
import io.github.mingpian.Provider
import io.github.mingpian.Quanshi
import io.github.mingpian.QuanshiCredentials
import io.github.mingpian.QuanshiIdHeader
import io.github.mingpian.QuanshiTokenPlace
import io.github.mingpian.RedactedRequest
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertNotNull
import kotlin.test.assertNull
import kotlin.test.assertTrue
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.Timeout

/** Tests lookups over real HTTP. */
@Timeout(60)
class LookupTest {
    private val transport = OkHttpTransport()
    private val token = QuanshiCredentials.token(Sandbox.TOKEN)

    private fun quanshi(baseUrl: String = "${Sandbox.origin()}/quanshi") = Quanshi(token, transport, baseUrl)

    private fun mysoft(baseUrl: String = "${Sandbox.origin()}/mysoft") =
        Mysoft(MysoftCredentials.accessToken(Sandbox.ACCESS_TOKEN), transport, baseUrl)

    @Test
    fun `quanshi returns an outcome for each identifier`(): Unit = runBlocking {
        val users = quanshi().getUsersByEmailsMobiles(
            emails = listOf("person1@example.com", "nobody@example.com"),
            mobiles = listOf("10000000002"),
            loginNames = listOf("person3", "nobody"),
        )
        assertEquals(listOf("person1@example.com", "10000000002", "person3"), users.found.keys.toList())
        assertEquals(listOf("nobody@example.com", "nobody"), users.notFound)
        assertEquals(emptyList(), users.unreadable)
        assertEquals(emptyMap(), users.unasked)
        assertNotNull(users.requestId)
        val account = users.found.getValue("person1@example.com")
        assertEquals("person1@example.com", account.email)
        assertEquals(Provider.QUANSHI to account.userId.toString(), account.profile.provider to account.profile.id)
        // Person 3 has a last name, but no display name.
        assertEquals(users.found.getValue("person3").lastName, users.found.getValue("person3").profile.displayName)
    }

    @Test
    fun `every kind of credentials is accepted`(): Unit = runBlocking {
        for (credentials in listOf(
            QuanshiCredentials.token(Sandbox.TOKEN),
            QuanshiCredentials.token(Sandbox.TOKEN, QuanshiTokenPlace.BODY),
            QuanshiCredentials.checkSum("demo-app", "demo-secret-key"),
            QuanshiCredentials.checkSum("demo-app", "demo-secret-key", QuanshiIdHeader.APP_KEY),
        )) {
            val quanshi = Quanshi(credentials, transport, "${Sandbox.origin()}/quanshi")
            assertEquals(setOf("person9"), quanshi.getUsersByEmailsMobiles(loginNames = listOf("person9")).found.keys)
        }
    }

    @Test
    fun `a broken account affects only itself`(): Unit = runBlocking {
        val emails = listOf("person1@example.com", "person2@example.com")
        val users = quanshi(Sandbox.faulty("quanshi", "broken-account,unasked")).getUsersByEmailsMobiles(emails)
        assertEquals(listOf("userId"), users.unreadable.map { it.field })
        assertEquals(emails.toSet(), users.found.keys + users.unreadable.map { it.identifier })
        assertEquals(1, users.unasked.size)
    }

    @Test
    fun `mysoft returns an employee, and secrets only on request`(): Unit = runBlocking {
        val employee = mysoft().getUserInfo(wzsUserId = "wzs-person-3")
        assertEquals(2, employee.belongDept.size)
        assertEquals(employee.belongDept.first().deptName, employee.profile.organization)
        assertNull(employee.secrets)
        assertNull(employee.im?.secrets)
        val open = mysoft().getUserInfo(wzsUserId = "wzs-person-3", options = LookupOptions(includeSecrets = true))
        val secrets = listOf(open.secrets?.gesturePassword, open.im?.secrets?.token, open.im?.secrets?.imUserPassword)
        assertTrue(secrets.all { it.orEmpty().startsWith("invented-") }, "all of them are there")
        assertTrue("invented" !in "$open ${open.secrets} ${open.im} ${open.im?.secrets}")
    }

    @Test
    fun `dmtz returns a user for a code, once`(): Unit = runBlocking {
        val dmtz = Dmtz(transport, "${Sandbox.origin()}/dmtz")
        val code = Sandbox.code(10)
        assertNotNull(dmtz.getUserInfo(code).profile.displayName)
        val spent = assertFailsWith<LookupException.Rejected> { dmtz.getUserInfo(code) }
        assertTrue(code !in "$spent ${spent.stackTraceToString()}")
    }

    @Test
    fun `fifty concurrent lookups do not affect each other`(): Unit = runBlocking {
        val quanshi = quanshi()
        val found = (1..50).map { person ->
            async { quanshi.getUsersByEmailsMobiles(emails = listOf("person$person@example.com")).found }
        }.awaitAll()
        assertEquals((1..50).map { setOf("person$it@example.com") }, found.map { it.keys })
    }

    @Test
    fun `a temporary refusal is waited for`(): Unit = runBlocking {
        val key = Sandbox.key()
        val shown = ArrayList<RedactedRequest>()
        val users = quanshi(Sandbox.faulty("quanshi", "rate-limit:0,times:1", key))
            .getUsersByEmailsMobiles(loginNames = listOf("person1"), options = LookupOptions(onRequest = shown::add))
        assertEquals(setOf("person1"), users.found.keys)
        assertEquals(2, Sandbox.stats(key)["quanshi"])
        assertEquals(2, shown.size)
        for (request in shown) {
            assertTrue("person1" in request.body && Sandbox.TOKEN !in request.headers.map { it.value })
        }
    }

    @Test
    fun `a request is not sent if showing it throws`(): Unit = runBlocking {
        val key = Sandbox.key()
        val options = LookupOptions(onRequest = { throw IllegalArgumentException("not this one") })
        assertFailsWith<IllegalArgumentException> {
            quanshi(Sandbox.faulty("quanshi", "", key)).getUsersByEmailsMobiles(loginNames = listOf("person1"), options = options)
        }
        assertEquals(0, Sandbox.stats(key)["quanshi"])
    }

    @Test
    fun `the service's options apply where the lookup has none`(): Unit = runBlocking {
        val key = Sandbox.key()
        val options = LookupOptions(maxAttempts = 1)
        val quanshi = Quanshi(token, transport, Sandbox.faulty("quanshi", "html,times:1", key), options)
        assertFailsWith<LookupException.HttpStatus> { quanshi.getUsersByEmailsMobiles(loginNames = listOf("person1")) }
        val again = LookupOptions(maxAttempts = 0)
        val refused = assertFailsWith<LookupException.InvalidInput> {
            quanshi.getUsersByEmailsMobiles(loginNames = listOf("person1"), options = again)
        }
        assertEquals("maxAttempts", refused.field)
        assertEquals(1, Sandbox.stats(key)["quanshi"])
    }
}
