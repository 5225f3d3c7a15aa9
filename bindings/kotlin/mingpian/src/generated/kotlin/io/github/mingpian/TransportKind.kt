// Generated from the core's tables by `cargo xtask generate`; do not edit.

package io.github.mingpian

/** The ways in which a transport can fail. */
public enum class TransportKind {
    /** There is no network, or the host name was not found. It is certain that the request was never sent. */
    OFFLINE,

    /** The connection was refused. It is certain that the request was never sent. */
    REFUSED,

    /** No response arrived in time. The service may have received the request. */
    TIMEOUT,

    /** The connection was interrupted. The service may have received the request. */
    INTERRUPTED,

    /** The body exceeded [HttpRequest.maxBodyBytes] and was not read to its end. */
    TOO_LARGE,
    ;

    internal fun lower(): io.github.mingpian.core.TransportKind = io.github.mingpian.core.TransportKind.entries[ordinal]
}
