//! How a record lies in the index, and what every language makes of it alike.

use mingpian::record::{Cell, Page, Row};

/// Words in front of a row's columns; see `mingpian::scan`.
pub(super) const HEADER: usize = 4;

/// The members of a profile, in its order.
pub(super) const PROFILE: [&str; 6] =
    ["display_name", "phone", "email", "avatar_url", "organization", "tenant"];

/// Each row with the place of its first column within a row of the index.
pub(super) fn columns(page: &Page) -> Vec<(usize, &Row)> {
    let mut at = HEADER;
    let place = |row| {
        let row: &Row = row;
        let this = at;
        at += 2 * row.wire.len();
        (this, row)
    };
    page.rows.iter().map(place).collect()
}

/// Whether a field is never absent.
pub(super) fn is_always_there(row: &Row) -> bool {
    row.required || row.default.is_some() || matches!(row.cell, Cell::List(_) | Cell::Texts)
}
