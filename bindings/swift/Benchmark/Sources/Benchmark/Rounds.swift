/// Something to be timed. `prepare` is not timed. `run` takes what it returned, and returns how many it has found.
struct Contender<Input> {
    let name: String
    let prepare: () -> Input
    let run: (Input) async throws -> Int

    /// Returns how long a number of runs take, each timed by itself, and what the last of them returned.
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

    /// Returns how many runs fill a sample.
    func iterations() async throws -> Int {
        var iterations = 1
        while try await sample(iterations).time < leastSample { iterations *= 2 }
        return iterations
    }
}

/// How many microseconds one run took in each round.
struct Samples: Encodable {
    let what, peer: String
    var ours: [Double] = []
    var theirs: [Double] = []
}

struct Disagreement: Error {
    let what: String
    let ours, theirs: Int
}

/// Runs ours and a peer by turns.
func race<A, B>(_ what: String, ours: Contender<A>, peer: Contender<B>) async throws -> Samples {
    let found = (try await ours.sample(1).found, try await peer.sample(1).found)
    guard found.0 == found.1 else { throw Disagreement(what: what, ours: found.0, theirs: found.1) }
    let iterations = (try await ours.iterations(), try await peer.iterations())
    var samples = Samples(what: what, peer: peer.name)
    for round in 0..<(warmUp + rounds) {
        var (mine, theirs) = (0.0, 0.0)
        for turn in 0..<2 {
            // Nobody always runs after the other.
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

/// How many rounds count.
private let rounds = 100
/// How many rounds come first and do not count.
private let warmUp = 5
/// A sample takes at least this long.
private let leastSample = Duration.milliseconds(5)
