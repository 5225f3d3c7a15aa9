//! The words of an index: what they mean, and how they are converted.

/// The words before a row's columns.
pub const HEADER: usize = 4;
/// The flaw of a row that is not an object.
pub const NO_ROW: u32 = u32::MAX;
/// The flaw of a row whose value is nothing.
pub const NOTHING: u32 = u32::MAX - 1;
/// Moves the high word of an integer away from 0, which means absent.
pub const INT_BIAS: u32 = 1 << 30;

/// The word that holds the place of the root row.
pub(crate) const ROOT: usize = 0;
/// The word that says whether secrets were asked for.
pub(crate) const SECRETS: usize = 1;
/// The word that holds the place of the outcomes.
pub(crate) const OUTCOMES: usize = 2;
/// The word that says whether any value could not be read.
pub(crate) const UNREADABLE: usize = 3;

pub(crate) const ABSENT: [u32; 2] = [0, 0];
/// The cell of a value of the wrong type. It is absent to those who look at the first word only.
pub(crate) const WRONG: [u32; 2] = [0, 1];
/// Is set in the count of a list with entries that could not be read.
pub(crate) const BROKEN_ENTRIES: u32 = 1 << 31;
/// What is added to the position of the first wrong entry of a list of texts, in the second word of its cell.
pub(crate) const WRONG_ENTRY: u32 = 2;

/// Returns the integer of a cell.
pub(crate) fn to_integer([high, low]: [u32; 2]) -> i64 {
    (i64::from(high) - i64::from(INT_BIAS)) << 32 | i64::from(low)
}

/// Converts a place to a word. Bodies are shorter than 1 GiB, so places in their index fit.
#[inline]
pub(crate) fn to_word(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

/// Converts a word to a place.
#[inline]
pub(crate) fn to_place(word: u32) -> usize {
    usize::try_from(word).unwrap_or(usize::MAX)
}
