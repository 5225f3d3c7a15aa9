//! The project: its paths, its cargo metadata, and the steps that have been done in this run.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use cargo_metadata::{Metadata, MetadataCommand};

use crate::process::Run;

/// The URL at which the source is going to be published.
const REPOSITORY: &str = "https://github.com/mingpian/mingpian";

/// The checkout in which the tool was called.
pub(crate) struct Project {
    metadata: Metadata,
    verbose: bool,
    done: RefCell<BTreeSet<String>>,
}

impl Project {
    /// Finds the project of the current directory with cargo.
    pub(crate) fn find(verbose: bool) -> Result<Self> {
        let metadata = MetadataCommand::new()
            .other_options(["--locked".to_owned()])
            .exec()
            .context("cannot find the project with cargo")?;
        Ok(Self { metadata, verbose, done: RefCell::default() })
    }

    /// Returns the directory of the workspace.
    pub(crate) fn root(&self) -> &Path {
        self.metadata.workspace_root.as_std_path()
    }

    /// Returns the path of a file in the project, which is given with forward slashes.
    pub(crate) fn path(&self, inside: &str) -> PathBuf {
        self.root().join(inside)
    }

    /// Returns cargo's metadata about the packages and the target directory.
    pub(crate) fn metadata(&self) -> &Metadata {
        &self.metadata
    }

    /// Returns the URL of the repository in the crate's manifest.
    pub(crate) fn repository(&self) -> &str {
        let crates = self.metadata.packages.iter().find(|package| package.name == "mingpian");
        crates.and_then(|package| package.repository.as_deref()).unwrap_or(REPOSITORY)
    }

    /// Returns a command for a program, which runs in the root of the project.
    pub(crate) fn program(&self, program: &str) -> Run<'_> {
        Run::new(self.root(), self.verbose, program)
    }

    /// Returns a command for the cargo that runs this tool.
    pub(crate) fn cargo(&self) -> Run<'_> {
        let cargo = std::env::var("CARGO");
        self.program(cargo.as_deref().unwrap_or("cargo"))
    }

    /// Calls `work` unless work of this name has been done in this run.
    pub(crate) fn once(&self, name: &str, work: impl FnOnce() -> Result<()>) -> Result<()> {
        if self.done.borrow().contains(name) {
            return Ok(());
        }
        work()?;
        self.done.borrow_mut().insert(name.to_owned());
        Ok(())
    }
}

/// Prints one line about what is done next, and why.
pub(crate) fn say(what: &str, why: &str) {
    println!("• {what} ({why})");
}

/// Returns whether this is a CI run, in which nothing may be skipped.
pub(crate) fn is_ci() -> bool {
    std::env::var("CI").is_ok_and(|value| !matches!(value.as_str(), "" | "0" | "false"))
}
