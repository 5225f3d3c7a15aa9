//! Builds a package of the workspace with cargo, and finds the resulting files.

use std::path::PathBuf;

use anyhow::{Context as _, Result};
use cargo_metadata::{Artifact, Message};

use crate::process::Run;
use crate::project::Project;

/// Builds the program of a package and returns its path. It is a debug build, because optimizing takes longer than it
/// saves.
pub(crate) fn binary(project: &Project, package: &str) -> Result<PathBuf> {
    program(project.cargo().args(["build"]), package)
}

/// Builds the optimized program of a package and returns its path.
pub(crate) fn release_binary(project: &Project, package: &str) -> Result<PathBuf> {
    program(project.cargo().args(["build", "--release"]), package)
}

/// Builds a program whose name differs from that of its package, and returns its path.
pub(crate) fn program_of(project: &Project, package: &str, name: &str, profile: &str) -> Result<PathBuf> {
    let run = project.cargo().args([
        "build",
        "--locked",
        "--package",
        package,
        "--bin",
        name,
        "--profile",
        profile,
    ]);
    let program = artifacts(run, name, &[])?.into_iter().find_map(|artifact| artifact.executable);
    program.map(PathBuf::from).with_context(|| format!("{package} has no program {name}"))
}

/// Finishes a cargo command that builds a package's program.
fn program(run: Run<'_>, package: &str) -> Result<PathBuf> {
    let built = artifacts(run.args(["--locked", "--package", package]), package, &[])?;
    let program = built.into_iter().find_map(|artifact| artifact.executable);
    program.map(PathBuf::from).with_context(|| format!("{package} has no program"))
}

/// Builds the library of a package as one crate type, and returns the path of the file with this extension.
pub(crate) fn library(project: &Project, package: &str, profile: &str, kind: &str) -> Result<PathBuf> {
    let run = project.cargo().args(["rustc", "--locked", "--package", package, "--lib"]);
    let built = artifacts(run.args(["--profile", profile, "--crate-type", kind]), package, &[])?;
    let extension = if kind == "cdylib" { std::env::consts::DLL_EXTENSION } else { "a" };
    let mut files = built.into_iter().flat_map(|artifact| artifact.filenames);
    let library = files.find(|path| path.extension() == Some(extension));
    library.map(PathBuf::from).with_context(|| format!("cargo built no {kind} of {package}"))
}

/// Finishes a `cargo rustc` command that builds a package's dynamic library for a target, with these flags for the
/// compiler, and returns the path of the file with this extension.
pub(crate) fn library_for(
    run: Run<'_>,
    package: &str,
    profile: &str,
    extension: &str,
    flags: &[&str],
) -> Result<PathBuf> {
    let built = artifacts(run.args(["--profile", profile, "--package", package]), package, flags)?;
    let mut files = built.into_iter().flat_map(|artifact| artifact.filenames);
    let library = files.find(|path| path.extension() == Some(extension));
    library.map(PathBuf::from).with_context(|| format!("cargo built no library of {package}"))
}

/// Finishes a cargo command that builds a package's library for WebAssembly, and returns the path of the module.
/// `cargo rustc` passes the flags only to the last crate.
pub(crate) fn module(run: Run<'_>, package: &str, flags: &[&str]) -> Result<PathBuf> {
    let built = artifacts(run.args(["--target", "wasm32-unknown-unknown"]), package, flags)?;
    let module = built
        .into_iter()
        .flat_map(|artifact| artifact.filenames)
        .find(|path| path.extension() == Some("wasm"));
    module
        .map(PathBuf::from)
        .with_context(|| format!("cargo built no module of {package}: its crate-type must be cdylib"))
}

/// Finishes a `cargo rustc` command that builds a package's static library, and returns its path.
pub(crate) fn static_library(run: Run<'_>, package: &str) -> Result<PathBuf> {
    let built = artifacts(run.args(["--crate-type", "staticlib"]), package, &[])?;
    let library =
        built.into_iter().flat_map(|artifact| artifact.filenames).find(|path| path.extension() == Some("a"));
    library.map(PathBuf::from).with_context(|| {
        format!("cargo built no static library of {package}: its crate-type must be staticlib")
    })
}

/// Returns the artifacts of one package that a cargo command built or found up to date. The paths come from cargo,
/// because its target directory can be anywhere.
fn artifacts(run: Run<'_>, package: &str, flags: &[&str]) -> Result<Vec<Artifact>> {
    let run = run.arg("--message-format=json-render-diagnostics");
    let run = if flags.is_empty() { run } else { run.arg("--").args(flags) };
    let output = run.output()?;
    let mut found = Vec::new();
    for message in Message::parse_stream(output.as_slice()) {
        match message.context("cannot parse cargo's messages")? {
            Message::CompilerArtifact(artifact) if same_name(&artifact.target.name, package) => {
                found.push(artifact)
            }
            _ => {}
        }
    }
    Ok(found)
}

/// Compares the name of a target with that of a package. Cargo names the library of `a-b` `a_b`.
fn same_name(target: &str, package: &str) -> bool {
    target.replace('-', "_") == package.replace('-', "_")
}
