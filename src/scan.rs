//! The one reader: checks that a body is JSON (RFC 8259, UTF-8) and writes down where a shape's values
//! stand.
//!
//! What it writes is an [`Index`], so that a host can keep the body it received and make its own
//! objects from it, without a value crossing a boundary by itself.
//!
//! # The index
//!
//! Words of 32 bits. The first four are the head: the place of the root row; 1 if secrets were asked
//! for, else 0; the place of the outcomes, or 0; 0.
//!
//! A **row** is `[end, flaw, key from, key to]` and two words per column. Rows of a list or map follow
//! one another: the end of one is the place of the next. The flaw is 0 for a readable row, [`NO_ROW`]
//! where the value is no object, [`NOTHING`] where it is `null`, `{}`, `[]` or `""` in a map, and
//! otherwise 1 + the first column that is missing or of the wrong type.
//!
//! A **cell** whose first word is 0 is absent. Otherwise:
//!
//! | kind | first word | second word |
//! |---|---|---|
//! | text, any | from × 2, + 1 if it has escapes | to |
//! | flag | 1 false, 2 true | 0 |
//! | integer | high word + 2^30 | low word |
//! | one, embedded | place of the row | 0 |
//! | list, map, texts | place of the first row | count |
//!
//! A text of a list of texts is a row without columns; the text is its key. An embedded document is the
//! key of its row, whose cells count within the document's text after unescaping.
//!
//! **Outcomes** are `[count, row or 0 for every identifier asked, count, rows that nobody asked for]`.

use crate::record::{Column, Kind, Shape};
use crate::text::{hex_digit, join, unescape};
use std::borrow::Cow;

/// Levels of nesting that are read; what goes deeper is refused. It is serde_json's limit, too: of 128
/// levels the last may not be opened.
pub const MAX_DEPTH: u32 = 127;

/// Bodies from 1 GiB on are refused: a place and a mark have to fit into 32 bits.
const MAX_LEN: usize = 1 << 30;

/// Words in front of a row's columns.
pub(crate) const HEADER: usize = 4;
/// Where the index keeps the place of its root row.
pub(crate) const ROOT: usize = 0;
/// Where the index says whether it holds secrets.
pub(crate) const SECRETS: usize = 1;
/// Where the index keeps the place of the outcomes.
pub(crate) const OUTCOMES: usize = 2;
/// Moves the high word of an integer away from 0, which means absent.
pub(crate) const INT_BIAS: u32 = 1 << 30;
/// Integers beyond ±(2^53 − 1) are no numbers in JavaScript (ECMA-262, `Number.MAX_SAFE_INTEGER`).
const MAX_SAFE_INTEGER: u64 = (1 << 53) - 1;

/// The flaw of a row that is no object.
pub const NO_ROW: u32 = u32::MAX;
/// The flaw of a row of a map whose value is nothing.
pub const NOTHING: u32 = u32::MAX - 1;

const ABSENT: [u32; 2] = [0, 0];
/// A value of the wrong type: no place, flag or number begins with this word.
pub(crate) const WRONG: [u32; 2] = [u32::MAX, 0];

/// How a body is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// What the index counts.
    pub unit: Unit,
    /// Whether columns that hold secrets are read.
    pub secrets: bool,
}

/// What places in a text count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Bytes of UTF-8.
    Bytes,
    /// Units of UTF-16, as JavaScript's strings do. A byte order mark is one.
    Utf16,
}

/// Why a body is not JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotJson {
    /// Something stands where the grammar allows something else, or nothing.
    Syntax,
    /// The bytes are not UTF-8.
    Utf8,
    /// An escape that there is not, or half a surrogate pair.
    Escape,
    /// A number that is not written like one.
    Number,
    /// Nested deeper than [`MAX_DEPTH`].
    TooDeep,
    /// 1 GiB or more.
    TooLong,
}

impl NotJson {
    /// The reason, for people.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Syntax => "not JSON",
            Self::Utf8 => "not UTF-8",
            Self::Escape => "not JSON: broken escape",
            Self::Number => "not JSON: broken number",
            Self::TooDeep => "deeper than 127 levels",
            Self::TooLong => "longer than 1 GiB",
        }
    }
}

/// Where a shape's values stand in a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Index {
    words: Vec<u32>,
    keys: Vec<Key>,
}

