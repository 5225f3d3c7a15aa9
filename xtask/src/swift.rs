//! Builds, tests, and packages the Swift package. Its manifest is in the root, where SwiftPM looks for it.

pub(crate) mod benchmark;
mod docs;
mod manifest;
mod package;
mod privacy;
mod toolchain;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail, ensure};

use crate::process::Run;
use crate::project::{Project, is_ci, say};
use crate::sandbox::Sandbox;
use crate::tally::{self, Tally};
use crate::{artifact, generate};
use toolchain::Toolchain;

/// The folder of the package's sources.
const SWIFT: &str = "bindings/swift";

/// The crate that the package calls.
const LIBRARY: &str = "mingpian-uniffi";

/// Builds the package and its documentation, and writes the list of its public API.
pub(crate) fn build(project: &Project) -> Result<()> {
    let Some(toolchain) = toolchain::find(project)? else { bail!("Swift is missing") };
    prepare(project)?;
    say("swift build", "to build the package for this machine");
    swift(project, &toolchain, "build").run()?;
    docs::write_api(project, &toolchain)?;
    docs::build(project, &toolchain)
}

/// Tests the package. Without Swift, the tests are skipped, which is an error in CI.
pub(crate) fn test(project: &Project) -> Result<Tally> {
    let Some(toolchain) = toolchain::find(project)? else {
        if is_ci() {
            bail!("Swift is missing, and CI must not skip tests");
        }
        return Ok(Tally { skipped: 1, ..Tally::default() });
    };
    manifest::check(project, &toolchain)?;
    prepare(project)?;
    let sandbox = Sandbox::start(project, &[])?;
    say("swift test", "to test the package against the local services");
    let test = swift(project, &toolchain, "test").arg("--disable-xctest");
    let tally = tally::count(test.env("MINGPIAN_ORIGIN", sandbox.origin()))?;
    docs::check_api(project, &toolchain)?;
    docs::build(project, &toolchain)?;
    sample(project, &toolchain, &sandbox)?;
    Ok(tally)
}

/// Builds the XCFramework. With `symbols`, it contains the debug information that crash reports need.
pub(crate) fn package(project: &Project, symbols: bool) -> Result<()> {
    prepare(project)?;
    package::run(project, symbols)
}

/// Returns Rust's names for the targets of the XCFramework.
pub(crate) fn targets() -> Vec<&'static str> {
    package::targets()
}

/// Runs the sample, a separate package that depends on ours, and checks its output.
fn sample(project: &Project, toolchain: &Toolchain, sandbox: &Sandbox) -> Result<()> {
    let directory = format!("{SWIFT}/Sample");
    say(&format!("swift run in {directory}"), "to run the sample against the local services");
    let run = toolchain.tool(project, "swift", &directory).arg("run").arg("--quiet");
    let run = run.arg("--scratch-path").arg(scratch(project).join("sample"));
    let run = linking(project, run.args(["-Xswiftc", "-warnings-as-errors"])).arg("lookup");
    let run = run.arg(format!("{}/quanshi", sandbox.origin())).args(["demo-app", "demo-secret-key"]);
    let said = run.args(["person1@example.com", "person2@example.com", "nobody@example.com"]).text()?;
    println!("{said}");
    // Expects the names of two people, and one identifier that was not found.
    let cells: Vec<Vec<_>> = said.lines().map(|line| line.split('\t').collect()).collect();
    let emails: Vec<_> = cells.iter().filter_map(|cells| cells.first().copied()).collect();
    ensure!(
        emails == ["person1@example.com", "person2@example.com", "nobody@example.com"]
            && cells.iter().map(Vec::len).eq([3, 3, 2])
            && cells[0][1] != cells[1][1]
            && cells[2][1] == "not found",
        "expected the sample to print two people and one identifier that was not found"
    );
    Ok(())
}

/// Returns a SwiftPM command for the package. It builds outside the project.
fn swift<'a>(project: &'a Project, toolchain: &Toolchain, command: &str) -> Run<'a> {
    let run = toolchain.tool(project, "swift", ".").arg(command);
    let run = run.arg("--scratch-path").arg(scratch(project).join("build"));
    // Neither our own code nor generated code may have warnings.
    linking(project, run.args(["-Xswiftc", "-warnings-as-errors"]))
}

/// Adds the path of the library for the linker. On Apple's systems, the library is in the framework.
fn linking<'a>(project: &Project, run: Run<'a>) -> Run<'a> {
    if cfg!(target_vendor = "apple") {
        return run;
    }
    run.arg("-Xlinker").arg(format!("-L{}", scratch(project).join("lib").display()))
}

/// Returns the folder for Swift's build results.
fn scratch(project: &Project) -> PathBuf {
    toolchain::target(project).join("swift")
}

/// Builds the library for this machine and writes the Swift that calls it.
fn prepare(project: &Project) -> Result<()> {
    say(&format!("cargo rustc {LIBRARY}"), "to build the library that Swift calls");
    let run =
        project.cargo().args(["rustc", "--locked", "--package", LIBRARY, "--lib", "--profile", "native"]);
    let library = artifact::static_library(run, LIBRARY)?;
    // The directory contains nothing else, because the linker would prefer a dynamic library.
    let directory = scratch(project).join("lib");
    fs::create_dir_all(&directory).with_context(|| format!("cannot create {}", directory.display()))?;
    let copied = directory.join("libmingpian_uniffi.a");
    // SwiftPM does not notice that a library has changed, and would test the previous one.
    if fs::read(&copied).ok() != fs::read(&library).ok() {
        for built in ["build", "sample", "benchmark"].map(|name| scratch(project).join(name)) {
            if built.exists() {
                fs::remove_dir_all(&built).with_context(|| format!("cannot remove {}", built.display()))?;
            }
        }
        copy(&library, &copied)?;
    }
    say("mingpian-bindgen swift", "to generate the Swift that calls the library");
    generate::swift_that_calls(project, &library)
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::copy(from, to).with_context(|| format!("cannot copy {} to {}", from.display(), to.display()))?;
    Ok(())
}
