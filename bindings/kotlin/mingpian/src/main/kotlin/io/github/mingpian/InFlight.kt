package io.github.mingpian

import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.Deferred
import kotlinx.coroutines.Job
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.async
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.withContext

/** Tracks the lookups in flight whose request must not be sent twice, such as a request with a single-use code. */
internal class InFlight {
    private class Shared(val answer: Deferred<Any?>) {
        var callers = 0
    }

    private val lookups = HashMap<String, Shared>()

    /**
     * Returns the answer of the lookup in flight that has this question. If there is none, calls [ask] on a thread of
     * [dispatcher].
     */
    suspend fun <R> share(question: String, dispatcher: CoroutineDispatcher, ask: suspend () -> R): R {
        // The lookup belongs to all of its callers, so it is not a child of any caller and does not run on a caller's
        // thread.
        val scope = CoroutineScope(currentCoroutineContext().minusKey(Job) + dispatcher)
        val lookup = synchronized(lookups) {
            val lookup = lookups.getOrPut(question) { Shared(scope.async(start = CoroutineStart.LAZY) { ask() }) }
            if (lookup.callers++ == 0) lookup.answer.invokeOnCompletion { forget(question, lookup) }
            lookup
        }
        try {
            @Suppress("UNCHECKED_CAST")
            return lookup.answer.await() as R
        } finally {
            val isLast = synchronized(lookups) { (--lookup.callers == 0).also { if (it) forget(question, lookup) } }
            if (isLast) withContext(NonCancellable) { lookup.answer.cancelAndJoin() }
        }
    }

    private fun forget(question: String, lookup: Shared) = synchronized(lookups) {
        if (lookups[question] === lookup) lookups.remove(question)
    }
}
