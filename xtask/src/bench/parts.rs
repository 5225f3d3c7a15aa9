//! Builds and runs each part.

use std::path::Path;

use anyhow::Result;

use super::Part;
use super::machine::crate_version;
use super::report::Report;
use super::samples::Findings;
use crate::process::Run;
use crate::project::{Project, say};
use crate::{artifact, engines, kotlin, npm, setup, swift};

/// The benchmark for Node and browsers.
const JS: &str = "benches/js";

impl Part {
    /// Builds the part, runs it, and adds its results to the report.
    pub(super) fn run(self, project: &Project, data: &Path, report: &mut Report) -> Result<()> {
        match self {
            Self::Native => native(project, data, report),
            Self::Node => node(project, data, report),
            Self::Browser => browser(project, data, report),
            Self::Kotlin => kotlin(project, data, report),
            Self::Swift => swift(project, data, report),
        }
    }
}

fn native(project: &Project, data: &Path, report: &mut Report) -> Result<()> {
    say("cargo build --release mingpian-bench", "to compare the core with serde_json and sha1");
    let program = artifact::release_binary(project, "mingpian-bench")?;
    let mut run = project.program(&program.to_string_lossy()).arg(data);
    for name in ["MALLOC_MMAP_THRESHOLD_", "MALLOC_TRIM_THRESHOLD_"] {
        // Without these variables, glibc returns memory to the system now and then, and the next contender pays for the
        // page faults.
        run = run.env(name, (1 << 30).to_string());
    }
    let mut findings = collect("native", run)?;
    let rustc = std::env::var("RUSTC").unwrap_or_else(|_| "rustc".to_owned());
    findings
        .versions
        .insert("rustc".to_owned(), project.program(&rustc).arg("--version").text()?.replace("rustc ", ""));
    for name in ["serde_json", "sha1"] {
        findings.versions.insert(name.to_owned(), crate_version(project, name));
    }
    report.add(findings);
    Ok(())
}

fn node(project: &Project, data: &Path, report: &mut Report) -> Result<()> {
    npm::build(project)?;
    setup::packages(project, JS)?;
    say(&format!("node {JS}/node.js"), "to measure the npm package in Node");
    report.add(collect("node", project.program("node").arg("node.js").arg(data).within(JS))?);
    Ok(())
}

fn browser(project: &Project, data: &Path, report: &mut Report) -> Result<()> {
    npm::build(project)?;
    setup::packages(project, JS)?;
    for browser in engines::find(project, "to measure the npm package in it")? {
        say(&format!("node {JS}/browser.js {}", browser.name), "to measure the npm package in a browser");
        let run = project.program("node").arg("browser.js").arg(data).arg(browser.name).arg(&browser.path);
        report.add(collect(browser.name, run.within(JS))?);
    }
    Ok(())
}

fn kotlin(project: &Project, data: &Path, report: &mut Report) -> Result<()> {
    let run = kotlin::benchmark::build(project)?;
    say("java BenchmarkKt", "to compare the Kotlin package with kotlinx.serialization");
    report.add(collect("kotlin", run.arg(data))?);
    Ok(())
}

fn swift(project: &Project, data: &Path, report: &mut Report) -> Result<()> {
    let Some((run, version)) = swift::benchmark::build(project)? else { return Ok(()) };
    say("swift run benchmark", "to compare the Swift package with Codable");
    let mut findings = collect("swift", run.arg(data))?;
    findings.versions.insert("Swift".to_owned(), version);
    report.add(findings);
    Ok(())
}

/// Runs a part and reads what it prints.
fn collect(part: &str, run: Run<'_>) -> Result<Findings> {
    let (mut findings, mut failure) = (Findings::default(), Ok(()));
    run.lines(|line| {
        if failure.is_ok() {
            failure = findings.read(part, line);
        }
    })?;
    failure?;
    Ok(findings)
}
