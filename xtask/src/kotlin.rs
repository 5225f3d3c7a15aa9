//! Builds, tests, and packages the Kotlin packages: the native library, the generated Kotlin, and the Maven build.

pub(crate) mod android;
pub(crate) mod benchmark;
mod consumers;
pub(crate) mod coordinates;
mod links;
mod native;
mod patch;
mod publication;
mod sample;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail, ensure};

use crate::process::Run;
use crate::project::{Project, say};
use crate::sandbox::Sandbox;
use crate::tally::{self, Tally};
use crate::{artifact, setup};

/// The Maven build.
const KOTLIN: &str = "bindings/kotlin";
/// The folder of generated files of its first module. They are not committed.
const BUILD: &str = "bindings/kotlin/mingpian/build";
const PACKAGE: &str = "mingpian-uniffi";
/// The repository to which the packages are published.
pub(crate) const REPOSITORY: &str = "bindings/kotlin/target/repository";
/// The largest library that is accepted, in bytes.
const LIBRARY_BUDGET: u64 = 560_000;

/// Builds the jars of the packages into the `target` folders of the modules.
pub(crate) fn build(project: &Project) -> Result<()> {
    prepare(project)?;
    say(&format!("mvn package in {KOTLIN}"), "to build the jars without tests");
    maven(project).args(["clean", "package", "-DskipTests"]).run()
}

/// Builds the packages, tests them against the local services, and shrinks and runs the sample.
pub(crate) fn test(project: &Project) -> Result<Tally> {
    android::check(project)?;
    prepare(project)?;
    let sandbox = Sandbox::start(project, &[])?;
    say(&format!("mvn clean verify in {KOTLIN}"), "to test the packages on a JVM");
    let tally =
        tally::count(maven(project).args(["clean", "verify"]).env("MINGPIAN_ORIGIN", sandbox.origin()))?;
    sample::run(project, sandbox.origin())?;
    let repository = project.path(REPOSITORY);
    publication::write(project, &repository, None)?;
    consumers::build(project, &repository, consumers::OLDEST_AND_NEWEST, sandbox.origin())?;
    Ok(tally)
}

/// What a Maven repository with the packages lacks, because this machine cannot build it.
pub(crate) struct Missing {
    /// The targets whose library is not in the jar. The reasons have been printed.
    pub(crate) libraries: Vec<&'static str>,
    /// Why there is no AAR, although one was asked for.
    pub(crate) android: Option<anyhow::Error>,
}

/// Writes the packages as a Maven repository, with the libraries of all systems that this machine can build for, and
/// takes them from there into other projects. Returns what is missing.
pub(crate) fn package(project: &Project, wants_android: bool) -> Result<Missing> {
    bindings(project)?;
    let libraries = native::build(project)?;
    say(&format!("mvn package dokka:javadocJar in {KOTLIN}"), "to build the jars and their documentation");
    let run = maven(project).args(["clean", "package", "dokka:javadocJar", "-DskipTests"]);
    run.args(["--projects", "mingpian,mingpian-okhttp"]).run()?;
    let (aar, android) = match wants_android.then(|| android::aar(project)) {
        None => (None, None),
        Some(Ok(aar)) => (Some(aar), None),
        Some(Err(error)) => {
            println!("• no library for Android: {error:#}");
            (None, Some(error))
        }
    };
    let repository = project.path(REPOSITORY);
    publication::write(project, &repository, aar.as_deref())?;
    let sandbox = Sandbox::start(project, &[])?;
    consumers::build(project, &repository, consumers::COMPILERS, sandbox.origin())?;
    // The files that Gradle reads do not depend on the content of the AAR.
    let with_android = project.path(REPOSITORY).with_extension("gradle");
    let aar = aar.map_or_else(|| android::put_together(project, &[]), Ok)?;
    publication::write(project, &with_android, Some(&aar))?;
    consumers::resolve(project, &with_android)?;
    let missing = Missing { libraries, android };
    let android = missing.android.iter().map(|_| "Android");
    let names: Vec<_> = missing.libraries.iter().copied().chain(android).collect();
    let complete = match names[..] {
        [] if wants_android => "complete".to_owned(),
        [] => "complete, Android left out".to_owned(),
        _ => format!("not for release, without {}", names.join(", ")),
    };
    say(REPOSITORY, &complete);
    Ok(missing)
}

