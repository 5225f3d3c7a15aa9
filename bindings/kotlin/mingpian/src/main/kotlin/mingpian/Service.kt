package mingpian

import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.withContext
import mingpian.core.Batch
import mingpian.core.Call
import mingpian.core.CallOptions

/** What all services have in common: where they are, who sends, and how a lookup is driven. */
internal class Service(
    private val transport: HttpTransport,
    private val baseUrl: String?,
    private val options: LookupOptions,
) {
    /** Makes a call and drives it to its end, away from the caller's thread, which may be the one that draws. */
    suspend fun <T> lookUp(options: LookupOptions, make: (CallOptions) -> Call, read: (Cells) -> T): T {
        val all = options.over(this.options)
        return withContext(Dispatchers.Default) {
            calling { make(all.lower(baseUrl)) }.use { call ->
                val machine = CallMachine(call)
                val exchanges = Exchanges(machine, transport, all.onRequest, this)
                try {
                    while (true) exchanges.await((exchanges.advance() ?: break).ms)
                    read(calling { machine.result() })
                } finally {
                    exchanges.end()
                    call.cancel()
                }
            }
        }
    }

    /** Makes a batch for whoever collects, and drives it while they do. */
    fun <T> pages(
        options: LookupOptions,
        make: (CallOptions) -> Batch,
        feed: Feed,
        onProgress: ((done: Long, total: Long) -> Unit)?,
        read: (Part) -> T,
    ): Flow<T> {
        val all = options.over(this.options)
        return drivenPages({ make(all.lower(baseUrl)) }, feed, transport, all.onRequest, onProgress, read)
    }
}
