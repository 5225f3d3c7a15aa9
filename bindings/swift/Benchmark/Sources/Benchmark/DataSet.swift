import Foundation

/// The identifiers to look up.
struct Identifiers: Codable, Sendable {
    let emails, mobiles, loginNames: [String]
}

/// A question and the body that answers it.
struct DataSet: Sendable {
    let identifiers: Identifiers
    let body: Data

    /// Reads the data set with this name.
    init(_ directory: URL, _ name: String) throws {
        let question = try Data(contentsOf: directory.appendingPathComponent("\(name).question.json"))
        identifiers = try JSONDecoder().decode(Identifiers.self, from: question)
        body = try Data(contentsOf: directory.appendingPathComponent("\(name).body.json"))
    }
}
