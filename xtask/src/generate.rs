//! Writes what other languages know about the providers, from the tables in the core, and the Swift that calls the core.
//!
//! The files are committed. `--check` fails if one is not current.

mod kotlin;
mod swift;
mod text;
mod time;
mod typescript;
mod uniffi;

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use mingpian::ErrorCode;
use mingpian::providers::{self, Provider};

use crate::project::{Project, say};

/// Writes every generated file or, with `check`, tells whether all are current.
pub(crate) fn run(project: &Project, check: bool) -> Result<()> {
    let mut files = files();
    files.extend(uniffi::files(project, &uniffi::library(project)?)?);
    put(project, files, check)
}

/// Writes the Swift that calls a library.
pub(crate) fn swift_that_calls(project: &Project, library: &Path) -> Result<()> {
    put(project, uniffi::files(project, library)?, false)
}

/// Writes files or, with `check`, tells whether all are current.
fn put(project: &Project, files: Vec<(String, String)>, check: bool) -> Result<()> {
    let mut stale = Vec::new();
    for (name, text) in files {
        let path = project.path(&name);
        if fs::read_to_string(&path).is_ok_and(|found| found == text) {
            continue;
        }
        if check {
            stale.push(name);
        } else {
            let written =
                path.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| fs::write(&path, text));
            written.with_context(|| format!("cannot write {name}"))?;
            say(&format!("wrote {name}"), "what it is made from has changed");
        }
    }
    if !stale.is_empty() {
        bail!("not current: {}; run `cargo xtask generate`", stale.join(", "));
    }
    Ok(())
}

/// Returns every file that is made from the core's tables, with its path.
fn files() -> Vec<(String, String)> {
    let mut files = vec![
        ("docs/errors.md".to_owned(), glossary()),
        ("tests/sandbox/src/services/mod.rs".to_owned(), local_services(providers::ALL)),
    ];
    files.extend(typescript::files(providers::ALL));
    files.extend(kotlin::files(providers::ALL));
    files.extend(swift::files(providers::ALL));
    files
}

/// Returns the table of the local services, which know the providers' names and nothing else of the core.
fn local_services(providers: &[Provider]) -> String {
    let names = providers.iter().map(|provider| provider.name);
    let modules: String = names.clone().map(|name| format!("pub(crate) mod {name};\n")).collect();
    let services: String = names.map(|name| format!("    {name}::SERVICE,\n")).collect();
    format!(
        "//! Which services there are, one file each, and the app's own server.\n//!\n\
         //! Generated from the table of providers by `cargo xtask generate`; do not edit.\n\n\
         {modules}\n\
         use crate::app;\n\
         use crate::service::Service;\n\n\
         /// Every service, the app's own server last.\n\
         #[rustfmt::skip]\n\
         pub(crate) const ALL: [Service; {}] = [\n{services}    app::SERVICE,\n];\n",
        providers.len() + 1
    )
}

/// Returns the errors, for people.
fn glossary() -> String {
    let mut text = String::from(
        "<!-- Generated from `ErrorCode::GLOSSARY` in src/error.rs by `cargo xtask generate`; do not edit. -->\n\n\
         # Errors\n\n\
         The same ten codes are used in every language. They are frozen.\n\n\
         | Code | Where the fault lies | What to do |\n|---|---|---|\n",
    );
    for (code, fault, remedy) in ErrorCode::GLOSSARY {
        text.push_str(&format!("| `{code}` | {fault} | {remedy} |\n"));
    }
    text
}
