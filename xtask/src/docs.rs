//! The documentation: builds the site from `docs/`, updates the samples in it, and checks its text.

mod book;
pub(crate) mod check;
mod comments;
mod links;
mod markdown;
mod prose;
mod reference;
pub(crate) mod samples;

pub(crate) use book::{books, build};
pub(crate) use reference::typescript as typescript_reference;

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};

use crate::project::Project;

/// The npm package that contains the samples, and that builds the reference of our npm package.
pub(crate) const SAMPLES: &str = "docs/samples";

/// Folders of build results and of third-party files.
const SKIPPED: [&str; 7] = ["target", "node_modules", "dist", "build", ".build", ".next", ".git"];

/// Returns the Markdown files of the project in order, as paths from its root with forward slashes.
fn markdown_files(project: &Project) -> Result<Vec<String>> {
    files(project, "", &[".md"])
}

/// Returns the files below a folder whose names end like this, in order. The folder is empty or ends in a slash.
fn files(project: &Project, folder: &str, endings: &[&str]) -> Result<Vec<String>> {
    let mut found = Vec::new();
    collect(&project.path(folder), folder, endings, &mut found)?;
    found.sort();
    Ok(found)
}

fn collect(folder: &Path, prefix: &str, endings: &[&str], found: &mut Vec<String>) -> Result<()> {
    for entry in fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = format!("{prefix}{name}");
        if entry.file_type()?.is_dir() {
            if !SKIPPED.contains(&name.as_str()) {
                collect(&entry.path(), &format!("{path}/"), endings, found)?;
            }
        } else if endings.iter().any(|ending| name.ends_with(ending)) {
            found.push(path);
        }
    }
    Ok(())
}
