//! A vendor's table as a struct.
//!
//! `#[derive(Record)]` generates from a struct the [`Shape`](crate::json::Shape) that the reader needs, the code that
//! reads it through an index, a redacted `Debug`, `Serialize` (in camel case, without absent fields and secrets), and
//! the [`Schema`] from which other languages are generated.

mod answers;
mod input;
mod request;
mod schema;
mod types;
mod value;

pub use answers::{Answers, Found, FromAnswer, Raw, Unreadable};
pub(crate) use input::read_texts;
pub use input::{Credentials, Input, read_input};
pub use request::{FieldValue, Fields, List, Lists, Sendable, write_fields};
pub(crate) use request::{ListFields, each_private};
pub use schema::{ChoiceSchema, CredentialsSchema, Field, FieldType, ProfileSchema, Schema, Variant, Word};
pub use types::{AnyJson, ByKey, Embedded, ExposeSecret, IntOrBool, SecretAnyJson};
pub use value::{Value, take};

pub use mingpian_derive::{Choice, Credentials, Record};

use crate::json::{Cursor, Shape};

/// A vendor's table: a struct with `#[derive(Record)]`.
pub trait Record: Sized {
    /// What the reader looks for.
    const SHAPE: &'static Shape;
    /// What generators print.
    const SCHEMA: &'static Schema;

    /// Reads the fields. The cursor is at the first cell of the record's row.
    fn read(fields: &mut Cursor<'_>) -> Self;
}

/// Reads the record of the row at the cursor, or `None` if the row is not readable.
pub fn read_row<R: Record>(row: Cursor<'_>) -> Option<R> {
    row.is_readable().then(|| R::read(&mut row.fields()))
}
