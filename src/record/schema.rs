//! Descriptions of records for the generators of other languages. They are not part of a WebAssembly module.

use crate::redact::Sensitivity;

/// The description of a record.
#[derive(Debug)]
pub struct Schema {
    /// The record's name.
    pub name: &'static str,
    /// What it is.
    pub doc: &'static str,
    /// Its fields, in the vendor's order.
    pub fields: &'static [Field],
    /// The documentation of its list of unreadable fields, if it has one. The list is named `unreadable_fields`.
    pub unreadable: Option<&'static str>,
    /// Whether it has secrets. Other languages put them into a group of their own.
    pub has_secrets: bool,
    /// The mapping to a [`Profile`](crate::Profile), if there is one.
    pub profile: Option<&'static ProfileSchema>,
}

/// The description of a field.
#[derive(Debug)]
pub struct Field {
    /// Its name in snake case.
    pub name: &'static str,
    /// Its keys on the wire, the preferred one first.
    pub keys: &'static [&'static str],
    /// Whether a record without it is unreadable.
    pub required: bool,
    /// Its type.
    pub ty: FieldType,
    /// The value that the vendor documents for an absent field, as Rust writes it.
    pub default: Option<&'static str>,
    /// Who may see it.
    pub sensitivity: Sensitivity,
    /// Its documentation, in English and in the vendor's own words.
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
    /// An integer that may be written as a boolean.
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
    /// The enum's name.
    pub name: &'static str,
    /// What it is.
    pub doc: &'static str,
    /// Its words.
    pub words: &'static [Word],
}

/// One of some fixed words.
#[derive(Debug)]
pub struct Word {
    /// The name of its variant.
    pub name: &'static str,
    /// The word itself.
    pub word: &'static str,
    /// What it means.
    pub doc: &'static str,
    /// Whether it is the default.
    pub is_default: bool,
}

/// The description of credentials.
#[derive(Debug)]
pub struct CredentialsSchema {
    /// The enum's name.
    pub name: &'static str,
    /// What they are.
    pub doc: &'static str,
    /// The ways to authenticate. A caller passes the fields of one.
    pub variants: &'static [Variant],
}

/// One way to authenticate.
#[derive(Debug)]
pub struct Variant {
    /// Its name.
    pub name: &'static str,
    /// What it is.
    pub doc: &'static str,
    /// What the caller passes.
    pub fields: &'static [Field],
    /// Whether the app's own server signs.
    pub is_delegated: bool,
    /// Whether it belongs on a server only.
    pub is_server_only: bool,
    /// Whether it has a token that can be replaced.
    pub is_renewable: bool,
}

/// The mapping of a record to a [`Profile`](crate::Profile).
#[derive(Debug)]
pub struct ProfileSchema {
    /// The provider's name.
    pub provider: &'static str,
    /// The field that is the profile's ID.
    pub id: &'static str,
    /// Each other member of the profile with the fields it may come from, in order of preference. A field of two names
    /// belongs to the first entry of a list.
    pub members: &'static [(&'static str, &'static [&'static [&'static str]])],
}