/// The key of a row of a map, in bytes whatever the index counts: keys are compared here, never by a host.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Key {
    row: u32,
    from: usize,
    to: usize,
    escaped: bool,
}

impl Index {
    /// The words; see the [module](self) for what they say.
    pub fn words(&self) -> &[u32] {
        &self.words
    }

    /// The words themselves.
    pub fn into_words(self) -> Vec<u32> {
        self.words
    }

    /// Makes the row at `place` the root.
    pub(crate) fn set_root(&mut self, place: u32) {
        set(&mut self.words, ROOT, place);
    }

    /// Appends what became of each identifier, and the rows that nobody asked for.
    pub(crate) fn set_outcomes(&mut self, asked: &[u32], unasked: &[u32]) {
        let place = word(self.words.len());
        for rows in [asked, unasked] {
            self.words.push(word(rows.len()));
            self.words.extend_from_slice(rows);
        }
        set(&mut self.words, OUTCOMES, place);
    }

    /// The place of the root row.
    pub(crate) fn root(&self) -> u32 {
        self.word(ROOT)
    }

    /// The flaw of the row at `place`.
    pub(crate) fn flaw(&self, row: u32) -> u32 {
        self.word(at(row).saturating_add(1))
    }

    /// The path to what is wrong with the row at `place`, without any key of a map; empty where the row
    /// itself is no object.
    pub(crate) fn flaw_path(&self, shape: &Shape, row: u32) -> String {
        let Some(index) = self.flaw(row).checked_sub(1).map(at) else { return String::new() };
        let Some(column) = shape.columns.get(index) else { return String::new() };
        let cell = at(row).saturating_add(HEADER).saturating_add(index.saturating_mul(2));
        let (first, count) = (self.word(cell), self.word(cell.saturating_add(1)));
        let (suffix, inner, row) = match column.kind {
            _ if first == 0 || first == WRONG[0] => return column.wire.to_owned(),
            Kind::One(inner) => ("", inner, Some(first)),
            Kind::List(inner) => ("[]", inner, self.rows(first, count).find(|row| self.is_broken(*row))),
            _ => return column.wire.to_owned(),
        };
        let rest = row.map(|row| self.flaw_path(inner, row)).unwrap_or_default();
        let dot = if rest.is_empty() { "" } else { "." };
        let mut path = String::new();
        join(&mut path, &[column.wire, suffix, dot, &rest]);
        path
    }

    /// The two words of a column in the row at `place`; `None` where it is absent or of the wrong type.
    pub(crate) fn column(&self, row: u32, column: usize) -> Option<(u32, u32)> {
        let cell = at(row) + HEADER + 2 * column;
        let first = self.word(cell);
        (first != 0 && first != WRONG[0]).then(|| (first, self.word(cell + 1)))
    }

    /// The text in a column of the row at `place`, or the one that stands there in place of an object.
    pub(crate) fn text(&self, body: &str, shape: &Shape, row: u32, column: usize) -> Option<String> {
        let cell = at(row) + HEADER + 2 * column;
        let (first, second) = (self.word(cell), self.word(cell + 1));
        let (from, to) = match shape.columns.get(column)?.kind {
            Kind::One(_) if first == WRONG[0] && second > 0 => {
                (self.word(at(second) + 2), self.word(at(second) + 3))
            }
            Kind::Text | Kind::Any if first != 0 && first != WRONG[0] => (first, second),
            _ => return None,
        };
        let text = body.get(at(from >> 1)..at(to)).unwrap_or_default();
        Some(written(text, from).into_owned())
    }

    /// Tells the rows of the last map that begins at `first` or behind it, with their keys and whether they are
    /// nothing, in the body's order.
    pub(crate) fn each_key(&self, body: &str, first: u32, tell: &mut dyn FnMut(&[u8], u32, bool)) {
        for key in self.keys.iter().filter(|key| key.row >= first) {
            let text = body.get(key.from..key.to).unwrap_or_default();
            let text = written(text, key.escaped.into());
            tell(text.as_bytes(), key.row, self.flaw(key.row) == NOTHING);
        }
    }

    /// Whether a column in the row at `place` holds something of the wrong type.
    pub(crate) fn is_wrong(&self, row: u32, column: usize) -> bool {
        self.word(at(row) + HEADER + 2 * column) == WRONG[0]
    }

