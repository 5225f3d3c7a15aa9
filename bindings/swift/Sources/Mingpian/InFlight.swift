import Foundation

/// Tracks the lookups in flight whose request must not be sent twice, such as a request with a single-use code. It is
/// `@unchecked`, because a lock guards the variables.
final class InFlight: @unchecked Sendable {
    private typealias Answer = Result<any Sendable, LookupError>

    /// A lookup and the callers that wait for its answer.
    private struct Shared {
        let id: Int
        let task: Task<Void, Never>
        var callers: [Int: CheckedContinuation<Answer, Never>] = [:]
    }

    private let lock = NSLock()
    private var lookups: [Data: Shared] = [:]
    private var lastId = 0

    /// The number of callers that wait for an answer.
    var callers: Int { lock.withLock { lookups.values.reduce(0) { $0 + $1.callers.count } } }

    /// Returns the answer of the lookup in flight that has this question. If there is none, calls `ask`.
    func share<Record: Sendable>(
        _ question: Data, _ ask: @escaping @Sendable () async throws(LookupError) -> Record
    ) async throws(LookupError) -> Record {
        let caller = lock.withLock { nextId() }
        let answer = await withTaskCancellationHandler {
            await withCheckedContinuation { (continuation: CheckedContinuation<Answer, Never>) in
                let hasJoined = lock.withLock {
                    if Task.isCancelled { return false }
                    if lookups[question] == nil { start(question, ask) }
                    lookups[question]?.callers[caller] = continuation
                    return true
                }
                if !hasJoined { continuation.resume(returning: .failure(.cancelled)) }
            }
        } onCancel: {
            leave(question, caller)
        }
        guard let record = try answer.get() as? Record else {
            throw LookupError(code: .internal, message: "internal error: another type of record was requested")
        }
        return record
    }

    /// Starts the lookup in a task that does not belong to any caller.
    private func start<Record: Sendable>(
        _ question: Data, _ ask: @escaping @Sendable () async throws(LookupError) -> Record
    ) {
        let id = nextId()
        let task = Task.detached { [self] in
            let answer: Answer
            do throws(LookupError) { answer = .success(try await ask()) } catch { answer = .failure(error) }
            let callers = lock.withLock { lookups[question]?.id == id ? lookups.removeValue(forKey: question)?.callers : nil }
            for caller in (callers ?? [:]).values { caller.resume(returning: answer) }
        }
        lookups[question] = Shared(id: id, task: task)
    }

    /// Removes a caller that was cancelled. When no caller is left, ends the lookup.
    private func leave(_ question: Data, _ caller: Int) {
        let left = lock.withLock { () -> CheckedContinuation<Answer, Never>? in
            guard let left = lookups[question]?.callers.removeValue(forKey: caller) else { return nil }
            if lookups[question]?.callers.isEmpty == true { lookups.removeValue(forKey: question)?.task.cancel() }
            return left
        }
        left?.resume(returning: .failure(.cancelled))
    }

    private func nextId() -> Int {
        lastId += 1
        return lastId
    }
}
