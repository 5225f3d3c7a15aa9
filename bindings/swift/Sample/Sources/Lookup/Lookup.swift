// Looks people up by email address: lookup BASE_URL APP_ID SECRET_KEY EMAIL…
import Foundation
import Mingpian

@main
struct Lookup {
    static func main() async {
        let words = CommandLine.arguments.dropFirst()
        guard words.count > 3, let baseURL = URL(string: words[1]) else {
            print("usage: lookup BASE_URL APP_ID SECRET_KEY EMAIL…")
            exit(2)
        }
        let (appID, secretKey) = (words[2], words[3])
        let emails = Array(words.dropFirst(3))
        let quanshi = Quanshi(auth: .checkSum(appID: appID, secretKey: secretKey), baseURL: baseURL)
        do {
            let users = try await quanshi.users(emails: emails)
            for email in emails {
                guard let profile = users.found[email]?.profile else { continue }
                print(email, profile.displayName ?? "-", profile.organization ?? "-", separator: "\t")
            }
            for email in users.notFound { print(email, "not found", separator: "\t") }
        } catch where error.code == .rateLimited {
            print("ask again in \(error.retryAfter ?? .seconds(60))")
        } catch {
            print(error)
        }
    }
}
