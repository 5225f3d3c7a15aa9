import Foundation
internal import MingpianCore

extension Service {
    /// Drives a whole lookup in the caller's task, and passes each answer to `take`. If the task is cancelled, the lookup
    /// is also cancelled.
    func drive(
        _ lookup: Lookup, _ operation: String, _ options: LookupOptions, _ take: @escaping (Answer) -> Void
    ) async throws(LookupError) {
        if Task.isCancelled { throw .cancelled }
        let (events, mailbox) = AsyncStream.makeStream(of: Event.self)
        var run = Run(self, operation, options, events, mailbox)
        run.take = take
        let error = await withTaskCancellationHandler {
            await run.drive(lookup)
        } onCancel: {
            mailbox.yield(.cancelled)
        }
        run.cancelTasks()
        if let error { throw error }
    }
}

/// A lookup of pages. It is driven in a separate task, so that the next requests are in flight while a page is
/// processed. It begins when the first page is requested, and ends when no caller can request another one.
final class Driver: Sendable {
    typealias Progress = @Sendable (_ done: Int, _ total: Int) -> Void

    private let mailbox: AsyncStream<Event>.Continuation

    /// Creates a driver for a lookup, or for the error with which opening it failed. Its lists are fed from `sources`.
    init(
        _ lookup: Result<Lookup, LookupError>, _ service: Service, _ operation: String, _ options: LookupOptions,
        sources: [Source], onProgress: Progress?
    ) {
        let (events, mailbox) = AsyncStream.makeStream(of: Event.self)
        self.mailbox = mailbox
        Task {
            var run = Run(service, operation, options, events, mailbox)
            run.onProgress = onProgress
            run.readers = sources.map { $0.read() }
            switch lookup {
            case .success(let lookup):
                // Nothing is sent before a page is requested.
                await run.receive(lookup)
                await run.finish(run.drive(lookup))
            case .failure(let error): await run.finish(error)
            }
        }
    }

    deinit {
        mailbox.yield(.left)
    }

    /// Returns the next page, or `nil` after the last. After the pages, throws the error that ended the lookup. If the
    /// task is cancelled, the lookup is also cancelled.
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
