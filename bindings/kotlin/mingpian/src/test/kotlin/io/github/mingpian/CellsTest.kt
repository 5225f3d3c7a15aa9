package io.github.mingpian

import kotlin.test.assertEquals
import org.junit.jupiter.api.Test

class CellsTest {
    @Test
    fun `a text is what the JVM decodes, whatever its characters and its length`() {
        val alphabet = listOf("é", "名", "😀", "a", "\u07FF", "\u0800", "\uFFFD")
        for (first in alphabet) for (second in alphabet) for (times in listOf(1, 3, 200)) {
            val bytes = "[${(first + second).repeat(times)}]".toByteArray()
            // A cell whose text stands between the brackets.
            val cells = Cells(bytes, intArrayOf(2, bytes.size - 1))
            assertEquals(String(bytes, 1, bytes.size - 2, Charsets.UTF_8), cells.text(0))
        }
    }
}
