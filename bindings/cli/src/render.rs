//! Writes rows as a table, as JSON lines, or as CSV.

use crate::row::Row;
use clap::ValueEnum;
use mingpian::Profile;
use std::path::Path;
use unicode_width::UnicodeWidthStr as _;

/// The format of rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Columns for people
    Table,
    /// A JSON object on each line, with the whole record
    Jsonl,
    /// Comma-separated values with a header, for spreadsheets
    Csv,
}

/// The name of a column, and its text in a row.
type Column = (&'static str, fn(&Row) -> &str);

const IDENTIFIER: Column = ("identifier", |row| &row.identifier);
const KIND: Column = ("kind", |row| row.kind);
const RESULT: Column = ("result", |row| row.result.as_str());
const ID: Column = ("id", |row| of_profile(row, |profile| Some(&profile.id)));
const DISPLAY_NAME: Column = ("display_name", |row| of_profile(row, |profile| profile.display_name.as_ref()));
const PHONE: Column = ("phone", |row| of_profile(row, |profile| profile.phone.as_ref()));
const EMAIL: Column = ("email", |row| of_profile(row, |profile| profile.email.as_ref()));
const ORGANIZATION: Column = ("organization", |row| of_profile(row, |profile| profile.organization.as_ref()));
const TENANT: Column = ("tenant", |row| of_profile(row, |profile| profile.tenant.as_ref()));
const AVATAR_URL: Column = ("avatar_url", |row| of_profile(row, |profile| profile.avatar_url.as_ref()));
const DETAIL: Column = ("detail", |row| row.detail.as_deref().unwrap_or_default());

const CSV: [Column; 11] =
    [IDENTIFIER, KIND, RESULT, ID, DISPLAY_NAME, PHONE, EMAIL, ORGANIZATION, TENANT, AVATAR_URL, DETAIL];

/// The columns of a table, which has fewer so that it fits a terminal. The last column is usually empty.
const TABLE: [Column; 8] = [IDENTIFIER, RESULT, ID, DISPLAY_NAME, PHONE, EMAIL, ORGANIZATION, DETAIL];

fn of_profile(row: &Row, member: fn(&Profile) -> Option<&String>) -> &str {
    row.profile.as_ref().and_then(member).map_or("", String::as_str)
}

/// The maximum width to which a column is padded. A longer text shifts the rest of its line.
const MAX_WIDTH: usize = 40;

impl Format {
    /// Returns the format that the extension of a file implies.
    pub(crate) fn of_file(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "csv" => Some(Self::Csv),
            "jsonl" | "ndjson" => Some(Self::Jsonl),
            "txt" => Some(Self::Table),
            _ => None,
        }
    }

    /// Formats the rows of a request. Those of the first request begin with the header, if the format has one.
    pub(crate) fn render(self, rows: &[Row], is_first: bool) -> String {
        match self {
            Self::Table => table(rows, is_first),
            Self::Jsonl => rows.iter().map(|row| json(row) + "\n").collect(),
            Self::Csv => csv(rows, is_first),
        }
    }
}

fn json(row: &Row) -> String {
    serde_json::to_string(row).expect("a row consists of texts")
}

fn csv(rows: &[Row], is_first: bool) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    if is_first {
        writer.write_record(CSV.map(|(name, _)| name)).expect("memory can be written");
    }
    for row in rows {
        writer.write_record(CSV.map(|(_, text)| text(row))).expect("memory can be written");
    }
    let bytes = writer.into_inner().expect("memory can be flushed");
    String::from_utf8(bytes).expect("the cells are UTF-8")
}

/// Aligns the rows of a request.
fn table(rows: &[Row], is_first: bool) -> String {
    let header = is_first.then(|| TABLE.map(|(name, _)| name.to_owned()));
    let cells = rows.iter().map(|row| TABLE.map(|(_, text)| printable(text(row))));
    let lines: Vec<_> = header.into_iter().chain(cells).collect();
    let mut widths = TABLE.map(|(name, _)| name.len());
    for line in &lines {
        for (width, cell) in widths.iter_mut().zip(line) {
            *width = (*width).max(cell.width().min(MAX_WIDTH));
        }
    }
    let mut text = String::new();
    for line in &lines {
        let start = text.len();
        for (cell, width) in line.iter().zip(widths) {
            text.push_str(cell);
            text.extend(std::iter::repeat_n(' ', width.saturating_sub(cell.width()) + 2));
        }
        text.truncate(start + text[start..].trim_end().len());
        text.push('\n');
    }
    text
}

/// Replaces control characters, with which a name could control the terminal, and characters that reverse the direction
/// of text.
fn printable(text: &str) -> String {
    let is_harmful = |c: char| {
        c.is_control()
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}')
    };
    text.chars().map(|c| if is_harmful(c) { '\u{fffd}' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::row::Outcome;

    fn row(name: &str) -> Row {
        let profile = Profile {
            provider: "example",
            id: "7".to_owned(),
            display_name: Some(name.to_owned()),
            phone: None,
            email: Some("ann@example.com".to_owned()),
            avatar_url: None,
            organization: None,
            tenant: None,
        };
        Row::found("ann@example.com", "email", profile, &name)
    }

    #[test]
    fn columns_are_aligned_by_the_width_of_characters() {
        let nobody = Row::without("bob@example.com", "email", Outcome::NotFound, None);
        let rows = [row("安然"), nobody, row("Ann")];
        let expected = "\
identifier       result     id  display_name  phone  email            organization  detail
ann@example.com  found      7   安然                 ann@example.com
bob@example.com  not_found
ann@example.com  found      7   Ann                  ann@example.com
";
        assert_eq!(Format::Table.render(&rows, true), expected);
    }

    #[test]
    fn a_name_cannot_control_the_terminal() {
        let text = Format::Table.render(&[row("\u{1b}]0;x\u{7}\r\n\u{9b}2J\u{202e}")], false);
        assert_eq!(text.matches('\n').count(), 1, "{text:?}");
        assert!(!text.trim_end().chars().any(|c| c.is_control() || c == '\u{202e}'), "{text:?}");
    }

    #[test]
    fn csv_and_json_keep_every_character() {
        let name = "a,\"b\"\r\n c\u{7}";
        let text = Format::Csv.render(&[row(name)], true);
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let record = reader.records().next().unwrap().unwrap();
        assert_eq!((&record[0], &record[4], &record[10]), ("ann@example.com", name, ""));
        let text = Format::Jsonl.render(&[row(name)], true);
        let value: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(value["record"], name);
        assert_eq!(text.matches('\n').count(), 1);
    }
}
