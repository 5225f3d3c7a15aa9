import Foundation
internal import MingpianCore

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
            switch try call.step(host) {
            case .transmit(let request):
                exchange?.cancel()
                let http = try HTTPRequest(request)
                if let onRequest, let shown = call.shownRequest() { onRequest(ShownRequest(shown)) }
                sent = request.id
                exchange = Task { [transport] in
                    mailbox.yield(await .answer(to: request.id, http, by: transport))
                }
            case .wait(let ms):
                let timer = ms.map { Event.timer($0) { mailbox.yield(.timer) } }
                // Nothing comes when the task is cancelled.
                let event = await incoming.next()
                timer?.cancel()
                guard let event else { continue }
                if case .response(let id, let response) = event, id == sent { body = response.body }
                call.handle(event, host)
            case .finished:
                return (body, try index(of: call))
            }
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
