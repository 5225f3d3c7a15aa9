//! The benchmark of the Kotlin package.

use anyhow::Result;

use super::{KOTLIN, maven, prepare};
use crate::process::Run;
use crate::project::{Project, say};

/// Builds the benchmark. Returns what runs it; its argument is still missing.
pub(crate) fn build(project: &Project) -> Result<Run<'_>> {
    prepare(project)?;
    say(&format!("mvn -Pbenchmark package in {KOTLIN}"), "the packages and their benchmark, untested");
    maven(project).args(["-Pbenchmark", "clean", "package", "-DskipTests", "--quiet"]).run()?;
    let target = project.path(KOTLIN).join("benchmark/target");
    let mut jars = super::sample::jars(&target.join("libraries"))?;
    jars.extend(super::sample::jars(&target)?);
    let run = project.program("java").arg("-Dstdout.encoding=UTF-8").arg("-cp");
    Ok(run.arg(std::env::join_paths(jars)?).arg("BenchmarkKt"))
}
