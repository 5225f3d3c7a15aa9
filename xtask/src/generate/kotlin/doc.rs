//! Writes the comments in generated Kotlin.

use super::line;
use mingpian::Sensitivity;
use mingpian::record::Field;

/// The length of the longest line.
const WIDTH: usize = 120;

/// Writes a wrapped comment of paragraphs and tags.
pub(super) fn kdoc(out: &mut String, indent: &str, paragraphs: &[&str], tags: &[String]) {
    if let ([text], []) = (paragraphs, tags)
        && columns(text) + indent.len() + 7 <= WIDTH
    {
        line(out, format!("{indent}/** {} */", text.trim()));
        return;
    }
    line(out, format!("{indent}/**"));
    for (position, text) in paragraphs.iter().enumerate() {
        if position > 0 {
            line(out, format!("{indent} *"));
        }
        wrap(out, indent, text);
    }
    if !tags.is_empty() {
        line(out, format!("{indent} *"));
    }
    for tag in tags {
        wrap(out, indent, tag);
    }
    line(out, format!("{indent} */"));
}

/// Returns the doc of a field, including a sentence about its sensitivity.
pub(super) fn about(field: &Field, note: &str) -> String {
    let personal = if field.sensitivity == Sensitivity::Personal { " Personal data." } else { "" };
    format!("{}{note}{personal}", field.doc)
}

/// Returns a parameter tag for each field.
pub(super) fn params(fields: &[Field]) -> Vec<String> {
    fields.iter().map(|field| format!("@param {} {}", super::camel(field.name), about(field, ""))).collect()
}

fn wrap(out: &mut String, indent: &str, text: &str) {
    let start = format!("{indent} *");
    let mut current = start.clone();
    for word in text.split_whitespace() {
        if current.len() > start.len() && columns(&current) + 1 + columns(word) > WIDTH {
            line(out, &current);
            current.clone_from(&start);
        }
        current.push(' ');
        current.push_str(word);
    }
    line(out, current);
}

/// Returns the width of a text. A Chinese character is as wide as two letters.
fn columns(text: &str) -> usize {
    text.chars().map(|character| if character >= '\u{2e80}' { 2 } else { 1 }).sum()
}
