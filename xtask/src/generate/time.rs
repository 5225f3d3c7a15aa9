//! Options that are times: in the core they are milliseconds, in Kotlin and Swift they have a type of their own.

use mingpian::record::Field;

/// Returns whether an option is a time.
pub(super) fn is_time(field: &Field) -> bool {
    field.name.ends_with("_ms")
}

/// Returns the documentation of an option. That of a time says the unit, which its type leaves open.
pub(super) fn doc(field: &Field) -> String {
    if !is_time(field) {
        return field.doc.to_owned();
    }
    let doc = field.doc.replace("1 or more", "1 ms or more");
    let Some((before, after)) = doc.split_once("Defaults to ") else { return doc };
    let end = after.find(|c: char| !c.is_ascii_digit() && c != ',').unwrap_or(after.len());
    let (number, rest) = after.split_at(end);
    format!("{before}Defaults to {number} ms{rest}")
}
