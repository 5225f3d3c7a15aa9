//! Builds the page, which demonstrates the npm package and the Rust core.

use std::path::PathBuf;

use anyhow::Result;

use crate::project::{Project, say};
use crate::{npm, setup, wasm};

/// The directory of the page's sources.
pub(crate) const PAGE: &str = "web-demo";

/// Returns the directory of the built page.
pub(crate) fn dist(project: &Project) -> PathBuf {
    project.path(PAGE).join("dist")
}

/// Builds the page and everything that it needs.
pub(crate) fn build(project: &Project) -> Result<()> {
    project.once("page", || {
        npm::build(project)?;
        wasm::build_gloo(project)?;
        setup::packages(project, PAGE)?;
        say(&format!("npm run build in {PAGE}"), "to build the page");
        project.program("npm").args(["run", "build"]).within(PAGE).run()
    })
}
