// Generated from the core's tables by `cargo xtask generate`; do not edit.

package io.github.mingpian

/**
 * The data about a person that every service can provide. Each member is taken from the first of the service's fields
 * that is not empty.
 */
public class Profile internal constructor(
    /** The service that provided the data. */
    public val provider: Provider,
    /** The service's own ID of the person. Personal data. */
    public val id: String,
    /** The display name. Personal data. */
    public val displayName: String?,
    /** The phone number as the service writes it, which may mask it. Personal data. */
    public val phone: String?,
    /** The email address. Personal data. */
    public val email: String?,
    /** The URL of the picture. Personal data. */
    public val avatarUrl: String?,
    /** The company or the department. */
    public val organization: String?,
    /** The service's customer that the person belongs to. */
    public val tenant: String?,
) {
    override fun toString(): String = "Profile(provider=${provider.id}, $REDACTED)"

    override fun equals(other: Any?): Boolean = other is Profile && members() == other.members()

    override fun hashCode(): Int = members().hashCode()

    private fun members(): List<Any?> = listOf(
        provider,
        id,
        displayName,
        phone,
        email,
        avatarUrl,
        organization,
        tenant,
    )
}

/** Returns the first text that is not empty. */
internal fun firstLine(vararg lines: String?): String? = lines.firstOrNull { !it.isNullOrEmpty() }
