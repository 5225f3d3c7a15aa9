package io.github.mingpian.okhttp

import java.io.File
import kotlin.test.assertEquals
import kotlin.test.assertTrue
import org.jetbrains.kotlin.abi.tools.AbiFilters
import org.jetbrains.kotlin.abi.tools.AbiTools
import org.junit.jupiter.api.Test

/**
 * Compares the public API with the lists in `bindings/kotlin/api`, so that no change goes unnoticed. With
 * `MINGPIAN_WRITE_API=1`, the test writes the lists.
 */
class PublicApiTest {
    @Test
    fun `mingpian is as listed`() = check("mingpian")

    @Test
    fun `mingpian-okhttp is as listed`() = check("mingpian-okhttp")

    private fun check(module: String) {
        val classes = File("../$module/target/classes").walk().filter { it.extension == "class" }.sorted().toList()
        assertTrue(classes.size > 1, "$module is not built")
        // UniFFI has to make its generated code public, but it is not part of the API.
        val filters = AbiFilters(emptySet(), setOf("io.github.mingpian.core.**"), emptySet(), emptySet())
        val found = StringBuilder().also { AbiTools.getInstance().printJvmDump(it, classes, filters) }.toString()
        val list = File("../api/$module.api")
        if (System.getenv("MINGPIAN_WRITE_API") == "1") list.writeText(found)
        assertEquals(list.takeIf { it.exists() }?.readText(), found, "MINGPIAN_WRITE_API=1 writes the new list")
    }
}
