//! Writes what other languages know of the records, from the tables in the core.
//!
//! The files are committed; `--check` fails where one is not current.

mod swift;
mod typescript;

use std::fs;

use anyhow::{Context, Result, bail};
use mingpian::providers;
use mingpian::record::{Cell, Page, Row};

use crate::project::{Project, say};

/// Words in front of a row's columns; see `mingpian::scan`.
const HEADER: usize = 4;

/// The members of a profile, in its order.
const PROFILE: [&str; 6] = ["display_name", "phone", "email", "avatar_url", "organization", "tenant"];

/// Writes every generated file, or with `check` tells whether all are current.
pub(crate) fn run(project: &Project, check: bool) -> Result<()> {
    let mut stale = Vec::new();
    for (name, text) in files() {
        let path = project.path(&name);
        if fs::read_to_string(&path).is_ok_and(|found| found == text) {
            continue;
        }
        if check {
            stale.push(name);
        } else {
            fs::write(&path, text).with_context(|| format!("cannot write {name}"))?;
            say(&format!("wrote {name}"), "the tables have changed");
        }
    }
    if !stale.is_empty() {
        bail!("not current: {}; run `cargo xtask generate`", stale.join(", "));
    }
    Ok(())
}

fn files() -> Vec<(String, String)> {
    let typescript = providers::ALL.iter().map(|provider| {
        (format!("bindings/wasm/ts/generated/{}.ts", provider.name), typescript::file(provider))
    });
    let swift = providers::ALL.iter().map(|provider| {
        let name = capital(provider.name);
        (format!("bindings/swift/Sources/Mingpian/Generated/{name}Records.swift"), swift::file(provider))
    });
    typescript.chain(swift).chain([("docs/errors.md".to_owned(), glossary())]).collect()
}

/// The errors, for people.
fn glossary() -> String {
    let mut text = String::from(
        "<!-- Generated from `ErrorCode::GLOSSARY` in src/error.rs by `cargo xtask generate`; do not edit. -->\n\n\
         # Errors\n\n\
         The same ten in every language. The codes are frozen.\n\n\
         | code | whose fault | what to do |\n|---|---|---|\n",
    );
    for (code, fault, remedy) in mingpian::ErrorCode::GLOSSARY {
        text.push_str(&format!("| `{code}` | {fault} | {remedy} |\n"));
    }
    text
}

/// Each row with the place of its first column within a row of the index.
fn columns(page: &Page) -> Vec<(usize, &Row)> {
    let mut at = HEADER;
    let place = |row| {
        let row: &Row = row;
        let this = at;
        at += 2 * row.wire.len();
        (this, row)
    };
    page.rows.iter().map(place).collect()
}

fn is_always_there(row: &Row) -> bool {
    row.required || row.default.is_some() || matches!(row.cell, Cell::List(_) | Cell::Texts)
}

fn line(out: &mut String, text: impl AsRef<str>) {
    out.push_str(text.as_ref());
    out.push('\n');
}

fn capital(name: &str) -> String {
    let (first, rest) = name.split_at(1);
    first.to_uppercase() + rest
}

fn camel(snake: &str) -> String {
    let mut words = snake.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |name, word| name + &capital(word))
}
