@testable import Mingpian

extension JSON {
    /// The members that the vectors know of an error: all but its words.
    init(_ error: LookupError) {
        var members: [String: JSON?] = [
            "code": JSON(error.code.rawValue),
            "retryable": .bool(error.isRetryable),
            "provider": error.provider.map { JSON($0.rawValue) },
            "field": error.field.map { JSON($0) },
            "status": error.reply.map { .int($0.status) },
            "providerCode": error.reply?.providerCode.map { .int($0) },
            "providerText": error.reply?.providerText.map { JSON($0) },
            "requestId": error.reply?.requestId.map { JSON($0) },
            "retryAfterMs": error.reply?.retryAfter.map { .int(Int($0 / .milliseconds(1))) },
        ]
        if case .transport(let failure) = error { members["kind"] = JSON(failure.kind.rawValue) }
        self = .of(members)
    }
}
