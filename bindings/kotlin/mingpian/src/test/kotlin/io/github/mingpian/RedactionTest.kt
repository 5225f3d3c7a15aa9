package io.github.mingpian

import kotlin.test.assertEquals
import kotlin.test.assertTrue
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Test

/** Puts secrets and personal data into values, and looks for them in everything that the values print. */
class RedactionTest {
    @Test
    fun `no text of a lookup shows identifiers or credentials`(): Unit = runBlocking {
        val printed = ArrayList<Any?>()
        val credentials = listOf(
            QuanshiCredentials.token("planted", QuanshiTokenPlace.BODY),
            QuanshiCredentials.token("planted"),
            QuanshiCredentials.checkSum("planted-id", "planted-key"),
        )
        val body = """{"status":0,"request_id":"r-1","result":{"planted@example.com":{"userId":7,"displayName":"planted name",
            "loginName":"planted login","mobile":"planted mobile","companyName":"a company"},"planted-two":{}, "planted-three":{"userId":3}}}"""
        for (each in credentials) {
            val transport = FakeTransport { request ->
                json(body).also { printed.addAll(listOf(request, request.headers, it, it.headers)) }
            }
            val request = QuanshiGetUsersByEmailsMobiles(emails = listOf("planted@example.com", "planted-four"))
            val options = LookupOptions(onRequest = { printed.add(it) })
            val users = Quanshi(each, transport).getUsersByEmailsMobiles(request, options)
            val account = users.found.getValue("planted@example.com")
            printed.addAll(listOf(each, each.auth, transport, request, options, users, account, account.profile))
            printed.addAll(users.found.values + users.unasked.values + users.unreadable)
            assertTrue("companyName=a company" in account.toString(), "what is public prints")
            assertTrue("requestId=r-1" in users.toString())
        }
        val many = List(201) { "planted-$it" }
        val refusing = FakeTransport { if ("planted-200" in it.body) json("planted", 404) else json(body) }
        val pages = Quanshi(credentials.first(), refusing).pages(emails = many).toList()
        printed.addAll(pages + pages.mapNotNull { it.failed } + pages.mapNotNull { it.failed?.error?.stackTraceToString() })
        assertEquals(listOf(1, 200), pages.mapNotNull { it.failed?.identifiers?.size } + pages.sumOf { it.notFound.size })
        val mysoft = MysoftCredentials.accessToken("planted")
        val employee = """{"success":1,"data":{"code":1,"user_info":{"id":"planted-id","name":"planted name",
            "gesture_password":"planted gesture","im":{"token":"planted im","im_user_id":"planted"}}}}"""
        val asked = MysoftGetUserInfo(wzsUserId = "planted", deviceToken = "planted")
        val found = Mysoft(mysoft, FakeTransport { json(employee).also { _ -> printed.add(it) } }, "https://example.com")
            .getUserInfo(asked, LookupOptions(includeSecrets = true))
        assertEquals("planted gesture", found.secrets?.gesturePassword)
        printed.addAll(listOf(mysoft, mysoft.auth, asked, found, found.secrets, found.im, found.im?.secrets))
        val user = """{"code":200,"id":"planted","passwordHash":"planted","extraProperties":"{\"City\":\"planted\"}"}"""
        val code = DmtzGetUserInfo("planted")
        val one = Dmtz(FakeTransport { json(user) }).getUserInfo(code, LookupOptions(includeSecrets = true))
        assertEquals("planted", one.extraProperties?.value?.city)
        printed.addAll(listOf(code, one, one.secrets, one.extraProperties, one.extraProperties?.value, one.profile))
        for (each in printed) assertTrue("planted" !in each.toString(), each.toString())
        assertTrue(printed.size > 40)
    }
}
