//! The trait behind `#[derive(Record)]`.

use super::schema::Schema;
use crate::json::{Cursor, Shape};

/// A vendor's table: a struct with `#[derive(Record)]`.
pub trait Record: Sized {
    /// The shape that the reader looks for.
    const SHAPE: &'static Shape;
    /// The description for generators.
    const SCHEMA: &'static Schema;

    /// Reads the fields. The cursor is at the first cell of the record's row.
    fn read(fields: &mut Cursor<'_>) -> Self;
}

/// Reads the record of the row at the cursor, or `None` if the row is not readable.
pub fn read_row<R: Record>(row: Cursor<'_>) -> Option<R> {
    row.is_readable().then(|| R::read(&mut row.fields()))
}
