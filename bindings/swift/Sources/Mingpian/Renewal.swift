import Foundation

/// Obtains a new token after the service has refused the current one. Returns the new token, or `nil` if there is none.
/// In that case, the lookup fails with `UNAUTHENTICATED`. If it throws, the error becomes the
/// ``LookupError/underlyingError`` of that failure.
public typealias RenewToken = @Sendable () async throws -> String?

/// Obtains and stores the token that replaces the token of the credentials. All lookups with these credentials share
/// it. It is `@unchecked`, because a lock guards the variables.
final class Renewal: @unchecked Sendable {
    private let renew: RenewToken
    private let lock = NSLock()
    private var obtained: String?
    private var running: Task<String?, any Error>?

    init(_ renew: @escaping RenewToken) {
        self.renew = renew
    }

    /// The last token that was obtained.
    var token: String? { lock.withLock { obtained } }

    /// Returns a new token after `refused` was refused. If another lookup has obtained one in the meantime, returns
    /// that token.
    func token(after refused: String?) async throws -> String? {
        if let task = task(after: refused) {
            defer { lock.withLock { if running == task { running = nil } } }
            let new = try await task.value
            lock.withLock { if obtained == refused, let new { obtained = new } }
        }
        return token == refused ? nil : token
    }

    /// Discards a token that is not allowed in requests.
    func forget(_ token: String?, for refused: String?) {
        lock.withLock { if obtained == token { obtained = refused } }
    }

    /// Returns the task that obtains a token. The task is not a child of any lookup, because one lookup must not cancel
    /// it for the others.
    private func task(after refused: String?) -> Task<String?, any Error>? {
        lock.withLock {
            guard obtained == refused else { return nil }
            let task = running ?? Task { [renew] in try await renew() }
            running = task
            return task
        }
    }
}
