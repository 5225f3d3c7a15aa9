import Foundation
public import Mingpian

/// A fault that a `MockTransport` simulates: the error with which a lookup ends, and the requests that fail.
public struct Fault: Sendable {
    let code: LookupError.Code
    let provider: Provider?
    let identifier: String?
    let times: Int?
    let providerCode: Int?
    let providerText: String?
    let retryAfter: Duration?
    let status: Int?
    let kind: TransportError?
    let field: String?

    /// Creates a fault. If a value is not allowed or does not belong to the error, the test stops.
    ///
    /// - Parameters:
    ///   - code: The error. `INVALID_INPUT`, `CANCELLED`, and `INTERNAL` do not come from a service, but a test may want
    ///     to see what the app does with them.
    ///   - provider: Only requests to this provider fail. Defaults to all providers.
    ///   - identifier: Only requests with this identifier fail: an email, a mobile number, a login name, a user ID, or
    ///     a code. Defaults to all requests.
    ///   - times: The number of requests that fail. Each attempt counts as a request. Defaults to all requests.
    ///   - providerCode: The provider's own code, for the errors that come from its response. Defaults to -1.
    ///   - providerText: The provider's own text, for the errors that come from its response.
    ///   - retryAfter: For `RATE_LIMITED` and `HTTP_STATUS`: how long the service asks clients to wait. It is rounded
    ///     up to whole seconds.
    ///   - status: For `HTTP_STATUS`: the status, from 300 to 599 except 401, 403, and 429, which result in other
    ///     errors. Defaults to 500.
    ///   - kind: For `TRANSPORT`: how the transport fails. With `timeout`, the service never answers. Defaults to
    ///     `interrupted`.
    ///   - field: For `INVALID_INPUT`: the field that is not allowed.
    public init(
        _ code: LookupError.Code,
        provider: Provider? = nil,
        identifier: String? = nil,
        times: Int? = nil,
        providerCode: Int? = nil,
        providerText: String? = nil,
        retryAfter: Duration? = nil,
        status: Int? = nil,
        kind: TransportError? = nil,
        field: String? = nil
    ) {
        let replies: [LookupError.Code] = [.unauthenticated, .rateLimited, .rejected, .httpStatus]
        let isPausing = code == .rateLimited || code == .httpStatus
        let isStatus = status.map { (300...599).contains($0) && ![401, 403, 429].contains($0) } ?? true
        precondition(times ?? 1 > 0, "times: expected 1 or more")
        precondition(replies.contains(code) || providerCode == nil && providerText == nil, "providerCode: expected none for \(code)")
        precondition(retryAfter == nil || isPausing && retryAfter! >= .zero, "retryAfter: expected 0 or more, for rateLimited or httpStatus")
        precondition(isStatus && (status == nil || code == .httpStatus), "status: expected 300 to 599 except 401, 403, and 429, for httpStatus")
        precondition(kind == nil || code == .transport && kind != .tooLarge, "kind: expected any except tooLarge, for transport")
        precondition(field == nil || code == .invalidInput, "field: expected none for \(code)")
        self.code = code
        self.provider = provider
        self.identifier = identifier
        self.times = times
        self.providerCode = providerCode
        self.providerText = providerText
        self.retryAfter = retryAfter
        self.status = status
        self.kind = kind
        self.field = field
    }

    func fits(_ question: FakeQuestion) -> Bool {
        (provider == nil || provider == question.service.provider)
            && identifier.map(question.identifiers.contains) ?? true
    }

    /// Whether the service processes the request before its answer is lost or broken.
    var isLate: Bool {
        switch code {
        case .malformedResponse, .responseTooLarge: true
        case .transport: kind != .offline && kind != .refused
        default: false
        }
    }

    /// Simulates the fault.
    func fail(_ question: FakeQuestion) async throws -> HTTPResponse {
        let ownCode = providerCode ?? rejected
        let reply = question.failure(ownCode, providerText ?? "invented for a test")
        var headers: [HTTPHeader] = []
        if let (seconds, rest) = retryAfter?.components {
            headers.append(HTTPHeader(name: "Retry-After", value: String(rest > 0 ? seconds + 1 : seconds)))
        }
        switch code {
        case .rejected:
            let layer = question.service.layers.last
            let isRejection = ownCode != layer?.success && layer?.unauthenticated.contains(ownCode) == false
            guard isRejection else { throw LookupError(planted: .invalidInput, field: "providerCode") }
            return respond(200, reply)
        case .unauthenticated: return respond(401, reply)
        case .rateLimited: return respond(429, reply, headers)
        case .httpStatus: return respond(status ?? 500, reply, headers)
        case .malformedResponse: return respond(200, "<!doctype html>")
        case .responseTooLarge: throw TransportError.tooLarge
        case .transport:
            // The sleep ends when the request is abandoned.
            while kind == .timeout { try await Task.sleep(for: .seconds(86_400)) }
            throw kind ?? .interrupted
        case .invalidInput: throw LookupError(planted: code, field: field ?? "")
        case .cancelled, .internal: throw LookupError(planted: code, field: nil)
        }
    }
}

func respond(_ status: Int, _ body: String, _ headers: [HTTPHeader] = []) -> HTTPResponse {
    let type = HTTPHeader(name: "Content-Type", value: "application/json")
    return HTTPResponse(status: status, headers: headers + [type], body: Data(body.utf8))
}
