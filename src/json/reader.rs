//! Checks that a body is JSON (RFC 8259, in UTF-8) and records the positions of a shape's values.

use crate::index::Index;
use crate::key::Key;
use crate::lexer::{JsonError, Lexer, Result, Span};
use crate::shape::{Column, Kind, Mode, Reading, Shape};
use crate::value;
use crate::words::{ABSENT, BROKEN_ENTRIES, HEADER, NO_ROW, NOTHING, WRONG, WRONG_ENTRY, to_place, to_word};
use std::borrow::Cow;

/// The maximum depth of nesting. serde_json has the same limit: it rejects the 128th level.
pub const MAX_DEPTH: u32 = 127;

/// Bodies of 1 GiB or more are rejected, because a position and a flag have to fit into 32 bits.
const MAX_LEN: usize = 1 << 30;

/// Reads the values of `shape` in `body`.
///
/// # Errors
///
/// Returns an error if the body is not JSON. A leading byte order mark is skipped, as RFC 8259 §8.1 allows. This is the
/// only difference from serde_json, which rejects it.
pub fn scan(body: &[u8], shape: &'static Shape, reading: Reading) -> Result<Index> {
    scan_str(std::str::from_utf8(body).map_err(|_| JsonError::Utf8)?, shape, reading)
}

/// Reads the values of `shape` in `body`, as [`scan`] does.
///
/// # Errors
///
/// Returns an error if the body is not JSON.
pub fn scan_str(body: &str, shape: &'static Shape, reading: Reading) -> Result<Index> {
    if body.len() >= MAX_LEN {
        return Err(JsonError::TooLong);
    }
    let mut index = Index::new(body.len(), reading);
    let mut reader = Reader { lexer: Lexer::new(body, reading.unit), reading, index: &mut index };
    reader.document(shape, ABSENT)?;
    index.units = to_place(reader.lexer.place());
    Ok(index)
}

struct Reader<'a, 'i> {
    lexer: Lexer<'a>,
    reading: Reading,
    index: &'i mut Index,
}

