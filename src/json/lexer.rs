//! Reads the tokens of JSON: strings, numbers, literals, and the space between them (RFC 8259).

use crate::escape::decode;
use crate::shape::Unit;
use std::borrow::Cow;

/// The reason why a body is not JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JsonError {
    /// A character is at a position where the grammar does not allow it, or the body ends too early.
    Syntax,
    /// The bytes are not UTF-8.
    Utf8,
    /// An escape is not defined, or is an unpaired surrogate.
    Escape,
    /// A number does not follow the grammar of JSON.
    Number,
    /// Values are nested more deeply than [`MAX_DEPTH`](crate::MAX_DEPTH).
    TooDeep,
    /// The body is 1 GiB or longer.
    TooLong,
}

impl JsonError {
    /// Returns the reason as text for people.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Syntax => "not JSON",
            Self::Utf8 => "not UTF-8",
            Self::Escape => "not JSON: invalid escape",
            Self::Number => "not JSON: invalid number",
            Self::TooDeep => "nested deeper than 127 levels",
            Self::TooLong => "1 GiB or longer",
        }
    }
}

pub(crate) type Result<T> = std::result::Result<T, JsonError>;

/// The position of a text, as the index stores it: twice its start, plus 1 if it has escapes; and its end.
pub(crate) type Span = [u32; 2];

/// A number, a literal, or a string without its quotes.
pub(crate) struct Token<'a> {
    /// The position of its first byte.
    pub(crate) start: usize,
    pub(crate) content: &'a str,
    pub(crate) span: Span,
    pub(crate) is_quoted: bool,
}

impl<'a> Token<'a> {
    pub(crate) fn has_escapes(&self) -> bool {
        let [from, _] = self.span;
        from & 1 == 1
    }

    pub(crate) fn text(&self) -> Cow<'a, str> {
        let [from, _] = self.span;
        decode(self.content, from)
    }
}

/// A position in a text, with methods that read the token there and move past it.
pub(crate) struct Lexer<'a> {
    text: &'a str,
    /// The bytes of `text`.
    body: &'a [u8],
    at: usize,
    /// The number of bytes so far, minus the number of UTF-16 units.
    wide: usize,
    unit: Unit,
}

impl<'a> Lexer<'a> {
    /// Creates a lexer at the start of a text. It skips a byte order mark, which RFC 8259 §8.1 allows.
    pub(crate) fn new(text: &'a str, unit: Unit) -> Self {
        let (at, wide) = if text.starts_with('\u{feff}') { (3, 2) } else { (0, 0) };
        let mut lexer = Self { text, body: text.as_bytes(), at, wide, unit };
        lexer.skip_space();
        lexer
    }

    /// Returns the byte here, or 0 at the end. JSON does not allow the byte 0 anywhere.
    #[inline]
    pub(crate) fn peek(&self) -> u8 {
        self.body.get(self.at).copied().unwrap_or(0)
    }

    pub(crate) fn at(&self) -> usize {
        self.at
    }

    pub(crate) fn is_at_end(&self) -> bool {
        self.at >= self.body.len()
    }

