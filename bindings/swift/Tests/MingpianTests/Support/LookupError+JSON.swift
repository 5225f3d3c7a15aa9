@testable import Mingpian

extension JSON {
    /// Creates an object with the members of an error that the vectors contain, which are all except its message.
    init(_ error: LookupError) {
        let members: [String: JSON?] = [
            "code": JSON(error.code.rawValue),
            "retryable": .bool(error.isRetryable),
            "provider": error.provider.map { JSON($0.rawValue) },
            "field": error.field.map { JSON($0) },
            "status": error.status.map { .int($0) },
            "providerCode": error.providerCode.map { .int($0) },
            "providerText": error.providerText.map { JSON($0) },
            "requestId": error.requestID.map { JSON($0) },
            "retryAfterMs": error.retryAfter.map { .int(Int($0 / .milliseconds(1))) },
            "kind": error.kind.map { JSON($0.rawValue) },
        ]
        self = .of(members)
    }
}