    /// The spans of the keys of `count` rows from `first` on.
    pub(crate) fn keys_of(&self, first: u32, count: u32) -> impl Iterator<Item = (u32, u32)> {
        self.rows(first, count).map(|row| (self.word(at(row) + 2), self.word(at(row) + 3)))
    }

    fn is_broken(&self, row: u32) -> bool {
        !matches!(self.flaw(row), 0 | NOTHING)
    }

    fn rows(&self, first: u32, count: u32) -> impl Iterator<Item = u32> {
        let mut next = first;
        (0..count).map(move |_| {
            let row = next;
            next = self.word(at(row));
            row
        })
    }

    fn word(&self, at: usize) -> u32 {
        self.words.get(at).copied().unwrap_or(0)
    }
}

/// The text behind a span that begins with this word.
pub(crate) fn written(text: &str, from: u32) -> Cow<'_, str> {
    if from & 1 == 1 { Cow::Owned(unescape(text)) } else { Cow::Borrowed(text) }
}

/// Reads `body` against `shape`. The root row stands behind the head.
///
/// # Errors
///
/// The body is not JSON. A leading byte order mark is passed over (RFC 8259 §8.1 allows that); serde_json
/// refuses it, and that is the one difference between the two.
pub fn scan(body: &[u8], shape: &'static Shape, reading: Reading) -> Result<Index, NotJson> {
    Ok(*scan_text(std::str::from_utf8(body).map_err(|_| NotJson::Utf8)?, shape, reading)?)
}

/// Reads `body` against `shape`, as [`scan`] does. The index is in a box, because it is handed on a lot.
pub(crate) fn scan_text(body: &str, shape: &'static Shape, reading: Reading) -> Result<Box<Index>, NotJson> {
    if body.len() >= MAX_LEN {
        return Err(NotJson::TooLong);
    }
    let mut index = Box::new(Index { words: Vec::with_capacity(64 + body.len() / 8), keys: Vec::new() });
    index.words.extend([word(HEADER), u32::from(reading.secrets), 0, 0]);
    Scanner::of(body, reading, &mut index).document(shape, ABSENT)?;
    Ok(index)
}

struct Scanner<'a> {
    text: &'a str,
    /// The bytes of the text.
    body: &'a [u8],
    at: usize,
    /// Bytes so far that are not a UTF-16 unit of their own.
    wide: usize,
    reading: Reading,
    index: &'a mut Index,
}

/// Where a text stands, as the index writes it.
type Span = [u32; 2];

/// A string without its quotes, a number or a literal.
struct Token<'a> {
    start: usize,
    content: &'a str,
    span: Span,
    quoted: bool,
}

type Scan<T> = Result<T, NotJson>;

impl<'a> Scanner<'a> {
    fn of(text: &'a str, reading: Reading, index: &'a mut Index) -> Self {
        Self { text, body: text.as_bytes(), at: 0, wide: 0, reading, index }
    }

    fn document(&mut self, shape: &'static Shape, key: Span) -> Scan<()> {
        if self.body.starts_with(b"\xEF\xBB\xBF") {
            (self.at, self.wide) = (3, 2);
        }
        self.blank();
        let (row, object) = (self.index.words.len(), self.peek() == b'{');
        self.row(shape, 0, key)?;
        self.blank();
        if self.at < self.body.len() {
            return Err(NotJson::Syntax);
        }
        // A document that is an empty object is a record all the same.
        let flaw = match self.word(row + 1) {
            NOTHING if object => self.flaw(shape.columns, row + HEADER),
            NOTHING => NO_ROW,
            flaw => flaw,
        };
        self.set(row + 1, flaw);
        Ok(())
    }

    /// One object as a row, or any other value as a row with a flaw; the row's place.
    fn row(&mut self, shape: &'static Shape, depth: u32, key: Span) -> Scan<u32> {
        let place = self.index.words.len();
        let [from, to] = key;
        self.index.words.extend([0, NO_ROW, from, to]);
        if self.peek() == b'{' {
            self.object(shape, depth, place)?;
        } else {
            let nothing = self.peek() == b'n' || self.starts_with(b"\"\"");
            if self.skip(depth)? || nothing {
                self.set(place + 1, NOTHING);
            }
        }
        self.set(place, word(self.index.words.len()));
        Ok(word(place))
    }

