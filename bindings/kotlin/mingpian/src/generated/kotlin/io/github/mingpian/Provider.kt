// Generated from the core's tables by `cargo xtask generate`; do not edit.

package io.github.mingpian

/** The account services. */
public enum class Provider(
    /** The name of the service, which is the same in every language. */
    public val id: String,
) {
    /** dmtz (WeChat authorization): turns a WeChat code into a user. */
    DMTZ("dmtz"),

    /** Mysoft Yunzhushou (明源云助手): turns an access token and a device into an employee. */
    MYSOFT("mysoft"),

    /** Quanshi (全时): turns emails, mobile numbers, and login names into accounts. */
    QUANSHI("quanshi"),
    ;

    internal companion object {
        /** Returns the provider with this name. */
        fun of(id: String): Provider = entries.first { it.id == id }
    }
}
