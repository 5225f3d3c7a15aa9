package io.github.mingpian.okhttp

import io.github.mingpian.HttpHeader
import io.github.mingpian.HttpRequest
import io.github.mingpian.HttpResponse
import io.github.mingpian.HttpTransport
import io.github.mingpian.TransportException
import io.github.mingpian.TransportKind
import java.io.IOException
import java.net.ConnectException
import java.net.NoRouteToHostException
import java.net.SocketTimeoutException
import java.net.UnknownHostException
import java.util.concurrent.Executors
import java.util.concurrent.TimeUnit
import kotlin.coroutines.resume
import kotlin.coroutines.resumeWithException
import kotlinx.coroutines.suspendCancellableCoroutine
import okhttp3.Authenticator
import okhttp3.Call
import okhttp3.Callback
import okhttp3.CookieJar
import okhttp3.Dispatcher
import okhttp3.Headers
import okhttp3.OkHttpClient
import okhttp3.Request
import okhttp3.RequestBody.Companion.toRequestBody
import okhttp3.Response

/**
 * Sends requests with OkHttp, and shares the connections of [client]. The transport has its own threads, so requests do
 * not wait for one another. The threads do not keep a program alive.
 *
 * Redirects are not followed, and requests are not silently repeated. The client's cookies, credentials, and cache are
 * not used. The lookup enforces its own time limits for responses. The time limits for connecting are those of the
 * client. Cancelling the coroutine cancels the call and closes its connection.
 *
 * The client's interceptors are kept. An interceptor that logs can see credentials.
 */
public class OkHttpTransport @JvmOverloads constructor(client: OkHttpClient = OkHttpClient()) : HttpTransport {
    private val client: OkHttpClient = client.newBuilder()
        // The lookup itself limits its requests. If they also waited in the client's queue, attempts would exceed their
        // time limit.
        .dispatcher(Dispatcher(threads).unlimited())
        .followRedirects(false)
        .followSslRedirects(false)
        .retryOnConnectionFailure(false)
        .cookieJar(CookieJar.NO_COOKIES)
        .authenticator(Authenticator.NONE)
        .cache(null)
        .callTimeout(0, TimeUnit.MILLISECONDS)
        .readTimeout(0, TimeUnit.MILLISECONDS)
        .writeTimeout(0, TimeUnit.MILLISECONDS)
        .build()

    override suspend fun send(request: HttpRequest): HttpResponse {
        val call = client.newCall(request.toOkHttp())
        return suspendCancellableCoroutine { continuation ->
            continuation.invokeOnCancellation { call.cancel() }
            call.enqueue(
                object : Callback {
                    override fun onResponse(call: Call, response: Response) {
                        val result = runCatching { response.use { it.read(request.maxBodyBytes) } }
                        result.fold(continuation::resume) { continuation.resumeWithException(explained(it)) }
                    }

                    override fun onFailure(call: Call, e: IOException) {
                        continuation.resumeWithException(explained(e))
                    }
                },
            )
        }
    }
}

private val threads = Executors.newCachedThreadPool { task -> Thread(task, "mingpian").apply { isDaemon = true } }

private fun Dispatcher.unlimited(): Dispatcher = apply {
    maxRequests = Int.MAX_VALUE
    maxRequestsPerHost = Int.MAX_VALUE
}

private fun HttpRequest.toOkHttp(): Request {
    val headers = Headers.Builder()
    this.headers.forEach { headers.add(it.name, it.value) }
    // A body of bytes has no content type of its own, so the header is used.
    return Request.Builder().url(url).headers(headers.build()).method(method, body.toByteArray().toRequestBody()).build()
}

private fun Response.read(maxBodyBytes: Long): HttpResponse {
    val source = body.source()
    // `request` reads until the buffer holds this many bytes or the body ends.
    if (maxBodyBytes < Long.MAX_VALUE && source.request(maxBodyBytes + 1)) {
        throw TransportException(TransportKind.TOO_LARGE)
    }
    return HttpResponse(code, headers.map { (name, value) -> HttpHeader(name, value) }, source.readByteArray())
}

private fun explained(error: Throwable): Throwable = when (error) {
    is TransportException -> error
    is UnknownHostException, is NoRouteToHostException -> TransportException(TransportKind.OFFLINE, error)
    is ConnectException -> TransportException(TransportKind.REFUSED, error)
    is SocketTimeoutException -> TransportException(TransportKind.TIMEOUT, error)
    is IOException -> TransportException(TransportKind.INTERRUPTED, error)
    else -> error
}
