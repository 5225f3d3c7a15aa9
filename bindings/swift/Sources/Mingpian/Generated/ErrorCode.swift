// Generated from src/ by `cargo xtask generate`; do not edit.

internal import MingpianCore

extension LookupError {
    /// The codes of errors. They are the same in every language and never change.
    public enum Code: String, Sendable, Hashable, Codable, CaseIterable {
        /// The question or an option is not allowed. Correct the field that the error names. Nothing was sent.
        case invalidInput = "INVALID_INPUT"
        /// The provider refused the credentials. Check the app ID and the secret, get a new token, or set the clock.
        case unauthenticated = "UNAUTHENTICATED"
        /// The provider received too many requests. Wait for `retryAfter`, or for a while if it is absent, and ask
        /// again.
        case rateLimited = "RATE_LIMITED"
        /// The provider rejected the request. Read the provider's code and text. If the question contains a single-use
        /// code, obtain a new one.
        case rejected = "REJECTED"
        /// The HTTP status of the response is unexpected. Look at the status. Ask again later if `isRetryable` is true.
        case httpStatus = "HTTP_STATUS"
        /// The response is not what the provider documents. Report the path that the error names. Asking again rarely
        /// helps.
        case malformedResponse = "MALFORMED_RESPONSE"
        /// The response is longer than the limit. Ask for fewer people at a time, or raise the limit.
        case responseTooLarge = "RESPONSE_TOO_LARGE"
        /// No response arrived. Ask again if `isRetryable` is true. Otherwise, obtain a new single-use code.
        case transport = "TRANSPORT"
        /// The caller cancelled the lookup.
        case cancelled = "CANCELLED"
        /// This library has a bug. Report it.
        case `internal` = "INTERNAL"
    }
}

extension LookupError.Code {
    /// The number of the code in `NSError`. It never changes.
    var number: Int {
        switch self {
        case .invalidInput: 1
        case .unauthenticated: 2
        case .rateLimited: 3
        case .rejected: 4
        case .httpStatus: 5
        case .malformedResponse: 6
        case .responseTooLarge: 7
        case .transport: 8
        case .cancelled: 9
        case .internal: 10
        }
    }

    init(_ code: MingpianCore.ErrorCode) {
        self =
            switch code {
            case .invalidInput: .invalidInput
            case .unauthenticated: .unauthenticated
            case .rateLimited: .rateLimited
            case .rejected: .rejected
            case .httpStatus: .httpStatus
            case .malformedResponse: .malformedResponse
            case .responseTooLarge: .responseTooLarge
            case .transport: .transport
            case .cancelled: .cancelled
            case .internal: .internal
            }
    }
}
