//! Options that are durations. They are milliseconds in the core, and have a separate type in Kotlin and Swift.

use mingpian::record::Field;

/// Returns whether an option is a duration.
pub(super) fn is_time(field: &Field) -> bool {
    field.name.ends_with("_ms")
}

/// Returns the documentation of an option. For a duration, it includes the unit, which the type leaves open.
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
