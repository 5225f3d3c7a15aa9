// Generated from src/ by `cargo xtask generate`; do not edit.

/// The options of a lookup. An option that is absent has its default. Fractions of a millisecond are ignored. The
/// options of a lookup take precedence over those of its service.
///
/// No vendor documents limits for retries or parallel requests, so the defaults are our choice.
public struct LookupOptions: Sendable {
    /// The time limit for a request, including all of its attempts and the pauses between them. If a lookup sends
    /// several requests, the limit applies to each. Must be 1 ms or more. Defaults to 60,000 ms.
    public var timeout: Duration?
    /// The time limit for one attempt. Must be 1 ms or more. Defaults to 30,000 ms.
    public var attemptTimeout: Duration?
    /// The maximum number of attempts for a request, including the first. A single-use code is sent again only if it is
    /// certain that it was never sent. Must be 1 or more. Defaults to 3.
    public var maxAttempts: Int?
    /// The maximum pause before the second attempt. The maximum doubles with every further attempt. Must be 0 ms or
    /// more. Defaults to 500 ms.
    public var baseDelay: Duration?
    /// The maximum pause before any attempt, unless the service asks for a longer one. Must be 0 ms or more. Defaults
    /// to 20,000 ms.
    public var maxDelay: Duration?
    /// The maximum length of a response's body, in bytes. Longer bodies are refused. Must be 1 or more. Defaults to
    /// 8,388,608 (8 MiB).
    public var maxBodyBytes: Int?
    /// The maximum number of requests that are in flight at a time. A page that has not been taken yet counts as a
    /// request in flight. Must be 1 or more. Defaults to 4.
    public var maxInFlight: Int?
    /// How far the service's clock is ahead of the clock of this host. It is negative if the service's clock is behind.
    /// If a signature is refused and the response contains the service's time, the lookup measures the offset by
    /// itself. Defaults to 0 ms.
    public var clockOffset: Duration?
    /// Whether records contain their secrets, such as password hashes. An app should not hold them. Defaults to false.
    public var includeSecrets: Bool?
    /// Called with every attempt before it is sent, so that an app can show it.
    public var onRequest: (@Sendable (RedactedRequest) -> Void)?
    /// Called after every attempt, for logs and metrics.
    public var onAttempt: (@Sendable (Attempt) -> Void)?

    /// Creates options with these members.
    public init(
        timeout: Duration? = nil,
        attemptTimeout: Duration? = nil,
        maxAttempts: Int? = nil,
        baseDelay: Duration? = nil,
        maxDelay: Duration? = nil,
        maxBodyBytes: Int? = nil,
        maxInFlight: Int? = nil,
        clockOffset: Duration? = nil,
        includeSecrets: Bool? = nil,
        onRequest: (@Sendable (RedactedRequest) -> Void)? = nil,
        onAttempt: (@Sendable (Attempt) -> Void)? = nil
    ) {
        self.timeout = timeout
        self.attemptTimeout = attemptTimeout
        self.maxAttempts = maxAttempts
        self.baseDelay = baseDelay
        self.maxDelay = maxDelay
        self.maxBodyBytes = maxBodyBytes
        self.maxInFlight = maxInFlight
        self.clockOffset = clockOffset
        self.includeSecrets = includeSecrets
        self.onRequest = onRequest
        self.onAttempt = onAttempt
    }
}

extension LookupOptions {
    /// Returns these options, completed with those of the service.
    func over(_ service: LookupOptions) -> LookupOptions {
        LookupOptions(
            timeout: timeout ?? service.timeout,
            attemptTimeout: attemptTimeout ?? service.attemptTimeout,
            maxAttempts: maxAttempts ?? service.maxAttempts,
            baseDelay: baseDelay ?? service.baseDelay,
            maxDelay: maxDelay ?? service.maxDelay,
            maxBodyBytes: maxBodyBytes ?? service.maxBodyBytes,
            maxInFlight: maxInFlight ?? service.maxInFlight,
            clockOffset: clockOffset ?? service.clockOffset,
            includeSecrets: includeSecrets ?? service.includeSecrets,
            onRequest: onRequest ?? service.onRequest,
            onAttempt: onAttempt ?? service.onAttempt
        )
    }

    /// Returns the options in the form that the core expects.
    func core(baseUrl: String?) -> some Encodable {
        CoreOptions(
            baseUrl: baseUrl,
            timeoutMs: timeout?.milliseconds,
            attemptTimeoutMs: attemptTimeout?.milliseconds,
            maxAttempts: maxAttempts,
            baseDelayMs: baseDelay?.milliseconds,
            maxDelayMs: maxDelay?.milliseconds,
            maxBodyBytes: maxBodyBytes,
            maxInFlight: maxInFlight,
            clockOffsetMs: clockOffset?.milliseconds,
            includeSecrets: includeSecrets
        )
    }
}

private struct CoreOptions: Encodable {
    let baseUrl: String?
    let timeoutMs: Int?
    let attemptTimeoutMs: Int?
    let maxAttempts: Int?
    let baseDelayMs: Int?
    let maxDelayMs: Int?
    let maxBodyBytes: Int?
    let maxInFlight: Int?
    let clockOffsetMs: Int?
    let includeSecrets: Bool?
}
