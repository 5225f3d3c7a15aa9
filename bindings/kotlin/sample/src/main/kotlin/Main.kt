import io.github.mingpian.Dmtz
import io.github.mingpian.LookupException
import io.github.mingpian.LookupOptions
import io.github.mingpian.Mysoft
import io.github.mingpian.MysoftCredentials
import io.github.mingpian.Quanshi
import io.github.mingpian.QuanshiCredentials
import io.github.mingpian.okhttp.OkHttpTransport
import kotlinx.coroutines.runBlocking

/** Looks people up in the local services, which `cargo run -p mingpian-sandbox -- --port 8787` starts. */
fun main(arguments: Array<String>): Unit = runBlocking {
    val origin = arguments.firstOrNull() ?: "http://127.0.0.1:8787"
    val transport = OkHttpTransport()

    val token = QuanshiCredentials.token("00112233445566778899aabbccddeeff")
    val quanshi = Quanshi(token, transport, "$origin/quanshi")
    val users = quanshi.getUsersByEmailsMobiles(listOf("person1@example.com", "nobody@example.com"), mobiles = listOf("10000000002"))
    for ((identifier, account) in users.found) println("$identifier: ${account.userId}, ${account.profile.displayName}")
    println("not found: ${users.notFound}")
    val oneByOne = LookupOptions(maxInFlight = 1)
    quanshi.pages(emails = List(500) { "person${it + 1}@example.com" }, options = oneByOne).collect { println("a page: ${it.found.size}") }

    val employee = Mysoft(MysoftCredentials.accessToken("demo token+/=&?"), transport, "$origin/mysoft")
        .getUserInfo(wzsUserId = "wzs-person-2")
    println("${employee.profile.displayName}: ${employee.belongDept.map { it.deptName }}")

    try {
        Dmtz(transport, "$origin/dmtz").getUserInfo(code = "expired-code")
    } catch (error: LookupException.Rejected) {
        println("${error.code}, retryable: ${error.retryable}: ${error.message}")
    }
}
