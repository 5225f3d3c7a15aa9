import Foundation

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// Sends requests with its own `URLSession`. It does not send cookies, follow redirects, store responses or
/// credentials, or keep more of a body than the request's limit. Cancelling the task closes the connection.
///
/// On Linux, the limit does not bound memory use in every case. If a response states the length of its body, a longer
/// body is refused before it is read. Otherwise, a body that arrives faster than it is read accumulates inside
/// Foundation, which closes the connection late. On Linux, send requests only to hosts that you trust, or use another
/// ``HTTPTransport``. Apple's `URLSession` was not tested.
public final class URLSessionTransport: HTTPTransport {
    /// The default transport of services.
    public static let shared = URLSessionTransport()

    private let session: URLSession
    private let exchanges = Exchanges()

    /// Creates a transport.
    ///
    /// - Parameter configuration: Settings such as proxies and cellular access. Defaults to an ephemeral configuration.
    ///   Cookies, caches, and stored credentials are turned off. Timeouts are ignored, because a lookup has its own.
    public init(configuration: URLSessionConfiguration = .ephemeral) {
        let configuration = configuration.copy() as? URLSessionConfiguration ?? .ephemeral
        configuration.httpCookieStorage = nil
        configuration.httpShouldSetCookies = false
        configuration.httpCookieAcceptPolicy = .never
        configuration.urlCache = nil
        configuration.requestCachePolicy = .reloadIgnoringLocalCacheData
        configuration.urlCredentialStorage = nil
        // The lookup itself limits its requests. If they also waited in the session's queue, attempts would exceed
        // their time limit.
        configuration.httpMaximumConnectionsPerHost = 1_000
        configuration.timeoutIntervalForRequest = longest
        configuration.timeoutIntervalForResource = longest
        session = URLSession(configuration: configuration, delegate: exchanges, delegateQueue: nil)
    }

    deinit {
        // Until then, a session retains its delegate.
        session.finishTasksAndInvalidate()
    }

    /// Sends the request without changes. Returns the response with its whole body.
    ///
    /// - Throws: ``TransportError/tooLarge``, or a `URLError`.
    public func send(_ request: HTTPRequest) async throws -> HTTPResponse {
        let task = session.dataTask(with: URLRequest(request))
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                exchanges.start(task, Exchange(maxBodyBytes: request.maxBodyBytes, continuation: continuation))
            }
        } onCancel: {
            task.cancel()
        }
    }
}

/// The timeout of the session, in seconds. Foundation has no infinite timeout, and a lookup ends long before.
private let longest: TimeInterval = 7 * 24 * 3_600

/// One request in flight.
private struct Exchange {
    let maxBodyBytes: Int
    let continuation: CheckedContinuation<HTTPResponse, any Error>
    var body = Data()
    var isTooLarge = false

    /// Returns whether `count` more bytes are within the limit. `count` is −1 if it is unknown.
    mutating func fits(_ count: Int64) -> Bool {
        isTooLarge = isTooLarge || count > Int64(maxBodyBytes - body.count)
        return !isTooLarge
    }
}

/// The requests in flight, by their tasks. It is `@unchecked`, because a lock guards the variable.
private final class Exchanges: NSObject, URLSessionDataDelegate, @unchecked Sendable {
    private let lock = NSLock()
    private var all: [Int: Exchange] = [:]

    func start(_ task: URLSessionDataTask, _ exchange: Exchange) {
        lock.withLock { all[task.taskIdentifier] = exchange }
        task.resume()
    }

    func urlSession(
        _: URLSession, dataTask task: URLSessionDataTask, didReceive response: URLResponse,
        completionHandler: @escaping @Sendable (URLSession.ResponseDisposition) -> Void
    ) {
        let fits = lock.withLock { all[task.taskIdentifier]?.fits(response.expectedContentLength) ?? false }
        completionHandler(fits ? .allow : .cancel)
    }

    /// Until the connection is closed, more data may arrive.
    func urlSession(_: URLSession, dataTask task: URLSessionDataTask, didReceive data: Data) {
        let fits = lock.withLock {
            guard all[task.taskIdentifier]?.fits(Int64(data.count)) == true else { return false }
            all[task.taskIdentifier]?.body.append(data)
            return true
        }
        if !fits { task.cancel() }
    }

    func urlSession(
        _: URLSession, task _: URLSessionTask, willPerformHTTPRedirection _: HTTPURLResponse,
        newRequest _: URLRequest, completionHandler: @escaping @Sendable (URLRequest?) -> Void
    ) {
        completionHandler(nil)
    }

    func urlSession(_: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
        guard let exchange = lock.withLock({ all.removeValue(forKey: task.taskIdentifier) }) else { return }
        if exchange.isTooLarge {
            exchange.continuation.resume(throwing: TransportError.tooLarge)
        } else if error == nil, let response = task.response as? HTTPURLResponse {
            exchange.continuation.resume(returning: HTTPResponse(response, exchange.body))
        } else {
            exchange.continuation.resume(throwing: error ?? TransportError.interrupted)
        }
    }
}

extension URLRequest {
    fileprivate init(_ request: HTTPRequest) {
        self.init(url: request.url, cachePolicy: .reloadIgnoringLocalCacheData, timeoutInterval: longest)
        httpMethod = request.method
        httpShouldHandleCookies = false
        httpBody = request.body
        for header in request.headers { setValue(header.value, forHTTPHeaderField: header.name) }
    }
}

extension HTTPResponse {
    fileprivate init(_ response: HTTPURLResponse, _ body: Data) {
        let headers = response.allHeaderFields.map { HTTPHeader(name: "\($0.key)", value: "\($0.value)") }
        self.init(status: response.statusCode, headers: headers, body: body)
    }
}
