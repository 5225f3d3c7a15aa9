//! Where the project is, what cargo knows of it, and what has been done in this run.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use cargo_metadata::{Metadata, MetadataCommand};

use crate::process::Run;

/// Where the source is going to be published.
const REPOSITORY: &str = "https://github.com/mingpian/mingpian";

/// The checkout that the tool was called in.
pub(crate) struct Project {
    metadata: Metadata,
    verbose: bool,
    done: RefCell<BTreeSet<String>>,
}

impl Project {
    /// Asks cargo, from the current directory.
    pub(crate) fn find(verbose: bool) -> Result<Self> {
        let metadata = MetadataCommand::new()
            .other_options(["--locked".to_owned()])
            .exec()
            .context("cargo does not say where the project is")?;
        Ok(Self { metadata, verbose, done: RefCell::default() })
    }

    /// The directory of the workspace.
    pub(crate) fn root(&self) -> &Path {
        self.metadata.workspace_root.as_std_path()
    }

    /// A path in the project, given with forward slashes.
    pub(crate) fn path(&self, inside: &str) -> PathBuf {
        self.root().join(inside)
    }

    /// What cargo knows of the packages and where it builds them.
    pub(crate) fn metadata(&self) -> &Metadata {
        &self.metadata
    }

    /// Where the source is published, as the crate says.
    pub(crate) fn repository(&self) -> &str {
        let crates = self.metadata.packages.iter().find(|package| package.name == "mingpian");
        crates.and_then(|package| package.repository.as_deref()).unwrap_or(REPOSITORY)
    }

    /// A program to run in the root of the project.
    pub(crate) fn program(&self, program: &str) -> Run<'_> {
        Run::new(self.root(), self.verbose, program)
    }

    /// The cargo that runs this tool.
    pub(crate) fn cargo(&self) -> Run<'_> {
        let cargo = std::env::var("CARGO");
        self.program(cargo.as_deref().unwrap_or("cargo"))
    }

    /// Does `work` unless it has been done in this run.
    pub(crate) fn once(&self, name: &str, work: impl FnOnce() -> Result<()>) -> Result<()> {
        if self.done.borrow().contains(name) {
            return Ok(());
        }
        work()?;
        self.done.borrow_mut().insert(name.to_owned());
        Ok(())
    }
}

/// Says in one line what is about to be done, and why.
pub(crate) fn say(what: &str, why: &str) {
    println!("• {what} ({why})");
}

/// Do we run where nobody watches? There nothing may be skipped.
pub(crate) fn is_ci() -> bool {
    std::env::var("CI").is_ok_and(|value| !matches!(value.as_str(), "" | "0" | "false"))
}
