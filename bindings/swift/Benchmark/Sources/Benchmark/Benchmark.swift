// One lookup of 600 people, all but the network: ours against Codable, by turns. The peer does not sign; ours does.
import Foundation
import Mingpian
import MingpianTesting

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

@main
struct Benchmark {
    static func main() async throws {
        for (name, script) in [("ASCII", false), ("Chinese", true)] {
            let question = QuanshiGetUsersByEmailsMobiles(
                emails: (1...200).map { "person\($0)@example.com" },
                mobiles: (201...400).map { String(10_000_000_000 + $0) },
                loginNames: (401...600).map { "person\($0)" })
            let body = answer(to: question.emails + question.mobiles + question.loginNames, isChinese: script)
            let ours = Quanshi(
                auth: .checkSum(appId: "demo-app", secretKey: "demo-secret-key"),
                transport: MockTransport { _ in HTTPResponse(status: 200, body: body) })
            let peer = Peer(transport: MockTransport { _ in HTTPResponse(status: 200, body: body) })
            var times: (ours: [Duration], peer: [Duration]) = ([], [])
            let clock = ContinuousClock()
            for round in 0..<320 {
                let first = try await clock.measure {
                    guard try await ours.getUsersByEmailsMobiles(question).found.count == 600 else { fatalError() }
                }
                let second = try await clock.measure {
                    guard try await peer.ask(question).count == 600 else { fatalError() }
                }
                // The first rounds warm up.
                if round >= 20 {
                    times.ours.append(first)
                    times.peer.append(second)
                }
            }
            let (mine, theirs) = (median(times.ours), median(times.peer))
            let ratio = mine / theirs
            print("\(name), \(body.count) bytes: Mingpian \(mine), Codable \(theirs), ratio", (ratio * 100).rounded() / 100)
        }
    }

    static func median(_ times: [Duration]) -> Duration {
        times.sorted()[times.count / 2]
    }

    static func answer(to identifiers: [String], isChinese: Bool) -> Data {
        let (company, first, last) = isChinese ? ("示例科技有限公司", "伟", "张") : ("Example Technology Ltd", "Ann", "Example")
        let accounts = identifiers.enumerated().map { n, identifier in
            """
            "\(identifier)":{"userId":\(10_000_000 + n),"loginName":"person\(n)","email":"person\(n)@example.com",\
            "countryCode":"86","mobile":"\(10_000_000_000 + n)","customerCode":"010001","companyName":"\(company)",\
            "displayName":"\(last)\(first)","firstName":"\(first)","middleName":"","lastName":"\(last)"}
            """
        }
        let text = #"{"status":0,"result":{"# + accounts.joined(separator: ",") + #"},"request_id":"r-1"}"#
        return Data(text.utf8)
    }
}

/// The same by hand, as an app would have it.
struct Peer {
    let transport: any HTTPTransport

    struct Question: Encodable {
        let emails, mobiles, loginNames: [String]
    }

    struct Answer: Decodable {
        let status: Int
        let result: [String: Account]
    }

    struct Account: Decodable {
        let userId: Int
        let loginName, email, countryCode, mobile, customerCode, companyName: String?
        let displayName, firstName, middleName, lastName: String?
    }

    func ask(_ request: QuanshiGetUsersByEmailsMobiles) async throws -> [String: Account] {
        let question = Question(emails: request.emails, mobiles: request.mobiles, loginNames: request.loginNames)
        let body = try JSONEncoder().encode(question)
        let url = URL(string: "https://openapi.quanshi.com/confopenapi/account/getUsersByEmailsMobiles")!
        let http = HTTPRequest(method: "POST", url: url, headers: [], body: body, maxBodyBytes: 8 << 20)
        let answer = try JSONDecoder().decode(Answer.self, from: await transport.send(http).body)
        guard answer.status == 0 else { throw URLError(.badServerResponse) }
        return answer.result
    }
}
