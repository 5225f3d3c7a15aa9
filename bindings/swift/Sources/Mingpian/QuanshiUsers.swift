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
    /// The id that the service's support asks for.
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

extension QuanshiUsers {
    init(_ root: Row, asked: QuanshiGetUsersByEmailsMobiles) {
        var found: [String: QuanshiAccount] = [:]
        var unasked: [String: QuanshiAccount] = [:]
        var notFound: [String] = []
        var unreadable: [QuanshiUnreadable] = []
        func sort(_ identifier: String, _ row: Row, _ accounts: inout [String: QuanshiAccount]) {
            if row.flaw == 0 {
                accounts[identifier] = QuanshiAccount(row)
            } else {
                let column = Int(row.flaw) - 1
                let field = QuanshiAccount.columns.indices.contains(column) ? QuanshiAccount.columns[column] : ""
                unreadable.append(QuanshiUnreadable(identifier: identifier, field: field))
            }
        }
        let (answers, others) = root.outcomes()
        found.reserveCapacity(answers.count)
        var answer = answers.makeIterator()
        for list in [asked.emails, asked.mobiles, asked.loginNames] {
            for identifier in list {
                if let row = answer.next() ?? nil {
                    sort(identifier, row, &found)
                } else {
                    notFound.append(identifier)
                }
            }
        }
        for row in others { sort(row.key, row, &unasked) }
        self.init(
            found: found,
            notFound: notFound,
            unreadable: unreadable,
            unasked: unasked,
            requestId: root.text(root.either(QuanshiEnvelope.requestId, QuanshiEnvelope.reqid))
        )
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
