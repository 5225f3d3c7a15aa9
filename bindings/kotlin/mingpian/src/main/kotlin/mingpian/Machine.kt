package mingpian

import mingpian.core.Batch
import mingpian.core.BatchPage
import mingpian.core.Call
import mingpian.core.Step

/** What the loop drives: a call or a batch of the core. It keeps the bodies that an index counts in. */
internal interface Machine {
    /** What is to be done now. */
    fun poll(nowMs: Long, random: ByteArray): Step

    /** Whether something is still waited for under this id. */
    fun awaits(id: Long): Boolean

    /** What came back under this id. */
    fun handleResponse(id: Long, nowMs: Long, response: HttpResponse)

    /** Nothing came back under this id. */
    fun handleFailure(id: Long, kind: TransportKind)

    /** The request of this id without its secrets. */
    fun shownRequest(id: Long): mingpian.core.ShownRequest?
}

/** One lookup: its last request is the one that is waited for. */
internal class CallMachine(private val call: Call) : Machine {
    private var last = 0L
    private var body = ByteArray(0)

    override fun poll(nowMs: Long, random: ByteArray): Step =
        call.poll(nowMs, random).also { if (it is Step.Transmit) last = it.request.id }

    override fun awaits(id: Long): Boolean = id == last

    override fun handleResponse(id: Long, nowMs: Long, response: HttpResponse) {
        body = response.body
        call.handleResponse(id, nowMs, response.status, response.lowerHeaders(), response.body)
    }

    override fun handleFailure(id: Long, kind: TransportKind): Unit = call.handleFailure(id, kind.lower())

    override fun shownRequest(id: Long): mingpian.core.ShownRequest? = call.shownRequest()

    /** The result, once it has finished; throws why there is none. */
    fun result(): Cells = Cells(body, call.index())
}

/** Many requests: the body of a page is what came back under the page's id. */
internal class BatchMachine(private val batch: Batch) : Machine {
    private val bodies = HashMap<Long, ByteArray>()

    override fun poll(nowMs: Long, random: ByteArray): Step = batch.poll(nowMs, random)

    override fun awaits(id: Long): Boolean = batch.awaits(id)

    override fun handleResponse(id: Long, nowMs: Long, response: HttpResponse) {
        val before = batch.progress().done
        batch.handleResponse(id, nowMs, response.status, response.lowerHeaders(), response.body)
        // Without a page there is nobody to take the body.
        if (batch.progress().done > before) bodies[id] = response.body
    }

    override fun handleFailure(id: Long, kind: TransportKind): Unit = batch.handleFailure(id, kind.lower())

    override fun shownRequest(id: Long): mingpian.core.ShownRequest? = batch.shownRequest(id)

    /** The next page, if one is there. */
    fun takePart(): Part? = batch.takePage()?.use { page -> Part(page, bodies.remove(page.id()) ?: ByteArray(0)) }
}

/** What became of one request of a batch. */
internal class Part(page: BatchPage, body: ByteArray) {
    private val lists: List<List<String>> = List(3) { page.identifiers(it) }

    /** The answer, or why there is none. */
    val result: Result<Cells> = runCatching { calling { Cells(body, page.index()) } }

    /** The identifiers of a list, each once. */
    fun identifiers(list: Int): List<String> = lists[list]
}

private fun HttpResponse.lowerHeaders(): List<mingpian.core.HttpHeader> =
    headers.map { mingpian.core.HttpHeader(it.name, it.value) }
