package io.github.mingpian

import io.github.mingpian.core.Lookup
import io.github.mingpian.core.LookupFailure
import io.github.mingpian.core.Step
import java.nio.ByteBuffer
import java.security.SecureRandom
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.Job
import kotlinx.coroutines.cancelChildren
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.channels.ReceiveChannel
import kotlinx.coroutines.channels.SendChannel
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.ensureActive
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.launch
import kotlinx.coroutines.selects.onTimeout
import kotlinx.coroutines.selects.select

/** Takes the answers of a lookup. */
internal class Taker(
    /** Receives an element whenever another answer is requested. If it is `null`, every answer is taken. */
    val demand: ReceiveChannel<Unit>? = null,
    /** Takes the failure of a request. Only pages have these. */
    val fail: suspend (Step.Failed, LookupException) -> Unit = { _, error -> throw error },
    /** Takes the answer to a request. */
    val take: suspend (Step.Answer, Cells) -> Unit,
)

/** Performs the steps of a lookup until it is over. All calls to the lookup run in one coroutine. */
internal class Driver(
    private val provider: Provider,
    private val operation: String,
    private val lookup: Lookup,
    private val transport: HttpTransport,
    private val auth: Auth?,
    private val options: LookupOptions,
    private val feeds: List<Flow<String>>,
    private val taker: Taker,
) {
    /** The reports of the other coroutines, in the order of arrival. */
    private val reports = Channel<() -> Unit>(Channel.UNLIMITED)
    private val inFlight = HashMap<Long, Job>()

    /** The bodies that answers will be read from. */
    private val bodies = HashMap<Long, ByteArray>()

    /** The transport's errors, until the failures of their requests are returned. */
    private val causes = LinkedHashMap<Long, Throwable>()

    /** The attempts that were sent, if the caller has asked for reports on them. */
    private val attempts = HashMap<Long, Sent>()

    /** The ID under which the token is renewed. */
    private var renewing: Long? = null

    @Volatile
    private var skippedMs = 0L

    /** The error with which this driver ended the lookup, if it did. */
    private var end: Throwable? = null
    private val random = RandomWords()
    private var progress = io.github.mingpian.core.Progress(0, 0)
    private var takes = taker.demand == null

    /** Drives the lookup to its end. Throws the error if it fails. */
    suspend fun run(): Unit = coroutineScope {
        try {
            val rooms = feeds.mapIndexed { list, identifiers -> feed(list, identifiers) }
            while (true) {
                ensureActive()
                while (true) (reports.tryReceive().getOrNull() ?: break)()
                if (!takes) takes = taker.demand?.tryReceive()?.isSuccess == true
                val step = calling { lookup.poll(now(), random.next(), random.next(), takes) }
                showProgress()
                if (step is Step.Answer || step is Step.Failed) takes = taker.demand == null
                when (step) {
                    is Step.Send -> send(step.request)
                    is Step.Sign -> sign(step)
                    is Step.Renew -> renew(step.id)
                    is Step.Abort -> {
                        inFlight.remove(step.id)?.cancel()
                        tell(step.id, isAborted = true)
                    }
                    is Step.Feed -> rooms[step.list].trySend(step.room)
                    is Step.Answer -> {
                        val body = checkNotNull(bodies.remove(step.id))
                        taker.take(step, Cells(step.repaired ?: body, step.index))
                    }
                    is Step.Failed -> taker.fail(step, exception(step.error, step.id))
                    is Step.Wait -> await(step.ms)
                    is Step.Done -> {
                        // Without this, an error would be thrown before the previous answer is taken.
                        if (!takes) taker.demand?.receive()
                        step.error?.let { throw end.takeIf { _ -> it.isCancelled } ?: exception(it, step.id) }
                        break
                    }
                }
            }
        } finally {
            coroutineContext.cancelChildren()
        }
    }

    /** Waits for a report or for a request for an answer, but no longer than [ms] milliseconds. */
    @OptIn(ExperimentalCoroutinesApi::class)
    private suspend fun await(ms: Long?) {
        val start = System.nanoTime()
        select {
            reports.onReceive { it() }
            if (!takes) taker.demand?.onReceive { takes = true }
            // A test dispatcher skips the pause, so the skipped time is added to the clock.
            ms?.let { onTimeout(it) { skippedMs += maxOf(0, it - (System.nanoTime() - start) / 1_000_000) } }
        }
    }

    private fun now(): Long = System.currentTimeMillis() + skippedMs

    private fun CoroutineScope.send(request: io.github.mingpian.core.HttpRequest) {
        val id = request.id
        options.onRequest?.invoke(RedactedRequest(checkNotNull(calling { lookup.redactedRequest(id) })))
        if (options.onAttempt != null) attempts[id] = Sent(request.attempt, now())
        start(id, { transport.send(HttpRequest(request)) to now() }) { (response, now) ->
            val headers = response.headers.map { io.github.mingpian.core.HttpHeader(it.name, it.value) }
            val isAccepted = calling { lookup.handleResponse(id, now, response.status, headers, response.body) }
            if (isAccepted) bodies[id] = response.body
            tell(id, status = response.status, isAccepted = isAccepted, bytes = response.body.size.toLong())
        }
    }

    /** Reports the result of an attempt to the caller. */
    private fun tell(
        id: Long,
        status: Int? = null,
        failure: TransportKind? = null,
        isAborted: Boolean = false,
        isAccepted: Boolean = false,
        bytes: Long = 0,
    ) {
        val (number, sentMs) = attempts.remove(id) ?: return
        // The clock may have been set back.
        val durationMs = maxOf(0, now() - sentMs)
        options.onAttempt?.invoke(
            Attempt(provider, operation, number, status, failure, isAborted, isAccepted, durationMs, bytes),
        )
    }

    private fun CoroutineScope.renew(id: Long) {
        val renewal = checkNotNull(auth?.renewal)
        val refused = renewal.token
        renewing = id
        start(id, { renewal.after(refused) }) { token ->
            if (!calling { lookup.handleRenewal(id, token) }) renewal.forget(token, refused)
        }
    }

    private fun CoroutineScope.sign(step: Step.Sign) {
        val authorize = required("authorize", auth?.authorize)
        start(step.id, { authorize(SigningParams(step.timeMs, step.nonce)) }) { signed ->
            val headers = signed?.map { (name, value) -> io.github.mingpian.core.HttpHeader(name, value) }
            calling { lookup.handleSignature(step.id, headers) }
        }
    }

    /** Starts an operation for a request, and reports its result or its failure. */
    private fun <T> CoroutineScope.start(id: Long, work: suspend () -> T, handle: (T) -> Unit) {
        inFlight[id] = launch(start = CoroutineStart.UNDISPATCHED) {
            val result = runCatching { work() }
            val error = result.exceptionOrNull()
            if (error is Error) throw error
            // If the transport cancels itself, this counts as a failure.
            if (error != null) currentCoroutineContext().ensureActive()
            reports.send {
                inFlight.remove(id)
                if (error == null) handle(result.getOrThrow()) else fail(id, error)
            }
        }
    }

    private fun fail(id: Long, error: Throwable) {
        val cause = if (error is TransportException) error.cause ?: error else error
        tell(id, failure = kindOf(error))
        val reason = if (id == renewing) null else lastingReason(error)
        if (reason != null) return end(error as? LookupException ?: unreachable(provider, reason, cause))
        causes[id] = cause
        // If a request is sent again, its error is never returned, so the oldest errors can be removed.
        if (causes.size > 1_024) causes.remove(causes.keys.first())
        calling { lookup.handleFailure(id, kindOf(error).lower()) }
    }

    /** Ends the lookup immediately, even if requests are in flight. */
    private fun end(error: Throwable) {
        end = end ?: error
        calling { lookup.cancel() }
    }

    /**
     * Returns the error of a request. If the request ended with the lookup, this is the lookup's own error, or it has
     * that error as its cause.
     */
    private fun exception(failure: LookupFailure, id: Long?): LookupException =
        if (failure.isCancelled) end as? LookupException ?: lookupException(failure, end)
        else lookupException(failure, causes.remove(id) ?: notRenewed(failure))

    /** Returns the reason why the token could not be renewed, if the request failed for this reason. */
    private fun notRenewed(failure: LookupFailure): Throwable? =
        renewing?.takeIf { failure.code == io.github.mingpian.core.ErrorCode.UNAUTHENTICATED }?.let(causes::remove)

    /**
     * Feeds a list. The channel receives the number of identifiers that the next request has room for. No more are
     * collected.
     */
    private fun CoroutineScope.feed(list: Int, identifiers: Flow<String>): SendChannel<Int> {
        val rooms = Channel<Int>(Channel.UNLIMITED)
        launch {
            val chunk = ArrayList<String>()
            var room = rooms.receive()
            val result = runCatching {
                identifiers.collect {
                    chunk.add(it)
                    if (chunk.size >= room) {
                        report(list, chunk, false)
                        chunk.clear()
                        room = rooms.receive()
                    }
                }
            }
            currentCoroutineContext().ensureActive()
            result.onSuccess { report(list, chunk, true) }.onFailure { reports.send { end(it) } }
        }
        return rooms
    }

    private suspend fun report(list: Int, identifiers: List<String>, ends: Boolean) {
        val json = JsonWriter().texts(identifiers).toString()
        reports.send { calling { lookup.feed(list, json, ends) } }
    }

    private fun showProgress() {
        val show = options.onProgress ?: return
        val now = calling { lookup.progress() }
        if (now != progress) show(now.done, now.total)
        progress = now
    }
}

/** An attempt that was sent, and the time at which it was sent. */
private data class Sent(val number: Int, val ms: Long)

private val LookupFailure.isCancelled: Boolean get() = code == io.github.mingpian.core.ErrorCode.CANCELLED

private val source = SecureRandom()

/** Provides random words. It draws several at a time, because the overhead of a draw exceeds the cost of its bytes. */
private class RandomWords {
    private val words: ByteBuffer = ByteBuffer.allocate(64).apply { position(limit()) }

    fun next(): Long {
        if (!words.hasRemaining()) words.apply { source.nextBytes(array()) }.rewind()
        return words.getLong()
    }
}