    fn object(&mut self, shape: &'static Shape, depth: u32, row: usize) -> Scan<()> {
        let cells = row + HEADER;
        let columns = shape.columns;
        self.index.words.resize(cells + 2 * columns.len(), 0);
        let depth = deeper(depth)?;
        let mut expected = 0;
        let mut more = self.open(b'}');
        if !more {
            self.set(row + 1, NOTHING);
            return Ok(());
        }
        while more {
            match self.column(columns, expected)? {
                Some((index, column)) => {
                    expected = index + 1;
                    let [first, second] = self.cell(column.kind, depth)?;
                    self.set(cells + 2 * index, first);
                    self.set(cells + 2 * index + 1, second);
                }
                None => {
                    self.skip(depth)?;
                }
            }
            more = self.next(b'}')?;
        }
        let flaw = self.flaw(columns, cells);
        self.set(row + 1, flaw);
        Ok(())
    }

    /// 1 + the first column that is missing or wrong, or 0. Of a field's spellings the first that holds
    /// something counts.
    fn flaw(&self, columns: &[Column], cells: usize) -> u32 {
        let mut settled = false;
        let cells = self.index.words.get(cells..).unwrap_or_default().chunks_exact(2);
        for ((index, column), cell) in columns.iter().enumerate().zip(cells) {
            let [first, count] = *cell else { continue };
            settled &= column.twin;
            if settled {
                continue;
            }
            settled = first != 0;
            let last_spelling = !columns.get(index + 1).is_some_and(|next| next.twin);
            let flawed = match column.kind {
                _ if first == 0 => column.required && last_spelling,
                _ if first == WRONG[0] => true,
                Kind::One(_) => self.word(at(first) + 1) != 0,
                Kind::List(_) => self.any_flaw(first, count),
                _ => false,
            };
            if flawed {
                return word(index + 1);
            }
        }
        0
    }

    fn any_flaw(&self, first: u32, count: u32) -> bool {
        let mut row = at(first);
        (0..count).any(|_| {
            let flaw = self.word(row + 1);
            row = at(self.word(row));
            flaw != 0 && flaw != NOTHING
        })
    }

