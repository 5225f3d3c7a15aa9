/// A sequence of pages with the outcomes for any number of identifiers, in the order in which the responses arrive.
///
/// Every loop starts a new lookup. While a page is processed, the next requests are in flight. Pages that have not been
/// taken count as requests in flight, so the lookup pauses when they reach the maximum number. Leaving the loop, or
/// cancelling its task, closes all connections.
///
/// A request that fails does not affect the identifiers of other requests. ``Page/failed`` describes the failure. If
/// nothing more can be sent, the loop throws `UNAUTHENTICATED`, `INVALID_INPUT`, or `CANCELLED` after the pages that
/// have already arrived. Identifiers that had not been taken from a list were not requested. If an asynchronous list
/// throws, the loop throws `INVALID_INPUT` with the name of the list, and the error that it threw as
/// ``LookupError/underlyingError``.
public struct Pages<Record: Sendable & Hashable, Request: Sendable & Hashable>: AsyncSequence, Sendable {
    let read: @Sendable (Outcome) -> Page<Record, Request>
    let start: @Sendable () -> Driver

    /// Returns an iterator. It starts the lookup when its first page is requested.
    public func makeAsyncIterator() -> Iterator {
        Iterator(read: read, driver: start())
    }

    /// An iterator over pages.
    public struct Iterator: AsyncIteratorProtocol, Sendable {
        let read: @Sendable (Outcome) -> Page<Record, Request>
        let driver: Driver

        /// Returns the next page that arrives, or `nil` after the last.
        ///
        /// - Throws: The error that ended the lookup, after the pages that have arrived. If the task is cancelled, the
        ///   code is ``LookupError/Code-swift.enum/cancelled``, because a typed error cannot be a `CancellationError`.
        public func next() async throws(LookupError) -> Page<Record, Request>? {
            try await driver.next().map(read)
        }
    }
}

/// The outcomes for the identifiers of one request. Its description shows counts, without personal data.
@dynamicMemberLookup
public struct Page<Record: Sendable & Hashable, Request: Sendable & Hashable>: Sendable, Hashable {
    /// The answers. Their members are also available as members of the page, such as `page.found`.
    public let answers: Answers<Record>
    /// The request and the error, if the request failed. In that case, ``answers`` is empty.
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

/// Identifiers without an answer: those of a request that failed, or all that were waiting when nothing more could be
/// sent. Its description shows only the error.
public struct FailedRequest<Request: Sendable & Hashable>: Sendable, Hashable {
    /// A request with the identifiers, each of which it contains once. It can be sent again.
    public let request: Request
    /// The error after all attempts.
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
