//! Reads the index of a body as documented, without the core's code.

use super::{Cell, Row};
use mingpian::json::{Column, Kind, NO_ROW, NOTHING, Shape, Unit};
use serde_json::Value;

/// Reads the index of a body as documented.
pub(super) struct Found<'a> {
    pub(super) words: &'a [u32],
    pub(super) secrets: bool,
    pub(super) unit: Unit,
}

impl Found<'_> {
    pub(super) fn row(&self, shape: &Shape, at: u32, text: &dyn Fn(u32, u32) -> String) -> Row {
        let at = at as usize;
        let flaw = self.words[at + 1];
        let cells = match flaw {
            NO_ROW | NOTHING => Vec::new(),
            _ => shape
                .columns
                .iter()
                .enumerate()
                .map(|(index, column)| self.cell(column, at + 4 + 2 * index, text))
                .collect(),
        };
        Row { flaw, cells }
    }

    fn cell(&self, column: &Column, at: usize, text: &dyn Fn(u32, u32) -> String) -> Cell {
        let (first, second) = (self.words[at], self.words[at + 1]);
        let string = |from: u32, to: u32| {
            let written = text(from >> 1, to);
            match from & 1 {
                1 => serde_json::from_str(&format!("\"{written}\"")).unwrap(),
                _ => written,
            }
        };
        match (first, column.kind) {
            (0, _) if second == 0 => Cell::Absent,
            _ if column.secret && !self.secrets => panic!("a secret in the index"),
            (0, _) => Cell::Wrong,
            (_, Kind::Text) => Cell::Text(string(first, second)),
            (_, Kind::AnyJson) => {
                // The span of a string excludes its quotes. Any other value is its own JSON text.
                let quoted = first >> 1 > 0 && text((first >> 1) - 1, first >> 1) == "\"";
                match quoted {
                    true => Cell::AnyJson(Value::from(string(first, second))),
                    false => Cell::AnyJson(serde_json::from_str(&string(first, second)).unwrap()),
                }
            }
            (_, Kind::Bool) => Cell::Bool(first == 2),
            (_, Kind::Int | Kind::IntOrBool) => {
                Cell::Int(((i64::from(first) - (1 << 30)) << 32) | i64::from(second))
            }
            (_, Kind::Texts) => Cell::Texts(
                self.rows(first, second)
                    .map(|row| string(self.words[row + 2], self.words[row + 3]))
                    .collect(),
            ),
            (_, Kind::Object(shape)) => Cell::Object(self.row(shape, first, text)),
            (_, Kind::List(shape)) => {
                let rows = self.rows(first, second & !(1 << 31)).map(|row| self.row(shape, row as u32, text));
                Cell::List(rows.collect(), second >> 31 == 1)
            }
            (_, Kind::Map(shape)) => {
                let entry = |row: usize| {
                    let key = string(self.words[row + 2], self.words[row + 3]);
                    let value = match self.words[row + 1] {
                        0 => self.row(shape, row as u32, text),
                        flaw => Row { flaw, cells: Vec::new() },
                    };
                    (key, value)
                };
                Cell::Map(self.rows(first, second).map(entry).collect())
            }
            (_, Kind::Embedded(shape)) => {
                let row = first as usize;
                let document = string(self.words[row + 2], self.words[row + 3]);
                let value =
                    (self.words[row + 1] == 0).then(|| self.row(shape, first, &slicer(&document, self.unit)));
                Cell::Embedded(document, value)
            }
        }
    }

    fn rows(&self, first: u32, count: u32) -> impl Iterator<Item = usize> {
        let mut next = first as usize;
        (0..count).map(move |_| {
            let row = next;
            next = self.words[row] as usize;
            row
        })
    }
}

/// Returns the text between two positions.
pub(super) fn slicer(text: &str, unit: Unit) -> Box<dyn Fn(u32, u32) -> String + '_> {
    match unit {
        Unit::Bytes => Box::new(move |from, to| text[from as usize..to as usize].to_owned()),
        Unit::Utf16 => {
            let units: Vec<u16> = text.encode_utf16().collect();
            Box::new(move |from, to| String::from_utf16(&units[from as usize..to as usize]).unwrap())
        }
    }
}
