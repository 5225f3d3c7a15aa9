//! Builds the benchmark of the Swift package, which is a separate package that depends on ours.

use anyhow::{Context as _, Result};

use super::{SWIFT, linking, prepare, scratch, toolchain};
use crate::process::Run;
use crate::project::{Project, say};

/// The folder of the benchmark.
const DIRECTORY: &str = "Benchmark";

/// Builds the benchmark. Returns the command that runs it, to which the caller adds the argument, and Swift's version.
/// Returns `None` if Swift is not available.
pub(crate) fn build(project: &Project) -> Result<Option<(Run<'_>, String)>> {
    let Some(toolchain) = toolchain::find(project)? else { return Ok(None) };
    prepare(project)?;
    let directory = format!("{SWIFT}/{DIRECTORY}");
    let command = |command: &str| {
        let run = toolchain.tool(project, "swift", &directory).args([command, "--configuration", "release"]);
        let run = run.arg("--quiet").arg("--scratch-path").arg(scratch(project).join("benchmark"));
        linking(project, run.args(["-Xswiftc", "-warnings-as-errors"]))
    };
    say(&format!("swift build in {directory}"), "to build the package and its benchmark with optimizations");
    command("build").run()?;
    let said = toolchain.tool(project, "swiftc", ".").arg("--version").text()?;
    let version = said.split_once("Swift version ").and_then(|(_, rest)| rest.split(' ').next());
    let version = version.with_context(|| format!("cannot parse the version of swiftc: {said}"))?.to_owned();
    Ok(Some((command("run").args(["--skip-build", "benchmark"]), version)))
}
