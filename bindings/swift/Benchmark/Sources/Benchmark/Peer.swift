import Foundation

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// The code that one would write without the package. It has no leniency, no retries, and no redaction.
struct Peer {
    let token: String

    struct Answer: Decodable {
        let status: Int
        let result: [String: Account]
    }

    struct Account: Decodable {
        let userId: Int
        let loginName, email, countryCode, mobile, customerCode, companyName: String?
        let displayName, firstName, middleName, lastName: String?
    }

    /// Looks people up: builds a request and reads the response.
    func lookUp(_ identifiers: Identifiers, body: Data) throws -> [String: Account] {
        let url = URL(string: "https://openapi.quanshi.com/confopenapi/account/getUsersByEmailsMobiles")!
        var request = URLRequest(url: url)
        request.httpMethod = "POST"
        request.setValue("application/json", forHTTPHeaderField: "Accept")
        request.setValue("application/json", forHTTPHeaderField: "Content-Type")
        request.setValue(token, forHTTPHeaderField: "token")
        request.httpBody = try JSONEncoder().encode(identifiers)
        guard request.httpBody != nil else { throw URLError(.unknown) }
        let answer = try JSONDecoder().decode(Answer.self, from: body)
        guard answer.status == 0 else { throw URLError(.badServerResponse) }
        return answer.result
    }
}
