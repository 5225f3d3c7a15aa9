package io.github.mingpian

import java.util.concurrent.LinkedBlockingQueue
import kotlin.concurrent.thread
import kotlin.coroutines.CoroutineContext
import kotlin.test.assertEquals
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.future.asCompletableFuture
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.Timeout

/** Tests that the first lookup of a process loads the native library, which takes a while, on another thread. */
@Timeout(60)
class FirstLoadTest {
    @Test
    fun `the caller's thread does not load the library`() {
        val java = ProcessHandle.current().info().command().get()
        val path = System.getProperty("surefire.test.class.path") ?: System.getProperty("java.class.path")
        // The program asks its class loader which classes are loaded.
        val fresh = ProcessBuilder(java, "--add-opens", "java.base/java.lang=ALL-UNNAMED", "-cp", path, FirstLoad::class.java.name)
        val process = fresh.redirectErrorStream(true).start()
        val printed = process.inputStream.bufferedReader().readLines()
        assertEquals(0, process.waitFor(), printed.joinToString("\n"))
        assertEquals(listOf("after the calls: false", "when they are done: true"), printed)
    }
}

/** Starts lookups of every kind on a thread that must not block, and prints whether JNA is loaded. */
internal object FirstLoad {
    @JvmStatic
    fun main(arguments: Array<String>) {
        val waiting = LinkedBlockingQueue<Runnable>()
        val dispatcher = object : CoroutineDispatcher() {
            override fun dispatch(context: CoroutineContext, block: Runnable) {
                waiting.add(block)
            }
        }
        val transport = FakeTransport { json("""{"status":0,"result":{}}""") }
        val quanshi = Quanshi(QuanshiCredentials.token("demo"), transport, dispatcher = dispatcher)
        val dmtz = Dmtz(transport, dispatcher = dispatcher)
        val emails = listOf("person1@example.com")
        val request = QuanshiGetUsersByEmailsMobiles(emails)
        val caller = CoroutineScope(Dispatchers.Unconfined)
        val futures = listOf(
            caller.async { quanshi.getUsersByEmailsMobiles(request) }.asCompletableFuture(),
            caller.async { quanshi.pages(request).toList() }.asCompletableFuture(),
            caller.async { runCatching { dmtz.getUserInfo(code = "demo") } }.asCompletableFuture(),
            quanshi.getUsersByEmailsMobilesAsync(request),
        )
        check(futures.none { it.isDone })
        println("after the calls: ${isJnaLoaded()}")
        thread(isDaemon = true) { while (true) waiting.take().run() }
        futures.forEach { it.join() }
        println("when they are done: ${isJnaLoaded()}")
    }

    private fun isJnaLoaded(): Boolean {
        val find = ClassLoader::class.java.getDeclaredMethod("findLoadedClass", String::class.java).apply { isAccessible = true }
        return find.invoke(FirstLoad::class.java.classLoader, "com.sun.jna.Native") != null
    }
}
