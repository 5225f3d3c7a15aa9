/// An attempt to send a request, after it has ended. It contains no personal data or secrets, so it is safe to log.
public struct Attempt: Sendable, Hashable {
    /// The provider that was asked.
    public let provider: Provider
    /// The vendor's name of the operation.
    public let operation: String
    /// The number of this attempt of the request, beginning with 1.
    public let number: Int
    /// The HTTP status, or `nil` if no response arrived.
    public let status: Int?
    /// The reason why no response arrived, or `nil` if one did or the attempt was aborted.
    public let failure: TransportError?
    /// Whether the lookup abandoned the attempt because a time limit had passed, it was cancelled, or another of its
    /// requests failed.
    public let isAborted: Bool
    /// Whether the response answers the question. If it does not, the lookup tries again or fails.
    public let isAccepted: Bool
    /// The time from sending the request to the end of the response.
    public let duration: Duration
    /// The length of the response's body after decompression, in bytes.
    public let bytes: Int
}

/// An attempt that was sent, and the time at which it was sent.
struct Sent {
    let number: Int
    let ms: Int64
}
