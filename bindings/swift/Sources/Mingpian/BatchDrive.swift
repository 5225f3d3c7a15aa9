import Foundation
internal import MingpianCore

/// A page, and the body that its index is of.
struct ReceivedPage: Sendable {
    let page: BatchPage
    let body: Data
}

/// A batch on its way, in a task of its own. It begins when the first page is asked for, and ends when nobody is left
/// who could ask.
final class BatchDrive: Sendable {
    typealias Progress = @Sendable (_ done: Int, _ total: Int) -> Void

    private let mailbox: AsyncStream<BatchEvent>.Continuation

    /// A drive of the batch that `make` makes. `lists` are in the order of the batch's own.
    init(
        _ service: Service,
        _ options: LookupOptions,
        _ lists: [Source],
        onProgress: Progress?,
        make: @escaping @Sendable (CallOptions) throws -> Batch
    ) {
        let (events, mailbox) = AsyncStream.makeStream(of: BatchEvent.self)
        self.mailbox = mailbox
        Task {
            let options = options.over(service.options)
            var run = BatchRun(
                service: service, onRequest: options.onRequest, onProgress: onProgress, mailbox: mailbox,
                incoming: events.makeAsyncIterator(), feeds: lists.enumerated().map(Feed.init))
            await run.run { try make(options.core(baseUrl: service.baseUrl)) }
        }
    }

    deinit {
        mailbox.yield(.left)
    }

    /// The next page, `nil` when all were handed out. Throws what has stopped the batch, after its pages. When the task
    /// is cancelled, what is under way is, too.
    func next() async throws(LookupError) -> ReceivedPage? {
        let answer = await withTaskCancellationHandler {
            await withCheckedContinuation { (asker: Asker) in
                guard case .terminated = mailbox.yield(.wanted(asker)) else { return }
                asker.resume(returning: Task.isCancelled ? .failure(.cancelled) : .success(nil))
            }
        } onCancel: {
            mailbox.yield(.left)
        }
        return try answer.get()
    }
}

/// Somebody who waits for a page.
private typealias Asker = CheckedContinuation<Result<ReceivedPage?, LookupError>, Never>

/// What a drive waits for.
private enum BatchEvent: Sendable {
    case exchange(Event)
    case wanted(Asker)
    /// Nobody wants the pages any more.
    case left
}

/// A list that is being fed.
private struct Feed {
    let list: Int32
    let reader: Source.Reader
    let isHeld: Bool
    var hasEnded = false

    init(_ list: Int, _ source: Source) {
        self.list = Int32(list)
        reader = source.reader()
        isHeld = source.isHeld
    }

    /// Feeds as much as is wanted; a list that is held, as a whole, so that none of it is asked twice.
    mutating func feed(_ batch: Batch) {
        while !hasEnded {
            let wanted = isHeld ? Int.max : Int(batch.wants(list: list))
            guard wanted > 0 else { return }
            let identifiers = reader.take(wanted)
            do {
                try batch.push(list: list, identifiers: identifiers)
                guard identifiers.count < wanted else { continue }
                batch.end(list: list)
            } catch {
                // The batch keeps the error until its pages are taken.
            }
            hasEnded = true
        }
    }
}

private struct BatchRun {
    let service: Service
    let onRequest: (@Sendable (ShownRequest) -> Void)?
    let onProgress: BatchDrive.Progress?
    let mailbox: AsyncStream<BatchEvent>.Continuation
    var incoming: AsyncStream<BatchEvent>.Iterator
    var feeds: [Feed]
    var askers: [Asker] = []
    var exchanges: [Int64: Task<Void, Never>] = [:]
    /// Of pages that nobody has taken, by the ids of their requests.
    var bodies: [Int64: Data] = [:]
    var done: Int64 = 0

