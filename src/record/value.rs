//! Defines the Rust types that a field can have.

use super::schema::FieldType;
use super::table::{Record, read_row};
use super::types::{AnyJson, ByKey, Embedded, IntOrBool, SecretAnyJson};
use crate::json::{Cursor, Kind};
use crate::redact::SecretString;
use std::borrow::Cow;

/// A Rust type that a field can have.
#[diagnostic::on_unimplemented(
    message = "a field of a record cannot have the type `{Self}`",
    note = "see `mingpian::record::Value` for the types that it can have"
)]
pub trait Value: Sized {
    /// How the reader reads a value.
    const KIND: Kind;
    /// The type for the generators of other languages.
    const TYPE: FieldType;
    /// Whether a record without this value is unreadable.
    const REQUIRED: bool = false;
    /// The description of the expected value in errors.
    const EXPECTATION: &'static str = Self::KIND.expectation();

    /// Reads the value from a cell that is not absent.
    fn read(cell: Cursor<'_>) -> Option<Self>;

    /// Returns the value of the field if the cell is absent.
    fn absent() -> Self;

    /// Returns whether the value is left out when a record is serialized.
    fn is_absent(&self) -> bool {
        false
    }

    /// Returns the value as a line of text, or `None` if it is empty or is not a text or a number.
    fn as_line(&self) -> Option<Cow<'_, str>> {
        None
    }
}

/// Reads the next field, which has `spellings` columns.
pub fn take<V: Value>(fields: &mut Cursor<'_>, spellings: usize) -> V {
    fields.next(spellings).and_then(V::read).unwrap_or_else(V::absent)
}

/// Implements `Value` for a type whose fields are required.
macro_rules! required {
    ($ty:ty, $kind:ident, $read:expr, $line:expr) => {
        impl Value for $ty {
            const KIND: Kind = Kind::$kind;
            const TYPE: FieldType = FieldType::$kind;
            const REQUIRED: bool = true;
            fn read(cell: Cursor<'_>) -> Option<Self> {
                let read: fn(Cursor<'_>) -> Self = $read;
                Some(read(cell))
            }
            fn absent() -> Self {
                Self::default()
            }
            fn as_line(&self) -> Option<Cow<'_, str>> {
                let line: fn(&Self) -> Option<Cow<'_, str>> = $line;
                line(self)
            }
        }
    };
}

required!(String, Text, |cell| cell.text(), |text| line(text));
required!(AnyJson, AnyJson, |cell| AnyJson(cell.text()), |value| line(&value.0));
required!(bool, Bool, |cell| cell.boolean(), |_| None);
required!(i64, Int, |cell| cell.integer(), |number| Some(Cow::Owned(number.to_string())));
required!(IntOrBool, IntOrBool, |cell| IntOrBool(cell.integer()), |_| None);
required!(SecretString, Text, |cell| SecretString::from(cell.text()), |_| None);
required!(SecretAnyJson, AnyJson, |cell| SecretAnyJson(SecretString::from(cell.text())), |_| None);

/// Implements `Value` for `Option`s, whose fields are not required.
macro_rules! optional {
    ($($ty:ty),*) => {$(
        impl Value for Option<$ty> {
            const KIND: Kind = <$ty>::KIND;
            const TYPE: FieldType = <$ty>::TYPE;
            fn read(cell: Cursor<'_>) -> Option<Self> {
                <$ty>::read(cell).map(Some)
            }
            fn absent() -> Self {
                None
            }
            fn is_absent(&self) -> bool {
                self.is_none()
            }
            fn as_line(&self) -> Option<Cow<'_, str>> {
                self.as_ref().and_then(Value::as_line)
            }
        }
    )*};
}

optional!(String, AnyJson, bool, i64, IntOrBool, SecretString, SecretAnyJson);

fn line(text: &str) -> Option<Cow<'_, str>> {
    (!text.is_empty()).then_some(Cow::Borrowed(text))
}

impl Value for Vec<String> {
    const KIND: Kind = Kind::Texts;
    const TYPE: FieldType = FieldType::Texts;
    fn read(cell: Cursor<'_>) -> Option<Self> {
        Some(cell.rows().map(|row| row.key()).collect())
    }
    fn absent() -> Self {
        Self::new()
    }
}

impl<R: Record> Value for Option<R> {
    const KIND: Kind = Kind::Object(R::SHAPE);
    const TYPE: FieldType = FieldType::Object(R::SCHEMA);
    fn read(cell: Cursor<'_>) -> Option<Self> {
        Some(read_row(cell.row()))
    }
    fn absent() -> Self {
        None
    }
    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<R: Record> Value for Option<Embedded<R>> {
    const KIND: Kind = Kind::Embedded(R::SHAPE);
    const TYPE: FieldType = FieldType::Embedded(R::SCHEMA);
    fn read(cell: Cursor<'_>) -> Option<Self> {
        let row = cell.row();
        let text = row.key();
        let value = read_row(row.over(&text));
        Some(Some(Embedded { text, value }))
    }
    fn absent() -> Self {
        None
    }
    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<R: Record> Value for Vec<R> {
    const KIND: Kind = Kind::List(R::SHAPE);
    const TYPE: FieldType = FieldType::List(R::SCHEMA);
    fn read(cell: Cursor<'_>) -> Option<Self> {
        Some(cell.rows().map(|row| R::read(&mut row.fields())).collect())
    }
    fn absent() -> Self {
        Self::new()
    }
}

/// Code reads envelopes column by column, so a field of this type is never read through this trait.
impl<R: Record> Value for ByKey<R> {
    const KIND: Kind = Kind::Map(R::SHAPE);
    const TYPE: FieldType = FieldType::Object(R::SCHEMA);
    fn read(_cell: Cursor<'_>) -> Option<Self> {
        None
    }
    fn absent() -> Self {
        Self(std::marker::PhantomData)
    }
}
