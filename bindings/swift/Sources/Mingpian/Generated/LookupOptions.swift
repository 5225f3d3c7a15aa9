// Generated from src/ by `cargo xtask generate`; do not edit.

/// How a lookup is carried out. An option that is absent has its default. Times count in whole milliseconds. The
/// options of a lookup take precedence over those of its service.
///
/// No vendor states limits for retries or parallel requests, so the defaults are our choice.
public struct LookupOptions: Sendable {
    /// The time for the lookup as a whole, attempts and pauses included, 1 ms or more. If a lookup sends several
    /// requests, it holds for each. Defaults to 60,000 ms.
    public var timeout: Duration?
    /// The time for one attempt, 1 ms or more. Defaults to 30,000 ms.
    public var attemptTimeout: Duration?
    /// How often a request is sent, the first attempt included, 1 or more. A single-use code is sent again only if it
    /// certainly never left. Defaults to 3.
    public var maxAttempts: Int?
    /// The longest first pause, 0 or more. It doubles with every attempt. Defaults to 500 ms.
    public var baseDelay: Duration?
    /// The longest pause, 0 or more, unless the service asks for a longer one. Defaults to 20,000 ms.
    public var maxDelay: Duration?
    /// The longest body that is read, in bytes, 1 or more. Longer ones are refused. Defaults to 8,388,608 (8 MiB).
    public var maxBodyBytes: Int?
    /// How many requests may be in flight, or answered with a page that was not taken yet, 1 or more. Defaults to 4.
    public var maxInFlight: Int?
    /// How far the service's clock is ahead of this host's; negative if it is behind. Defaults to 0 ms. A lookup whose
    /// signature is refused learns it by itself, if the response says what time it is.
    public var clockOffset: Duration?
    /// Whether records have their secrets, such as password hashes, which an app should not hold. Defaults to false.
    public var includeSecrets: Bool?
    /// Called with every attempt before it is sent, to show it.
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
    /// Returns these options, and those of the service where these are absent.
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

    /// Returns the options as the core takes them.
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
