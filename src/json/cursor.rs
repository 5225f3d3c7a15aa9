//! Reads values through an index whose positions count bytes.

use crate::escape::unescape;
use crate::index::Index;
use crate::shape::{Kind, Shape};
use crate::words::{BROKEN_ENTRIES, HEADER, OUTCOMES, SECRETS, UNREADABLE, to_integer, to_place};

/// A position in an index, together with the text that the index describes.
///
/// Methods such as [`key`](Self::key) read the row at this position, and methods such as [`text`](Self::text) read the
/// cell. [`fields`](Self::fields) returns a cursor at the first cell of a row, and [`next`](Self::next) moves it past
/// one field.
#[derive(Clone, Copy)]
pub struct Cursor<'a> {
    body: &'a str,
    words: &'a [u32],
    at: usize,
}

impl<'a> Cursor<'a> {
    /// Returns a cursor at the root row. `body` is the text that was scanned, and the positions in the index must count
    /// bytes.
    pub fn root(index: &'a Index, body: &'a str) -> Self {
        Self { body, words: index.words(), at: to_place(index.root()) }
    }

    /// Returns a cursor at another row of the same index.
    #[must_use]
    #[inline]
    pub fn at_row(self, row: u32) -> Self {
        Self { at: to_place(row), ..self }
    }

    /// Returns a cursor at the same position that reads from another body. This reads a document inside a string.
    #[must_use]
    pub fn over(self, body: &'a str) -> Self {
        Self { body, ..self }
    }

    /// Returns whether secrets were requested.
    pub fn has_secrets(&self) -> bool {
        self.words.get(SECRETS) == Some(&1)
    }

    /// Returns whether the row here is readable.
    #[inline]
    pub fn is_readable(&self) -> bool {
        self.word(1) == 0
    }

    /// Returns the key or the text of the row here.
    #[inline]
    pub fn key(&self) -> String {
        self.text_at(2)
    }

    /// Returns the cursor at the first cell of the row here.
    #[must_use]
    #[inline]
    pub fn fields(self) -> Self {
        Self { at: self.at.saturating_add(HEADER), ..self }
    }

    /// Moves past the next field, which has `spellings` columns. Returns the cursor at the first of its cells that holds
    /// a value.
    #[inline]
    pub fn next(&mut self, spellings: usize) -> Option<Self> {
        let mut cell = *self;
        self.at = self.at.saturating_add(2 * spellings);
        while cell.word(0) == 0 && cell.at.saturating_add(2) < self.at {
            cell.at += 2;
        }
        (cell.word(0) != 0).then_some(cell)
    }

    /// Returns the keys of the values that could not be read. The cursor must be at the first cell of a row.
    pub fn unreadable_fields(&self, shape: &Shape) -> Vec<&'static str> {
        let mut keys = Vec::new();
        if self.words.get(UNREADABLE) == Some(&1) {
            let mut cell = *self;
            for column in shape.columns {
                let has_broken_entries =
                    matches!(column.kind, Kind::List(_)) && cell.word(1) >= BROKEN_ENTRIES;
                if has_broken_entries || cell.word(0) == 0 && cell.word(1) != 0 {
                    keys.push(column.key);
                }
                cell.at += 2;
            }
        }
        keys
    }

    /// Returns the text of the cell here.
    #[inline]
    pub fn text(&self) -> String {
        self.text_at(0)
    }

    /// Returns the boolean of the cell here.
    #[inline]
    pub fn boolean(&self) -> bool {
        self.word(0) == 2
    }

    /// Returns the integer of the cell here.
    #[inline]
    pub fn integer(&self) -> i64 {
        to_integer([self.word(0), self.word(1)])
    }

    /// Returns the row that the cell here points to.
    #[must_use]
    #[inline]
    pub fn row(&self) -> Self {
        Self { at: to_place(self.word(0)), ..*self }
    }

    /// Returns the rows that the cell here points to.
    pub fn rows(&self) -> impl Iterator<Item = Self> + use<'a> {
        let (mut row, count) = (self.row(), self.word(1) & !BROKEN_ENTRIES);
        (0..count).map(move |_| {
            let this = row;
            row = row.row();
            this
        })
    }

    /// Returns the rows of the outcomes: first the rows of the requested identifiers, then the rows under keys that
    /// were not requested.
    pub fn outcomes(
        &self,
    ) -> (impl ExactSizeIterator<Item = Self> + use<'a>, impl ExactSizeIterator<Item = Self> + use<'a>) {
        let at = self.words.get(OUTCOMES).map_or(0, |place| to_place(*place));
        let (found, after) = self.places(at);
        let (unasked, _) = self.places(after);
        (found, unasked)
    }

    /// Returns the rows of the list at `at`, which starts with its length, and the position after the list.
    fn places(&self, at: usize) -> (impl ExactSizeIterator<Item = Self> + use<'a>, usize) {
        let this = *self;
        let count = this.words.get(at).map_or(0, |count| to_place(*count)).min(this.words.len());
        let after = at.saturating_add(1).saturating_add(count);
        let places =
            if at == 0 { &[] } else { this.words.get(at.saturating_add(1)..after).unwrap_or_default() };
        (places.iter().map(move |place| this.at_row(*place)), after)
    }

    #[inline]
    fn word(&self, offset: usize) -> u32 {
        self.at.checked_add(offset).and_then(|at| self.words.get(at)).copied().unwrap_or(0)
    }

    #[inline]
    fn text_at(&self, offset: usize) -> String {
        let (from, to) = (self.word(offset), self.word(offset.saturating_add(1)));
        let text = self.body.get(to_place(from >> 1)..to_place(to)).unwrap_or_default();
        if from & 1 == 1 { unescape(text) } else { text.to_owned() }
    }
}
