//! Records the positions of a shape's values in a body.
//!
//! A host keeps the body that it received and creates its own objects from the index. Values do not have to be passed
//! to the host one by one.
//!
//! # The words
//!
//! An index is a list of 32-bit words. The position of something in the index is the number of words before it. The
//! first four words are the head: the position of the root row; 1 if secrets were requested, else 0; the position of
//! the outcomes, or 0 if there are none; and 1 if any value could not be read, else 0.
//!
//! A **row** is `[end, flaw, key start, key end]`, followed by one cell of two words for each column. The rows of a
//! list or a map follow one another: where one ends, the next begins. The flaw is 0 if the row is readable,
//! [`NO_ROW`](crate::NO_ROW) if the value is not an object, and [`NOTHING`](crate::NOTHING) if it is `null`, `{}`,
//! `[]`, or `""`. Otherwise, the flaw is 1 + the first required column that is missing or of the wrong type. Such a row
//! has cells only if it is not in a map. A row with the flaw `NO_ROW` or `NOTHING` has no cells. In lenient mode, lists
//! contain only readable rows.
//!
//! A **cell** whose first word is 0 has no value. If its second word is not 0, there was a value that could not be
//! read. Other cells contain:
//!
//! | kind | first word | second word |
//! |---|---|---|
//! | text, any JSON | 2 × start, + 1 if it has escapes | end |
//! | boolean | 1 for false, 2 for true | 0 |
//! | integer | high word + 2^30 | low word |
//! | object, embedded | place of the row | 0 |
//! | list, map, texts | place of the first row | count, + 2^31 if entries of a list could not be read |
//!
//! A text in a list of texts is a row without columns, and the text is its key. An embedded document is the key of its
//! row. The positions in that row's cells are relative to the document's text, without escapes.
//!
//! The **outcomes** are `[count, rows of requested identifiers, count, rows under keys that were not requested]`. All
//! of these rows are readable.

use crate::escape::decode;
use crate::key::Key;
use crate::shape::{Kind, Reading, Shape, Unit};
use crate::words::{HEADER, OUTCOMES, ROOT, UNREADABLE, WRONG_ENTRY, to_integer, to_place, to_word};

/// The positions of a shape's values in a body. The [module](self) describes the format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Index {
    words: Vec<u32>,
    unit: Unit,
    body_len: usize,
    /// The length of the whole body in `unit`s.
    pub(crate) units: usize,
    pub(crate) keys: Vec<Key>,
    /// The first member that the shape does not have. Only strict mode records it.
    unknown: Option<String>,
}

impl Index {
    pub(crate) fn new(body_len: usize, reading: Reading) -> Self {
        let mut words = Vec::with_capacity(64 + body_len / 8);
        words.extend([to_word(HEADER), u32::from(reading.secrets), 0, 0]);
        Self { words, unit: reading.unit, body_len, units: body_len, keys: Vec::new(), unknown: None }
    }

    /// Returns the words of the index.
    pub fn words(&self) -> &[u32] {
        &self.words
    }

    /// Returns the position of the root row.
    pub fn root(&self) -> u32 {
        self.at(ROOT)
    }

    /// Makes the row at position `place` the root.
    pub fn set_root(&mut self, place: u32) {
        self.set(ROOT, place);
    }

    /// Appends the outcomes: the rows of requested identifiers, and the rows under keys that were not requested.
    pub fn set_outcomes(&mut self, found: &[u32], unasked: &[u32]) {
        let place = to_word(self.words.len());
        for rows in [found, unasked] {
            self.words.push(to_word(rows.len()));
            self.words.extend_from_slice(rows);
        }
        self.set(OUTCOMES, place);
    }

    /// Records that a value could not be read.
    pub(crate) fn set_unreadable(&mut self) {
        self.set(UNREADABLE, 1);
    }

    /// Returns the first member that the shape does not have, or `None` if there is none. Only strict mode looks for
    /// one.
    pub fn unknown(&self) -> Option<&str> {
        self.unknown.as_deref()
    }

    /// Returns the flaw of the row at `row`.
    pub fn flaw(&self, row: u32) -> u32 {
        self.at(to_place(row).saturating_add(1))
    }

