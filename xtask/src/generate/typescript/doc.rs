//! Writes wrapped doc comments.

use mingpian::Sensitivity;
use mingpian::record::Field;

use super::super::text::line;

const WIDTH: usize = 120;

/// Writes a doc comment of paragraphs and tags.
pub(super) fn doc(out: &mut String, indent: &str, paragraphs: &[&str], tags: &[&str]) {
    let paragraphs: Vec<_> = paragraphs.iter().flat_map(|text| text.split("\n\n")).collect();
    if let [text] = paragraphs[..]
        && tags.is_empty()
        && text.chars().count() + indent.len() + 7 <= WIDTH
    {
        return line(out, format!("{indent}/** {} */", text.replace('\n', " ")));
    }
    line(out, format!("{indent}/**"));
    for (position, text) in paragraphs.iter().enumerate() {
        if position > 0 {
            line(out, format!("{indent} *"));
        }
        wrap(out, &format!("{indent} * "), text);
    }
    if !tags.is_empty() && !paragraphs.is_empty() {
        line(out, format!("{indent} *"));
    }
    for tag in tags {
        wrap(out, &format!("{indent} * "), tag);
    }
    line(out, format!("{indent} */"));
}

/// Returns a field's doc, including a sentence about its sensitivity.
pub(super) fn about(field: &Field, note: &str) -> String {
    let personal = if field.sensitivity == Sensitivity::Personal { " Personal data." } else { "" };
    format!("{}{note}{personal}", field.doc)
}

/// Writes words, wrapped into lines.
fn wrap(out: &mut String, indent: &str, text: &str) {
    let mut row = String::new();
    for word in text.split_whitespace() {
        let is_full = indent.len() + row.chars().count() + 1 + word.chars().count() > WIDTH;
        if !row.is_empty() && is_full {
            line(out, format!("{indent}{row}"));
            row.clear();
        }
        if !row.is_empty() {
            row.push(' ');
        }
        row.push_str(word);
    }
    line(out, format!("{indent}{row}"));
}
