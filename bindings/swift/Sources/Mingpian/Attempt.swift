/// An attempt to send a request, after it has ended. It holds no personal data and no secrets, so it is safe to log.
public struct Attempt: Sendable, Hashable {
    /// The provider that was asked.
    public let provider: Provider
    /// The vendor's name of the operation.
    public let operation: String
    /// Which attempt of its request this was, counted from 1.
    public let number: Int
    /// The HTTP status, or `nil` if no response arrived.
    public let status: Int?
    /// Why no response arrived, or `nil` if one did or the attempt was aborted.
    public let failure: TransportError?
    /// Whether the lookup gave the attempt up, because a time limit was over, it was cancelled, or another of its requests
    /// failed.
    public let isAborted: Bool
    /// Whether the response answers the question. If it does not, the lookup tries again or fails.
    public let isAccepted: Bool
    /// The time from sending the request to the end of the response.
    public let duration: Duration
    /// The length of the response's body after decompression, in bytes.
    public let bytes: Int
}

/// An attempt that was sent, and when.
struct Sent {
    let number: Int
    let ms: Int64
}
