import Foundation
internal import MingpianCore

/// The implementation that all service objects share.
struct Service: Sendable {
    let provider: String
    var auth = Auth()
    let baseUrl: String?
    let options: LookupOptions
    let transport: any HTTPTransport
    var host = Host()
    let clock = Clock()
    let inFlight = InFlight()

    /// Looks up one record.
    func record<Record: Readable>(
        _ operation: String, _ question: some Encodable, _ options: LookupOptions
    ) async throws(LookupError) -> Record {
        var record: Record?
        try await each(operation, json(question), options) { record = Record($0.row) }
        guard let record else { throw LookupError(code: .internal, message: "internal error: there is no answer") }
        return record
    }

    /// Looks up one record like ``record(_:_:_:)``. If a lookup of the same question is in flight, returns its answer.
    func sharedRecord<Record: Readable>(
        _ operation: String, _ question: some Encodable & Sendable, _ options: LookupOptions
    ) async throws(LookupError) -> Record {
        let key = Data((operation + json(question, .sortedKeys)).utf8)
        return try await inFlight.share(key) { () throws(LookupError) -> Record in
            try await record(operation, question, options)
        }
    }

    /// Looks up records by identifier.
    func answers<Record: Readable>(
        _ operation: String, _ question: some ListQuestion, _ options: LookupOptions
    ) async throws(LookupError) -> Answers<Record> {
        var answers: Answers<Record>?
        try await each(operation, json(question), options) { answer in
            if answers == nil { answers = Answers(answer) } else { answers?.merge(Answers(answer)) }
        }
        return answers ?? Answers()
    }

    /// Returns the pages of records by identifier.
    func pages<Record: Readable, Asked: ListQuestion>(
        _ operation: String, _ sources: [Source], _ options: LookupOptions, _ onProgress: Driver.Progress?
    ) -> Pages<Record, Asked> {
        let options = options.over(self.options)
        return Pages(read: Page.init) {
            Driver(
                open(operation, #""pages":true"#, options), self, operation, options, sources: sources,
                onProgress: onProgress)
        }
    }

    private func each(
        _ operation: String, _ question: String, _ options: LookupOptions, _ take: @escaping (Answer) -> Void
    ) async throws(LookupError) {
        let options = options.over(self.options)
        try await drive(open(operation, #""question":\#(question)"#, options).get(), operation, options, take)
    }

    /// Opens a lookup. `asked` is the member of its document that contains the question.
    private func open(_ operation: String, _ asked: String, _ options: LookupOptions) -> Result<Lookup, LookupError> {
        var options = options
        options.clockOffset = options.clockOffset ?? clock.offset
        var members = [asked, #""auth":\#(auth.json)"#, #""options":\#(json(options.core(baseUrl: baseUrl)))"#]
        if let renewal = auth.renewal {
            members.append(#""renews":true"#)
            if let token = renewal.token { members.append(#""token":\#(json(token))"#) }
        }
        let document = "{\(members.joined(separator: ","))}"
        return Result { try Lookup.open(provider: provider, operation: operation, json: document) }
            .mapError(LookupError.init(thrown:))
    }
}

/// Stores how far the service's clock is ahead, as far as lookups have measured it. It is `@unchecked`, because a lock
/// guards the variable.
final class Clock: @unchecked Sendable {
    private let lock = NSLock()
    private var learned: Duration?

    var offset: Duration? {
        get { lock.withLock { learned } }
        set { lock.withLock { learned = newValue } }
    }
}

/// The clock and the source of randomness of a lookup.
struct Host: Sendable {
    /// Returns the milliseconds since 1970.
    var now: @Sendable () -> Int64 = { Int64(Date().timeIntervalSince1970 * 1_000) }

    /// Returns 16 bytes of a cryptographically secure source.
    var random: @Sendable () -> (high: Int64, low: Int64) = { (.random(in: .min ... .max), .random(in: .min ... .max)) }
}

/// A question that consists of lists.
protocol ListQuestion: Encodable, Sendable, Hashable {
    init(lists: [[String]])

    /// The identifiers by the name of their list.
    var lists: KeyValuePairs<String, [String]> { get }
}

/// Returns the JSON text of a value, without its absent members.
func json(_ value: some Encodable, _ format: JSONEncoder.OutputFormatting = []) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = format
    // Encoding these types cannot fail. If it did, the core would reject the text, which would not be JSON.
    return String(decoding: (try? encoder.encode(value)) ?? Data(), as: UTF8.self)
}

extension Duration {
    /// The duration in whole milliseconds, limited to the range in which JSON numbers are exact.
    var milliseconds: Int {
        let (seconds, attoseconds) = components
        let limit: Int64 = 1 << 53 / 1_000
        guard -limit < seconds, seconds < limit else { return (1 << 53 - 1) * Int(seconds.signum()) }
        return Int(seconds * 1_000 + attoseconds / 1_000_000_000_000_000)
    }
}
