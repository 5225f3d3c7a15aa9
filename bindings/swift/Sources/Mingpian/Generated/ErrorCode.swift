// Generated from src/ by `cargo xtask generate`; do not edit.

internal import MingpianCore

extension LookupError {
    /// The codes of errors. They are the same in every language and never change.
    public enum Code: String, Sendable, Hashable, Codable, CaseIterable {
        /// At fault: the caller. Correct the field that the error names. Nothing was sent.
        case invalidInput = "INVALID_INPUT"
        /// At fault: the credentials, or the clock that signed them. Check the app ID and the secret, get a new token,
        /// or set the clock.
        case unauthenticated = "UNAUTHENTICATED"
        /// At fault: too many requests at a time. Wait for `retryAfter`, or for a while, and ask again.
        case rateLimited = "RATE_LIMITED"
        /// At fault: the question, as the provider sees it. Read the provider's code and text. A single-use code has to
        /// be a fresh one.
        case rejected = "REJECTED"
        /// At fault: the provider, or a server between you and it. Look at the status. Ask again later if `isRetryable`
        /// is true.
        case httpStatus = "HTTP_STATUS"
        /// At fault: the provider, or this library. Report the path that the error names. Asking again rarely helps.
        case malformedResponse = "MALFORMED_RESPONSE"
        /// At fault: the provider, or a limit that is too low. Ask for fewer people at a time, or raise the limit.
        case responseTooLarge = "RESPONSE_TOO_LARGE"
        /// At fault: the network. Ask again if `isRetryable` is true. Otherwise get a fresh single-use code.
        case transport = "TRANSPORT"
        /// The caller cancelled the lookup.
        case cancelled = "CANCELLED"
        /// At fault: this library. Report it.
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
