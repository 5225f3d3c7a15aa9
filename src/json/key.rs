//! The key of a row of a map.

use crate::escape::decode;
use crate::lexer::Token;
use crate::words::{to_place, to_word};
use std::borrow::Cow;

/// The key of a row of a map. Its span always counts bytes, because hosts never compare keys themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Key {
    pub(crate) row: u32,
    /// Twice the start, plus 1 if the key has escapes.
    from: u32,
    to: u32,
}

impl Key {
    pub(crate) fn new(row: u32, token: &Token<'_>) -> Self {
        let from = to_word(token.start) << 1 | u32::from(token.has_escapes());
        Self { row, from, to: to_word(token.start + token.content.len()) }
    }

    pub(crate) fn text(self, body: &str) -> Cow<'_, str> {
        decode(body.get(to_place(self.from >> 1)..to_place(self.to)).unwrap_or_default(), self.from)
    }
}
