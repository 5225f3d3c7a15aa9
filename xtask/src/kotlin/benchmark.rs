//! Builds the benchmark of the Kotlin package.

use anyhow::Result;

use super::{BUILD, KOTLIN, maven, platform, prepare};
use crate::process::Run;
use crate::project::{Project, say};

/// Builds the benchmark and returns the command that runs it. The caller adds the argument.
pub(crate) fn build(project: &Project) -> Result<Run<'_>> {
    prepare(project)?;
    say(
        &format!("mvn -Pbenchmark package in {KOTLIN}"),
        "to build the packages and their benchmark without tests",
    );
    maven(project).args(["-Pbenchmark", "clean", "package", "-DskipTests", "--quiet"]).run()?;
    let target = project.path(KOTLIN).join("benchmark/target");
    let mut jars = super::sample::jars(&target.join("libraries"))?;
    jars.extend(super::sample::jars(&target)?);
    // Cargo adds its own directories to the library path of the programs that it runs. JNA would load the debug library
    // from there instead of the library in the jar.
    let native = project.path(BUILD).join("native");
    let native = native.join(platform(std::env::consts::OS, std::env::consts::ARCH)?);
    let run = project.program("java").arg("-Dstdout.encoding=UTF-8");
    let run = run.arg(format!("-Djna.library.path={}", native.display())).arg("-cp");
    Ok(run.arg(std::env::join_paths(jars)?).arg("BenchmarkKt"))
}
