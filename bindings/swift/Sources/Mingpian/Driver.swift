import Foundation
internal import MingpianCore

/// A lookup that is driven in a task of its own. It begins when the first answer is requested, and ends when no caller
/// can request another one.
final class Driver: Sendable {
    typealias Progress = @Sendable (_ done: Int, _ total: Int) -> Void

    private let mailbox: AsyncStream<Event>.Continuation

    /// Creates a driver for a lookup, or for the error with which opening it failed. Its lists are fed from `sources`.
    init(
        _ lookup: Result<Lookup, LookupError>, _ service: Service, _ operation: String, _ options: LookupOptions,
        sources: [Source] = [], onProgress: Progress? = nil
    ) {
        let (events, mailbox) = AsyncStream.makeStream(of: Event.self)
        self.mailbox = mailbox
        Task {
            var run = Run(
                service: service, operation: operation, options: options, onProgress: onProgress, mailbox: mailbox,
                incoming: events.makeAsyncIterator(), readers: sources.map { $0.read() })
            switch lookup {
            case .success(let lookup): await run.finish(run.drive(lookup))
            case .failure(let error): await run.finish(error)
            }
        }
    }

    deinit {
        mailbox.yield(.left)
    }

    /// Returns the next answer, or `nil` after the last. After the answers, throws the error that ended the lookup. If
    /// the task is cancelled, the lookup is cancelled, too.
    func next() async throws(LookupError) -> Outcome? {
        let outcome = await withTaskCancellationHandler {
            await withCheckedContinuation { (taker: Taker) in
                guard case .terminated = mailbox.yield(.wanted(taker)) else { return }
                taker.resume(returning: Task.isCancelled ? .failure(.cancelled) : .success(nil))
            }
        } onCancel: {
            mailbox.yield(.cancelled)
        }
        return try outcome.get()
    }
}

/// The result of one request.
enum Outcome: Sendable {
    case answer(Answer)
    case failed([[String]], LookupError)
}

/// Waits for an answer.
private typealias Taker = CheckedContinuation<Result<Outcome?, LookupError>, Never>

/// An event that a lookup waits for.
private enum Event: Sendable {
    case wanted(Taker)
    case cancelled
    /// No caller can request an answer any longer.
    case left
    case response(Int64, HTTPResponse)
    case signature(Int64, [String: String]?)
    case token(Int64, String?, refused: String?)
    case failure(Int64, any Error)
    case identifiers(Int32, json: String, ends: Bool)
    case brokenSource(LookupError)
    case timer
}

/// The loop.
private struct Run {
    let service: Service
    let operation: String
    let options: LookupOptions
    let onProgress: Driver.Progress?
    let mailbox: AsyncStream<Event>.Continuation
    var incoming: AsyncStream<Event>.Iterator
    let readers: [Source.Reader]
    var feeds: [Int32: Task<Void, Never>] = [:]
    var takers: [Taker] = []
    var isCancelled = false
    var hasLeft = false
    /// The operations that were started, by the ID to report under.
    var tasks: [Int64: Task<Void, Never>] = [:]
    /// The attempts that were sent, by ID, if the caller has asked for reports on them.
    var attempts: [Int64: Sent] = [:]
    /// The ID under which the token is renewed.
    var renewing: Int64?
    /// The bodies of answers that have not been returned yet.
    var bodies: [Int64: Data] = [:]
    /// The errors that transports threw.
    var causes: [Int64: any Error] = [:]
    /// The error with which this driver ended the lookup, if it did.
    var end: LookupError?

    /// Drives a lookup to its end. Returns the error if it failed.
    mutating func drive(_ lookup: Lookup) async -> LookupError? {
        let known = lookup.clockOffsetMs()
        defer {
            let learned = lookup.clockOffsetMs()
            if options.clockOffset == nil, learned != known { service.clock.offset = .milliseconds(learned) }
        }
        // Nothing is sent before an answer is wanted.
        await receive(lookup)
        while true {
            let (high, low) = service.host.random()
            let takes = !takers.isEmpty || isCancelled
            switch lookup.poll(nowMs: service.host.now(), randomHigh: high, randomLow: low, takesAnswer: takes) {
            case .send(let request):
                if let onRequest = options.onRequest, let redacted = lookup.redactedRequest(id: request.id) {
                    onRequest(RedactedRequest(redacted))
                }
                if options.onAttempt != nil {
                    attempts[request.id] = Sent(number: Int(request.attempt), ms: service.host.now())
                }
                start(request.id) { [transport = service.transport] in
                    .response(request.id, try await transport.send(HTTPRequest(request)))
                }
            case .sign(let id, let timeMs, let nonce):
                start(id) { [authorize = service.auth.authorize] in
                    .signature(id, try await authorize?(SigningParams(time: Int(timeMs), nonce: nonce)))
                }
            case .renew(let id):
                let refused = service.auth.renewal?.token
                renewing = id
                start(id) { [renewal = service.auth.renewal] in
                    .token(id, try await renewal?.token(after: refused), refused: refused)
                }
            case .abort(let id):
                tasks.removeValue(forKey: id)?.cancel()
                tell(id, isAborted: true)
            case .feed(let list, let room): feed(list, Int(room))
            case .answer(let id, let repaired, let index, let notFound, let unreadable, let requestID):
                let body = bodies.removeValue(forKey: id) ?? Data()
                let answer = Answer(
                    body: repaired ?? body, index: index, notFound: notFound, unreadable: unreadable, requestID: requestID)
                hand(.answer(answer), of: lookup)
            case .failed(let id, let asked, let failure):
                hand(.failed(asked, error(failure, id)), of: lookup)
            case .wait(let ms): await wait(ms, for: lookup)
            case .done(let id, let failure): return failure.map { error($0, id) }
            }
        }
    }