/// Returns Rust's names for the targets of all libraries in the packages.
pub(crate) fn targets() -> Vec<&'static str> {
    native::targets().chain(android::targets()).collect()
}

/// Returns the bill of materials of a project that depends on the packages, as OWASP's plugin for Maven writes it. The
/// packages have to be in the repository.
pub(crate) fn bill(project: &Project) -> Result<serde_json::Value> {
    consumers::bill(project, &project.path(REPOSITORY), &publication::stdlib_version(project)?)
}

/// Builds the library and the Kotlin that calls it into the folders where Maven expects them.
fn prepare(project: &Project) -> Result<()> {
    bindings(project)?;
    own_library(project)
}

/// Generates the Kotlin that calls the library into the folder where Maven expects it.
fn bindings(project: &Project) -> Result<()> {
    setup::java(project)?;
    let sources = project.path(BUILD).join("uniffi");
    say(
        &format!("cargo build {PACKAGE}"),
        "a debug build has the metadata from which the Kotlin is generated",
    );
    let described = artifact::library(project, PACKAGE, "dev", "cdylib")?;
    let bindgen = artifact::binary(project, "mingpian-bindgen")?;
    empty(&sources)?;
    project.program(&bindgen.to_string_lossy()).arg("kotlin").args([&described, &sources]).run()?;
    let written = sources.join(coordinates::folder()).join("core/mingpian.kt");
    let kotlin = fs::read_to_string(&written).with_context(|| format!("no {}", written.display()))?;
    fs::write(&written, patch::apply(kotlin)?).context("cannot write the patched Kotlin")
}

/// Builds the library for this machine into the folder where Maven expects it.
fn own_library(project: &Project) -> Result<()> {
    say(&format!("cargo build {PACKAGE} --profile native"), "to build the library for the jar");
    let library = artifact::library(project, PACKAGE, "native", "cdylib")?;
    let bytes = fs::metadata(&library)?.len();
    println!("  {bytes} bytes, {LIBRARY_BUDGET} at most");
    ensure!(bytes <= LIBRARY_BUDGET, "the library exceeds its budget by {} bytes", bytes - LIBRARY_BUDGET);
    let native = project.path(BUILD).join("native");
    empty(&native)?;
    let folder = native.join(platform(std::env::consts::OS, std::env::consts::ARCH)?);
    fs::create_dir_all(&folder)?;
    let name = library.file_name().context("the library has no file name")?;
    fs::copy(&library, folder.join(name)).context("cannot copy the library")?;
    Ok(())
}

/// Returns a Maven command for our build, without colors and progress.
fn maven(project: &Project) -> Run<'_> {
    project.program("mvn").within(KOTLIN).args(["--batch-mode", "--no-transfer-progress"])
}

fn empty(directory: &Path) -> Result<()> {
    if directory.exists() {
        fs::remove_dir_all(directory)?;
    }
    fs::create_dir_all(directory).with_context(|| format!("cannot create {}", directory.display()))
}

/// Returns the folder in a jar where JNA looks for a platform's library (`com.sun.jna.Platform.RESOURCE_PREFIX`).
fn platform(system: &str, architecture: &str) -> Result<PathBuf> {
    let system = match system {
        "linux" => "linux",
        "macos" => "darwin",
        "windows" => "win32",
        other => bail!("there is no Kotlin package for {other}"),
    };
    let architecture = match architecture {
        "x86_64" => "x86-64",
        "aarch64" => "aarch64",
        other => bail!("there is no Kotlin package for {other}"),
    };
    Ok(PathBuf::from(format!("{system}-{architecture}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn platforms_have_the_names_of_jna() {
        assert_eq!(platform("linux", "x86_64").unwrap(), Path::new("linux-x86-64"));
        assert_eq!(platform("macos", "aarch64").unwrap(), Path::new("darwin-aarch64"));
        assert_eq!(platform("windows", "x86_64").unwrap(), Path::new("win32-x86-64"));
        assert!(platform("linux", "riscv64").is_err());
    }
}
