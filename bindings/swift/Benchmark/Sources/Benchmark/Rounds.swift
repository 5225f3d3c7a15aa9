/// Code whose time is measured. The time of `prepare` is not measured. `run` takes its result, and returns the number
/// of records that it found.
struct Contender<Input> {
    let name: String
    let prepare: () -> Input
    let run: (Input) async throws -> Int

    /// Returns the time of several runs, each of which is measured separately, and the result of the last one.
    func sample(_ iterations: Int) async throws -> (time: Duration, found: Int) {
        let clock = ContinuousClock()
        var (time, found) = (Duration.zero, 0)
        for _ in 0..<iterations {
            let input = prepare()
            let start = clock.now
            found = try await run(input)
            time += clock.now - start
        }
        return (time, found)
    }

    /// Returns the number of runs in a sample.
    func iterations() async throws -> Int {
        var iterations = 1
        while try await sample(iterations).time < leastSample { iterations *= 2 }
        return iterations
    }
}

/// The time of one run in each round, in microseconds.
struct Samples: Encodable {
    let what, peer: String
    var ours: [Double] = []
    var theirs: [Double] = []
}

struct Disagreement: Error {
    let what: String
    let ours, theirs: Int
}

/// Runs our code and that of a peer in turns.
func race<A, B>(_ what: String, ours: Contender<A>, peer: Contender<B>) async throws -> Samples {
    let found = (try await ours.sample(1).found, try await peer.sample(1).found)
    guard found.0 == found.1 else { throw Disagreement(what: what, ours: found.0, theirs: found.1) }
    let iterations = (try await ours.iterations(), try await peer.iterations())
    var samples = Samples(what: what, peer: peer.name)
    for round in 0..<(warmUp + rounds) {
        var (mine, theirs) = (0.0, 0.0)
        for turn in 0..<2 {
            // The order alternates, so that neither contender always runs after the other.
            if (round + turn).isMultiple(of: 2) {
                mine = microseconds(try await ours.sample(iterations.0).time) / Double(iterations.0)
            } else {
                theirs = microseconds(try await peer.sample(iterations.1).time) / Double(iterations.1)
            }
        }
        if round >= warmUp {
            samples.ours.append(mine)
            samples.theirs.append(theirs)
        }
    }
    return samples
}

private func microseconds(_ time: Duration) -> Double {
    time / .microseconds(1)
}

/// The number of rounds that count.
private let rounds = 100
/// The number of rounds before these, which do not count.
private let warmUp = 5
/// The minimum duration of a sample.
private let leastSample = Duration.milliseconds(5)
