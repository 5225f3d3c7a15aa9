// Generated from the core's tables by `cargo xtask generate`; do not edit.

package io.github.mingpian

/** The ways in which a transport can fail. */
public enum class TransportKind {
    /** There is no network, or the host name was not found. The request certainly never left. */
    OFFLINE,

    /** The connection was refused. The request certainly never left. */
    REFUSED,

    /** No response arrived in time. The request may have arrived. */
    TIMEOUT,

    /** The connection was interrupted. The request may have arrived. */
    INTERRUPTED,

    /** The body exceeded [HttpRequest.maxBodyBytes] and was not read to its end. */
    TOO_LARGE,
    ;

    internal fun lower(): io.github.mingpian.core.TransportKind = io.github.mingpian.core.TransportKind.entries[ordinal]
}
