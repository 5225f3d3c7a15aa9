internal import MingpianCore

/// Signs requests on a server that knows the secret, for apps that must not know it. Its members print as `[redacted]`.
///
/// Before signing, the server must check that the app is allowed to make lookups.
public struct QuanshiSigner: Sendable {
    private let appID: String
    private let secretKey: String
    private let idHeader: QuanshiCredentials.IDHeader

    /// Creates a signer with an app's ID and secret.
    public init(appID: String, secretKey: String, idHeader: QuanshiCredentials.IDHeader = .appID) {
        self.appID = appID
        self.secretKey = secretKey
        self.idHeader = idHeader
    }

    /// Returns the headers for the parameters that an app sent.
    ///
    /// Set `isNew` to whether the nonce has not been signed before. Remember nonces for two minutes, in a store that
    /// all processes of the server share.
    ///
    /// If the time is more than a minute away from the server's clock, it returns only the header `ServerTime` with the
    /// server's own time. Send it back in the same way. The app's lookup then corrects its clock and asks once more.
    ///
    /// - Throws: `INVALID_INPUT` for `nonce` if it is malformed or not new.
    public func sign(_ params: SigningParams, isNew: Bool) throws(LookupError) -> [String: String] {
        do {
            let headers = try quanshiSign(
                appId: appID, secretKey: secretKey, idHeader: idHeader.rawValue, timeMs: Int64(params.time),
                nonce: params.nonce, nowMs: Host().now(), isNew: isNew)
            return Dictionary(headers.map { ($0.name, $0.value) }) { first, _ in first }
        } catch {
            throw LookupError(thrown: error)
        }
    }
}

extension Quanshi {
    /// Returns the checksum: lower-case hexadecimal SHA1(secretKey + nonce + curTime), with milliseconds since 1970.
    public static func checkSum(secretKey: String, nonce: String, curTimeMs: Int) -> String {
        quanshiCheckSum(secretKey: secretKey, nonce: nonce, curTimeMs: Int64(curTimeMs))
    }
}

extension QuanshiSigner: Redacted {
    var members: [Member] { [Member("appID", hiding: appID), Member("secretKey", hiding: secretKey)] }
}
