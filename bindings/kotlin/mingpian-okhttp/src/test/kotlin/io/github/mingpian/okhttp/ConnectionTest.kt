package io.github.mingpian.okhttp

import com.sun.net.httpserver.HttpsConfigurator
import com.sun.net.httpserver.HttpsServer
import io.github.mingpian.Dmtz
import io.github.mingpian.LookupException
import io.github.mingpian.LookupOptions
import io.github.mingpian.Quanshi
import io.github.mingpian.QuanshiCredentials
import io.github.mingpian.TransportKind
import java.io.File
import java.net.InetSocketAddress
import java.net.UnknownServiceException
import java.nio.file.Path
import java.security.KeyStore
import java.util.concurrent.Executors
import java.util.concurrent.atomic.AtomicInteger
import javax.net.ssl.KeyManagerFactory
import javax.net.ssl.SSLContext
import javax.net.ssl.SSLHandshakeException
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertIs
import kotlin.time.Duration.Companion.milliseconds
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import okhttp3.ConnectionSpec
import okhttp3.Dispatcher
import okhttp3.OkHttpClient
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.Timeout
import org.junit.jupiter.api.io.TempDir

/** Tests how requests are sent, and which connections are refused. */
@Timeout(60)
class ConnectionTest {
    private suspend fun refusal(url: String, client: OkHttpClient = OkHttpClient()): Pair<LookupException.Transport, Int> {
        val attempts = AtomicInteger()
        val options = LookupOptions(baseDelay = 0.milliseconds, onRequest = { attempts.incrementAndGet() })
        val quanshi = Quanshi(QuanshiCredentials.token("planted"), OkHttpTransport(client), url)
        val error = assertFailsWith<LookupException.Transport> { quanshi.getUsersByEmailsMobiles(listOf("a"), options = options) }
        return error to attempts.get()
    }

    @Test
    fun `twelve codes are sent at the same time`(): Unit = runBlocking {
        val single = Executors.newSingleThreadExecutor()
        val client = OkHttpClient.Builder().dispatcher(Dispatcher(single)).build()
        val key = Sandbox.key()
        val dmtz = Dmtz(OkHttpTransport(client), Sandbox.faulty("dmtz", "delay:1500", key))
        val options = LookupOptions(attemptTimeout = 2_500.milliseconds, maxAttempts = 1)
        val users = List(12) { async { dmtz.getUserInfo(Sandbox.code(it + 1), options) } }.awaitAll()
        assertEquals(12, users.map { it.id }.toSet().size)
        assertEquals(12, Sandbox.stats(key)["dmtz"])
        single.shutdown()
    }

    @Test
    fun `a request that hangs delays no other`(): Unit = runBlocking {
        val transport = OkHttpTransport()
        val hanging = List(20) {
            launch { Quanshi(QuanshiCredentials.token("t"), transport, Sandbox.faulty("quanshi", "hang")).getUsersByEmailsMobiles(listOf("a")) }
        }
        delay(100)
        val quanshi = Quanshi(QuanshiCredentials.token(Sandbox.TOKEN), transport, "${Sandbox.origin()}/quanshi")
        val options = LookupOptions(attemptTimeout = 5_000.milliseconds, maxAttempts = 1)
        assertEquals(1, quanshi.getUsersByEmailsMobiles(loginNames = listOf("person5"), options = options).found.size)
        hanging.forEach { it.cancel() }
    }

    @Test
    fun `an untrusted certificate is not tried again`(@TempDir folder: Path): Unit = runBlocking {
        val server = HttpsServer.create(InetSocketAddress("127.0.0.1", 0), 0)
        server.httpsConfigurator = HttpsConfigurator(selfSigned(folder.resolve("keys").toFile()))
        server.start()
        val (error, attempts) = refusal("https://127.0.0.1:${server.address.port}")
        server.stop(0)
        assertEquals("quanshi could not be reached: its certificate is not trusted", error.message)
        assertEquals(listOf(TransportKind.INTERRUPTED, false, 1), listOf(error.kind, error.retryable, attempts))
        assertIs<SSLHandshakeException>(error.cause)
    }

    @Test
    fun `a URL with http that the client forbids is not tried again`(): Unit = runBlocking {
        val client = OkHttpClient.Builder().connectionSpecs(listOf(ConnectionSpec.MODERN_TLS)).build()
        val (error, attempts) = refusal("http://127.0.0.1:9", client)
        assertEquals("quanshi could not be reached: the HTTP client does not allow such a connection", error.message)
        assertEquals(false to 1, error.retryable to attempts)
        assertIs<UnknownServiceException>(error.cause)
    }

    /** Creates a certificate with the JDK's own tool. */
    private fun selfSigned(file: File): SSLContext {
        val keytool = File(System.getProperty("java.home"), "bin/keytool").path
        val arguments = listOf("-genkeypair", "-alias", "a", "-keyalg", "EC", "-dname", "CN=127.0.0.1", "-storetype", "PKCS12")
        val command = listOf(keytool) + arguments + listOf("-keystore", file.path, "-storepass", PASSWORD)
        assertEquals(0, ProcessBuilder(command).inheritIO().start().waitFor())
        val keys = KeyStore.getInstance("PKCS12").apply { load(file.inputStream(), PASSWORD.toCharArray()) }
        val factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm())
        factory.init(keys, PASSWORD.toCharArray())
        return SSLContext.getInstance("TLS").apply { init(factory.keyManagers, null, null) }
    }

    private companion object {
        const val PASSWORD = "planted"
    }
}