    /// Ends all operations, and completes all requests for an answer without one. An error is thrown only once.
    mutating func finish(_ error: LookupError?) async {
        for task in Array(tasks.values) + Array(feeds.values) { task.cancel() }
        while takers.isEmpty, !hasLeft { await receive(nil) }
        if let error, !takers.isEmpty { takers.removeFirst().resume(returning: .failure(error)) }
        mailbox.finish()
        while let event = await incoming.next() {
            if case .wanted(let taker) = event { takers.append(taker) }
        }
        for taker in takers { taker.resume(returning: .success(nil)) }
    }

    /// Reports the result of an attempt to the caller.
    private mutating func tell(
        _ id: Int64, status: Int? = nil, failure: TransportError? = nil, isAborted: Bool = false, isAccepted: Bool = false,
        bytes: Int = 0
    ) {
        guard let sent = attempts.removeValue(forKey: id) else { return }
        // The clock may have been set back.
        let duration = Duration.milliseconds(max(0, service.host.now() - sent.ms))
        options.onAttempt?(
            Attempt(
                provider: Provider(rawValue: service.provider), operation: operation, number: sent.number, status: status,
                failure: failure, isAborted: isAborted, isAccepted: isAccepted, duration: duration, bytes: bytes))
    }

    /// Starts an operation that ends with an event to report.
    private mutating func start(_ id: Int64, _ work: @escaping @Sendable () async throws -> Event) {
        tasks[id] = Task { [mailbox] in
            do { mailbox.yield(try await work()) } catch { mailbox.yield(.failure(id, error)) }
        }
    }

    private mutating func feed(_ list: Int32, _ room: Int) {
        feeds[list] = Task { [mailbox, reader = readers[Int(list)]] in
            do throws(LookupError) {
                let chunk = try await reader(room)
                mailbox.yield(.identifiers(list, json: json(chunk.identifiers), ends: chunk.ends))
            } catch {
                mailbox.yield(.brokenSource(error))
            }
        }
    }

    /// Returns an answer. A task that was cancelled receives only the error.
    private mutating func hand(_ outcome: Outcome, of lookup: Lookup) {
        guard !isCancelled, !takers.isEmpty else { return }
        takers.removeFirst().resume(returning: .success(outcome))
        let progress = lookup.progress()
        onProgress?(Int(progress.done), Int(progress.total))
    }

    /// Returns the error of a request. If the request ended with the lookup, this is the lookup's own error.
    private mutating func error(_ failure: LookupFailure, _ id: Int64?) -> LookupError {
        if let end, failure.code == .cancelled, !isCancelled { return end }
        // A token that could not be renewed is why its refusal stands.
        let id = failure.code == .unauthenticated ? renewing ?? id : id
        return LookupError(failure, cause: id.flatMap { causes.removeValue(forKey: $0) })
    }

    /// Ends the lookup immediately, even if requests are in flight.
    private mutating func end(_ lookup: Lookup?, with error: LookupError) {
        if end == nil { end = error }
        lookup?.cancel()
    }

    private mutating func wait(_ ms: Int64?, for lookup: Lookup) async {
        let timer = ms.map { ms in
            Task { [mailbox] in
                // A longer time is polled again.
                guard (try? await Task.sleep(for: .milliseconds(min(ms, 86_400_000)))) != nil else { return }
                mailbox.yield(.timer)
            }
        }
        await receive(lookup)
        timer?.cancel()
    }

    /// Waits for an event and reports it to the lookup. The result of an aborted operation is not reported.
    private mutating func receive(_ lookup: Lookup?) async {
        switch await incoming.next() {
        case .wanted(let taker): takers.append(taker)
        case .left, nil:
            hasLeft = true
            fallthrough
        case .cancelled:
            isCancelled = true
            lookup?.cancel()
        case .response(let id, let response):
            guard tasks.removeValue(forKey: id) != nil else { return }
            let headers = response.headers.map { HttpHeader(name: $0.name, value: $0.value) }
            let isAccepted = lookup?.handleResponse(
                id: id, nowMs: service.host.now(), status: Int32(clamping: response.status), headers: headers,
                body: response.body)
            if isAccepted == true { bodies[id] = response.body }
            tell(id, status: response.status, isAccepted: isAccepted == true, bytes: response.body.count)
        case .signature(let id, let headers):
            guard tasks.removeValue(forKey: id) != nil else { return }
            lookup?.handleSignature(id: id, headers: headers?.map { HttpHeader(name: $0.key, value: $0.value) })
        case .token(let id, let token, let refused):
            guard tasks.removeValue(forKey: id) != nil else { return }
            if lookup?.handleRenewal(id: id, token: token) != true { service.auth.renewal?.forget(token, for: refused) }
        case .failure(let id, let error):
            guard tasks.removeValue(forKey: id) != nil else { return }
            tell(id, failure: TransportError(error))
            if id != renewing, let reason = TransportError.lastingReason(error) {
                return end(lookup, with: .unreachable(Provider(rawValue: service.provider), reason, cause: error))
            }
            causes[id] = error
            // An attempt that long ago was followed by another, or its error was handed out.
            causes[id - 256] = nil
            lookup?.handleFailure(id: id, kind: TransportError(error).kind)
        case .identifiers(let list, let json, let ends): lookup?.feed(list: list, identifiers: json, ends: ends)
        case .brokenSource(let error): end(lookup, with: error)
        case .timer: break
        }
    }
}
