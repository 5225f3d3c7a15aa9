//! What the reader looks for in an object.

/// The keys of an object that are read, in the order of their cells in the index.
#[derive(Debug)]
pub struct Shape {
    /// One column for each spelling of each field.
    pub columns: &'static [Column],
}

/// One key of an object.
#[derive(Debug)]
pub struct Column {
    /// The key as it is written on the wire.
    pub key: &'static str,
    /// How its value is read.
    pub kind: Kind,
    /// Whether an object without this value is unreadable.
    pub required: bool,
    /// Whether the value is left out of the index unless [`Reading::secrets`] is set.
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
    /// Says what a caller should have passed, for an error message.
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

/// How a body is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// What places in the index count.
    pub unit: Unit,
    /// Whether columns that hold secrets are read.
    pub secrets: bool,
    /// How exactly values have to have their declared type.
    pub mode: Mode,
}

/// How exactly values have to have their declared type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// For what services answer: a number may be written as a string, and unknown members are passed over.
    Lenient,
    /// For what callers pass: only a value of the declared type counts, and an unknown member is reported by
    /// [`Index::unknown`](crate::Index::unknown).
    Strict,
}

/// What places in a text count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Bytes of UTF-8.
    Bytes,
    /// Units of UTF-16, as JavaScript's strings count. A byte order mark is one unit.
    Utf16,
}
