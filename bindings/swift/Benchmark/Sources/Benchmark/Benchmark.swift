// Compares the speed of lookups with that of code that uses Codable, without the network. `cargo xtask bench swift`
// runs this program. The argument is the directory of the data sets. It prints one line of JSON for each comparison.
import Foundation

@main
struct Benchmark {
    static func main() async throws {
        let directory = URL(fileURLWithPath: CommandLine.arguments[1])
        try await lookUp("whole lookup of 600, ASCII", DataSet(directory, "600-ascii"))
        try await lookUp("whole lookup of 600, Chinese", DataSet(directory, "600-chinese"))
        try await lookUp("whole lookup of one", DataSet(directory, "1-ascii"))
    }

    /// Neither contender signs, because Foundation has no SHA-1 on Linux.
    static func lookUp(_ what: String, _ data: DataSet) async throws {
        let ours = Ours(token: "demo-token", body: data.body)
        let peer = Peer(token: "demo-token")
        let samples = try await race(
            what,
            ours: Contender(name: "ours") { Ours.question(data.identifiers) } run: { try await ours.lookUp($0) },
            peer: Contender(name: "by hand with Codable") {
                data.identifiers
            } run: {
                try peer.lookUp($0, body: data.body).values.reduce(0) { $0 + ($1.displayName ?? "").utf8.count }
            })
        print(String(decoding: try JSONEncoder().encode(samples), as: UTF8.self))
    }
}
