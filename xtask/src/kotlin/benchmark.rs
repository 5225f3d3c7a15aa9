//! The benchmark of the Kotlin package.

use anyhow::Result;

use super::{BUILD, KOTLIN, maven, platform, prepare};
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
    // Cargo names its own directories in the library path of what it runs, and JNA would take the library of the build
    // for debugging from there, before that of the jar.
    let native = project.path(BUILD).join("native");
    let native = native.join(platform(std::env::consts::OS, std::env::consts::ARCH)?);
    let run = project.program("java").arg("-Dstdout.encoding=UTF-8");
    let run = run.arg(format!("-Djna.library.path={}", native.display())).arg("-cp");
    Ok(run.arg(std::env::join_paths(jars)?).arg("BenchmarkKt"))
}
