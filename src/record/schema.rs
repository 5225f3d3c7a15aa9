//! Describes records for the generators of other languages. The descriptions are not part of the WebAssembly module.

use crate::redact::Sensitivity;

/// The description of a record.
#[derive(Debug)]
pub struct Schema {
    /// The name of the record.
    pub name: &'static str,
    /// A description of the record.
    pub doc: &'static str,
    /// The fields, in the vendor's order.
    pub fields: &'static [Field],
    /// The documentation of the list of unreadable fields, if the record has one. The list is named
    /// `unreadable_fields`.
    pub unreadable: Option<&'static str>,
    /// Whether the record has secrets. Other languages put them into a separate group.
    pub has_secrets: bool,
    /// The mapping to a [`Profile`](crate::Profile), if the record has one.
    pub profile: Option<&'static ProfileSchema>,
}

/// The description of a field.
#[derive(Debug)]
pub struct Field {
    /// The name in snake case.
    pub name: &'static str,
    /// The keys on the wire. The first one is preferred.
    pub keys: &'static [&'static str],
    /// Whether a record without this field is unreadable.
    pub required: bool,
    /// The type.
    pub ty: FieldType,
    /// The value that the vendor documents for an absent field, as a Rust expression.
    pub default: Option<&'static str>,
    /// Who may see it.
    pub sensitivity: Sensitivity,
    /// The documentation, in English and in the vendor's own words.
    pub doc: &'static str,
}

/// The type of a field. [`Kind`](crate::json::Kind) describes how each type is read.
#[derive(Debug, Clone, Copy)]
pub enum FieldType {
    /// A string.
    Text,
    /// Any value; see [`AnyJson`](super::AnyJson).
    AnyJson,
    /// A boolean.
    Bool,
    /// An integer.
    Int,
    /// An integer that may also be written as a boolean.
    IntOrBool,
    /// A list of strings.
    Texts,
    /// One of some fixed words.
    Choice(&'static ChoiceSchema),
    /// A document inside a string.
    Embedded(&'static Schema),
    /// A record.
    Object(&'static Schema),
    /// A list of records.
    List(&'static Schema),
}

/// The description of an enum of fixed words.
#[derive(Debug)]
pub struct ChoiceSchema {
    /// The name of the enum.
    pub name: &'static str,
    /// A description of the enum.
    pub doc: &'static str,
    /// The words.
    pub words: &'static [Word],
}

/// One of some fixed words.
#[derive(Debug)]
pub struct Word {
    /// The name of its variant.
    pub name: &'static str,
    /// The word.
    pub word: &'static str,
    /// What the word means.
    pub doc: &'static str,
    /// Whether the word is the default.
    pub is_default: bool,
}

/// The description of credentials.
#[derive(Debug)]
pub struct CredentialsSchema {
    /// The name of the enum.
    pub name: &'static str,
    /// A description of the credentials.
    pub doc: &'static str,
    /// The ways to authenticate. A caller passes the fields of exactly one.
    pub variants: &'static [Variant],
}

/// One way to authenticate.
#[derive(Debug)]
pub struct Variant {
    /// The name of the variant.
    pub name: &'static str,
    /// A description of the variant.
    pub doc: &'static str,
    /// The fields that the caller passes.
    pub fields: &'static [Field],
    /// Whether the app's own server signs.
    pub is_delegated: bool,
    /// Whether it may be used only on a server.
    pub is_server_only: bool,
    /// Whether it has a token that can be replaced.
    pub is_renewable: bool,
}

/// The mapping of a record to a [`Profile`](crate::Profile).
#[derive(Debug)]
pub struct ProfileSchema {
    /// The name of the provider.
    pub provider: &'static str,
    /// The field that is the profile's ID.
    pub id: &'static str,
    /// The other members of the profile. Each has the fields that it may come from, in order of preference. If a field
    /// has two names, the first is a list and the second is a field of the list's first entry.
    pub members: &'static [(&'static str, &'static [&'static [&'static str]])],
}
