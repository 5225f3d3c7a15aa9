import Foundation

/// Who is asked for, and the body of a request that asks.
struct Identifiers: Codable, Sendable {
    let emails, mobiles, loginNames: [String]
}

/// A question and the body that answers it.
struct DataSet: Sendable {
    let identifiers: Identifiers
    let body: Data

    /// Reads the data set of this name.
    init(_ directory: URL, _ name: String) throws {
        let question = try Data(contentsOf: directory.appendingPathComponent("\(name).question.json"))
        identifiers = try JSONDecoder().decode(Identifiers.self, from: question)
        body = try Data(contentsOf: directory.appendingPathComponent("\(name).body.json"))
    }
}
