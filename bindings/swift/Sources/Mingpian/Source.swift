import Foundation

/// A list of identifiers that is read in parts. Each lookup reads it from its beginning.
struct Source: Sendable {
    /// Returns up to `room` identifiers, and whether the list has ended.
    typealias Reader = @Sendable (_ room: Int) async throws(LookupError) -> (identifiers: [String], ends: Bool)

    let read: @Sendable () -> Reader

    /// Creates a source from a list in memory. It is read as a whole, so that no identifier in it is requested twice.
    init(all identifiers: [String]) {
        read = { @Sendable in { @Sendable _ in (identifiers, true) } }
    }

    /// Creates a source from a sequence. A lock protects the sequence and its iterators.
    init<List: Sequence<String>>(_ identifiers: sending List) {
        let (lock, shared) = (NSLock(), Unchecked(identifiers))
        read = { @Sendable in
            let iterator = lock.withLock { Unchecked(shared.value.makeIterator()) }
            return { @Sendable room in
                lock.withLock {
                    var chunk: [String] = []
                    while chunk.count < room, let identifier = iterator.value.next() { chunk.append(identifier) }
                    return (chunk, chunk.count < room)
                }
            }
        }
    }

    /// Creates a source from an asynchronous sequence. A lookup reads it in one task at a time. If it throws, the
    /// lookup ends with that error.
    init<List: AsyncSequence & Sendable>(async identifiers: List, _ name: String) where List.Element == String {
        read = { @Sendable in
            let iterator = Unchecked(identifiers.makeAsyncIterator())
            return { @Sendable room throws(LookupError) in
                var chunk: [String] = []
                do {
                    while chunk.count < room, let next = try await iterator.value.next() { chunk.append(next) }
                } catch {
                    if let error = error as? LookupError { throw error }
                    throw LookupError(
                        code: .invalidInput, message: "\(name): the sequence threw \(type(of: error))", field: name,
                        cause: Withheld(value: error))
                }
                return (chunk, chunk.count < room)
            }
        }
    }
}

/// A variable whose access the surrounding code synchronizes.
private final class Unchecked<Value>: @unchecked Sendable {
    var value: Value

    init(_ value: Value) {
        self.value = value
    }
}
