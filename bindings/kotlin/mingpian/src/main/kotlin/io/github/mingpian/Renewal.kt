package io.github.mingpian

import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock

/** The token that takes the place of one in credentials. All lookups with these credentials share it. */
internal class Renewal(private val renew: suspend () -> String?) {
    private val mutex = Mutex()

    /** The last token that was obtained. */
    @Volatile
    var token: String? = null
        private set

    /** Returns a token in place of one that was refused. If another lookup has obtained it meanwhile, that is the token. */
    suspend fun after(refused: String?): String? = mutex.withLock {
        if (token == refused) renew()?.let { token = it }
        token.takeIf { it != refused }
    }

    /** Forgets a token that no request may carry. */
    fun forget(obtained: String?, refused: String?) {
        if (token == obtained) token = refused
    }
}
