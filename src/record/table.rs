//! Defines the trait that `#[derive(Record)]` implements.

use super::schema::Schema;
use crate::json::{Cursor, Shape};

/// A vendor's table as a struct. `#[derive(Record)]` implements this trait.
pub trait Record: Sized {
    /// The shape that the reader looks for.
    const SHAPE: &'static Shape;
    /// The description for the generators of other languages.
    const SCHEMA: &'static Schema;

    /// Reads the fields. The cursor must be at the first cell of the record's row.
    fn read(fields: &mut Cursor<'_>) -> Self;
}

/// Reads the record of the row at the cursor, or `None` if the row is not readable.
pub fn read_row<R: Record>(row: Cursor<'_>) -> Option<R> {
    row.is_readable().then(|| R::read(&mut row.fields()))
}
