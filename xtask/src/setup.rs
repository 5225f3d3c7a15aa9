//! Sets up the machine: Node, parts of the Rust toolchain, npm packages, and other tools.
//!
//! Missing tools that an ordinary package client can install are installed, and a message says so. For any other
//! missing tool, the error contains the command that installs it.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail, ensure};

use crate::debian::{self, Family};
use crate::process::Run;
use crate::project::{Project, is_ci, say};

/// The oldest Node that the package and its tests run on.
const OLDEST_NODE: u32 = 20;

/// The oldest JDK that can compile and test the Kotlin packages.
const OLDEST_JAVA: u32 = 17;

/// The target for browsers.
pub(crate) const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// Checks that Node and npm are installed, and that Node is not too old.
pub(crate) fn node(project: &Project) -> Result<()> {
    project.once("node", || {
        let line = install_node_line(std::env::consts::OS);
        ensure!(which::which("node").is_ok(), "Node is missing. This installs it: {line}");
        ensure!(which::which("npm").is_ok(), "npm is missing. This installs it together with Node: {line}");
        let version = project.program("node").arg("--version").text()?;
        let major = major_version(&version)
            .with_context(|| format!("cannot parse the version of node: {version}"))?;
        ensure!(
            major >= OLDEST_NODE,
            "expected Node {OLDEST_NODE} or newer, got {version}. This installs it: {line}"
        );
        Ok(())
    })
}

/// Ensures that a JDK and Maven are installed, and that the JDK is not too old.
pub(crate) fn java(project: &Project) -> Result<()> {
    project.once("java", || {
        let is_there = || which::which("javac").is_ok() && which::which("mvn").is_ok();
        let family = Family::of_this_machine();
        if !is_there() && family == Some(Family::Debian) && debian::is_root(project) {
            debian::install(
                project,
                &["default-jdk-headless", "maven"],
                "the Kotlin packages require a JDK and Maven",
            )?;
        }
        let line = install_java_line(std::env::consts::OS, family);
        ensure!(is_there(), "a JDK or Maven is missing. This installs them: {line}");
        let version = project.program("javac").arg("-version").text()?;
        let major = java_version(&version)
            .with_context(|| format!("cannot parse the version of javac: {version}"))?;
        ensure!(
            major >= OLDEST_JAVA,
            "expected JDK {OLDEST_JAVA} or newer, got {version}. This installs it: {line}"
        );
        Ok(())
    })
}

/// Returns the path of `redis-server`, which is installed if it is missing and this process is root on Debian. If it
/// cannot be found, that is an error in CI.
pub(crate) fn redis(project: &Project) -> Result<Option<PathBuf>> {
    const PROGRAM: &str = "redis-server";
    let family = Family::of_this_machine();
    if which::which(PROGRAM).is_err() && family == Some(Family::Debian) && debian::is_root(project) {
        debian::install(project, &[PROGRAM], "the tests of the signing server require Redis")?;
    }
    if let Ok(path) = which::which(PROGRAM) {
        return Ok(Some(path));
    }
    let missing = format!(
        "{PROGRAM} is missing. This installs it: {}",
        install_redis_line(std::env::consts::OS, family)
    );
    ensure!(!is_ci(), "{missing}");
    project.once("redis", || {
        println!("• {missing}\n  (tests that need it are skipped)");
        Ok(())
    })?;
    Ok(None)
}

/// Ensures that nginx and Caddy are installed, which are used to test the proxies in the documentation. Without them,
/// their tests are skipped, which is an error in CI.
pub(crate) fn proxies(project: &Project) -> Result<()> {
    const PROGRAMS: [&str; 2] = ["nginx", "caddy"];
    project.once("proxies", || {
        // Debian installs nginx outside a user's search path.
        let is_missing =
            |name: &&str| which::which(name).is_err() && !Path::new("/usr/sbin").join(name).exists();
        let missing: Vec<&str> = PROGRAMS.into_iter().filter(is_missing).collect();
        if missing.is_empty() {
            return Ok(());
        }
        let family = Family::of_this_machine();
        if family == Some(Family::Debian) && debian::is_root(project) {
            return debian::install(project, &missing, "to test the proxies in the documentation");
        }
        let line = install_proxies_line(std::env::consts::OS, family);
        let missing = format!("missing: {}. This installs both proxies: {line}", missing.join(" and "));
        ensure!(!is_ci(), "{missing}");
        println!("• {missing}\n  (tests that need them are skipped)");
        Ok(())
    })
}

/// Ensures that Rust can build for WebAssembly.
pub(crate) fn wasm_target(project: &Project) -> Result<()> {
    target(project, WASM_TARGET, "Rust cannot build for browsers yet")
}

/// Ensures that Rust can build for a target.
pub(crate) fn target(project: &Project, target: &str, why: &str) -> Result<()> {
    project.once(target, || {
        let rustc = std::env::var("RUSTC").unwrap_or_else(|_| "rustc".to_owned());
        let libraries =
            project.program(&rustc).args(["--print", "target-libdir", "--target", target]).text()?;
        if Path::new(&libraries).is_dir() {
            return Ok(());
        }
        rustup(project, ["target", "add", target], why)
    })
}