    /// Drives the batch to its end and tells everybody who asks.
    mutating func run(_ make: () throws -> Batch) async {
        var end: Result<ReceivedPage?, LookupError> = .success(nil)
        var late: Result<ReceivedPage?, LookupError> = .success(nil)
        do throws(LookupError) {
            // Nothing is sent before somebody asks.
            let first = await incoming.next()
            guard case .wanted(let asker) = first else { throw .cancelled }
            askers.append(asker)
            try await drive(Self.batch(make))
        } catch {
            end = .failure(error)
            if error == .cancelled { late = end }
        }
        for exchange in exchanges.values { exchange.cancel() }
        waiting: while askers.isEmpty {
            switch await incoming.next() {
            case .wanted(let asker): askers.append(asker)
            case .exchange: continue
            case .left, nil: break waiting
            }
        }
        mailbox.finish()
        while let event = await incoming.next() {
            if case .wanted(let asker) = event { askers.append(asker) }
        }
        // An error is told once.
        for asker in askers {
            asker.resume(returning: end)
            end = late
        }
    }

    private static func batch(_ make: () throws -> Batch) throws(LookupError) -> Batch {
        do {
            return try make()
        } catch {
            throw (error as? LookupError) ?? LookupError(thrown: error)
        }
    }

    /// Does what the batch says until it has finished and all pages are taken.
    private mutating func drive(_ batch: Batch) async throws(LookupError) {
        while true {
            for at in feeds.indices { feeds[at].feed(batch) }
            let step = try batch.step(service.host)
            report(batch)
            switch step {
            case .transmit(let request): try send(request, batch)
            case .wait(let ms):
                // Room for what comes next.
                if handOut(batch) { continue }
                endWhatIsNotAwaited(batch)
                let timer = ms.map { ms in Event.timer(ms) { [mailbox] in mailbox.yield(.exchange(.timer)) } }
                defer { timer?.cancel() }
                try await receive(batch)
            case .finished:
                endWhatIsNotAwaited(batch)
                _ = handOut(batch)
                guard askers.isEmpty else { return try check(batch) }
                try await receive(batch)
            }
        }
    }

    private mutating func send(_ request: HttpRequest, _ batch: Batch) throws(LookupError) {
        let id = request.id
        let http = try HTTPRequest(request)
        if let onRequest, let shown = batch.shownRequest(id: id) { onRequest(ShownRequest(shown)) }
        exchanges[id] = Task { [mailbox, transport = service.transport] in
            mailbox.yield(.exchange(await .answer(to: id, http, by: transport)))
        }
    }

    private mutating func receive(_ batch: Batch) async throws(LookupError) {
        switch await incoming.next() {
        case .wanted(let asker): askers.append(asker)
        case .left, nil: throw .cancelled
        case .exchange(let event):
            let before = batch.progress().done
            batch.handle(event, service.host)
            switch event {
            case .response(let id, let response):
                exchanges[id] = nil
                // Then there is a page of this body. Of other answers, nothing is kept.
                if batch.progress().done > before { bodies[id] = response.body }
            case .failure(let id, _): exchanges[id] = nil
            case .timer: break
            }
        }
    }

    /// Gives pages to those who wait for one; whether there was one.
    private mutating func handOut(_ batch: Batch) -> Bool {
        var hasGiven = false
        while !askers.isEmpty, let page = batch.takePage() {
            let body = bodies.removeValue(forKey: page.id()) ?? Data()
            askers.removeFirst().resume(returning: .success(ReceivedPage(page: page, body: body)))
            hasGiven = true
        }
        return hasGiven
    }

    private mutating func endWhatIsNotAwaited(_ batch: Batch) {
        for (id, exchange) in exchanges where !batch.awaits(id: id) {
            exchange.cancel()
            exchanges[id] = nil
        }
    }

    private mutating func report(_ batch: Batch) {
        guard let onProgress else { return }
        let progress = batch.progress()
        guard progress.done > done else { return }
        done = progress.done
        onProgress(Int(progress.done), Int(progress.total))
    }

    private func check(_ batch: Batch) throws(LookupError) {
        do {
            try batch.check()
        } catch {
            throw LookupError(thrown: error)
        }
    }
}
