//! Builds the API references from the comments in the code.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};

use super::SAMPLES;
use crate::project::{Project, say};
use crate::{npm, setup};

/// Builds each reference into its own folder inside `folder`.
pub(super) fn build(project: &Project, folder: &Path) -> Result<()> {
    rust(project, &folder.join("rust"))?;
    typescript(project, folder)
}

fn rust(project: &Project, folder: &Path) -> Result<()> {
    say("cargo doc", "to build the reference of the crate");
    let doc = project.cargo().args([
        "doc",
        "--locked",
        "--no-deps",
        "--package=mingpian",
        "--package=mingpian-json",
    ]);
    doc.env("RUSTDOCFLAGS", "-Dwarnings").run()?;
    copy(&project.metadata().target_directory.as_std_path().join("doc"), folder)
}

/// Builds the reference of the npm package into `typescript` inside a folder. Warnings are errors.
pub(crate) fn typescript(project: &Project, folder: &Path) -> Result<()> {
    npm::build(project)?;
    setup::packages(project, SAMPLES)?;
    say(&format!("npm run reference in {SAMPLES}"), "to build the reference of the npm package");
    let run = project.program("npm").args(["run", "reference", "--", "--out"]).arg(folder.join("typescript"));
    run.within(SAMPLES).run()
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to).with_context(|| format!("cannot create {}", to.display()))?;
    for entry in fs::read_dir(from).with_context(|| format!("no {}", from.display()))? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
