import Foundation
internal import MingpianCore

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// What a service is made of.
struct Service: Sendable {
    let baseUrl: String?
    let options: LookupOptions
    let transport: any HTTPTransport
    var host = Host()

    /// Makes a call and drives it to its end. `read` makes the value of the answer's root row.
    func lookup<Value: Sendable>(
        _ options: LookupOptions,
        make: (CallOptions) throws -> Call,
        read: (Row) -> Value
    ) async throws(LookupError) -> Value {
        let options = options.over(self.options)
        let call: Call
        do {
            call = try make(options.core(baseUrl: baseUrl))
        } catch {
            throw (error as? LookupError) ?? LookupError(thrown: error)
        }
        let answer = try await drive(call, options.onRequest)
        return Row.root(body: answer.body, index: answer.index, read)
    }

    /// Does what the call says until it has finished.
    private func drive(
        _ call: Call,
        _ onRequest: (@Sendable (ShownRequest) -> Void)?
    ) async throws(LookupError) -> (body: Data, index: Data) {
        let (events, mailbox) = AsyncStream.makeStream(of: Event.self)
        var incoming = events.makeAsyncIterator()
        var exchange: Task<Void, Never>?
        var sent: Int64?
        var body = Data()
        defer { exchange?.cancel() }
        while true {
            if Task.isCancelled { call.cancel() }
            switch try poll(call) {
            case .transmit(let request):
                exchange?.cancel()
                guard let http = HTTPRequest(request) else {
                    call.cancel()
                    throw .internal(message: "a URL that Foundation does not read")
                }
                if let onRequest, let shown = call.shownRequest() { onRequest(ShownRequest(shown)) }
                sent = request.id
                exchange = Task { [transport] in
                    mailbox.yield(await .answer(to: request.id, http, by: transport))
                }
            case .wait(let ms):
                let timer = ms.map { ms in
                    Task {
                        // What waits longer is polled again.
                        guard (try? await Task.sleep(for: .milliseconds(min(ms, 86_400_000)))) != nil else { return }
                        mailbox.yield(.timer)
                    }
                }
                // Nothing comes when the task is cancelled.
                let event = await incoming.next()
                timer?.cancel()
                switch event {
                case .response(let id, let response):
                    if id == sent { body = response.body }
                    call.handle(response, id: id, nowMs: host.now())
                case .failure(let id, let kind): call.handleFailure(id: id, kind: kind)
                case .timer, nil: break
                }
            case .finished:
                return (body, try index(of: call))
            }
        }
    }

    private func poll(_ call: Call) throws(LookupError) -> Step {
        do {
            return try call.poll(nowMs: host.now(), random: host.random())
        } catch {
            throw LookupError(thrown: error)
        }
    }

    private func index(of call: Call) throws(LookupError) -> Data {
        do {
            return try call.index()
        } catch {
            throw LookupError(thrown: error)
        }
    }
}

/// What a call takes from outside.
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

/// What a drive waits for.
private enum Event: Sendable {
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

extension Call {
    fileprivate func handle(_ response: HTTPResponse, id: Int64, nowMs: Int64) {
        handleResponse(
            id: id,
            nowMs: nowMs,
            status: Int32(clamping: response.status),
            headers: response.headers.map { HttpHeader(name: $0.name, value: $0.value) },
            body: response.body
        )
    }
}

extension HTTPRequest {
    fileprivate init?(_ request: HttpRequest) {
        guard let url = URL(string: request.url) else { return nil }
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
    fileprivate init(_ request: MingpianCore.ShownRequest) {
        method = request.method
        url = request.url
        headers = request.headers.map { HTTPHeader(name: $0.name, value: $0.value) }
        body = request.body
    }
}
