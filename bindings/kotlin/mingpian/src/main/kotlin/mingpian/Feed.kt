package mingpian

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.channels.ReceiveChannel
import kotlinx.coroutines.channels.SendChannel
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.launch
import mingpian.core.Batch

/** Where the identifiers of a batch come from, list by list. */
internal sealed interface Feed {
    /** Lists that are there: all of it is fed before anything is sent. */
    class Whole(val lists: List<List<String>>) : Feed

    /** Lists that come: no more is taken of them than the next request needs. */
    class Lazy(val lists: List<Flow<String>>) : Feed
}

/** Feeds a batch. */
internal class Feeding(private val batch: Batch) {
    private val room = ArrayList<SendChannel<Unit>>()
    private val jobs = ArrayList<Job>()
    private val news = Channel<Unit>(Channel.CONFLATED)

    /** Something has changed in the batch. */
    val fed: ReceiveChannel<Unit> get() = news

    /** Throws what is not allowed of lists that are there. */
    fun start(feed: Feed, scope: CoroutineScope) {
        when (feed) {
            is Feed.Whole -> {
                for ((list, identifiers) in feed.lists.withIndex()) calling { batch.push(list, identifiers) }
                for (list in feed.lists.indices) batch.end(list)
            }
            is Feed.Lazy -> for ((list, identifiers) in feed.lists.withIndex()) {
                val mayHaveRoom = Channel<Unit>(Channel.CONFLATED)
                room.add(mayHaveRoom)
                jobs.add(scope.launch { take(list, identifiers, mayHaveRoom) })
            }
        }
    }

    /** Some of the batch may have been sent. */
    fun wake(): Unit = room.forEach { it.trySend(Unit) }

    /** The batch takes no more. */
    fun end(): Unit = jobs.forEach { it.cancel() }

    private suspend fun take(list: Int, identifiers: Flow<String>, mayHaveRoom: ReceiveChannel<Unit>) {
        var chunk = ArrayList<String>()
        var wanted = wanted(list, mayHaveRoom)
        identifiers.collect {
            chunk.add(it)
            if (chunk.size >= wanted) {
                push(list, chunk)
                chunk = ArrayList()
                wanted = wanted(list, mayHaveRoom)
            }
        }
        push(list, chunk)
        batch.end(list)
        news.trySend(Unit)
    }

    /** How many are wanted, when some are; a batch that was stopped wants none any more. */
    private suspend fun wanted(list: Int, mayHaveRoom: ReceiveChannel<Unit>): Int {
        while (true) {
            val wanted = batch.wants(list)
            if (wanted > 0) return wanted
            mayHaveRoom.receive()
        }
    }

    private suspend fun push(list: Int, identifiers: List<String>) {
        val pushed = runCatching { calling { batch.push(list, identifiers) } }
        news.trySend(Unit)
        // The batch was stopped and tells so itself, when what is under way has come to its end.
        if (pushed.exceptionOrNull() is LookupException) awaitCancellation()
        pushed.getOrThrow()
    }
}
