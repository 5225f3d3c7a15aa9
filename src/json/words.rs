//! Defines and converts the words of an index.

/// The number of words before the cells of a row.
pub const HEADER: usize = 4;
/// The flaw of a row that is not an object.
pub const NO_ROW: u32 = u32::MAX;
/// The flaw of a row whose value is `null`, `{}`, `[]`, or `""`.
pub const NOTHING: u32 = u32::MAX - 1;
/// Is added to the high word of an integer, so that the word is never 0, which means absent.
pub const INT_BIAS: u32 = 1 << 30;

/// The position of the word that holds the position of the root row.
pub(crate) const ROOT: usize = 0;
/// The position of the word that tells whether secrets were requested.
pub(crate) const SECRETS: usize = 1;
/// The position of the word that holds the position of the outcomes.
pub(crate) const OUTCOMES: usize = 2;
/// The position of the word that tells whether any value could not be read.
pub(crate) const UNREADABLE: usize = 3;

pub(crate) const ABSENT: [u32; 2] = [0, 0];
/// The cell of a value of the wrong type. Code that looks only at the first word treats it as absent.
pub(crate) const WRONG: [u32; 2] = [0, 1];
/// The bit that is set in the count of a list if some of its entries could not be read.
pub(crate) const BROKEN_ENTRIES: u32 = 1 << 31;
/// Is added to the position of the first wrong entry of a list of texts, in the second word of the list's cell.
pub(crate) const WRONG_ENTRY: u32 = 2;

/// Returns the integer of a cell.
pub(crate) fn to_integer([high, low]: [u32; 2]) -> i64 {
    (i64::from(high) - i64::from(INT_BIAS)) << 32 | i64::from(low)
}

/// Converts a position to a word. Bodies are shorter than 1 GiB, so every position in their index fits.
#[inline]
pub(crate) fn to_word(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

/// Converts a word to a position.
#[inline]
pub(crate) fn to_place(word: u32) -> usize {
    usize::try_from(word).unwrap_or(usize::MAX)
}
