//! Finds Swift on this machine, or installs Debian's Swift into a cache folder and runs it in a separate mount
//! namespace.
//!
//! Debian 12 has no Swift and cannot install the packages of Debian 13. A Debian 13 in a folder does not affect the
//! machine: only this tool uses it, and no mount remains after a command ends.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail, ensure};

use crate::debian::{self, Family};
use crate::process::Run;
use crate::project::{Project, say};

/// The Debian release that has Swift [`OLDEST`] or newer, and the version of its package.
const SUITE: &str = "trixie";
const IN_SUITE: &str = "6.0.3";

/// The oldest Swift that accepts the package, which is its tools version.
const OLDEST: (u32, u32) = (6, 0);

/// The packages to install in the folder. swiftlang does not depend on the headers of the C library, so they are
/// listed.
const PACKAGES: &str = "swiftlang,libc6-dev";

/// The script that runs a command in the folder. Its arguments are the folder, the working directory, the directories
/// to mount inside, an empty argument, and the command. The mounts end with the namespace.
const ENTER: &str = r#"set -e
root=$1; work=$2; shift 2
mount --make-rprivate /
mount -t proc proc "$root/proc"
while [ -n "$1" ]; do mkdir -p "$root$1"; mount --bind "$1" "$root$1"; shift; done
shift
exec chroot "$root" /usr/bin/env -C "$work" HOME=/root "$@""#;

/// A working Swift toolchain.
pub(super) enum Toolchain {
    /// The toolchain of this machine.
    Here,
    /// A toolchain in a folder.
    In(PathBuf),
}

/// Finds Swift, or installs it into the cache folder. If neither is possible, prints the command that installs Swift
/// and returns `None`.
pub(super) fn find(project: &Project) -> Result<Option<Toolchain>> {
    if which::which("swift").is_ok() {
        check(project, &Toolchain::Here)?;
        return Ok(Some(Toolchain::Here));
    }
    if Family::of_this_machine() != Some(Family::Debian) || !debian::is_root(project) {
        println!("  Swift is missing. This installs it: {}", install_line(std::env::consts::OS));
        return Ok(None);
    }
    let root = cache()?.join(format!("{SUITE}-swift-{IN_SUITE}-{}", std::env::consts::ARCH));
    let toolchain = Toolchain::In(root);
    project.once("Swift in a folder", || toolchain.prepare(project))?;
    Ok(Some(toolchain))
}

impl Toolchain {
    /// Returns a command for one of Swift's programs, which runs in a directory of the project.
    pub(super) fn tool<'a>(&self, project: &'a Project, program: &str, directory: &str) -> Run<'a> {
        let work = project.path(directory);
        match self {
            Self::Here => project.program(program).within(directory),
            Self::In(root) => {
                let run = project.program("unshare").args(["--mount", "sh", "-c", ENTER, "sh"]);
                let seen = [project.root().to_owned(), target(project)];
                run.arg(root).arg(work).args(seen).arg("").arg(self.path(program))
            }
        }
    }

    /// Returns the name or the path of a program. On Debian, some of Swift's programs are not on the search path.
    fn path(&self, program: &str) -> String {
        match self {
            Self::In(root) if root.join("usr/libexec/swift/bin").join(program).exists() => {
                format!("/usr/libexec/swift/bin/{program}")
            }
            _ => program.to_owned(),
        }
    }

    /// Installs Debian with Swift into the folder, unless it is already there.
    fn prepare(&self, project: &Project) -> Result<()> {
        let Self::In(root) = self else { return Ok(()) };
        let ready = root.join(".ready");
        if ready.exists() {
            return check(project, self);
        }
        if which::which("debootstrap").is_err() {
            debian::install(project, &["debootstrap"], "to install Debian with Swift into a folder")?;
        }
        if root.exists() {
            fs::remove_dir_all(root)
                .with_context(|| format!("cannot remove the incomplete {}", root.display()))?;
        }
        let parent = root.parent().context("the cache folder has no parent")?;
        fs::create_dir_all(parent).with_context(|| format!("cannot create {}", parent.display()))?;
        let mirror = mirror(project)?;
        say(
            &format!("debootstrap {SUITE} into {}", root.display()),
            &format!("to install Swift {IN_SUITE}, which is missing; this takes 3 GB and at least a minute"),
        );
        let run =
            project.program("debootstrap").arg("--variant=minbase").arg(format!("--include={PACKAGES}"));
        // The output goes to a log, and the error names the log.
        let output = run.arg(SUITE).arg(root).arg(&mirror).output();
        if let Err(error) = output {
            bail!("{error}; see {}", root.join("debootstrap/debootstrap.log").display());
        }
        for entry in fs::read_dir(root.join("var/cache/apt/archives"))?.flatten() {
            if entry.path().extension().is_some_and(|extension| extension == "deb") {
                fs::remove_file(entry.path())?;
            }
        }
        check(project, self)?;
        fs::write(&ready, "").with_context(|| format!("cannot write {}", ready.display()))
    }
}

/// Returns cargo's target directory, which may be outside the project.
pub(super) fn target(project: &Project) -> PathBuf {
    project.metadata().target_directory.clone().into_std_path_buf()
}

/// Checks that the toolchain is new enough.
fn check(project: &Project, toolchain: &Toolchain) -> Result<()> {
    fs::create_dir_all(target(project))?;
    let said = toolchain.tool(project, "swiftc", ".").arg("--version").text()?;
    let version = version(&said).with_context(|| format!("cannot parse the version of swiftc: {said}"))?;
    ensure!(
        version >= OLDEST,
        "expected Swift {}.{} or newer, got {}.{}. This installs it: {}",
        OLDEST.0,
        OLDEST.1,
        version.0,
        version.1,
        install_line(std::env::consts::OS)
    );
    Ok(())
}

/// Parses a version: `Swift version 6.0.3 (swift-6.0.3-RELEASE)` → 6, 0.
fn version(said: &str) -> Option<(u32, u32)> {
    let (_, number) = said.split_once("Swift version ")?;
    let mut numbers = number.split(|c: char| !c.is_ascii_digit());
    Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
}

/// Returns the mirror that apt uses for Debian itself.
fn mirror(project: &Project) -> Result<String> {
    let all = project.program("apt-get").args(["indextargets", "--format", "$(REPO_URI)"]).text()?;
    let mirror = all.lines().find(|line| line.ends_with("/debian/"));
    mirror.map(str::to_owned).context("cannot find a Debian mirror: no source of apt ends in /debian/")
}

/// Returns the cache folder, which is outside the project.
fn cache() -> Result<PathBuf> {
    let named = |name| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let caches = named("XDG_CACHE_HOME").or_else(|| Some(named("HOME")?.join(".cache")));
    let caches =
        caches.filter(|path| Path::is_absolute(path)).context("neither XDG_CACHE_HOME nor HOME is set")?;
    Ok(caches.join("mingpian"))
}

/// Returns the instructions for installing Swift.
fn install_line(system: &str) -> &'static str {
    match system {
        "macos" => "xcode-select --install",
        "windows" => "winget install Swift.Toolchain",
        _ => "swiftly install 6.0   (swiftly: https://www.swift.org/install/linux)",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_of_swift_is_read() {
        assert_eq!(version("Swift version 6.0.3 (swift-6.0.3-RELEASE)\nTarget: x86_64"), Some((6, 0)));
        assert_eq!(version("Apple Swift version 6.2 (swiftlang-6.2.0.1)"), Some((6, 2)));
        assert_eq!(version("swiftly"), None);
    }
}
