package mingpian

import java.io.IOException
import java.security.SecureRandom
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.Job
import kotlinx.coroutines.TimeoutCancellationException
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.ensureActive
import kotlinx.coroutines.launch
import kotlinx.coroutines.selects.onTimeout
import kotlinx.coroutines.selects.select
import kotlinx.coroutines.withContext
import mingpian.core.Call
import mingpian.core.CallOptions
import mingpian.core.Step

/** What all services have in common: where they are, who sends, and the loop that drives a lookup. */
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
                try {
                    read(drive(call, all.onRequest))
                } finally {
                    call.cancel()
                }
            }
        }
    }

    @OptIn(ExperimentalCoroutinesApi::class)
    private suspend fun CoroutineScope.drive(call: Call, onRequest: ((ShownRequest) -> Unit)?): Cells {
        val answers = Channel<Answer>(Channel.UNLIMITED)
        var attempt: Job? = null
        var last: ByteArray? = null
        try {
            while (true) {
                ensureActive()
                when (val step = calling { call.poll(System.currentTimeMillis(), random()) }) {
                    is Step.Transmit -> {
                        attempt?.cancel()
                        onRequest?.invoke(shown(call))
                        attempt = launch { answers.send(Answer(step.request.id, exchange(step.request))) }
                    }
                    is Step.Wait -> {
                        val answer = select<Answer?> {
                            answers.onReceive { it }
                            step.ms?.let { onTimeout(it) { null } }
                        } ?: continue
                        val response = answer.response
                        if (response == null) {
                            calling { call.handleFailure(answer.id, answer.failure.lower()) }
                        } else {
                            last = response.body
                            calling { call.hand(answer.id, response) }
                        }
                    }
                    is Step.Finished -> return Cells(last ?: ByteArray(0), calling { call.index() })
                }
            }
        } finally {
            attempt?.cancel()
        }
    }

    private suspend fun exchange(request: mingpian.core.HttpRequest): Outcome = try {
        Outcome(transport.send(request.raise()), TransportKind.INTERRUPTED)
    } catch (_: TimeoutCancellationException) {
        // A time limit of the transport's own, unless the lookup itself was cancelled.
        currentCoroutineContext().ensureActive()
        Outcome(null, TransportKind.TIMEOUT)
    } catch (_: CancellationException) {
        currentCoroutineContext().ensureActive()
        Outcome(null, TransportKind.INTERRUPTED)
    } catch (failure: TransportException) {
        Outcome(null, failure.kind)
    } catch (_: IOException) {
        Outcome(null, TransportKind.INTERRUPTED)
    }

    /** What came of a request: an answer, or how there is none. */
    private class Outcome(val response: HttpResponse?, val failure: TransportKind)

    private class Answer(val id: Long, private val outcome: Outcome) {
        val response: HttpResponse? get() = outcome.response
        val failure: TransportKind get() = outcome.failure
    }
}

private val source = SecureRandom()

/** As many bytes as a poll takes. */
private fun random(): ByteArray = ByteArray(16).also(source::nextBytes)

private fun Call.hand(id: Long, response: HttpResponse) {
    val headers = response.headers.map { mingpian.core.HttpHeader(it.name, it.value) }
    handleResponse(id, System.currentTimeMillis(), response.status, headers, response.body)
}

private fun shown(call: Call): ShownRequest {
    val shown = calling { call.shownRequest() } ?: throw LookupException.Internal("internal error: nothing to show")
    return ShownRequest(shown.method, shown.url, shown.headers.map { HttpHeader(it.name, it.value) }, shown.body)
}

private fun mingpian.core.HttpRequest.raise(): HttpRequest =
    HttpRequest(method, url, headers.map { HttpHeader(it.name, it.value) }, body, maxBodyBytes)
