package io.github.mingpian

/** The description of an operation of a provider. */
internal class FakeService(
    val provider: Provider,
    val path: String,
    /** Whether the content is a map from identifiers to records instead of one record. */
    val isByIdentifier: Boolean,
    /** Whether an identifier is valid for only one request. */
    val isOnce: Boolean,
    /** The members of the question that identify people, each with the vendor's name of the corresponding field. */
    val identifiers: List<Pair<String, String?>>,
    /** The layers of the envelope, beginning with the outermost one. */
    val layers: List<FakeLayer>,
)

/** The vendor's names of the members of a layer of the envelope. */
internal class FakeLayer(
    val code: String,
    val success: Long,
    val unauthenticated: List<Long>,
    val text: String?,
    val requestId: String?,
    /** The next layer or, in the innermost one, the content. */
    val inner: String,
)

/** The question of a request. */
internal class FakeQuestion(val service: FakeService, val identifiers: List<String>, val requestId: String)

/** The source of a fake transport's answers. */
internal sealed interface FakeServices {
    /** Answers a request. The question is `null` if the request is not for a known service. */
    suspend fun answer(request: HttpRequest, asked: FakeQuestion?): HttpResponse

    /** Uses the answers that the test provides. */
    class Custom(private val answer: suspend FakeAnswers.(HttpRequest) -> HttpResponse) : FakeServices {
        override suspend fun answer(request: HttpRequest, asked: FakeQuestion?) = FakeAnswers.answer(request)
    }

    /** Answers like the services for the given people. */
    class Of(people: List<FakePerson>) : FakeServices {
        private val known = people.mapIndexed { index, person -> Known(person, index + 1) }
        private val spent = HashSet<Pair<Provider, String>>()

        override suspend fun answer(request: HttpRequest, asked: FakeQuestion?) = when {
            asked == null -> response(404, "")
            asked.service.isByIdentifier -> response(200, found(asked))
            else -> response(200, synchronized(spent) { one(asked) })
        }

        private fun found(asked: FakeQuestion): String {
            val found = LinkedHashMap<String, Any>()
            for (identifier in asked.identifiers) named(asked, identifier)?.let { found[identifier] = it.written }
            return success(asked, found)
        }

        /** Returns the answer for one person. A single-use code is used up. */
        private fun one(asked: FakeQuestion): String {
            val identifier = asked.identifiers.firstOrNull()
            val person = if (identifier == null) known.firstOrNull { it.service == asked.service } else named(asked, identifier)
            val used = asked.identifiers.map { asked.service.provider to it }
            return when {
                person == null -> failure(asked, REJECTED, "there is no such person")
                asked.service.isOnce && used.any { it in spent } -> failure(asked, REJECTED, "the code was used before")
                else -> success(asked, person.written).also { spent.addAll(used) }
            }
        }

        private fun named(asked: FakeQuestion, identifier: String): Known? =
            known.firstOrNull { it.service == asked.service && identifier in it.identifiers }
    }
}

/** A person of the fake services. */
private class Known(person: FakePerson, number: Int) {
    val service = fakeServices.first { it.provider == person.provider }
    val written = person.write(number, person.unreadable)
    val identifiers = person.identifiers?.toList() ?: service.identifiers.mapNotNull { (_, own) -> written[own] as? String }

    init {
        // A person who can be requested without an identifier does not need one.
        val isNeeded = service.isByIdentifier || service.identifiers.any { (_, own) -> own == null }
        require(!isNeeded || identifiers.isNotEmpty()) { "people[${number - 1}].identifiers: expected at least one identifier" }
    }
}

internal fun response(status: Int, body: String, headers: List<HttpHeader> = emptyList()): HttpResponse =
    HttpResponse(status, headers + HttpHeader("Content-Type", "application/json"), body.toByteArray(Charsets.UTF_8))

/** Returns the body of a successful response, which contains a record or records by identifier. */
private fun success(asked: FakeQuestion, content: Map<String, Any>): String =
    envelope(asked) { mapOf(it.code to it.success, it.inner to content) }

/** Returns the body of a failure. The outer layers of the envelope still have their success codes. */
internal fun failure(asked: FakeQuestion, code: Long, text: String): String =
    envelope(asked) { layer -> mapOf<String, Any>(layer.code to code) + listOfNotNull(layer.text?.let { it to text }) }

private fun envelope(asked: FakeQuestion, innermost: (FakeLayer) -> Map<String, Any>): String {
    val layers = asked.service.layers
    val body = innermost(layers.last()) + listOfNotNull(layers.last().requestId?.let { it to asked.requestId })
    return json(layers.dropLast(1).foldRight(body) { layer, inside -> mapOf(layer.code to layer.success, layer.inner to inside) })
}
