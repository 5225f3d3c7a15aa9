import Foundation
internal import MingpianCore

/// The result of one request.
enum Outcome: Sendable {
    case answer(Answer)
    case failed([[String]], LookupError)
}

/// A caller that waits for a page.
typealias Taker = CheckedContinuation<Result<Outcome?, LookupError>, Never>

/// An event that a lookup waits for.
enum Event: Sendable {
    case wanted(Taker)
    case cancelled
    /// No caller can request a page any longer.
    case left
    case response(Int64, HTTPResponse)
    case signature(Int64, [String: String]?)
    case token(Int64, String?, refused: String?)
    case failure(Int64, any Error)
    case identifiers(Int32, json: String, ends: Bool)
    case brokenSource(LookupError)
    case timer
}

/// The loop that drives a lookup.
struct Run {
    /// Receives the answers of a whole lookup. The pages of a lookup of pages are passed to ``takers`` instead.
    var take: ((Answer) -> Void)?
    /// Reports the progress of a lookup of pages.
    var onProgress: Driver.Progress?
    /// The readers of the lists of a lookup of pages.
    var readers: [Source.Reader] = []

    private let service: Service
    private let operation: String
    private let options: LookupOptions
    private let mailbox: AsyncStream<Event>.Continuation
    private var incoming: AsyncStream<Event>.Iterator
    private var takers: [Taker] = []
    private var feeds: [Int32: Task<Void, Never>] = [:]
    private var isCancelled = false
    private var hasLeft = false
    /// The operations that were started, by the ID to report under.
    private var tasks: [Int64: Task<Void, Never>] = [:]
    /// The attempts that were sent, by ID, if the caller has asked for reports on them.
    private var attempts: [Int64: Sent] = [:]
    /// The ID under which the token is renewed.
    private var renewing: Int64?
    /// The bodies of answers that have not been returned yet.
    private var bodies: [Int64: Data] = [:]
    /// The errors that transports threw.
    private var causes: [Int64: any Error] = [:]
    /// The error with which this loop ended the lookup, if it did.
    private var end: LookupError?

    init(
        _ service: Service, _ operation: String, _ options: LookupOptions, _ events: AsyncStream<Event>,
        _ mailbox: AsyncStream<Event>.Continuation
    ) {
        self.service = service
        self.operation = operation
        self.options = options
        self.mailbox = mailbox
        incoming = events.makeAsyncIterator()
    }

    /// Drives a lookup to its end. Returns the error if it failed.
    mutating func drive(_ lookup: Lookup) async -> LookupError? {
        let known = lookup.clockOffsetMs()
        defer {
            let learned = lookup.clockOffsetMs()
            if options.clockOffset == nil, learned != known { service.clock.offset = .milliseconds(learned) }
        }
        while true {
            let (high, low) = service.host.random()
            let takes = take != nil || !takers.isEmpty || isCancelled
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

    /// Cancels all operations that were started.
    func cancelTasks() {
        for task in Array(tasks.values) + Array(feeds.values) { task.cancel() }
    }

    /// Cancels all operations, and completes all requests for a page without one. An error is thrown only once.
    mutating func finish(_ error: LookupError?) async {
        cancelTasks()
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
        if isCancelled { return }
        if let take, case .answer(let answer) = outcome { return take(answer) }
        guard !takers.isEmpty else { return }
        takers.removeFirst().resume(returning: .success(outcome))
        let progress = lookup.progress()
        onProgress?(Int(progress.done), Int(progress.total))
    }

    /// Returns the error of a request. If the request ended with the lookup, this is the lookup's own error.
    private mutating func error(_ failure: LookupFailure, _ id: Int64?) -> LookupError {
        if let end, failure.code == .cancelled, !isCancelled { return end }
        // If the token could not be renewed, that error is the cause of the refusal.
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
                // After a part of a longer time, the lookup is polled again.
                guard (try? await Task.sleep(for: .milliseconds(min(ms, 86_400_000)))) != nil else { return }
                mailbox.yield(.timer)
            }
        }
        await receive(lookup)
        timer?.cancel()
    }

    /// Waits for an event and reports it to the lookup. The result of an aborted operation is not reported.
    mutating func receive(_ lookup: Lookup?) async {
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
            // Such an old attempt was followed by another one, or its error was returned.
            causes[id - 256] = nil
            lookup?.handleFailure(id: id, kind: TransportError(error).kind)
        case .identifiers(let list, let json, let ends): lookup?.feed(list: list, identifiers: json, ends: ends)
        case .brokenSource(let error): end(lookup, with: error)
        case .timer: break
        }
    }
}
