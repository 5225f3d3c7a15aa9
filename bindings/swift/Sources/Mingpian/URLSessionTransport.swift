import Foundation

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// Sends requests with a `URLSession` of its own: no cookies, no cache, no credentials kept, redirects refused, no more
/// of a body kept than the request's limit. Cancelling the task closes the connection.
///
/// On Linux the limit does not bound memory in every case. A body that says how long it is is refused before it is read;
/// one that does not, and comes faster than it is read, piles up inside Foundation, which closes the connection late.
/// Ask only hosts that you trust there, or bring another ``HTTPTransport``. Apple's `URLSession` was not tried.
public final class URLSessionTransport: HTTPTransport {
    /// One for all who need nothing special.
    public static let shared = URLSessionTransport()

    private let session: URLSession
    private let exchanges = Exchanges()

    /// - Parameter configuration: For proxies, cellular access and the like; an ephemeral one unless told. Cookies,
    ///   caches and stored credentials are turned off in any case, and its timeouts are not used: a lookup has its own.
    public init(configuration: URLSessionConfiguration = .ephemeral) {
        let configuration = configuration.copy() as? URLSessionConfiguration ?? .ephemeral
        configuration.httpCookieStorage = nil
        configuration.httpShouldSetCookies = false
        configuration.httpCookieAcceptPolicy = .never
        configuration.urlCache = nil
        configuration.requestCachePolicy = .reloadIgnoringLocalCacheData
        configuration.urlCredentialStorage = nil
        configuration.timeoutIntervalForRequest = longest
        configuration.timeoutIntervalForResource = longest
        session = URLSession(configuration: configuration, delegate: exchanges, delegateQueue: nil)
    }

    deinit {
        // A session keeps its delegate until then.
        session.finishTasksAndInvalidate()
    }

    /// Sends the request as it is.
    ///
    /// - Throws: ``TransportError/tooLarge``, or a `URLError`.
    public func send(_ request: HTTPRequest) async throws -> HTTPResponse {
        let task = session.dataTask(with: URLRequest(request))
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                exchanges.start(task, Exchange(maxBodyBytes: request.maxBodyBytes, continuation))
            }
        } onCancel: {
            task.cancel()
        }
    }
}

/// Seconds. Foundation has no "never"; a lookup ends by itself long before.
private let longest: TimeInterval = 7 * 24 * 3_600

/// One request on its way.
private struct Exchange {
    let maxBodyBytes: Int
    let continuation: CheckedContinuation<HTTPResponse, any Error>
    var body = Data()
    var isTooLarge = false

    init(maxBodyBytes: Int, _ continuation: CheckedContinuation<HTTPResponse, any Error>) {
        self.maxBodyBytes = maxBodyBytes
        self.continuation = continuation
    }

    /// Whether a body of this length fits; −1 for one of unknown length.
    mutating func expect(_ length: Int64) -> Bool {
        isTooLarge = length > Int64(maxBodyBytes)
        return !isTooLarge
    }

    /// Takes the next bytes, unless they are too many. They go on coming until the connection is closed.
    mutating func take(_ data: Data) -> Bool {
        isTooLarge = isTooLarge || data.count > maxBodyBytes - body.count
        if !isTooLarge { body.append(data) }
        return !isTooLarge
    }
}

/// The requests on their way, by their tasks. `@unchecked`: the lock guards the one variable.
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
        let fits = lock.withLock {
            all[task.taskIdentifier]?.expect(response.expectedContentLength) ?? false
        }
        completionHandler(fits ? .allow : .cancel)
    }

    func urlSession(_: URLSession, dataTask task: URLSessionDataTask, didReceive data: Data) {
        let fits = lock.withLock { all[task.taskIdentifier]?.take(data) ?? false }
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
        } else if let error {
            exchange.continuation.resume(throwing: error)
        } else if let response = task.response as? HTTPURLResponse {
            exchange.continuation.resume(returning: HTTPResponse(response, exchange.body))
        } else {
            exchange.continuation.resume(throwing: TransportError.interrupted)
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
        let headers = response.allHeaderFields.compactMap { name, value in
            (name as? String).map { HTTPHeader(name: $0, value: "\(value)") }
        }
        self.init(status: response.statusCode, headers: headers, body: body)
    }
}
