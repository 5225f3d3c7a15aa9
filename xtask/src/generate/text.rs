//! What every generator writes with.

use mingpian::record::{Cell, Page, Row};

/// Words in front of a row's columns; see `mingpian::scan`.
const HEADER: usize = 4;

/// The members of a profile, in its order.
pub(super) const PROFILE: [&str; 6] =
    ["display_name", "phone", "email", "avatar_url", "organization", "tenant"];

/// Each row with the place of its first column within a row of the index.
pub(super) fn columns(page: &Page) -> impl Iterator<Item = (usize, &Row)> {
    page.rows.iter().scan(HEADER, |at, row| {
        let this = *at;
        *at += 2 * row.wire.len();
        Some((this, row))
    })
}

/// Whether a record that can be read has this field.
pub(super) fn is_always_there(row: &Row) -> bool {
    row.required || row.default.is_some() || matches!(row.cell, Cell::List(_) | Cell::Texts)
}

/// A line of a file.
pub(super) fn line(out: &mut String, text: impl AsRef<str>) {
    out.push_str(text.as_ref());
    out.push('\n');
}

/// `quanshi` → `Quanshi`
pub(super) fn capital(name: &str) -> String {
    let (first, rest) = name.split_at(1);
    first.to_uppercase() + rest
}

/// `user_id` → `userId`
pub(super) fn camel(snake: &str) -> String {
    let mut words = snake.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |name, word| name + &capital(word))
}