    /// Past a key and its colon, to the column it names: usually the one after the last, or the next
    /// where that one is a second spelling.
    fn column<'c>(&mut self, columns: &'c [Column], expected: usize) -> Scan<Option<(usize, &'c Column)>> {
        let ahead =
            columns.iter().enumerate().skip(expected).take(2).find(|(_, column)| self.follows(column.wire));
        let found = match ahead {
            Some(found) => Some(found),
            None => {
                let key = self.key()?;
                let name = key.text();
                columns.iter().enumerate().find(|(_, column)| column.wire == name)
            }
        };
        Ok(found.filter(|(_, column)| self.reading.secrets || !column.secret))
    }

    /// Past `"wire":` if it stands here.
    #[inline]
    fn follows(&mut self, wire: &str) -> bool {
        let end = self.at + wire.len() + 3;
        let found = match self.body.get(self.at..end) {
            Some([b'"', name @ .., b'"', b':']) => same(name, wire.as_bytes()),
            _ => false,
        };
        if found {
            self.at = end;
            self.blank();
        }
        found
    }

    fn cell(&mut self, kind: Kind, depth: u32) -> Scan<[u32; 2]> {
        match (kind, self.peek()) {
            (Kind::Text | Kind::Any, b'"') => Ok(self.token()?.span),
            (Kind::Any, _) => self.any(depth),
            (Kind::Embedded(shape), _) => self.embedded(shape, depth),
            (Kind::One(shape), b'{') => {
                let row = self.row(shape, depth, ABSENT)?;
                Ok(if self.word(at(row) + 1) == NOTHING { ABSENT } else { [row, 0] })
            }
            (Kind::List(shape), b'[') => self.rows(shape, depth, b']'),
            (Kind::Map(shape), b'{') => self.rows(shape, depth, b'}'),
            (Kind::Texts, b'[') => self.texts(depth),
            (Kind::One(_), b'"') => {
                let [from, to] = self.token()?.span;
                if from >> 1 == to {
                    return Ok(ABSENT);
                }
                let place = word(self.index.words.len());
                self.index.words.extend([place + word(HEADER), NO_ROW, from, to]);
                Ok([WRONG[0], place])
            }
            (_, b'{' | b'[') => Ok(if self.skip(depth)? { ABSENT } else { WRONG }),
            _ => {
                let token = self.token()?;
                Ok(value(kind, &token))
            }
        }
    }

    /// Any value that is no string, as its text.
    fn any(&mut self, depth: u32) -> Scan<[u32; 2]> {
        let (from, nothing) = (self.place(), self.peek() == b'n');
        let empty = self.skip(depth)?;
        Ok(if empty || nothing { ABSENT } else { [from << 1, self.place()] })
    }

    /// A document inside a string, or in place of one.
    fn embedded(&mut self, shape: &'static Shape, depth: u32) -> Scan<[u32; 2]> {
        let (start, quoted) = (self.at, self.peek() == b'"');
        let (span, text) = if quoted {
            let token = self.token()?;
            (token.span, token.text())
        } else {
            let span = self.any(depth)?;
            (span, Cow::Borrowed(self.text.get(start..self.at).unwrap_or_default()))
        };
        if text.is_empty() || span == ABSENT {
            return Ok(ABSENT);
        }
        let place = self.index.words.len();
        let keys = self.index.keys.len();
        let verdict = Scanner::of(&text, self.reading, self.index).document(shape, span);
        // Keys inside count within the document: they are nobody's business outside.
        self.index.keys.truncate(keys);
        if verdict.is_err() {
            self.index.words.truncate(place);
            let [from, to] = span;
            self.index.words.extend([word(place + HEADER), NO_ROW, from, to]);
        }
        Ok([word(place), 0])
    }

    fn rows(&mut self, shape: &'static Shape, depth: u32, close: u8) -> Scan<[u32; 2]> {
        let depth = deeper(depth)?;
        let (first, mut count) = (word(self.index.words.len()), 0);
        let mut more = self.open(close);
        while more {
            let mut span = ABSENT;
            if close == b'}' {
                let key = self.key()?;
                span = key.span;
                let (row, escaped) = (word(self.index.words.len()), key.is_escaped());
                self.index.keys.push(Key {
                    row,
                    from: key.start,
                    to: key.start + key.content.len(),
                    escaped,
                });
            }
            self.row(shape, depth, span)?;
            count += 1;
            more = self.next(close)?;
        }
        Ok(if count == 0 { ABSENT } else { [first, count] })
    }

    fn texts(&mut self, depth: u32) -> Scan<[u32; 2]> {
        let depth = deeper(depth)?;
        let (place, mut count, mut wrong) = (self.index.words.len(), 0, false);
        let mut more = self.open(b']');
        while more {
            let [from, to] = self.cell(Kind::Text, depth)?;
            wrong |= from == 0 || from == WRONG[0];
            let end = word(self.index.words.len() + HEADER);
            self.index.words.extend([end, 0, from, to]);
            count += 1;
            more = self.next(b']')?;
        }
        Ok(match count {
            0 => ABSENT,
            _ if wrong => WRONG,
            _ => [word(place), count],
        })
    }

    /// Any value; true if it was `{}` or `[]`.
    fn skip(&mut self, depth: u32) -> Scan<bool> {
        let open = self.peek();
        if !matches!(open, b'{' | b'[') {
            self.token()?;
            return Ok(false);
        }
        let depth = deeper(depth)?;
        // Either bracket closes two characters behind the one that opens.
        let close = open + 2;
        let mut more = self.open(close);
        let is_empty = !more;
        while more {
            if open == b'{' {
                self.key()?;
            }
            self.skip(depth)?;
            more = self.next(close)?;
        }
        Ok(is_empty)
    }

    fn key(&mut self) -> Scan<Token<'a>> {
        if self.peek() != b'"' {
            return Err(NotJson::Syntax);
        }
        let key = self.token()?;
        self.blank();
        if self.peek() != b':' {
            return Err(NotJson::Syntax);
        }
        self.step();
        Ok(key)
    }

    /// Past an opening bracket; whether something follows.
    fn open(&mut self, close: u8) -> bool {
        self.step();
        let more = self.peek() != close;
        if !more {
            self.at += 1;
        }
        more
    }

    /// Past a comma (true) or the closing bracket (false).
    #[inline]
    fn next(&mut self, close: u8) -> Scan<bool> {
        self.blank();
        match self.peek() {
            b',' => {
                self.step();
                Ok(true)
            }
            other if other == close => {
                self.at += 1;
                Ok(false)
            }
            _ => Err(NotJson::Syntax),
        }
    }

    fn token(&mut self) -> Scan<Token<'a>> {
        let quoted = self.peek() == b'"';
        self.at += usize::from(quoted);
        let (start, from) = (self.at, self.place());
        let escaped = match self.peek() {
            _ if quoted => self.string()?,
            b'-' | b'0'..=b'9' => self.number()?,
            _ => self.literal()?,
        };
        let content = self.text.get(start..self.at).unwrap_or_default();
        let span = [from << 1 | u32::from(escaped), self.place()];
        self.at += usize::from(quoted);
        Ok(Token { start, content, span, quoted })
    }

    /// Up to the closing quote; whether there were escapes.
    fn string(&mut self) -> Scan<bool> {
        let mut escaped = false;
        loop {
            while let Some(block) = self.body.get(self.at..).and_then(<[u8]>::first_chunk) {
                let plain = plain(block);
                self.at += plain;
                if plain < BLOCK {
                    break;
                }
            }
            match self.peek() {
                b'"' => return Ok(escaped),
                b'\\' => {
                    escaped = true;
                    self.escape()?;
                }
                // The first byte of a character tells how many follow, all of them 10xxxxxx (RFC 3629).
                0x80.. => {
                    while let byte @ 0x80.. = self.peek() {
                        self.at += 1;
                        self.wide += usize::from(byte >= 0xC0) + usize::from(byte >= 0xE0);
                    }
                }
                0x20.. => self.at += 1,
                _ => return Err(NotJson::Syntax),
            }
        }
    }

    fn escape(&mut self) -> Scan<()> {
        match self.body.get(self.at + 1) {
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => {
                self.at += 2;
                Ok(())
            }
            Some(b'u') => match self.unit_escape()? {
                0xDC00..=0xDFFF => Err(NotJson::Escape),
                0xD800..=0xDBFF if !matches!(self.unit_escape()?, 0xDC00..=0xDFFF) => Err(NotJson::Escape),
                _ => Ok(()),
            },
            _ => Err(NotJson::Escape),
        }
    }

    fn unit_escape(&mut self) -> Scan<u32> {
        let Some([b'\\', b'u', digits @ ..]) = self.body.get(self.at..self.at + 6) else {
            return Err(NotJson::Escape);
        };
        let unit = digits.iter().try_fold(0, |unit, digit| Some(unit << 4 | hex_digit(*digit)?));
        self.at += 6;
        unit.ok_or(NotJson::Escape)
    }

    fn number(&mut self) -> Scan<bool> {
        self.at += usize::from(self.peek() == b'-');
        let first = self.peek();
        if self.digits()? > 1 && first == b'0' {
            return Err(NotJson::Number);
        }
        if self.peek() == b'.' {
            self.at += 1;
            self.digits()?;
        }
        if self.peek() | 0x20 == b'e' {
            self.at += 1;
            self.at += usize::from(matches!(self.peek(), b'+' | b'-'));
            self.digits()?;
        }
        Ok(false)
    }

    fn digits(&mut self) -> Scan<usize> {
        let start = self.at;
        while self.peek().is_ascii_digit() {
            self.at += 1;
        }
        if self.at > start { Ok(self.at - start) } else { Err(NotJson::Number) }
    }

    fn literal(&mut self) -> Scan<bool> {
        let word = [&b"true"[..], b"false", b"null"].into_iter().find(|word| self.starts_with(word));
        self.at += word.ok_or(NotJson::Syntax)?.len();
        Ok(false)
    }

    fn starts_with(&self, text: &[u8]) -> bool {
        self.body.get(self.at..).is_some_and(|rest| rest.starts_with(text))
    }

    /// The byte here; 0, which JSON nowhere allows, at the end.
    #[inline]
    fn peek(&self) -> u8 {
        self.body.get(self.at).copied().unwrap_or(0)
    }

    fn step(&mut self) {
        self.at += 1;
        self.blank();
    }

    #[inline]
    fn blank(&mut self) {
        while matches!(self.peek(), b' ' | b'\n' | b'\r' | b'\t') {
            self.at += 1;
        }
    }

    fn place(&self) -> u32 {
        word(match self.reading.unit {
            Unit::Bytes => self.at,
            Unit::Utf16 => self.at - self.wide,
        })
    }

    fn word(&self, at: usize) -> u32 {
        self.index.words.get(at).copied().unwrap_or(0)
    }

    fn set(&mut self, at: usize, word: u32) {
        set(&mut self.index.words, at, word);
    }
}

