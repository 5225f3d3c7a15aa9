import Foundation

/// A list of identifiers, taken piece by piece. `@unchecked`: the sequence and what reads it are the lock's.
final class Source: @unchecked Sendable {
    private let lock = NSLock()
    private let begin: () -> () -> String?
    /// Whether the list is in memory already, so that it costs nothing to take it at once.
    let isHeld: Bool

    init(_ identifiers: sending some Sequence<String>, isHeld: Bool = false) {
        self.isHeld = isHeld
        begin = {
            var iterator = identifiers.makeIterator()
            return { iterator.next() }
        }
    }

    /// Reads the list from its beginning.
    func reader() -> Reader {
        lock.withLock { Reader(lock, begin()) }
    }

    /// A place in the list.
    final class Reader: @unchecked Sendable {
        private let lock: NSLock
        private let next: () -> String?

        fileprivate init(_ lock: NSLock, _ next: @escaping () -> String?) {
            self.lock = lock
            self.next = next
        }

        /// The next identifiers, fewer where the list ends.
        func take(_ count: Int) -> [String] {
            lock.withLock {
                var identifiers: [String] = []
                while identifiers.count < count, let identifier = next() { identifiers.append(identifier) }
                return identifiers
            }
        }
    }
}
