package io.github.mingpian.okhttp

import java.lang.reflect.Method
import kotlin.test.assertEquals
import kotlinx.coroutines.runBlocking
import io.github.mingpian.Dmtz
import io.github.mingpian.DmtzPerson
import io.github.mingpian.Embedded
import io.github.mingpian.FakeDocument
import io.github.mingpian.FakeRecord
import io.github.mingpian.FakeTransport
import io.github.mingpian.LookupOptions
import io.github.mingpian.Mysoft
import io.github.mingpian.MysoftCredentials
import io.github.mingpian.MysoftDepartment
import io.github.mingpian.MysoftPerson
import io.github.mingpian.Quanshi
import io.github.mingpian.QuanshiCredentials
import io.github.mingpian.QuanshiPerson
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.Timeout

/** Compares the answers of the fake transport with those of the local services, which share no code with it. */
@Timeout(60)
class FakesTest {
    private val transport = OkHttpTransport()
    private val secrets = LookupOptions(includeSecrets = true)

    /** The numbers of the people to compare. Among them, every field that varies is present, absent, and broken. */
    private val numbers = listOf(1, 2, 3, 4, 5, 7, 11, 12, 20, 22, 35, 77)

    @Test
    fun `the fake transport answers like the local services for the same people`(): Unit = runBlocking {
        val emails = numbers.map { "person$it@example.com" } + "nobody@example.com"
        val token = QuanshiCredentials.token(Sandbox.TOKEN)
        val real = Quanshi(token, transport, "${Sandbox.origin()}/quanshi").getUsersByEmailsMobiles(emails = emails)
        val people = real.found.values.map { QuanshiPerson().apply { describe(this, it) } }
        val faked = Quanshi(token, FakeTransport(people)).getUsersByEmailsMobiles(emails = emails)
        assertEquals(numbers.size, real.found.size)
        assertEquals(real.found to real.notFound, faked.found to faked.notFound)
        assertEquals(real.found.mapValues { it.value.profile }, faked.found.mapValues { it.value.profile })

        for (number in numbers) {
            val user = Dmtz(transport, "${Sandbox.origin()}/dmtz").getUserInfo(Sandbox.code(number), secrets)
            val person = DmtzPerson { identifiers = listOf("code"); describe(this, user); describe(this, checkNotNull(user.secrets)) }
            val fakedUser = Dmtz(FakeTransport(listOf(person))).getUserInfo("code", secrets)
            assertEquals(user, fakedUser)
            assertEquals(user.secrets to user.profile, fakedUser.secrets to fakedUser.profile)

            val access = MysoftCredentials.accessToken(Sandbox.ACCESS_TOKEN)
            val id = "wzs-person-$number"
            val employee = Mysoft(access, transport, "${Sandbox.origin()}/mysoft").getUserInfo(wzsUserId = id, options = secrets)
            val colleague = MysoftPerson { describe(this, employee); describe(this, checkNotNull(employee.secrets)) }
            employee.im?.secrets?.let { describe(checkNotNull(colleague.im), it) }
            val fakedEmployee = Mysoft(access, FakeTransport(listOf(colleague)), "https://example.com").getUserInfo(wzsUserId = id, options = secrets)
            assertEquals(employee, fakedEmployee)
            assertEquals(employee.secrets to employee.profile, fakedEmployee.secrets to fakedEmployee.profile)
        }
    }

    /** Sets every field of a person that is in the record. */
    private fun describe(person: Any, record: Any) {
        for (setter in person.javaClass.methods.filter { it.name.startsWith("set") }) {
            val getter = record.javaClass.methods.find { it.parameterCount == 0 && property(it) == property(setter) } ?: continue
            val value = getter.invoke(record) ?: continue
            if (setter.name != "setUnreadableFields") setter.invoke(person, described(value, setter))
        }
    }

    private fun property(method: Method): String = method.name.removePrefix("set").removePrefix("get").removePrefix("is")

    /** Converts a value of a record to a value of a person. */
    private fun described(value: Any, setter: Method): Any = when {
        value is Embedded<*> -> nested(setter).also { (it as FakeDocument).text = value.text }
        value is List<*> -> value.map { if (it is MysoftDepartment) MysoftPerson.Department().apply { describe(this, it) } else it }
        FakeRecord::class.java.isAssignableFrom(setter.parameterTypes[0]) -> nested(setter).also { describe(it, value) }
        else -> value
    }

    private fun nested(setter: Method): Any = setter.parameterTypes[0].getConstructor().newInstance()
}
