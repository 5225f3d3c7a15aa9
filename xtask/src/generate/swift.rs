//! Generates the Swift for the providers: service classes, credentials, questions, records, and the code that is the
//! same for all of them.

mod common;
mod fakes;
mod fields;
mod record;
mod service;

use std::fmt::Write as _;

use mingpian::providers::Provider;

use super::text::{self, capital};

/// The folder of the generated files.
const FOLDER: &str = "bindings/swift/Sources/Mingpian/Generated";

/// The folder of the generated files for tests.
const TESTING: &str = "bindings/swift/Sources/MingpianTesting/Generated";

/// The largest number of columns in a line.
const WIDTH: usize = 120;

/// Returns the path, from the project's root, and the text of every generated file.
pub(super) fn files(providers: &[Provider]) -> Vec<(String, String)> {
    let mut files = vec![
        file("ErrorCode", &common::error_codes()),
        file("LookupOptions", &common::options()),
        file("Profile", &common::profile(providers)),
        file_in(TESTING, "Fakes", &fakes::file(providers)),
    ];
    for provider in providers {
        let prefix = capital(provider.name);
        files.push(file(&prefix, &service::file(provider)));
        files.push(file(&format!("{prefix}Records"), &record::file(provider)));
    }
    files
}

fn file(name: &str, text: &str) -> (String, String) {
    file_in(FOLDER, name, text)
}

fn file_in(folder: &str, name: &str, text: &str) -> (String, String) {
    let head = "// Generated from src/ by `cargo xtask generate`; do not edit.\n\n";
    (format!("{folder}/{name}.swift"), format!("{head}{}\n", text.trim()))
}

/// Converts `AppKey` to `appKey`.
fn lower(name: &str) -> String {
    let (first, rest) = name.split_at(1);
    first.to_lowercase() + rest
}

/// Converts `user_id` to `userID`.
fn camel(snake: &str) -> String {
    acronyms(&text::camel(snake))
}

/// Writes acronyms as Apple does: `userId` becomes `userID`, and `avatarUrl` becomes `avatarURL`.
fn acronyms(name: &str) -> String {
    let mut out = String::new();
    let mut rest = name;
    while let Some(first) = rest.chars().next() {
        let found = [("Id", "ID"), ("Url", "URL")].into_iter().find(|(word, _)| {
            let end = rest.strip_prefix(word);
            end.is_some_and(|end| end.chars().next().is_none_or(char::is_uppercase))
        });
        let taken = match found {
            Some((word, acronym)) => {
                out.push_str(acronym);
                word.len()
            }
            None => {
                out.push(first);
                first.len_utf8()
            }
        };
        rest = rest.get(taken..).unwrap_or_default();
    }
    out
}

/// A file that is being written.
#[derive(Default)]
struct Out {
    text: String,
    /// The level of indentation.
    level: usize,
}

impl Out {
    /// Writes a line.
    fn line(&mut self, text: impl AsRef<str>) {
        let text = text.as_ref();
        let indent = if text.is_empty() { 0 } else { 4 * self.level };
        let _ = writeln!(self.text, "{:indent$}{text}", "");
    }

    /// Writes a block: its head, its content one level deeper, and its end.
    fn block(&mut self, head: impl AsRef<str>, body: impl FnOnce(&mut Self)) {
        self.line(format!("{} {{", head.as_ref()));
        self.inside(body);
        self.line("}");
    }

    /// Writes content one level deeper.
    fn inside(&mut self, body: impl FnOnce(&mut Self)) {
        self.level += 1;
        body(self);
        self.level -= 1;
    }

    /// Writes a list between two lines, with one entry on each line, separated by commas.
    fn list(&mut self, open: impl AsRef<str>, entries: &[String], close: &str) {
        self.line(open);
        self.list_rest(entries, close);
    }

    /// Writes the rest of a list whose first line was written before.
    fn list_rest(&mut self, entries: &[String], close: &str) {
        self.inside(|out| {
            for (position, entry) in entries.iter().enumerate() {
                let comma = if position + 1 < entries.len() { "," } else { "" };
                out.line(format!("{entry}{comma}"));
            }
        });
        self.line(close);
    }

    /// Writes documentation, which may have several paragraphs.
    fn doc(&mut self, text: &str) {
        for (position, paragraph) in text.split("\n\n").enumerate() {
            if position > 0 {
                self.line("///");
            }
            self.wrapped("/// ", "/// ", paragraph);
        }
    }

    /// Writes the documentation of parameters.
    fn parameters(&mut self, parameters: &[(String, String)]) {
        self.line("///");
        self.line("/// - Parameters:");
        for (name, text) in parameters {
            self.wrapped("///   - ", "///     ", &format!("{name}: {text}"));
        }
    }

    /// Writes words, wrapped into lines.
    fn wrapped(&mut self, first: &str, others: &str, text: &str) {
        let mut line = first.to_owned();
        let mut is_empty = true;
        for word in text.split_whitespace() {
            if !is_empty && 4 * self.level + line.chars().count() + word.chars().count() >= WIDTH {
                self.line(&line);
                line = others.to_owned();
                is_empty = true;
            }
            if !is_empty {
                line.push(' ');
            }
            line.push_str(word);
            is_empty = false;
        }
        self.line(line);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn acronyms_are_written_as_apple_writes_them() {
        for (snake, name) in [
            ("id", "id"),
            ("user_id", "userID"),
            ("avatar_url", "avatarURL"),
            ("device_id_with_trailing_space", "deviceIDWithTrailingSpace"),
            ("identifier", "identifier"),
            ("base_idle", "baseIdle"),
        ] {
            assert_eq!(camel(snake), name);
        }
        assert_eq!(acronyms("IdHeader"), "IDHeader");
    }
}
