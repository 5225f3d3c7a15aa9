import Foundation
internal import MingpianCore

/// Why a lookup gave no answer. Everything in it is safe to log: none of it holds a URL, a body, an identifier that
/// was asked for, or a secret.
public enum LookupError: Error, Sendable, Hashable {
    /// The caller's mistake: `field` names what is not allowed, of a list with the index, `emails[3]`. Nothing was
    /// sent.
    case invalidInput(field: String, message: String)
    /// The provider refuses the credentials. Check them, and the clock where requests are signed.
    case unauthenticated(Reply)
    /// Too many requests; ask again after ``Reply/retryAfter``, if the provider said so.
    case rateLimited(Reply)
    /// The provider understood and said no; its code and text say why.
    case rejected(Reply)
    /// An HTTP status that is no success and no other error's.
    case httpStatus(Reply)
    /// The answer is not what the provider documents. `field` is the JSON path, in the vendor's names with map keys
    /// as `*`; empty for the whole.
    case malformedResponse(field: String, Reply)
    /// The body is longer than ``LookupOptions/maxBodyBytes``; the rest was not read.
    case responseTooLarge(provider: Provider, message: String)
    /// No complete answer came.
    case transport(Failure)
    /// The task was cancelled.
    case cancelled
    /// A fault of this package.
    case `internal`(message: String)

    /// What a provider said, made safe to log.
    public struct Reply: Sendable, Hashable {
        /// Who said it.
        public let provider: Provider
        /// The HTTP status, 100 to 599.
        public let status: Int
        /// The provider's own code.
        public let providerCode: Int?
        /// The provider's own text, at most 200 characters, with what may be personal as `[redacted]`.
        public let providerText: String?
        /// The id that the provider's support asks for.
        public let requestId: String?
        /// How long the provider asked to be left alone.
        public let retryAfter: Duration?
        /// Whether the same lookup may be asked again, unchanged.
        public let isRetryable: Bool
        /// What went wrong, for people.
        public let message: String
    }

    /// How the transport failed.
    public struct Failure: Sendable, Hashable {
        /// Who was asked.
        public let provider: Provider
        /// What happened on the way.
        public let kind: TransportKind
        /// Whether the same lookup may be asked again, unchanged.
        public let isRetryable: Bool
        /// What went wrong, for people.
        public let message: String
    }

    /// What happened on the way.
    public enum TransportKind: String, Sendable, Hashable, Codable, CaseIterable {
        /// No network, or the host's name was not found: the request certainly never left.
        case offline
        /// The connection was refused: the request certainly never left.
        case refused
        /// No answer in time. The request may have arrived.
        case timeout
        /// The exchange broke off. The request may have arrived.
        case interrupted
    }

    /// The names of errors, the same in every language of Mingpian. They never change.
    public enum Code: String, Sendable, Hashable, Codable, CaseIterable {
        /// See ``LookupError/invalidInput(field:message:)``.
        case invalidInput = "INVALID_INPUT"
        /// See ``LookupError/unauthenticated(_:)``.
        case unauthenticated = "UNAUTHENTICATED"
        /// See ``LookupError/rateLimited(_:)``.
        case rateLimited = "RATE_LIMITED"
        /// See ``LookupError/rejected(_:)``.
        case rejected = "REJECTED"
        /// See ``LookupError/httpStatus(_:)``.
        case httpStatus = "HTTP_STATUS"
        /// See ``LookupError/malformedResponse(field:_:)``.
        case malformedResponse = "MALFORMED_RESPONSE"
        /// See ``LookupError/responseTooLarge(provider:message:)``.
        case responseTooLarge = "RESPONSE_TOO_LARGE"
        /// See ``LookupError/transport(_:)``.
        case transport = "TRANSPORT"
        /// See ``LookupError/cancelled``.
        case cancelled = "CANCELLED"
        /// See ``LookupError/internal(message:)``.
        case `internal` = "INTERNAL"
    }
}

extension LookupError {
    /// Its frozen name.
    public var code: Code {
        switch self {
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

    /// Whether the same lookup may be asked again, unchanged. It has been already, as far as the options go.
    public var isRetryable: Bool {
        if case .transport(let failure) = self { failure.isRetryable } else { reply?.isRetryable ?? false }
    }

    /// What the provider said, where it said something.
    public var reply: Reply? {
        switch self {
        case .unauthenticated(let reply), .rateLimited(let reply), .rejected(let reply), .httpStatus(let reply),
            .malformedResponse(_, let reply):
            reply
        default: nil
        }
    }

    /// The service that was asked.
    public var provider: Provider? {
        switch self {
        case .responseTooLarge(let provider, _): provider
        case .transport(let failure): failure.provider
        default: reply?.provider
        }
    }

    /// The input's field, or the JSON path in the answer; times of ``LookupOptions`` with their unit, `timeoutMs`.
    public var field: String? {
        switch self {
        case .invalidInput(let field, _), .malformedResponse(let field, _): field
        default: nil
        }
    }

    /// What went wrong, for people.
    public var message: String {
        switch self {
        case .invalidInput(_, let message), .responseTooLarge(_, let message), .internal(let message): message
        case .transport(let failure): failure.message
        case .cancelled: "cancelled"
        default: reply?.message ?? code.rawValue
        }
    }
}

extension LookupError: LocalizedError, CustomStringConvertible {
    /// What went wrong, for people: what `localizedDescription` says.
    public var errorDescription: String? { message }

    /// The code, and what went wrong.
    public var description: String { "\(code.rawValue): \(message)" }
}

extension LookupError {
    /// The core's error.
    init(_ error: CoreError) {
        func reply(_ reply: MingpianCore.Reply, _ message: String, _ isRetryable: Bool = false) -> Reply {
            Reply(
                provider: Provider(rawValue: reply.provider),
                status: Int(reply.status),
                providerCode: reply.providerCode.map(Int.init),
                providerText: reply.providerText,
                requestId: reply.requestId,
                retryAfter: reply.retryAfterMs.map(Duration.milliseconds),
                isRetryable: isRetryable,
                message: message
            )
        }
        self =
            switch error {
            case .InvalidInput(let text, let field): .invalidInput(field: field, message: text)
            case .Unauthenticated(let text, let said): .unauthenticated(reply(said, text))
            case .RateLimited(let text, let isRetryable, let said): .rateLimited(reply(said, text, isRetryable))
            case .Rejected(let text, let said): .rejected(reply(said, text))
            case .HttpStatus(let text, let isRetryable, let said): .httpStatus(reply(said, text, isRetryable))
            case .MalformedResponse(let text, let field, let said):
                .malformedResponse(field: field, reply(said, text))
            case .ResponseTooLarge(let text, let provider):
                .responseTooLarge(provider: Provider(rawValue: provider), message: text)
            case .Transport(let text, let isRetryable, let provider, let kind):
                .transport(
                    Failure(
                        provider: Provider(rawValue: provider), kind: TransportKind(kind), isRetryable: isRetryable,
                        message: text))
            case .Cancelled: .cancelled
            case .Internal(let text): .internal(message: text)
            }
    }

    /// What a call of the core threw.
    init(thrown error: any Error) {
        self = (error as? CoreError).map(LookupError.init) ?? .internal(message: "the core: \(error)")
    }
}

extension LookupError.TransportKind {
    fileprivate init(_ kind: MingpianCore.TransportKind) {
        self =
            switch kind {
            case .offline: .offline
            case .refused: .refused
            case .timeout: .timeout
            case .interrupted, .tooLarge: .interrupted
            }
    }
}
