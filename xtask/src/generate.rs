//! Writes what other languages know of the records, from the tables in the core.
//!
//! The files are committed; `--check` fails where one is not current.

mod kotlin;
mod swift;
mod text;
mod typescript;
mod uniffi;

use std::fs;

use anyhow::{Context, Result, bail};
use mingpian::providers;

use crate::project::{Project, say};

const KOTLIN: &str = "bindings/kotlin/mingpian/src/generated/kotlin/mingpian";

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
    let mut files = vec![
        ("docs/errors.md".to_owned(), glossary()),
        ("bindings/uniffi/src/requests.rs".to_owned(), uniffi::file(providers::ALL)),
        (format!("{KOTLIN}/ErrorCode.kt"), kotlin::codes()),
    ];
    for provider in providers::ALL {
        files.push((format!("bindings/wasm/ts/generated/{}.ts", provider.name), typescript::file(provider)));
        files.push((
            format!(
                "bindings/swift/Sources/Mingpian/Generated/{}Records.swift",
                text::capital(provider.name)
            ),
            swift::file(provider),
        ));
        files.push((format!("{KOTLIN}/{}Records.kt", text::capital(provider.name)), kotlin::file(provider)));
    }
    files
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
