package mingpian

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.channels.ReceiveChannel
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.launch
import mingpian.core.Batch

/**
 * The pages of a batch, as they arrive. A page is taken from the batch when the collector is there for it: until then
 * it holds a place in which no other request starts. Whatever stopped the batch is thrown after the last page.
 */
internal fun <T> drivenPages(
    make: () -> Batch,
    feed: Feed,
    transport: HttpTransport,
    onRequest: ((ShownRequest) -> Unit)?,
    onProgress: ((done: Long, total: Long) -> Unit)?,
    read: (Part) -> T,
): Flow<T> = flow {
    calling(make).use { batch ->
        coroutineScope {
            val wanted = Channel<Unit>(Channel.CONFLATED)
            val pages = Channel<T>(1)
            // Apart from the collector, who may take long: time limits go on meanwhile.
            launch(Dispatchers.Default) {
                try {
                    coroutineScope {
                        val machine = BatchMachine(batch)
                        val exchanges = Exchanges(machine, transport, onRequest, this)
                        drive(batch, machine, exchanges, feed, onProgress, wanted) { pages.send(read(it)) }
                    }
                } finally {
                    batch.cancel()
                }
                pages.close()
            }
            while (true) {
                wanted.send(Unit)
                emit(pages.receiveCatching().getOrNull() ?: break)
            }
        }
    }
}

private suspend fun CoroutineScope.drive(
    batch: Batch,
    machine: BatchMachine,
    exchanges: Exchanges,
    feed: Feed,
    onProgress: ((done: Long, total: Long) -> Unit)?,
    wanted: ReceiveChannel<Unit>,
    give: suspend (Part) -> Unit,
) {
    val feeding = Feeding(batch)
    var told = batch.progress()
    var isWanted = false
    try {
        feeding.start(feed, this)
        while (true) {
            val wait = exchanges.advance()
            val progress = batch.progress()
            if (progress != told) {
                told = progress
                onProgress?.invoke(progress.done, progress.total)
            }
            val part = if (isWanted) machine.takePart() else null
            if (part != null) {
                isWanted = false
                give(part)
                continue
            }
            if (wait == null && isWanted) break
            feeding.wake()
            exchanges.await(wait?.ms) {
                feeding.fed.onReceive {}
                wanted.onReceive { isWanted = true }
            }
        }
    } finally {
        feeding.end()
        exchanges.end()
    }
    calling { batch.check() }
}
