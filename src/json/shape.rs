//! Describes the values that the reader looks for in an object.

/// The keys to read from an object, in the order of their cells in the index.
#[derive(Debug)]
pub struct Shape {
    /// One column for each spelling of each field.
    pub columns: &'static [Column],
}

/// One key of an object.
#[derive(Debug)]
pub struct Column {
    /// The key on the wire.
    pub key: &'static str,
    /// How its value is read.
    pub kind: Kind,
    /// Whether an object without this value is unreadable.
    pub required: bool,
    /// Whether the value is a secret. Secrets are in the index only if [`Reading::secrets`] is set.
    pub secret: bool,
    /// Whether this is another spelling of the column before it. The first spelling that holds a value counts.
    pub alias: bool,
}

/// How a value is read. `null`, `{}`, and `[]` count as absent for every kind.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// A string. A number or a boolean counts as its text.
    Text,
    /// Any value. A value that is not a string is kept as its JSON text.
    AnyJson,
    /// A boolean, 0 or 1, or one of these in a string.
    Bool,
    /// An integer within ±(2^53 − 1), or one in a string. An empty string counts as absent.
    Int,
    /// An integer as in [`Kind::Int`]. A boolean counts as 1 or 0.
    IntOrBool,
    /// A list of texts.
    Texts,
    /// A JSON document inside a string.
    Embedded(&'static Shape),
    /// An object.
    Object(&'static Shape),
    /// A list of objects.
    List(&'static Shape),
    /// Objects by key.
    Map(&'static Shape),
}

impl Kind {
    /// Describes the expected value in an error message.
    pub const fn expectation(self) -> &'static str {
        match self {
            Self::Text => "expected a string",
            Self::AnyJson => "expected a value",
            Self::Bool => "expected true or false",
            Self::Int | Self::IntOrBool => "expected a whole number",
            Self::Texts => "expected a list of strings",
            Self::Embedded(_) | Self::Object(_) | Self::Map(_) => "expected an object",
            Self::List(_) => "expected a list of objects",
        }
    }
}

/// The settings for reading a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// The unit of positions in the index.
    pub unit: Unit,
    /// Whether to read columns that hold secrets.
    pub secrets: bool,
    /// How strictly the types of values are checked.
    pub mode: Mode,
}

/// How strictly the types of values are checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// For responses of services: a number may be written as a string, and unknown members are ignored.
    Lenient,
    /// For values from callers: only values of the declared type are accepted, and
    /// [`Index::unknown`](crate::Index::unknown) reports an unknown member.
    Strict,
}

/// The unit of positions in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Bytes of UTF-8.
    Bytes,
    /// UTF-16 units, as in JavaScript strings. A byte order mark is one unit.
    Utf16,
}
