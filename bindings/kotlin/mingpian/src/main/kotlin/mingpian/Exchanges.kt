package mingpian

import java.io.IOException
import java.security.SecureRandom
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.Job
import kotlinx.coroutines.TimeoutCancellationException
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.ensureActive
import kotlinx.coroutines.launch
import kotlinx.coroutines.selects.SelectBuilder
import kotlinx.coroutines.selects.onTimeout
import kotlinx.coroutines.selects.select
import mingpian.core.Step

/** The requests of a machine that are under way, by their ids. */
internal class Exchanges(
    private val machine: Machine,
    private val transport: HttpTransport,
    private val onRequest: ((ShownRequest) -> Unit)?,
    private val scope: CoroutineScope,
) {
    private val answers = Channel<Answer>(Channel.UNLIMITED)
    private val underWay = HashMap<Long, Job>()

    /** Sends what is to be sent, and ends what was given up. How long to wait then; null if the machine has finished. */
    fun advance(): Step.Wait? {
        while (true) {
            scope.ensureActive()
            val step = calling { machine.poll(System.currentTimeMillis(), random()) }
            end { !calling { machine.awaits(it) } }
            when (step) {
                is Step.Transmit -> {
                    onRequest?.invoke(shown(step.request.id))
                    underWay[step.request.id] = scope.launch { answers.send(exchange(step.request)) }
                }
                is Step.Wait -> return step
                is Step.Finished -> return null
            }
        }
    }

    /** Waits for an answer and hands it in, but no longer than `ms`, nor than until one of the others is there. */
    @OptIn(ExperimentalCoroutinesApi::class)
    suspend fun await(ms: Long?, others: SelectBuilder<Unit>.() -> Unit = {}): Unit = select {
        answers.onReceive(::hand)
        others()
        ms?.let { onTimeout(it) {} }
    }

    /** Ends all of them. */
    fun end(): Unit = end { true }

    private fun end(which: (Long) -> Boolean) {
        val each = underWay.entries.iterator()
        for ((id, exchange) in each) {
            if (which(id)) {
                exchange.cancel()
                each.remove()
            }
        }
    }

    private fun hand(answer: Answer) {
        underWay.remove(answer.id)
        calling {
            when (val response = answer.response) {
                null -> machine.handleFailure(answer.id, answer.failure)
                else -> machine.handleResponse(answer.id, System.currentTimeMillis(), response)
            }
        }
    }

    private fun shown(id: Long): ShownRequest {
        val shown = calling { machine.shownRequest(id) } ?: throw LookupException.Internal("internal error: nothing to show")
        return ShownRequest(shown.method, shown.url, shown.headers.map { HttpHeader(it.name, it.value) }, shown.body)
    }

    private suspend fun exchange(request: mingpian.core.HttpRequest): Answer = try {
        Answer(request.id, transport.send(request.raise()), TransportKind.INTERRUPTED)
    } catch (_: TimeoutCancellationException) {
        // A time limit of the transport's own, unless the lookup itself was cancelled.
        currentCoroutineContext().ensureActive()
        Answer(request.id, null, TransportKind.TIMEOUT)
    } catch (_: CancellationException) {
        currentCoroutineContext().ensureActive()
        Answer(request.id, null, TransportKind.INTERRUPTED)
    } catch (failure: TransportException) {
        Answer(request.id, null, failure.kind)
    } catch (_: IOException) {
        Answer(request.id, null, TransportKind.INTERRUPTED)
    }

    /** What came of a request: an answer, or how there is none. */
    private class Answer(val id: Long, val response: HttpResponse?, val failure: TransportKind)
}

private val source = SecureRandom()

/** As many bytes as a poll takes. */
private fun random(): ByteArray = ByteArray(16).also(source::nextBytes)

private fun mingpian.core.HttpRequest.raise(): HttpRequest =
    HttpRequest(method, url, headers.map { HttpHeader(it.name, it.value) }, body, maxBodyBytes)
