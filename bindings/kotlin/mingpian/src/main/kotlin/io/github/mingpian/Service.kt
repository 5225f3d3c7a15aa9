package io.github.mingpian

import io.github.mingpian.core.Lookup
import java.util.concurrent.CompletableFuture
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.future.future
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext

/** The implementation that all services share. It remembers how far the service's clock is ahead. */
internal class Service(
    private val provider: Provider,
    private val transport: HttpTransport,
    private val baseUrl: String?,
    private val options: LookupOptions,
    private val dispatcher: CoroutineDispatcher,
    private val auth: (() -> Auth)? = null,
) {
    private val inFlight = InFlight()

    @Volatile
    private var clockOffsetMs = 0L

    /** Looks up one record. */
    suspend fun <R> record(
        operation: String,
        options: LookupOptions,
        question: (JsonWriter) -> Unit,
        read: Cells.(Int) -> R,
    ): R {
        val answer = ArrayList<R>(1)
        whole(operation, options, question, Taker { _, cells -> answer.add(cells.read(cells.root)) })
        return answer.single()
    }

    /** Looks up one record like [record]. If a lookup of the same question is in flight, returns its answer. */
    suspend fun <R> sharedRecord(
        operation: String,
        options: LookupOptions,
        question: (JsonWriter) -> Unit,
        read: Cells.(Int) -> R,
    ): R {
        val key = operation + JsonWriter().value(question)
        return inFlight.share(key, dispatcher) { record(operation, options, question, read) }
    }

    /** Looks up records by identifier, and joins the answers to all requests. */
    suspend fun <R> answers(
        operation: String,
        options: LookupOptions,
        question: (JsonWriter) -> Unit,
        read: Cells.(Int) -> R,
    ): Answers<R> {
        val joined = Joined(read)
        whole(operation, options, question, Taker { answer, cells -> joined.add(answer, cells) })
        return joined.toAnswers()
    }

    /** Runs [work] and returns its result as a future, for Java. */
    fun <T> future(work: suspend () -> T): CompletableFuture<T> = CoroutineScope(dispatcher).future { work() }

    /** Drives a lookup on another thread, because the caller may use the UI thread. */
    private suspend fun whole(operation: String, options: LookupOptions, question: (JsonWriter) -> Unit, taker: Taker): Unit =
        withContext(dispatcher) { drive(operation, options, question, emptyList(), taker) }

    /** Looks up records page by page. Each collector starts a new lookup. */
    fun <R, Q> pages(
        operation: String,
        options: LookupOptions,
        lists: List<Flow<String>>,
        question: (List<List<String>>) -> Q,
        read: Cells.(Int) -> R,
    ): Flow<Page<R, Q>> = flow {
        coroutineScope {
            val wanted = Channel<Unit>(Channel.CONFLATED)
            val pages = Channel<Page<R, Q>>(1)
            val taker = Taker(
                wanted,
                { failed, error -> pages.send(Page(Failed(question(failed.asked), failed.asked.flatten(), error))) },
                { answer, cells -> pages.send(Page(Joined(read).apply { add(answer, cells) }.toAnswers())) },
            )
            // The collector may be slow, and time limits apply in the meantime.
            launch(dispatcher) {
                drive(operation, options, null, lists, taker)
                pages.close()
            }
            while (true) {
                wanted.send(Unit)
                emit(pages.receiveCatching().getOrNull() ?: break)
            }
        }
    }

    private suspend fun drive(
        operation: String,
        options: LookupOptions,
        question: ((JsonWriter) -> Unit)?,
        feeds: List<Flow<String>>,
        taker: Taker,
    ) {
        val all = required("options", options).over(required("options", this.options))
        val known = clockOffsetMs
        val json = document(all, known, question)
        calling { Lookup.open(provider.id, operation, json) }.use { lookup ->
            try {
                Driver(provider, operation, lookup, required("transport", transport), auth?.invoke(), all, feeds, taker).run()
            } finally {
                val learned = lookup.clockOffsetMs()
                if (all.clockOffset == null && learned != known) clockOffsetMs = learned
            }
        }
    }

    internal fun document(options: LookupOptions, clockOffsetMs: Long, question: ((JsonWriter) -> Unit)?): String =
        JsonWriter().value { json ->
            if (question != null) json.member("question", question) else json.member("pages", true)
            auth?.let { json.member("auth", it().write) }
            auth?.invoke()?.renewal?.let {
                json.member("renews", true)
                json.member("token", it.token)
            }
            json.member("options") {
                it.member("baseUrl", baseUrl)
                options.write(it)
                if (options.clockOffset == null) it.member("clockOffsetMs", clockOffsetMs)
            }
        }.toString()
}
