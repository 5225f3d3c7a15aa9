/// What became of each identifier. It prints how many there are, and nobody.
public struct QuanshiUsers: Sendable, Hashable {
    /// The accounts by identifier as it was asked for. Swift takes texts for equal that Unicode calls canonically
    /// equivalent; of such identifiers the last counts.
    public let found: [String: QuanshiAccount]
    /// Identifiers that the service does not know: email addresses, then mobile numbers, then login names. Personal
    /// data.
    public let notFound: [String]
    /// Identifiers whose account could not be read; it costs the others nothing.
    public let unreadable: [QuanshiUnreadable]
    /// Accounts that the service sent under keys that nobody asked for.
    public let unasked: [String: QuanshiAccount]
    /// The id that the service's support asks for; `nil` where several requests were needed.
    public let requestId: String?

    /// With these members.
    public init(
        found: [String: QuanshiAccount] = [:],
        notFound: [String] = [],
        unreadable: [QuanshiUnreadable] = [],
        unasked: [String: QuanshiAccount] = [:],
        requestId: String? = nil
    ) {
        self.found = found
        self.notFound = notFound
        self.unreadable = unreadable
        self.unasked = unasked
        self.requestId = requestId
    }
}

/// An account that the service sent and that could not be read.
public struct QuanshiUnreadable: Sendable, Hashable {
    /// The identifier as it was asked for, or the key that nobody asked for. Personal data.
    public let identifier: String
    /// The account's field that is missing or of the wrong type, or empty where the account is no object.
    public let field: String

    /// With these members.
    public init(identifier: String, field: String) {
        self.identifier = identifier
        self.field = field
    }
}

/// What became of one identifier.
enum QuanshiOutcome: Sendable {
    case found(QuanshiAccount)
    case unreadable(field: String)
    case notFound

    init(_ row: Row?) {
        guard let row else {
            self = .notFound
            return
        }
        if row.flaw == 0 {
            self = .found(QuanshiAccount(row))
        } else {
            let column = Int(row.flaw) - 1
            let columns = QuanshiAccount.columns
            self = .unreadable(field: columns.indices.contains(column) ? columns[column] : "")
        }
    }
}

extension QuanshiUsers {
    /// What the answer to one request says of the lists that it asked for.
    init(_ root: Row, asked: [[String]]) {
        let (answers, others) = root.outcomes()
        var answer = answers.makeIterator()
        self.init(
            asked: asked,
            unasked: others.map { ($0.key, QuanshiOutcome($0)) },
            requestId: root.text(root.either(QuanshiEnvelope.requestId, QuanshiEnvelope.reqid))
        ) { _, _ in QuanshiOutcome(answer.next() ?? nil) }
    }

    /// Sorts identifiers by what became of them. `outcome` is asked for each identifier of each list, in order.
    init(
        asked: [[String]],
        unasked others: [(key: String, QuanshiOutcome)],
        requestId: String?,
        outcome: (_ list: Int, _ identifier: String) -> QuanshiOutcome
    ) {
        var found: [String: QuanshiAccount] = [:]
        var unasked: [String: QuanshiAccount] = [:]
        var notFound: [String] = []
        var unreadable: [QuanshiUnreadable] = []
        func sort(_ identifier: String, _ outcome: QuanshiOutcome, _ accounts: inout [String: QuanshiAccount]) {
            switch outcome {
            case .found(let account): accounts[identifier] = account
            case .unreadable(let field): unreadable.append(QuanshiUnreadable(identifier: identifier, field: field))
            case .notFound: notFound.append(identifier)
            }
        }
        found.reserveCapacity(asked.reduce(0) { $0 + $1.count })
        for (list, identifiers) in asked.enumerated() {
            for identifier in identifiers { sort(identifier, outcome(list, identifier), &found) }
        }
        for (key, outcome) in others { sort(key, outcome, &unasked) }
        self.init(
            found: found, notFound: notFound, unreadable: unreadable, unasked: unasked, requestId: requestId)
    }
}

/// The answers to several requests, as if there had been one.
struct QuanshiParts {
    private var outcomes: [[Spelling: QuanshiOutcome]] = [[:], [:], [:]]
    private var unasked: [(key: String, QuanshiOutcome)] = []

    /// Takes an answer, or throws why there is none.
    mutating func add(_ received: ReceivedPage) throws(LookupError) {
        let lists = received.lists
        try received.read { root in
            let (answers, others) = root.outcomes()
            var answer = answers.makeIterator()
            for (list, identifiers) in lists.enumerated() {
                for identifier in identifiers {
                    outcomes[list][Spelling(text: identifier)] = QuanshiOutcome(answer.next() ?? nil)
                }
            }
            unasked += others.map { ($0.key, QuanshiOutcome($0)) }
        }
    }

    /// What became of these lists.
    func users(_ asked: [[String]]) -> QuanshiUsers {
        // What one request did not ask for, another may have.
        let others = unasked.filter { other in
            !outcomes.contains { list in
                if case .found = list[Spelling(text: other.key)] { true } else { false }
            }
        }
        // Every identifier has a page; without one it would be a fault of the core's.
        return QuanshiUsers(asked: asked, unasked: others, requestId: nil) { list, identifier in
            outcomes[list][Spelling(text: identifier)] ?? .notFound
        }
    }
}

/// A text that equals another if their bytes do, as the core and the service compare. Swift's own `==` passes over how
/// a character is composed.
private struct Spelling: Hashable {
    let text: String

    static func == (one: Self, other: Self) -> Bool {
        one.text.utf8.elementsEqual(other.text.utf8)
    }

    func hash(into hasher: inout Hasher) {
        for byte in text.utf8 { hasher.combine(byte) }
    }
}

extension QuanshiUsers: Redacted {
    var members: [Member] {
        [
            Member("found", found.count),
            Member("notFound", notFound.count),
            Member("unreadable", unreadable.count),
            Member("unasked", unasked.count),
            Member("requestId", requestId),
        ]
    }
}

extension QuanshiUnreadable: Redacted {
    var members: [Member] {
        [Member("identifier", hiding: identifier), Member("field", field)]
    }
}