    /// Returns the text from `start` to here.
    pub(crate) fn since(&self, start: usize) -> &'a str {
        self.text.get(start..self.at).unwrap_or_default()
    }

    /// Returns this position in the unit of the index.
    #[inline]
    pub(crate) fn place(&self) -> u32 {
        let place = match self.unit {
            Unit::Bytes => self.at,
            Unit::Utf16 => self.at - self.wide,
        };
        // A body is shorter than 1 GiB, so every position fits.
        u32::try_from(place).unwrap_or(u32::MAX)
    }

    /// Skips an opening bracket. Returns whether anything follows before the closing bracket.
    pub(crate) fn open(&mut self, close: u8) -> bool {
        self.step();
        let more = self.peek() != close;
        if !more {
            self.at += 1;
        }
        more
    }

    /// Skips a comma and returns `true`, or skips the closing bracket and returns `false`.
    #[inline]
    pub(crate) fn next(&mut self, close: u8) -> Result<bool> {
        self.skip_space();
        match self.peek() {
            b',' => {
                self.step();
                Ok(true)
            }
            other if other == close => {
                self.at += 1;
                Ok(false)
            }
            _ => Err(JsonError::Syntax),
        }
    }

    /// Reads a key and its colon.
    pub(crate) fn key(&mut self) -> Result<Token<'a>> {
        if self.peek() != b'"' {
            return Err(JsonError::Syntax);
        }
        let key = self.token()?;
        self.skip_space();
        if self.peek() != b':' {
            return Err(JsonError::Syntax);
        }
        self.step();
        Ok(key)
    }

    /// Skips `"key":` if the text here is exactly that.
    #[inline]
    pub(crate) fn try_key(&mut self, key: &str) -> bool {
        let end = self.at + key.len() + 3;
        let found = match self.body.get(self.at..end) {
            Some([b'"', name @ .., b'"', b':']) => is_same(name, key.as_bytes()),
            _ => false,
        };
        if found {
            self.at = end;
            self.skip_space();
        }
        found
    }

    /// Reads a string, a number, or a literal.
    pub(crate) fn token(&mut self) -> Result<Token<'a>> {
        let is_quoted = self.peek() == b'"';
        self.at += usize::from(is_quoted);
        let (start, from) = (self.at, self.place());
        let has_escapes = match self.peek() {
            _ if is_quoted => self.string()?,
            b'-' | b'0'..=b'9' => self.number()?,
            _ => self.literal()?,
        };
        let content = self.since(start);
        let span = [from << 1 | u32::from(has_escapes), self.place()];
        self.at += usize::from(is_quoted);
        Ok(Token { start, content, span, is_quoted })
    }

    /// Reads a string that begins here.
    #[inline]
    pub(crate) fn text(&mut self) -> Result<Span> {
        self.at += 1;
        let from = self.place() << 1;
        let has_escapes = u32::from(self.string()?);
        let to = self.place();
        self.at += 1;
        Ok([from | has_escapes, to])
    }

    /// Moves to the closing quote. Returns whether there were escapes.
    fn string(&mut self) -> Result<bool> {
        let mut has_escapes = false;
        loop {
            while let Some(block) = self.body.get(self.at..).and_then(<[u8]>::first_chunk) {
                let bytes = u64::from_le_bytes(*block);
                let special = find_special(bytes);
                let plain = usize::try_from(special.trailing_zeros() / 8).unwrap_or(BLOCK);
                self.at += plain;
                self.wide += count_wide(bytes, special);
                if plain < BLOCK {
                    break;
                }
            }
            match self.peek() {
                b'"' => return Ok(has_escapes),
                b'\\' => {
                    has_escapes = true;
                    self.escape()?;
                }
                // Fewer bytes than a block are left.
                byte @ 0x20.. => {
                    self.at += 1;
                    self.wide += usize::from(byte >= 0xC0) + usize::from(byte >= 0xE0);
                }
                _ => return Err(JsonError::Syntax),
            }
        }
    }

    fn escape(&mut self) -> Result<()> {
        match self.body.get(self.at + 1) {
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => {
                self.at += 2;
                Ok(())
            }
            Some(b'u') => match self.unit_escape()? {
                0xDC00..=0xDFFF => Err(JsonError::Escape),
                0xD800..=0xDBFF if !matches!(self.unit_escape()?, 0xDC00..=0xDFFF) => Err(JsonError::Escape),
                _ => Ok(()),
            },
            _ => Err(JsonError::Escape),
        }
    }

    fn unit_escape(&mut self) -> Result<u32> {
        let Some([b'\\', b'u', digits @ ..]) = self.body.get(self.at..self.at + 6) else {
            return Err(JsonError::Escape);
        };
        let mut unit = 0;
        for digit in digits {
            unit = unit << 4 | char::from(*digit).to_digit(16).ok_or(JsonError::Escape)?;
        }
        self.at += 6;
        Ok(unit)
    }

    fn number(&mut self) -> Result<bool> {
        self.at += usize::from(self.peek() == b'-');
        let first = self.peek();
        if self.digits()? > 1 && first == b'0' {
            return Err(JsonError::Number);
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

    fn digits(&mut self) -> Result<usize> {
        let start = self.at;
        while self.peek().is_ascii_digit() {
            self.at += 1;
        }
        if self.at > start { Ok(self.at - start) } else { Err(JsonError::Number) }
    }

    fn literal(&mut self) -> Result<bool> {
        let word = [&b"true"[..], b"false", b"null"].into_iter().find(|word| self.starts_with(word));
        self.at += word.ok_or(JsonError::Syntax)?.len();
        Ok(false)
    }

    pub(crate) fn starts_with(&self, text: &[u8]) -> bool {
        self.body.get(self.at..).is_some_and(|rest| rest.starts_with(text))
    }

    fn step(&mut self) {
        self.at += 1;
        self.skip_space();
    }

    /// Skips space. Most bodies have none, so the loop is not inlined.
    #[inline]
    pub(crate) fn skip_space(&mut self) {
        if self.peek() <= b' ' {
            self.skip_all_space();
        }
    }

    #[inline(never)]
    fn skip_all_space(&mut self) {
        while matches!(self.peek(), b' ' | b'\n' | b'\r' | b'\t') {
            self.at += 1;
        }
    }
}

/// Compares two keys by their first and last bytes, which overlap. `memcmp` is slower in WebAssembly, because it
/// compares one byte at a time.
#[inline]
fn is_same(left: &[u8], right: &[u8]) -> bool {
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

/// A word with 1 in each of its bytes.
const ONES: u64 = u64::MAX / 0xFF;

/// Returns the top bit of each byte of a block that is a quote, a backslash, or a control character. It checks all eight
/// bytes at once, using the borrows of a subtraction, so that only the lowest bit is certain.
#[inline]
fn find_special(bytes: u64) -> u64 {
    let zero = |bytes: u64| bytes.wrapping_sub(ONES) & !bytes;
    let control = bytes.wrapping_sub(ONES * 0x20) & !bytes;
    (zero(bytes ^ (ONES * 0x22)) | zero(bytes ^ (ONES * 0x5C)) | control) & (ONES * 0x80)
}

/// Counts the bytes before the first special one that are not a UTF-16 unit of their own. The first byte of a character
/// determines how many follow (RFC 3629): 110xxxxx one, 1110xxxx two, and 11110xxx three, which are two units.
#[inline]
fn count_wide(bytes: u64, special: u64) -> usize {
    // Most blocks are ASCII.
    if bytes & (ONES * 0x80) == 0 {
        return 0;
    }
    // All bits below the lowest one of `special`, or all bits if there is none.
    let below = (special & special.wrapping_neg()).wrapping_sub(1);
    let two = bytes & bytes << 1 & (ONES * 0x80) & below;
    let three = two & bytes << 2;
    usize::try_from((two | three >> 1).count_ones()).unwrap_or(0)
}
