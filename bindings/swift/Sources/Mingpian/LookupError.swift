import Foundation
internal import MingpianCore

/// The reason why a lookup failed. Every member except ``underlyingError`` is safe to log, because it contains no URL,
/// body, identifier, or secret.
public struct LookupError: Error, Sendable, Hashable {
    /// The code of the error.
    public let code: Code
    /// A description of the error in English, for logs and developers.
    public let message: String
    /// Whether the same request is safe to send again and may succeed later.
    public internal(set) var isRetryable = false
    /// The provider that was asked.
    public internal(set) var provider: Provider?
    /// The field that is not allowed, such as `emails[3]` or `timeoutMs`. For `MALFORMED_RESPONSE`, it is the path to
    /// the value that cannot be read, with `*` for the keys of maps. The path is empty for the whole body.
    public internal(set) var field: String?
    /// How the transport failed.
    public internal(set) var kind: TransportError?
    /// The HTTP status, if there was a response.
    public internal(set) var status: Int?
    /// The provider's own code.
    public internal(set) var providerCode: Int?
    /// The provider's own text, at most 200 characters. Text that looks like personal data or a secret is replaced with
    /// `[redacted]`.
    public internal(set) var providerText: String?
    /// The ID by which the provider's support team can identify the request.
    public internal(set) var requestID: String?
    /// How long the provider asks clients to wait before the next request.
    public internal(set) var retryAfter: Duration?
    /// The error that the transport or a sequence of identifiers threw. It may contain the URL, so it is neither
    /// compared nor printed.
    public var underlyingError: (any Error)? { cause.value }
    var cause = Withheld<any Error>()

    static let cancelled = LookupError(code: .cancelled, message: "the lookup was cancelled")

    /// Returns an error for a provider that cannot be reached with further attempts either. Returns `cause` itself if
    /// it is a `LookupError`.
    static func unreachable(_ provider: Provider, _ reason: String, cause: any Error) -> LookupError {
        if let error = cause as? LookupError { return error }
        return LookupError(
            code: .transport, message: "\(provider) could not be reached: \(reason)", provider: provider,
            kind: .interrupted, cause: Withheld(value: cause))
    }
}

extension LookupError: LocalizedError, CustomStringConvertible {
    /// A description of the error in English, which `localizedDescription` returns.
    public var errorDescription: String? { message }

    /// The code and the description of the error.
    public var description: String { "\(code.rawValue): \(message)" }
}

extension LookupError: CustomNSError {
    /// The error domain in Objective-C.
    public static var errorDomain: String { "Mingpian.LookupError" }

    /// A number for each code. It never changes.
    public var errorCode: Int { code.number }

    /// The user info, which contains only the message. `NSError` prints it, so it does not contain the transport's
    /// error, which may contain a secret.
    public var errorUserInfo: [String: Any] { [NSLocalizedDescriptionKey: message] }
}

extension LookupError {
    /// Creates an error that does not come from a service, for the tests of an app.
    package init(planted code: Code, field: String?) {
        self.init(code: code, message: "invented for a test", field: field)
    }

    /// Converts the core's error. `cause` is the error that the transport threw.
    init(_ error: LookupFailure, cause: (any Error)? = nil) {
        self.init(
            code: Code(error.code), message: error.message, isRetryable: error.retryable,
            provider: error.provider.map(Provider.init), field: error.field, kind: error.kind.map(TransportError.init),
            status: error.status.map(Int.init), providerCode: error.providerCode.map(Int.init),
            providerText: error.providerText, requestID: error.requestId,
            retryAfter: error.retryAfterMs.map(Duration.milliseconds), cause: Withheld(value: cause))
    }

    /// Converts the error that a call to the core threw.
    init(thrown error: any Error) {
        if case .Failed(let failure) = error as? CoreError {
            self.init(failure)
        } else {
            self.init(code: .internal, message: "internal error: \(error)")
        }
    }
}