/// Ensures that rustfmt and clippy are installed.
pub(crate) fn lints(project: &Project) -> Result<()> {
    project.once("lints", || {
        for (command, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
            if !project.cargo().args([command, "--version"]).succeeds() {
                rustup(project, ["component", "add", component], &format!("{component} is missing"))?;
            }
        }
        Ok(())
    })
}

/// Ensures that the npm packages in a directory are those of its lock file.
pub(crate) fn packages(project: &Project, directory: &str) -> Result<()> {
    project.once(&format!("packages of {directory}"), || {
        node(project)?;
        let at = project.path(directory);
        let lock = fs::read_to_string(at.join("package-lock.json"))
            .with_context(|| format!("cannot read {directory}/package-lock.json"))?;
        // Some packages contain programs that only run on one kind of machine.
        let wanted = format!("{} {}\n{lock}", std::env::consts::OS, std::env::consts::ARCH);
        let stamp = at.join("node_modules").join(".installed");
        if fs::read_to_string(&stamp).is_ok_and(|found| found == wanted) {
            return Ok(());
        }
        say(&format!("npm ci in {directory}"), "its packages are missing or differ from package-lock.json");
        project.program("npm").args(["ci", "--no-audit", "--no-fund"]).within(directory).run()?;
        fs::create_dir_all(at.join("node_modules"))?;
        fs::write(&stamp, wanted).with_context(|| format!("cannot write {}", stamp.display()))
    })
}

/// Returns a command for a program that an npm package of a directory contains.
pub(crate) fn tool<'a>(project: &'a Project, directory: &str, name: &str) -> Result<Run<'a>> {
    packages(project, directory)?;
    let path = project.path(directory).join("node_modules/.bin").join(name);
    let found = which::which(&path)
        .with_context(|| format!("the npm packages of {directory} have no program {name}"))?;
    Ok(project.program(&found.to_string_lossy()))
}

fn rustup<const N: usize>(project: &Project, arguments: [&str; N], why: &str) -> Result<()> {
    let line = format!("rustup {}", arguments.join(" "));
    if which::which("rustup").is_err() {
        bail!("{why}, and rustup is not installed. Install rustup (https://rustup.rs), and then run: {line}");
    }
    say(&line, why);
    project.program("rustup").args(arguments).run()
}

/// Parses the major version of Node: `v20.20.2` → 20.
fn major_version(version: &str) -> Option<u32> {
    version.strip_prefix('v')?.split('.').next()?.parse().ok()
}

/// Parses the major version of a JDK: `javac 17.0.15` → 17.
fn java_version(version: &str) -> Option<u32> {
    version.strip_prefix("javac ")?.split(['.', '-']).next()?.parse().ok()
}

/// Returns the command that installs a JDK and Maven.
fn install_java_line(system: &str, family: Option<Family>) -> &'static str {
    match (system, family) {
        ("macos", _) => "brew install openjdk@17 maven",
        ("windows", _) => {
            "winget install EclipseAdoptium.Temurin.17.JDK, and Maven from https://maven.apache.org"
        }
        (_, Some(_)) => "sudo apt-get install --no-install-recommends default-jdk-headless maven",
        _ => "sudo dnf install java-17-openjdk-devel maven   (or your system's way to install them)",
    }
}

/// Returns the command that installs Redis.
fn install_redis_line(system: &str, family: Option<Family>) -> &'static str {
    match (system, family) {
        ("macos", _) => "brew install redis",
        ("windows", _) => {
            "sudo apt-get install redis-server   (in WSL, because Redis does not support Windows)"
        }
        (_, Some(_)) => "sudo apt-get install --no-install-recommends redis-server",
        _ => "sudo dnf install redis   (or your system's way to install it)",
    }
}

/// Returns the command that installs nginx and Caddy.
fn install_proxies_line(system: &str, family: Option<Family>) -> &'static str {
    match (system, family) {
        ("macos", _) => "brew install nginx caddy",
        ("windows", _) => "winget install nginxinc.nginx CaddyServer.Caddy",
        (_, Some(_)) => "sudo apt-get install --no-install-recommends nginx caddy",
        _ => "sudo dnf install nginx caddy   (or your system's way to install them)",
    }
}

/// Returns the command that installs Node. Debian's own package is not an option, because that of Debian 12 is too old.
fn install_node_line(system: &str) -> &'static str {
    match system {
        "macos" => "brew install node",
        "windows" => "winget install OpenJS.NodeJS.LTS",
        _ => {
            "nvm install --lts   (nvm: https://github.com/nvm-sh/nvm; other ways: https://nodejs.org/download)"
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_of_java_is_read() {
        assert_eq!(java_version("javac 17.0.15"), Some(17));
        assert_eq!(java_version("javac 26-ea"), Some(26));
        assert_eq!(java_version("javac 1.8.0_402"), Some(1));
        assert_eq!(java_version("openjdk 17"), None);
    }

    #[test]
    fn the_major_version_of_node_is_read() {
        assert_eq!(major_version("v20.20.2"), Some(20));
        assert_eq!(major_version("v24.0.0-nightly"), Some(24));
        assert_eq!(major_version("20.20.2"), None);
        assert_eq!(major_version(""), None);
    }
}
