//! Swift: the one of this machine, or one of Debian's in a cache folder, entered through a mount namespace of its own.
//!
//! Debian 12 has no Swift and takes none of Debian 13's packages. A Debian 13 in a folder harms nothing: only we
//! enter it, and when a command ends no mount is left behind.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail, ensure};

use crate::debian::{self, Family};
use crate::process::Run;
use crate::project::{Project, say};

/// The Debian that has a Swift of [`OLDEST`] or newer, and the package's version there.
const SUITE: &str = "trixie";
const IN_SUITE: &str = "6.0.3";

/// The oldest Swift that takes the package: its tools version.
const OLDEST: (u32, u32) = (6, 0);

/// What goes into the folder: the C library's headers are not among what swiftlang asks for.
const PACKAGES: &str = "swiftlang,libc6-dev";

/// What enters the folder. It is given the folder, the directory to work in, the directories to be seen inside, an
/// empty argument, and the command. What is mounted ends with the namespace.
const ENTER: &str = r#"set -e
root=$1; work=$2; shift 2
mount --make-rprivate /
mount -t proc proc "$root/proc"
while [ -n "$1" ]; do mkdir -p "$root$1"; mount --bind "$1" "$root$1"; shift; done
shift
exec chroot "$root" /usr/bin/env -C "$work" HOME=/root "$@""#;

/// A Swift that works.
pub(super) enum Toolchain {
    /// This machine's own.
    Here,
    /// One in a folder.
    In(PathBuf),
}

/// Finds Swift, or puts one into the cache folder. `None`: there is none and none can be had; how it is installed
/// has been said.
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
    /// A program of Swift's, to be run in a directory of the project.
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

    /// Some tools are not on the path in Debian.
    fn path(&self, program: &str) -> String {
        match self {
            Self::In(root) if root.join("usr/libexec/swift/bin").join(program).exists() => {
                format!("/usr/libexec/swift/bin/{program}")
            }
            _ => program.to_owned(),
        }
    }

    /// Puts a Debian with Swift into the folder, unless it is there.
    fn prepare(&self, project: &Project) -> Result<()> {
        let Self::In(root) = self else { return Ok(()) };
        let ready = root.join(".ready");
        if ready.exists() {
            return check(project, self);
        }
        if which::which("debootstrap").is_err() {
            debian::install(project, &["debootstrap"], "it puts a Debian with Swift into a folder")?;
        }
        if root.exists() {
            fs::remove_dir_all(root)
                .with_context(|| format!("a half-made {} cannot be removed", root.display()))?;
        }
        let parent = root.parent().context("the cache has no parent")?;
        fs::create_dir_all(parent).with_context(|| format!("cannot make {}", parent.display()))?;
        let mirror = mirror(project)?;
        say(
            &format!("debootstrap {SUITE} into {}", root.display()),
            &format!("Swift {IN_SUITE} is missing, and Debian {SUITE} has it; 3 GB, a minute or more"),
        );
        let run =
            project.program("debootstrap").arg("--variant=minbase").arg(format!("--include={PACKAGES}"));
        // What it says goes to its log and is printed when it fails.
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

/// Where cargo builds, which may be outside the project.
pub(super) fn target(project: &Project) -> PathBuf {
    project.metadata().target_directory.clone().into_std_path_buf()
}

/// Is it new enough?
fn check(project: &Project, toolchain: &Toolchain) -> Result<()> {
    fs::create_dir_all(target(project))?;
    let said = toolchain.tool(project, "swiftc", ".").arg("--version").text()?;
    let version = version(&said).with_context(|| format!("swiftc calls itself {said}"))?;
    ensure!(
        version >= OLDEST,
        "Swift is {}.{}, it has to be {}.{} or newer: {}",
        version.0,
        version.1,
        OLDEST.0,
        OLDEST.1,
        install_line(std::env::consts::OS)
    );
    Ok(())
}

/// `Swift version 6.0.3 (swift-6.0.3-RELEASE)` → 6, 0
fn version(said: &str) -> Option<(u32, u32)> {
    let (_, number) = said.split_once("Swift version ")?;
    let mut numbers = number.split(|c: char| !c.is_ascii_digit());
    Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
}

/// The mirror that apt uses for Debian itself.
fn mirror(project: &Project) -> Result<String> {
    let all = project.program("apt-get").args(["indextargets", "--format", "$(REPO_URI)"]).text()?;
    let mirror = all.lines().find(|line| line.ends_with("/debian/"));
    mirror.map(str::to_owned).context("apt has no source that ends in /debian/: where can Debian be had?")
}

/// Where what is not ours to keep in the project is kept.
fn cache() -> Result<PathBuf> {
    let named = |name| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let caches = named("XDG_CACHE_HOME").or_else(|| Some(named("HOME")?.join(".cache")));
    let caches =
        caches.filter(|path| Path::is_absolute(path)).context("neither XDG_CACHE_HOME nor HOME is set")?;
    Ok(caches.join("mingpian"))
}

/// How to get Swift.
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
