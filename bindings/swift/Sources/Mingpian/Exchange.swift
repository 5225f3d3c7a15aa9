import Foundation
internal import MingpianCore

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// What says what is to be sent, and wants to know what came of it.
protocol Machine: Sendable {
    func poll(nowMs: Int64, random: Data) throws -> Step
    func handleResponse(id: Int64, nowMs: Int64, status: Int32, headers: [HttpHeader], body: Data)
    func handleFailure(id: Int64, kind: MingpianCore.TransportKind)
}

extension Call: Machine {}
extension Batch: Machine {}

extension Machine {
    func step(_ host: Host) throws(LookupError) -> Step {
        do {
            return try poll(nowMs: host.now(), random: host.random())
        } catch {
            throw LookupError(thrown: error)
        }
    }

    /// Tells it what has come.
    func handle(_ event: Event, _ host: Host) {
        switch event {
        case .response(let id, let response):
            handleResponse(
                id: id,
                nowMs: host.now(),
                status: Int32(clamping: response.status),
                headers: response.headers.map { HttpHeader(name: $0.name, value: $0.value) },
                body: response.body
            )
        case .failure(let id, let kind): handleFailure(id: id, kind: kind)
        case .timer: break
        }
    }
}

/// What a machine takes from outside.
struct Host: Sendable {
    /// Milliseconds since 1970.
    var now: @Sendable () -> Int64 = { Int64(Date().timeIntervalSince1970 * 1_000) }

    /// 16 bytes of a cryptographic source.
    var random: @Sendable () -> Data = {
        var generator = SystemRandomNumberGenerator()
        let words: [UInt64] = [generator.next(), generator.next()]
        return words.withUnsafeBytes { Data($0) }
    }
}

/// What a machine waits for.
enum Event: Sendable {
    case response(id: Int64, HTTPResponse)
    case failure(id: Int64, MingpianCore.TransportKind)
    case timer

    static func answer(to id: Int64, _ request: HTTPRequest, by transport: any HTTPTransport) async -> Event {
        do {
            return .response(id: id, try await transport.send(request))
        } catch {
            return .failure(id: id, kind(of: TransportError(error)))
        }
    }

    /// Calls `ring` after this time, unless it is cancelled before.
    static func timer(_ ms: Int64, _ ring: @escaping @Sendable () -> Void) -> Task<Void, Never> {
        Task {
            // What waits longer is polled again.
            guard (try? await Task.sleep(for: .milliseconds(min(ms, 86_400_000)))) != nil else { return }
            ring()
        }
    }

    private static func kind(of error: TransportError) -> MingpianCore.TransportKind {
        switch error {
        case .offline: .offline
        case .refused: .refused
        case .timeout: .timeout
        case .interrupted: .interrupted
        case .tooLarge: .tooLarge
        }
    }
}

extension TransportError {
    /// What an error of a transport's says.
    init(_ error: any Error) {
        switch error {
        case let error as TransportError: self = error
        case let error as URLError: self = TransportError(error.code)
        default: self = .interrupted
        }
    }

    private init(_ code: URLError.Code) {
        switch code {
        case .notConnectedToInternet, .cannotFindHost, .dnsLookupFailed, .dataNotAllowed,
            .internationalRoamingOff, .callIsActive:
            self = .offline
        case .cannotConnectToHost: self = .refused
        case .timedOut: self = .timeout
        default: self = .interrupted
        }
    }
}

extension HTTPRequest {
    init(_ request: HttpRequest) throws(LookupError) {
        guard let url = URL(string: request.url) else {
            throw .internal(message: "a URL that Foundation does not read")
        }
        self.init(
            method: request.method,
            url: url,
            headers: request.headers.map { HTTPHeader(name: $0.name, value: $0.value) },
            body: Data(request.body.utf8),
            maxBodyBytes: Int(clamping: request.maxBodyBytes)
        )
    }
}

extension ShownRequest {
    init(_ request: MingpianCore.ShownRequest) {
        method = request.method
        url = request.url
        headers = request.headers.map { HTTPHeader(name: $0.name, value: $0.value) }
        body = request.body
    }
}