impl<'a> Token<'a> {
    fn is_escaped(&self) -> bool {
        let [from, _] = self.span;
        from & 1 == 1
    }

    fn text(&self) -> Cow<'a, str> {
        let [from, _] = self.span;
        written(self.content, from)
    }
}

/// A token in a column: numbers may stand in strings, flags may be 0 or 1.
fn value(kind: Kind, token: &Token<'_>) -> [u32; 2] {
    let text = token.text();
    match kind {
        _ if !token.quoted && text == "null" => ABSENT,
        Kind::Text | Kind::Any => token.span,
        _ if text.is_empty() => ABSENT,
        Kind::Flag if text.eq_ignore_ascii_case("true") || text == "1" => [2, 0],
        Kind::Flag if text.eq_ignore_ascii_case("false") || text == "0" => [1, 0],
        Kind::Verdict if text == "true" => [INT_BIAS, 1],
        Kind::Verdict if text == "false" => [INT_BIAS, 0],
        Kind::Int | Kind::Verdict => integer(text.as_bytes()),
        _ => WRONG,
    }
}

fn integer(text: &[u8]) -> [u32; 2] {
    let (negative, digits) = match text {
        [b'-', digits @ ..] => (true, digits),
        digits => (false, digits),
    };
    if !(1..=16).contains(&digits.len()) || !digits.iter().all(u8::is_ascii_digit) {
        return WRONG;
    }
    let size = digits.iter().fold(0, |sum: u64, digit| sum * 10 + u64::from(digit - b'0'));
    if size > MAX_SAFE_INTEGER {
        return WRONG;
    }
    let number = if negative { size.wrapping_neg() } else { size };
    let half = |bits: u64| u32::try_from(bits & u64::from(u32::MAX)).unwrap_or_default();
    [half(number >> 32).wrapping_add(INT_BIAS), half(number)]
}

