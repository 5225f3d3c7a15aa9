package io.github.mingpian

import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock

/**
 * Obtains and stores the token that replaces the token of the credentials. All lookups with these credentials share it.
 */
internal class Renewal(private val renew: suspend () -> String?) {
    private val mutex = Mutex()

    /** The last token that was obtained. */
    @Volatile
    var token: String? = null
        private set

    /**
     * Returns a new token after `refused` was refused. If another lookup has obtained one in the meantime, returns that
     * token.
     */
    suspend fun after(refused: String?): String? = mutex.withLock {
        if (token == refused) renew()?.let { token = it }
        token.takeIf { it != refused }
    }

    /** Discards a token that is not allowed in requests. */
    fun forget(obtained: String?, refused: String?) {
        if (token == obtained) token = refused
    }
}
