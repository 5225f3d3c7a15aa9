//! Describes options that are durations. They are milliseconds in the core, and have a separate type in Kotlin and Swift.

use mingpian::record::Field;

/// Returns whether an option is a duration.
pub(super) fn is_time(field: &Field) -> bool {
    field.name.ends_with("_ms")
}

/// Returns the documentation of an option. For a duration, it contains units, because the type does not imply one.
pub(super) fn doc(field: &Field) -> String {
    if is_time(field) { with_units(field.doc) } else { field.doc.to_owned() }
}

/// Adds the unit to every number in a text.
fn with_units(text: &str) -> String {
    let words = text.split(' ').map(|word| {
        let number = word.trim_end_matches(['.', ',']);
        let is_number = !number.is_empty() && number.chars().all(|c| c.is_ascii_digit() || c == ',');
        match word.strip_prefix(number) {
            Some(end) if is_number => format!("{number} ms{end}"),
            _ => word.to_owned(),
        }
    });
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_gets_a_unit() {
        let text = "The pause. Must be 0 or more. Defaults to 20,000, and with A1 to 1.";
        let expected = "The pause. Must be 0 ms or more. Defaults to 20,000 ms, and with A1 to 1 ms.";
        assert_eq!(with_units(text), expected);
    }
}
