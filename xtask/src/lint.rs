//! Checks everything that does not require running the code: formatting, clippy, and the documentation.

use anyhow::Result;

use crate::project::{Project, say};
use crate::{docs, generate, setup, version};

/// Runs all of these checks.
pub(crate) fn run(project: &Project) -> Result<()> {
    setup::lints(project)?;
    setup::wasm_target(project)?;

    say("cargo fmt", "to check the format of the Rust sources");
    project.cargo().args(["fmt", "--all", "--check"]).run()?;

    say("cargo xtask generate --check", "to check that the generated files are up to date");
    generate::run(project, None, true)?;
    docs::check::run(project)?;

    say("check versions", "crates, npm packages, Maven modules, and documents must agree");
    version::check(project)?;

    say("cargo clippy", "for this machine");
    let clippy = project.cargo().args(["clippy", "--locked", "--workspace", "--all-targets"]);
    clippy.args(["--", "-Dwarnings"]).run()?;

    say("cargo clippy", "for browsers");
    let clippy = project.cargo().args(["clippy", "--locked", "--target", "wasm32-unknown-unknown"]);
    let clippy = clippy.args(["--package=mingpian", "--package=mingpian-wasm", "--package=mingpian-gloo"]);
    clippy.args(["--", "-Dwarnings"]).run()?;

    say("cargo doc", "to check the documentation and its links");
    let doc = project.cargo().args(["doc", "--locked", "--no-deps", "--workspace"]);
    doc.env("RUSTDOCFLAGS", "-Dwarnings").run()
}
