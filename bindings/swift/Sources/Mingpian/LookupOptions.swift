internal import MingpianCore

/// How a lookup is carried out. What is left out has its default; times count in whole milliseconds.
///
/// The options of a call go before those of the service.
public struct LookupOptions: Sendable {
    /// Time for the lookup as a whole, attempts and pauses, 1 ms or more; where it takes several requests, for each.
    /// 60 s unless told.
    public var timeout: Duration?
    /// Time for one attempt, 1 ms or more. 30 s unless told.
    public var attemptTimeout: Duration?
    /// How often and how soon to try again. dmtz is asked again only if the request certainly never left.
    public var retry: RetryPolicy
    /// Bodies longer than this are refused and not read to their end, in bytes, 1 or more. 8,388,608 (8 MiB) unless
    /// told.
    public var maxBodyBytes: Int?
    /// Whether records have their `secrets`: password hashes and the like. `false` unless told.
    public var includeSecrets: Bool?
    /// Called with every attempt before it is sent, to show it.
    public var onRequest: (@Sendable (ShownRequest) -> Void)?

    /// With these members.
    public init(
        timeout: Duration? = nil,
        attemptTimeout: Duration? = nil,
        retry: RetryPolicy = RetryPolicy(),
        maxBodyBytes: Int? = nil,
        includeSecrets: Bool? = nil,
        onRequest: (@Sendable (ShownRequest) -> Void)? = nil
    ) {
        self.timeout = timeout
        self.attemptTimeout = attemptTimeout
        self.retry = retry
        self.maxBodyBytes = maxBodyBytes
        self.includeSecrets = includeSecrets
        self.onRequest = onRequest
    }
}

/// How often and how soon a lookup is tried again, where that is safe.
public struct RetryPolicy: Sendable, Hashable {
    /// Attempts in all, the first included, 1 or more. 3 unless told.
    public var maxAttempts: Int?
    /// The longest first pause, 0 or more; it doubles with every attempt. 500 ms unless told.
    public var baseDelay: Duration?
    /// No pause is longer, but for one that the service asks for; 0 or more. 20 s unless told.
    public var maxDelay: Duration?

    /// With these members.
    public init(maxAttempts: Int? = nil, baseDelay: Duration? = nil, maxDelay: Duration? = nil) {
        self.maxAttempts = maxAttempts
        self.baseDelay = baseDelay
        self.maxDelay = maxDelay
    }
}

extension LookupOptions {
    /// These, and where they say nothing, those of the service.
    func over(_ service: LookupOptions) -> LookupOptions {
        LookupOptions(
            timeout: timeout ?? service.timeout,
            attemptTimeout: attemptTimeout ?? service.attemptTimeout,
            retry: RetryPolicy(
                maxAttempts: retry.maxAttempts ?? service.retry.maxAttempts,
                baseDelay: retry.baseDelay ?? service.retry.baseDelay,
                maxDelay: retry.maxDelay ?? service.retry.maxDelay
            ),
            maxBodyBytes: maxBodyBytes ?? service.maxBodyBytes,
            includeSecrets: includeSecrets ?? service.includeSecrets,
            onRequest: onRequest ?? service.onRequest
        )
    }

    /// As the core takes them.
    func core(baseUrl: String?) -> CallOptions {
        CallOptions(
            baseUrl: baseUrl,
            maxAttempts: retry.maxAttempts.map(Int64.init),
            baseDelayMs: retry.baseDelay?.milliseconds,
            maxDelayMs: retry.maxDelay?.milliseconds,
            attemptTimeoutMs: attemptTimeout?.milliseconds,
            timeoutMs: timeout?.milliseconds,
            maxBodyBytes: maxBodyBytes.map(Int64.init),
            includeSecrets: includeSecrets ?? false
        )
    }
}

extension Duration {
    /// Whole milliseconds, as far as they can be counted.
    fileprivate var milliseconds: Int64 {
        let (seconds, attoseconds) = components
        let (ms, overflow) = seconds.multipliedReportingOverflow(by: 1_000)
        if overflow { return seconds < 0 ? .min : .max }
        let sum = ms.addingReportingOverflow(attoseconds / 1_000_000_000_000_000)
        return sum.overflow ? ms : sum.partialValue
    }
}
