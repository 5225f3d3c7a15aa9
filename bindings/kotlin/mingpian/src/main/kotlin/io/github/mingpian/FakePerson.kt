package io.github.mingpian

/** A record that the services of a [FakeTransport] send. Fields that are not set are absent. */
public sealed class FakeRecord {
    /** The vendor's names of the fields that the service sends in an unreadable form. */
    public var unreadableFields: List<String> = emptyList()

    /** A field under the vendor's name. */
    internal class Member(
        val key: String,
        val value: Any?,
        val isRequired: Boolean = false,
        val isAlwaysReadable: Boolean = false,
    )

    /** Returns the fields. Required fields that are not set are derived from [number]. */
    internal abstract fun members(number: Int): List<Member>

    /** Returns the record in the vendor's format. */
    internal fun write(number: Int = 1, isUnreadable: Boolean = false): Map<String, Any> {
        val members = members(number)
        val written = LinkedHashMap<String, Any>()
        for (member in members) {
            (if (isUnreadable && member.isRequired) UNREADABLE else member.value)?.let { written[member.key] = it }
        }
        for (key in unreadableFields) {
            require(members.any { it.key == key && !it.isAlwaysReadable }) { "unreadableFields: expected a field that can be unreadable, got $key" }
            written[key] = UNREADABLE
        }
        return written
    }
}

/** A value that cannot be read, because no type of field is a list of lists. */
private val UNREADABLE = listOf(listOf(true))

/** A document that a service sends inside a string. */
public sealed class FakeDocument : FakeRecord() {
    /** The document as it is sent, which may be broken. If it is set, the fields are not sent. */
    public var text: String? = null

    internal fun document(): String = text ?: json(write())
}

/** An invented person, with any fields of the provider's record and the identifiers of the person. */
public sealed class FakePerson(internal val provider: Provider) : FakeRecord() {
    /**
     * The identifiers of the person: emails, mobile numbers, login names, user IDs, or codes. Defaults to the fields of
     * the record that can be looked up, such as the email address and the mobile number.
     */
    public var identifiers: List<String>? = null

    /** Whether the service sends a record that cannot be read, because it has no ID. */
    public var unreadable: Boolean = false
}