impl<'a> Reader<'a, '_> {
    fn document(&mut self, shape: &'static Shape, key: Span) -> Result<()> {
        let (row, is_object) = (self.index.len(), self.lexer.peek() == b'{');
        self.row(shape, 0, key)?;
        self.lexer.skip_space();
        if !self.lexer.is_at_end() {
            return Err(JsonError::Syntax);
        }
        match self.index.at(row + 1) {
            // Unlike elsewhere, an empty object counts as a record if it is the whole document.
            NOTHING if is_object => {
                let cells = row + HEADER;
                self.index.resize(cells + 2 * shape.columns.len());
                self.index.set(row, to_word(self.index.len()));
                let flaw = self.flaw(shape.columns, row);
                self.index.set(row + 1, flaw);
            }
            NOTHING => self.index.set(row + 1, NO_ROW),
            _ => {}
        }
        Ok(())
    }

    /// Reads one object as a row, or any other value as a row with a flaw. Returns the row's place.
    fn row(&mut self, shape: &'static Shape, depth: u32, key: Span) -> Result<u32> {
        let place = self.index.len();
        let [from, to] = key;
        self.index.push(&[0, NO_ROW, from, to]);
        if self.lexer.peek() == b'{' {
            self.object(shape, depth, place)?;
        } else {
            let is_nothing = self.lexer.peek() == b'n' || self.lexer.starts_with(b"\"\"");
            if self.skip(depth)? || is_nothing {
                self.index.set(place + 1, NOTHING);
            }
        }
        self.index.set(place, to_word(self.index.len()));
        Ok(to_word(place))
    }

    fn object(&mut self, shape: &'static Shape, depth: u32, row: usize) -> Result<()> {
        let depth = deeper(depth)?;
        let mut more = self.lexer.open(b'}');
        if !more {
            // Empty objects have no cells, because a body may contain a million of them.
            self.index.set(row + 1, NOTHING);
            return Ok(());
        }
        let cells = row + HEADER;
        let columns = shape.columns;
        self.index.resize(cells + 2 * columns.len());
        let mut expected = 0;
        while more {
            match self.column(columns, expected)? {
                Some((position, column)) => {
                    expected = position + 1;
                    let cell = match column.kind {
                        // This is the most common case. Handling it here makes reading 10% faster.
                        Kind::Text if self.lexer.peek() == b'"' => self.lexer.text()?,
                        kind => self.cell(kind, depth)?,
                    };
                    self.index.set_cell(cells + 2 * position, cell);
                }
                None => {
                    self.skip(depth)?;
                }
            }
            more = self.lexer.next(b'}')?;
        }
        let flaw = self.flaw(columns, row);
        self.index.set(row + 1, flaw);
        Ok(())
    }

    /// Returns 1 + the first column that makes the row at `row` unreadable, or 0 if it is readable. If a field has
    /// several spellings, the first that holds a value counts.
    ///
    /// In lenient mode, only a required field makes a row unreadable. An optional field that cannot be read becomes
    /// absent, and a list keeps its readable entries.
    fn flaw(&mut self, columns: &[Column], row: usize) -> u32 {
        let is_strict = self.reading.mode == Mode::Strict;
        let mut is_settled = false;
        let mut flaw = 0;
        for (position, column) in columns.iter().enumerate() {
            let cell = row + HEADER + 2 * position;
            let [first, count] = [self.index.at(cell), self.index.at(cell + 1)];
            let is_wrong = match column.kind {
                Kind::Object(_) if first != 0 => self.index.flaw(first) != 0,
                _ => first == 0 && count != 0,
            };
            if is_wrong && !is_strict && !column.required {
                self.index.set_unreadable();
                if first != 0 {
                    self.index.set_cell(cell, WRONG);
                }
            }
            is_settled &= column.alias;
            if is_settled || flaw != 0 {
                continue;
            }
            is_settled = first != 0;
            let is_last_spelling = !columns.get(position + 1).is_some_and(|next| next.alias);
            let is_missing = first == 0 && column.required && is_last_spelling;
            if is_missing || is_wrong && (is_strict || column.required && first != 0) {
                flaw = to_word(position + 1);
            }
        }
        flaw
    }

    /// Reads a key and its colon, and returns the column that the key names. It first tries the column `expected`,
    /// which follows the previous one, and the next, in case `expected` is another spelling.
    fn column<'c>(&mut self, columns: &'c [Column], expected: usize) -> Result<Option<(usize, &'c Column)>> {
        let mut found = None;
        for position in [expected, expected + 1] {
            if let Some(column) = columns.get(position)
                && self.lexer.try_key(column.key)
            {
                found = Some((position, column));
                break;
            }
        }
        if found.is_none() {
            let key = self.lexer.key()?;
            let name = key.text();
            found = columns.iter().enumerate().find(|(_, column)| column.key == name);
            if found.is_none() && self.reading.mode == Mode::Strict {
                self.index.set_unknown(&name);
            }
        }
        Ok(found.filter(|(_, column)| self.reading.secrets || !column.secret))
    }

    fn cell(&mut self, kind: Kind, depth: u32) -> Result<Span> {
        let is_strict = self.reading.mode == Mode::Strict;
        match (kind, self.lexer.peek()) {
            (Kind::Text | Kind::AnyJson, b'"') => self.lexer.text(),
            (Kind::AnyJson, _) => self.any(depth),
            (Kind::Embedded(shape), _) => self.embedded(shape, depth),
            (Kind::Object(shape), b'{') => {
                let row = self.row(shape, depth, ABSENT)?;
                Ok(if self.index.flaw(row) == NOTHING { ABSENT } else { [row, 0] })
            }
            (Kind::Map(shape), b'{') => self.rows(shape, depth, Entries::Map),
            (Kind::List(shape), b'[') => self.rows(shape, depth, Entries::List),
            (Kind::Texts, b'[') => self.texts(depth, Entries::List),
            // PHP encodes a list with gaps as an object.
            (Kind::List(shape), b'{') if !is_strict => self.rows(shape, depth, Entries::Numbered),
            (Kind::Texts, b'{') if !is_strict => self.texts(depth, Entries::Numbered),
            (Kind::Object(_), b'"') => {
                let [from, to] = self.lexer.token()?.span;
                if from >> 1 == to && !is_strict {
                    return Ok(ABSENT);
                }
                let place = to_word(self.index.len());
                self.index.push(&[place + to_word(HEADER), NO_ROW, from, to]);
                Ok([0, place])
            }
            (_, b'{' | b'[') => Ok(if self.skip(depth)? && !is_strict { ABSENT } else { WRONG }),
            _ => {
                let token = self.lexer.token()?;
                Ok(value::cell(kind, self.reading.mode, &token))
            }
        }
    }

    /// Reads any value that is not a string as its text.
    fn any(&mut self, depth: u32) -> Result<Span> {
        let (from, is_null) = (self.lexer.place(), self.lexer.peek() == b'n');
        let is_empty = self.skip(depth)?;
        Ok(if is_empty || is_null { ABSENT } else { [from << 1, self.lexer.place()] })
    }

    /// Reads a document inside a string, or one that replaces the string.
    fn embedded(&mut self, shape: &'static Shape, depth: u32) -> Result<Span> {
        let (start, is_quoted) = (self.lexer.at(), self.lexer.peek() == b'"');
        let (span, text) = if is_quoted {
            let token = self.lexer.token()?;
            (token.span, token.text())
        } else {
            let span = self.any(depth)?;
            (span, Cow::Borrowed(self.lexer.since(start)))
        };
        if text.is_empty() || span == ABSENT {
            return Ok(ABSENT);
        }
        let place = self.index.len();
        let keys = self.index.keys.len();
        let lexer = Lexer::new(&text, self.reading.unit);
        let result = Reader { lexer, reading: self.reading, index: self.index }.document(shape, span);
        // Keys in the document have positions relative to it, which are meaningless outside.
        self.index.keys.truncate(keys);
        if result.is_err() {
            self.index.truncate(place);
            let [from, to] = span;
            self.index.push(&[to_word(place + HEADER), NO_ROW, from, to]);
        }
        Ok([to_word(place), 0])
    }

    fn rows(&mut self, shape: &'static Shape, depth: u32, entries: Entries) -> Result<Span> {
        let depth = deeper(depth)?;
        let (first, mut count, mut is_list, mut is_broken) = (to_word(self.index.len()), 0, true, false);
        let keeps_all = entries == Entries::Map || self.reading.mode == Mode::Strict;
        let mut more = self.lexer.open(entries.close());
        while more {
            let mut span = ABSENT;
            if entries == Entries::Map {
                let key = self.lexer.key()?;
                span = key.span;
                let row = to_word(self.index.len());
                self.index.keys.push(Key::new(row, &key));
            } else {
                is_list &= self.position(entries)?;
            }
            let row = to_place(self.row(shape, depth, span)?);
            match self.index.at(row + 1) {
                0 => count += 1,
                flaw if keeps_all => {
                    // The cells of an unreadable row are never read. They are removed because a body may contain a
                    // million such rows.
                    if flaw < NOTHING {
                        self.index.truncate(row + HEADER);
                        self.index.set(row, to_word(row + HEADER));
                    }
                    count += 1;
                }
                flaw => {
                    is_broken |= flaw != NOTHING;
                    self.index.truncate(row);
                }
            }
            self.index.make_room(self.lexer.at());
            more = self.lexer.next(entries.close())?;
        }
        Ok(match count {
            _ if !is_list || is_broken && count == 0 => WRONG,
            0 => ABSENT,
            _ if is_broken => {
                self.index.set_unreadable();
                [first, count | BROKEN_ENTRIES]
            }
            _ => [first, count],
        })
    }

    fn texts(&mut self, depth: u32, entries: Entries) -> Result<Span> {
        let depth = deeper(depth)?;
        let (place, mut count, mut wrong, mut is_list) = (self.index.len(), 0, None, true);
        let mut more = self.lexer.open(entries.close());
        while more {
            is_list &= self.position(entries)?;
            let [from, to] = self.cell(Kind::Text, depth)?;
            if from == 0 {
                wrong = wrong.or(Some(count));
            }
            let end = to_word(self.index.len() + HEADER);
            self.index.push(&[end, 0, from, to]);
            self.index.make_room(self.lexer.at());
            count += 1;
            more = self.lexer.next(entries.close())?;
        }
        Ok(match wrong {
            _ if count == 0 => ABSENT,
            _ if !is_list => WRONG,
            // An error message to a caller names the wrong entry.
            Some(position) => [0, WRONG_ENTRY + position],
            None => [to_word(place), count],
        })
    }

    /// Skips the key of a list entry, if it has one. Returns `false` if the key is not a whole number.
    fn position(&mut self, entries: Entries) -> Result<bool> {
        let is_whole = |key: &str| !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_digit());
        Ok(entries == Entries::List || is_whole(self.lexer.key()?.content))
    }

    /// Skips any value. Returns whether it was `{}` or `[]`.
    fn skip(&mut self, depth: u32) -> Result<bool> {
        let open = self.lexer.peek();
        if !matches!(open, b'{' | b'[') {
            self.lexer.token()?;
            return Ok(false);
        }
        let depth = deeper(depth)?;
        // In ASCII, the code of each closing bracket is that of the opening bracket plus 2.
        let close = open + 2;
        let mut more = self.lexer.open(close);
        let is_empty = !more;
        while more {
            if open == b'{' {
                self.lexer.key()?;
            }
            self.skip(depth)?;
            more = self.lexer.next(close)?;
        }
        Ok(is_empty)
    }
}

/// The notation of the entries of a list or a map.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Entries {
    /// `[…]`
    List,
    /// `{"1": …}`, a list whose positions are keys.
    Numbered,
    /// `{"key": …}`
    Map,
}

impl Entries {
    fn close(self) -> u8 {
        if self == Self::List { b']' } else { b'}' }
    }
}

fn deeper(depth: u32) -> Result<u32> {
    if depth < MAX_DEPTH { Ok(depth + 1) } else { Err(JsonError::TooDeep) }
}
