/// A sequence of pages with the outcomes for any number of identifiers, in the order in which the responses arrive.
///
/// Every loop starts a new lookup. While a page is processed, the next requests are in flight. If as many pages wait as
/// requests may be in flight, nothing more is sent. Leaving the loop, or cancelling its task, closes all connections.
///
/// A request that fails costs only its own identifiers: ``Page/failed``. If nothing more can be sent, the loop throws
/// after the pages that have arrived: `UNAUTHENTICATED`, `INVALID_INPUT`, or `CANCELLED`. Identifiers that were not
/// taken from a list by then were not asked for. If an asynchronous list throws, the loop throws `INVALID_INPUT` with the
/// name of the list, and what it threw as ``LookupError/underlyingError``.
public struct Pages<Record: Sendable & Hashable, Request: Sendable & Hashable>: AsyncSequence, Sendable {
    let read: @Sendable (Outcome) -> Page<Record, Request>
    let start: @Sendable () -> Driver

    /// Returns a loop. It begins to ask when its first page is wanted.
    public func makeAsyncIterator() -> Iterator {
        Iterator(read: read, driver: start())
    }

    /// A loop over pages.
    public struct Iterator: AsyncIteratorProtocol, Sendable {
        let read: @Sendable (Outcome) -> Page<Record, Request>
        let driver: Driver

        /// Returns the next page that arrives, or `nil` after the last.
        ///
        /// - Throws: Why nothing more is sent, after the pages that have arrived. If the task is cancelled, the code is
        ///   ``LookupError/Code-swift.enum/cancelled``: what has a type is no `CancellationError`.
        public func next() async throws(LookupError) -> Page<Record, Request>? {
            try await driver.next().map(read)
        }
    }
}

/// What became of the identifiers of one request. It prints counts, without personal data.
@dynamicMemberLookup
public struct Page<Record: Sendable & Hashable, Request: Sendable & Hashable>: Sendable, Hashable {
    /// The answers. A page has their members as its own: `page.found`.
    public let answers: Answers<Record>
    /// What was asked for, and why there is no answer. Then ``answers`` is empty.
    public let failed: FailedRequest<Request>?

    /// Creates a page with these members.
    public init(answers: Answers<Record> = Answers(), failed: FailedRequest<Request>? = nil) {
        self.answers = answers
        self.failed = failed
    }

    /// Returns a member of the answers.
    public subscript<Value>(dynamicMember member: KeyPath<Answers<Record>, Value>) -> Value {
        answers[keyPath: member]
    }
}

/// Identifiers without an answer: those of one request, or all that waited for theirs when nothing more could be sent.
/// It prints the error alone.
public struct FailedRequest<Request: Sendable & Hashable>: Sendable, Hashable {
    /// The identifiers, each once. They can be asked for again.
    public let request: Request
    /// Why there is no answer, after all attempts.
    public let error: LookupError

    /// Creates a value with these members.
    public init(request: Request, error: LookupError) {
        self.request = request
        self.error = error
    }
}

extension Page where Record: Readable, Request: ListQuestion {
    @Sendable init(_ outcome: Outcome) {
        switch outcome {
        case .answer(let answer): self.init(answers: Answers(answer))
        case .failed(let asked, let error):
            self.init(failed: FailedRequest(request: Request(lists: asked), error: error))
        }
    }
}

extension Page: Redacted {
    var members: [Member] { answers.members + [Member("failed", failed)] }
}

extension FailedRequest: Redacted {
    var members: [Member] { [Member("request", hiding: request), Member("error", error)] }
}
