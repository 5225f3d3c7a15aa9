import Foundation
internal import MingpianCore

/// What a service object consists of. `@unchecked`: the lock guards the one variable.
final class Service: @unchecked Sendable {
    let provider: String
    let auth: Auth
    let host: Host
    let transport: any HTTPTransport
    private let baseUrl: String?
    private let options: LookupOptions
    private let lock = NSLock()
    private var clockOffsetMs: Int64?

    init(
        _ provider: String, _ auth: Auth = Auth(), baseUrl: String?, options: LookupOptions,
        transport: any HTTPTransport, host: Host = Host()
    ) {
        self.provider = provider
        self.auth = auth
        self.baseUrl = baseUrl
        self.options = options
        self.transport = transport
        self.host = host
    }

    /// Remembers how far the service's clock is ahead, for the lookups that follow.
    func remember(_ clockOffsetMs: Int64) {
        lock.withLock { self.clockOffsetMs = clockOffsetMs }
    }

    /// Looks up one record.
    func record<Record: Readable>(
        _ operation: String, _ question: some Encodable, _ options: LookupOptions
    ) async throws(LookupError) -> Record {
        var record: Record?
        try await each(operation, question, options) { record = $0.read(Record.init) }
        guard let record else { throw LookupError(code: .internal, message: "internal error: there is no answer") }
        return record
    }

    /// Looks up records by identifier.
    func answers<Record: Readable>(
        _ operation: String, _ question: some Encodable, _ options: LookupOptions
    ) async throws(LookupError) -> Answers<Record> {
        var answers: Answers<Record>?
        try await each(operation, question, options) { answer in
            answers = answers?.merging(Answers(answer)) ?? Answers(answer)
        }
        return answers ?? Answers()
    }

    /// Returns the pages of records by identifier.
    func pages<Record: Readable, Asked: ListQuestion>(
        _ operation: String, _ sources: [Source], _ options: LookupOptions, _ onProgress: Driver.Progress?
    ) -> Pages<Record, Asked> {
        Pages(read: Page.init) { [self] in
            let options = options.over(self.options)
            let lookup = open(operation, #""pages":true"#, options)
            return Driver(lookup, self, options, sources: sources, onProgress: onProgress)
        }
    }

    private func each(
        _ operation: String, _ question: some Encodable, _ options: LookupOptions, _ take: (Answer) -> Void
    ) async throws(LookupError) {
        let options = options.over(self.options)
        let driver = Driver(open(operation, #""question":\#(json(question))"#, options), self, options)
        while let outcome = try await driver.next() {
            switch outcome {
            case .answer(let answer): take(answer)
            case .failed(_, let error): throw error
            }
        }
    }

    /// Opens a lookup. `asked` is the member of its document that says what is asked.
    private func open(_ operation: String, _ asked: String, _ options: LookupOptions) -> Result<Lookup, LookupError> {
        var options = options
        options.clockOffset = options.clockOffset ?? lock.withLock { clockOffsetMs.map(Duration.milliseconds) }
        let members = [asked, #""auth":\#(auth.json)"#, #""options":\#(json(options.core(baseUrl: baseUrl)))"#]
        let document = "{\(members.joined(separator: ","))}"
        do {
            return .success(try Lookup.open(provider: provider, operation: operation, json: document))
        } catch {
            return .failure(LookupError(thrown: error))
        }
    }
}

/// What a lookup takes from outside.
struct Host: Sendable {
    /// Returns the milliseconds since 1970.
    var now: @Sendable () -> Int64 = { Int64(Date().timeIntervalSince1970 * 1_000) }

    /// Returns 16 bytes of a cryptographically secure source.
    var random: @Sendable () -> (high: Int64, low: Int64) = {
        var generator = SystemRandomNumberGenerator()
        return (Int64(bitPattern: generator.next()), Int64(bitPattern: generator.next()))
    }
}

/// A question that consists of lists.
protocol ListQuestion: Encodable, Sendable, Hashable {
    init(lists: [[String]])
}

/// Returns the JSON text of a value, without its absent members.
func json(_ value: some Encodable) -> String {
    // None of our values can fail, and the core refuses what is not JSON.
    String(decoding: (try? JSONEncoder().encode(value)) ?? Data(), as: UTF8.self)
}

extension Duration {
    /// Whole milliseconds, as far as JSON's numbers are exact: longer times do not end.
    var milliseconds: Int {
        let (seconds, attoseconds) = components
        let limit: Int64 = 1 << 53 / 1_000
        guard -limit < seconds, seconds < limit else { return (1 << 53 - 1) * Int(seconds.signum()) }
        return Int(seconds * 1_000 + attoseconds / 1_000_000_000_000_000)
    }
}
