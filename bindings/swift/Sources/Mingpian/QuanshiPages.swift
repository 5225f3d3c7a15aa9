import Foundation
internal import MingpianCore

/// What became of any number of identifiers, page by page, in the order in which the answers come.
///
/// Every loop over it asks anew. While a page is looked at, the next requests are under way; when as many pages wait as
/// requests may be, nothing more is sent. Leaving the loop, or cancelling its task, closes all connections.
///
/// A request that fails costs its own identifiers alone: ``QuanshiPage/failed``. The loop throws, after the pages that
/// have come, where nothing more can be sent: ``LookupError/unauthenticated(_:)``, ``LookupError/invalidInput(field:message:)``,
/// ``LookupError/cancelled``. What has not been taken from a list by then was not asked.
public struct QuanshiPages: AsyncSequence, Sendable {
    let start: @Sendable () -> BatchDrive

    /// Begins to ask when the first page is.
    public func makeAsyncIterator() -> Iterator {
        Iterator(drive: start())
    }

    /// A loop over the pages.
    public struct Iterator: AsyncIteratorProtocol, Sendable {
        let drive: BatchDrive

        /// The next page that comes, `nil` after the last.
        public func next() async throws(LookupError) -> QuanshiPage? {
            try await drive.next().map(QuanshiPage.init)
        }
    }
}

/// What became of the identifiers of one request. It prints how many there are, and nobody.
public struct QuanshiPage: Sendable, Hashable {
    /// The accounts by identifier as it was asked for; see ``QuanshiUsers/found``.
    public let found: [String: QuanshiAccount]
    /// Identifiers that the service does not know. Personal data.
    public let notFound: [String]
    /// Identifiers whose account could not be read; it costs the others nothing.
    public let unreadable: [QuanshiUnreadable]
    /// Accounts that the service sent under keys that this request did not ask for.
    public let unasked: [String: QuanshiAccount]
    /// The id that the service's support asks for.
    public let requestId: String?
    /// What was asked for and why there is no answer. Then everything else is empty.
    public let failed: QuanshiFailedRequest?

    /// With these members.
    public init(
        found: [String: QuanshiAccount] = [:],
        notFound: [String] = [],
        unreadable: [QuanshiUnreadable] = [],
        unasked: [String: QuanshiAccount] = [:],
        requestId: String? = nil,
        failed: QuanshiFailedRequest? = nil
    ) {
        self.found = found
        self.notFound = notFound
        self.unreadable = unreadable
        self.unasked = unasked
        self.requestId = requestId
        self.failed = failed
    }
}

/// Identifiers that were to be asked for, and why there is no answer: those of one request, or all that waited for theirs
/// when nothing more could be sent.
public struct QuanshiFailedRequest: Sendable, Hashable {
    /// The identifiers, each once; they can be asked for again.
    public let request: QuanshiGetUsersByEmailsMobiles
    /// Why there is no answer, after all attempts.
    public let error: LookupError

    /// With these members.
    public init(request: QuanshiGetUsersByEmailsMobiles, error: LookupError) {
        self.request = request
        self.error = error
    }
}

extension QuanshiPage {
    init(_ received: ReceivedPage) {
        let lists = received.lists
        do throws(LookupError) {
            let users = try received.read { QuanshiUsers($0, asked: lists) }
            self.init(
                found: users.found,
                notFound: users.notFound,
                unreadable: users.unreadable,
                unasked: users.unasked,
                requestId: users.requestId
            )
        } catch {
            let request = QuanshiGetUsersByEmailsMobiles(emails: lists[0], mobiles: lists[1], loginNames: lists[2])
            self.init(failed: QuanshiFailedRequest(request: request, error: error))
        }
    }
}

extension ReceivedPage {
    /// Its emails, mobiles and login names, each once.
    var lists: [[String]] {
        (0..<3).map { page.identifiers(list: $0) }
    }

    /// Makes a value of the root row of the answer, or throws why there is none.
    func read<Value>(_ read: (Row) -> Value) throws(LookupError) -> Value {
        let index: Data
        do {
            index = try page.index()
        } catch {
            throw LookupError(thrown: error)
        }
        return Row.root(body: body, index: index, read)
    }
}

extension QuanshiPage: Redacted {
    var members: [Member] {
        [
            Member("found", found.count),
            Member("notFound", notFound.count),
            Member("unreadable", unreadable.count),
            Member("unasked", unasked.count),
            Member("requestId", requestId),
            Member("failed", failed),
        ]
    }
}

extension QuanshiFailedRequest: Redacted {
    var members: [Member] {
        let identifiers = request.emails.count + request.mobiles.count + request.loginNames.count
        return [Member("identifiers", identifiers), Member("error", error)]
    }
}
