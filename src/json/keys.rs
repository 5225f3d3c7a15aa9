//! Matches requested keys with the rows of a map.

#![expect(clippy::disallowed_types, reason = "nothing iterates the maps, so their order cannot be seen")]

use crate::hash::FastHash;
use crate::index::Index;
use crate::words::NOTHING;
use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// The result of matching requested keys with the rows of a map.
#[derive(Debug, PartialEq, Eq)]
pub struct Matches {
    /// For each requested key, the position of its row; 0 if there is no row, or if its value is [`NOTHING`]; or
    /// [`REPEATED`].
    pub rows: Vec<u32>,
    /// The keys that were not requested, with their rows, in the order of the body.
    pub unasked: Vec<(String, u32)>,
}

/// The largest number of identifiers in one request: three lists of 200.
const MOST_ASKED: usize = 600;

/// Marks a key that occurred earlier in the same request. The row of its first occurrence is the one that counts.
pub const REPEATED: u32 = u32::MAX;

impl Index {
    /// Looks up the keys `asked` in the last map that begins at or after `first`. If the map repeats a key, the last
    /// row counts.
    pub fn match_keys(&self, body: &str, first: u32, asked: &mut dyn Iterator<Item = &str>) -> Matches {
        let mut positions: HashMap<Cow<'_, str>, usize, FastHash> = HashMap::default();
        // Most responses contain most of the requested keys. A body may have a million keys that were not requested, so
        // this does not reserve room for all of them.
        let expected = self.keys.len().min(MOST_ASKED);
        positions.reserve(expected);
        let mut rows = Vec::with_capacity(expected);
        for key in asked {
            rows.push(match positions.entry(Cow::Borrowed(key)) {
                Entry::Vacant(entry) => {
                    entry.insert(rows.len());
                    0
                }
                Entry::Occupied(_) => REPEATED,
            });
        }
        let asked = rows.len();
        let mut unasked: Vec<(String, u32)> = Vec::new();
        for key in self.keys.iter().filter(|key| key.row >= first) {
            let text = key.text(body);
            let row = if self.flaw(key.row) == NOTHING { 0 } else { key.row };
            match positions.entry(text) {
                Entry::Occupied(entry) => {
                    // The positions of keys that were not requested follow those of the requested keys.
                    let position = *entry.get();
                    let slot = rows.get_mut(position);
                    let other = unasked.get_mut(position.saturating_sub(asked)).map(|(_, row)| row);
                    if let Some(slot) = slot.or(other) {
                        *slot = row;
                    }
                }
                Entry::Vacant(entry) if row > 0 => {
                    unasked.push((entry.key().clone().into_owned(), row));
                    entry.insert(asked + unasked.len() - 1);
                }
                Entry::Vacant(_) => {}
            }
        }
        unasked.retain(|(_, row)| *row > 0);
        Matches { rows, unasked }
    }
}

/// Removes repeated texts and keeps the first occurrence of each.
pub fn dedupe(texts: &mut Vec<String>) {
    // This is the same type of map as above, so that the WebAssembly module contains its code only once. The values are
    // unused.
    let mut seen: HashMap<Cow<'_, str>, usize, FastHash> = HashMap::default();
    seen.reserve(texts.len());
    let mut is_new = |text| match seen.entry(Cow::Borrowed(text)) {
        Entry::Vacant(entry) => {
            entry.insert(0);
            true
        }
        Entry::Occupied(_) => false,
    };
    let is_first: Vec<bool> = texts.iter().map(|text| is_new(text)).collect();
    if is_first.iter().any(|is_first| !is_first) {
        let mut is_first = is_first.into_iter();
        texts.retain(|_| is_first.next() == Some(true));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Column, Kind, Mode, Reading, Shape, Unit, scan_str};

    static ENTRY: Shape = Shape {
        columns: &[Column { key: "n", kind: Kind::Int, required: false, secret: false, alias: false }],
    };
    static MAP: Shape = Shape {
        columns: &[Column {
            key: "map",
            kind: Kind::Map(&ENTRY),
            required: false,
            secret: false,
            alias: false,
        }],
    };

    #[test]
    fn finds_the_row_of_each_key_once() {
        let body = r#"{"map":{"a":{"n":1},"b":null,"\u0063":{"n":3},"x":{"n":4},"z":{"n":7},"a":{"n":5},"y":{},"\u0078":{"n":6},"z":{}}}"#;
        for unit in [Unit::Bytes, Unit::Utf16] {
            let index = scan_str(body, &MAP, Reading { unit, secrets: false, mode: Mode::Lenient }).unwrap();
            let [first, _] = index.cell(index.root(), 0).unwrap();
            let matches = index.match_keys(body, first, &mut ["a", "b", "c", "d", "a"].into_iter());
            let number = |row: u32| index.integer(row, 0);
            let numbers: Vec<_> = matches.rows.iter().map(|row| number(*row).filter(|_| *row > 0)).collect();
            assert_eq!(numbers, [Some(5), None, Some(3), None, None]);
            assert_eq!(matches.rows[3..], [0, REPEATED]);
            let unasked: Vec<_> =
                matches.unasked.iter().map(|(key, row)| (&**key, number(*row).unwrap())).collect();
            assert_eq!(unasked, [("x", 6)]);
        }
    }

    #[test]
    fn drops_repeated_texts() {
        let mut texts: Vec<_> = ["a", "b", "a", "c", "b"].map(str::to_owned).into();
        for _ in 0..2 {
            dedupe(&mut texts);
            assert_eq!(texts, ["a", "b", "c"]);
        }
    }
}
