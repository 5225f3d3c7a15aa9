package mingpian

/** What every service can say of a person. Each member is the first of the provider's own that is not empty. */
public data class Profile(
    /** The service that said it: `dmtz`, `mysoft` or `quanshi`. */
    public val provider: String,
    /** The service's id of the person; quanshi's number as text. Personal data. */
    public val id: String,
    /** A name to show. Personal data. */
    public val displayName: String?,
    /** The phone number as the service writes it, maybe masked. Personal data. */
    public val phone: String?,
    /** The email address. Personal data. */
    public val email: String?,
    /** Where the picture is. Personal data. */
    public val avatarUrl: String?,
    /** The company or department. */
    public val organization: String?,
    /** The service's customer that the person belongs to. */
    public val tenant: String?,
) {
    override fun toString(): String = "Profile(provider=$provider, $REDACTED)"
}
