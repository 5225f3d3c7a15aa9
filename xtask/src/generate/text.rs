//! Functions that all generators use to write text.

/// Appends a line.
pub(super) fn line(out: &mut String, text: impl AsRef<str>) {
    out.push_str(text.as_ref());
    out.push('\n');
}

/// Converts `quanshi` to `Quanshi`.
pub(super) fn capital(name: &str) -> String {
    let (first, rest) = name.split_at(1);
    first.to_uppercase() + rest
}

/// Converts `user_id` to `userId`.
pub(super) fn camel(snake: &str) -> String {
    let mut words = snake.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |name, word| name + &capital(word))
}

/// Returns texts in double quotes, separated by commas, in lines of at most 120 characters that start with `indent`.
pub(super) fn quoted_lines<'a>(indent: &str, texts: impl Iterator<Item = &'a str>) -> String {
    let mut lines = String::new();
    let mut width = usize::MAX;
    for text in texts {
        let item = format!("{text:?},");
        if width.saturating_add(1 + item.len()) > 120 {
            lines.push_str(if lines.is_empty() { "" } else { "\n" });
            lines.push_str(indent);
            width = indent.len() + item.len();
        } else {
            lines.push(' ');
            width += 1 + item.len();
        }
        lines.push_str(&item);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::quoted_lines;

    #[test]
    fn lines_of_quoted_texts_are_not_too_long() {
        assert_eq!(quoted_lines("  ", ["a", "b"].into_iter()), "  \"a\", \"b\",");
        let names: Vec<_> = (0..40).map(|number| format!("name{number}")).collect();
        let lines = quoted_lines("    ", names.iter().map(String::as_str));
        assert!(lines.lines().all(|line| line.len() <= 120 && line.starts_with("    \"")));
        assert_eq!(lines.split_whitespace().count(), 40);
    }
}