fn deeper(depth: u32) -> Scan<u32> {
    if depth < MAX_DEPTH { Ok(depth + 1) } else { Err(NotJson::TooDeep) }
}

/// A place as a word. Bodies are shorter than 1 GiB, so it fits.
#[inline]
fn word(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

/// A word as a place.
#[inline]
fn at(word: u32) -> usize {
    usize::try_from(word).unwrap_or(usize::MAX)
}

#[inline]
fn set(words: &mut [u32], at: usize, word: u32) {
    if let Some(slot) = words.get_mut(at) {
        *slot = word;
    }
}

/// Equality without a call of `memcmp`, which in wasm goes byte by byte: both ends, overlapping.
#[inline]
fn same(left: &[u8], right: &[u8]) -> bool {
    fn ends<const N: usize>(left: &[u8], right: &[u8]) -> Option<bool> {
        Some(
            left.first_chunk::<N>()? == right.first_chunk()?
                && left.last_chunk::<N>()? == right.last_chunk()?,
        )
    }
    match left.len() {
        length if length != right.len() => false,
        4..=7 => ends::<4>(left, right) == Some(true),
        8..=16 => ends::<8>(left, right) == Some(true),
        _ => left == right,
    }
}

const BLOCK: usize = 8;

/// How many bytes come before a quote, a backslash, a control character or one that is no ASCII: eight
/// at a time, by the carries of a subtraction.
#[inline]
fn plain(block: &[u8; BLOCK]) -> usize {
    const ONES: u64 = u64::MAX / 0xFF;
    let bytes = u64::from_le_bytes(*block);
    let zero = |bytes: u64| bytes.wrapping_sub(ONES) & !bytes;
    let control = bytes.wrapping_sub(ONES * 0x20) & !bytes;
    let special =
        (zero(bytes ^ (ONES * 0x22)) | zero(bytes ^ (ONES * 0x5C)) | control | bytes) & (ONES * 0x80);
    at(special.trailing_zeros() / 8)
}