    /// Returns the key whose value is missing or wrong in the row at `row`, or an empty string if the row is not an
    /// object.
    pub fn flaw_key(&self, shape: &Shape, row: u32) -> &'static str {
        let position = self.flaw(row).checked_sub(1).map(to_place);
        position.and_then(|position| shape.columns.get(position)).map_or("", |column| column.key)
    }

    /// Returns the two words of a column of the row at `row`, or `None` if the value is absent or of the wrong type.
    pub fn cell(&self, row: u32, column: usize) -> Option<[u32; 2]> {
        let cell = self.cell_at(row, column);
        (cell[0] != 0).then_some(cell)
    }

    /// Returns the integer in a column of the row at `row`.
    pub fn integer(&self, row: u32, column: usize) -> Option<i64> {
        self.cell(row, column).map(to_integer)
    }

    /// Returns whether a column of the row at `row` holds a value of the wrong type.
    pub fn is_wrong(&self, row: u32, column: usize) -> bool {
        let [first, second] = self.cell_at(row, column);
        first == 0 && second != 0
    }

    /// Returns the position of the first entry that is not a text, if a column holds a list of texts with such an
    /// entry.
    pub fn wrong_entry(&self, row: u32, column: usize) -> Option<u32> {
        match self.cell_at(row, column) {
            [0, second] => second.checked_sub(WRONG_ENTRY),
            _ => None,
        }
    }

    /// Returns the text in a column of the row at `row`. If the column expects an object and the body has a text
    /// instead, returns that text.
    pub fn text(&self, body: &str, shape: &Shape, row: u32, column: usize) -> Option<String> {
        let [first, second] = self.cell_at(row, column);
        let span = match shape.columns.get(column)?.kind {
            Kind::Object(_) if first == 0 && second > 1 => {
                [self.at(to_place(second) + 2), self.at(to_place(second) + 3)]
            }
            Kind::Text | Kind::AnyJson if first != 0 => [first, second],
            _ => return None,
        };
        let [from, to] = span;
        let text = body.get(self.byte(body, from >> 1)..self.byte(body, to)).unwrap_or_default();
        Some(decode(text, from).into_owned())
    }

    /// Converts a position in the body from this index's unit to bytes.
    ///
    /// The search starts at the nearer end of the body, because the texts of an envelope are at its start or its end.
    /// Counting eight bytes at a time is twenty times as fast as counting characters.
    fn byte(&self, body: &str, place: u32) -> usize {
        let place = to_place(place);
        if self.unit == Unit::Bytes || self.units == body.len() {
            return place;
        }
        let bytes = body.as_bytes();
        let (mut units, mut byte) = (0, 0);
        if place > self.units / 2 {
            (units, byte) = (self.units, bytes.len());
            for eight in bytes.rchunks_exact(8) {
                if units <= place {
                    break;
                }
                units -= utf16_units(eight);
                byte -= 8;
            }
        } else {
            for eight in bytes.chunks_exact(8) {
                let more = utf16_units(eight);
                if units + more > place {
                    break;
                }
                units += more;
                byte += 8;
            }
        }
        let rest = bytes.get(byte..).unwrap_or_default();
        for (offset, one) in rest.iter().enumerate() {
            if units >= place && !is_continuation(*one) {
                return byte + offset;
            }
            units += utf16_units(&[*one]);
        }
        body.len()
    }

    /// Returns the positions of `count` rows, beginning with `first`.
    pub fn rows(&self, first: u32, count: u32) -> impl Iterator<Item = u32> {
        let mut next = first;
        (0..count).map(move |_| {
            let row = next;
            next = self.at(to_place(row));
            row
        })
    }

    fn cell_at(&self, row: u32, column: usize) -> [u32; 2] {
        let at = to_place(row).saturating_add(HEADER).saturating_add(column.saturating_mul(2));
        [self.at(at), self.at(at.saturating_add(1))]
    }

    /// Returns the word at a position, or 0 past the end.
    pub(crate) fn at(&self, place: usize) -> u32 {
        self.words.get(place).copied().unwrap_or(0)
    }

    pub(crate) fn len(&self) -> usize {
        self.words.len()
    }

    #[inline]
    pub(crate) fn set(&mut self, place: usize, word: u32) {
        if let Some(slot) = self.words.get_mut(place) {
            *slot = word;
        }
    }

    #[inline]
    pub(crate) fn set_cell(&mut self, place: usize, cell: [u32; 2]) {
        if let Some(slot) = self.words.get_mut(place..).and_then(<[u32]>::first_chunk_mut) {
            *slot = cell;
        }
    }

    #[inline]
    pub(crate) fn push(&mut self, words: &[u32; HEADER]) {
        self.words.extend_from_slice(words);
    }

    /// Reserves capacity when little is left. `read` is the number of bytes read so far, from which the rest is
    /// estimated. If the rest of the body resembles the part that was read, no further call reserves anything. Doubling
    /// the capacity would use up to three times the memory.
    #[inline]
    pub(crate) fn make_room(&mut self, read: usize) {
        make_room(&mut self.words, read, self.body_len);
        make_room(&mut self.keys, read, self.body_len);
    }

    pub(crate) fn resize(&mut self, len: usize) {
        self.words.resize(len, 0);
    }

    pub(crate) fn truncate(&mut self, len: usize) {
        self.words.truncate(len);
    }

    pub(crate) fn set_unknown(&mut self, name: &str) {
        self.unknown.get_or_insert_with(|| name.to_owned());
    }
}

#[inline]
fn make_room<T>(entries: &mut Vec<T>, read: usize, body_len: usize) {
    const LITTLE: usize = 256;
    if entries.len() + LITTLE > entries.capacity() && entries.capacity() > LITTLE {
        let wide = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
        let rest = wide(body_len.saturating_sub(read)) * wide(entries.len()) / wide(read.max(1));
        entries.reserve_exact(usize::try_from(rest).unwrap_or(0) + 2 * LITTLE);
    }
}

/// Counts the UTF-16 units in up to eight bytes of UTF-8: one for the first byte of each character, and one more for
/// each character of four bytes.
#[inline(always)]
fn utf16_units(bytes: &[u8]) -> usize {
    let mut word = [0x80; 8];
    word.iter_mut().zip(bytes).for_each(|(slot, byte)| *slot = *byte);
    let word = u64::from_le_bytes(word);
    let low = 0x0101_0101_0101_0101;
    let (bit7, bit6, bit5, bit4) = (word >> 7, word >> 6, word >> 5, word >> 4);
    let continuations = (bit7 & !bit6 & low).count_ones();
    let longest = (bit7 & bit6 & bit5 & bit4 & low).count_ones();
    to_place(8 - continuations + longest)
}

fn is_continuation(byte: u8) -> bool {
    byte & 0xC0 == 0x80
}
