//! Builds the libraries in the jar for servers and desktops, all on one machine.
//!
//! Zig contains the C libraries of these systems, with the symbols of every version of glibc, so it can link for all of
//! them.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, ensure};

use super::links::{Links, Version};
use super::{BUILD, LIBRARY_BUDGET, PACKAGE, empty, platform};
use crate::project::{Project, say};
use crate::{artifact, setup};

/// The oldest glibc that Rust supports, which is that of CentOS 7.
const OLDEST_GLIBC: Version = (2, 17);

/// The first macOS that runs on arm64.
const OLDEST_MACOS: Version = (11, 0);

/// The target whose library exceeds the budget because of Zig's unwinder, unless the core is compiled for the smallest
/// size. The JSON reader stays fast.
const LARGEST: &str = "x86_64-unknown-linux-gnu";
const SMALLEST: &str = "profile.native.package.mingpian.opt-level='z'";

/// The linking tools, as Python packages.
const TOOLS: [&str; 2] = ["ziglang==0.17.1", "cargo-zigbuild==0.24.1"];

/// A system that the jar has a library for.
struct Target {
    /// Rust's name for the target.
    triple: &'static str,
    /// Rust's names for the operating system and the architecture. JNA's name is derived from them.
    system: &'static str,
    architecture: &'static str,
    /// The file name that JNA looks for.
    file: &'static str,
    /// The libraries that the system has. Our library may depend on no others.
    libraries: &'static [&'static str],
}

const LINUX: &[&str] = &[
    "libc.so.6",
    "libm.so.6",
    "libdl.so.2",
    "libpthread.so.0",
    "ld-linux-x86-64.so.2",
    "ld-linux-aarch64.so.1",
];
const WINDOWS: &[&str] = &[
    // Windows 10 and later have these libraries. The last three belong to the C library.
    "api-ms-win-core-synch-l1-2-0.dll",
    "kernel32.dll",
    "ntdll.dll",
    "api-ms-win-crt-heap-l1-1-0.dll",
    "api-ms-win-crt-runtime-l1-1-0.dll",
    "api-ms-win-crt-stdio-l1-1-0.dll",
];
const MACOS: &[&str] =
    &["/usr/lib/libSystem.B.dylib", "/usr/lib/libcharset.1.dylib", "/usr/lib/libiconv.2.dylib"];

const TARGETS: [Target; 5] = [
    Target {
        triple: "x86_64-unknown-linux-gnu",
        system: "linux",
        architecture: "x86_64",
        file: "libmingpian_uniffi.so",
        libraries: LINUX,
    },
    Target {
        triple: "aarch64-unknown-linux-gnu",
        system: "linux",
        architecture: "aarch64",
        file: "libmingpian_uniffi.so",
        libraries: LINUX,
    },
    Target {
        triple: "x86_64-pc-windows-gnu",
        system: "windows",
        architecture: "x86_64",
        file: "mingpian_uniffi.dll",
        libraries: WINDOWS,
    },
    Target {
        triple: "aarch64-apple-darwin",
        system: "macos",
        architecture: "aarch64",
        file: "libmingpian_uniffi.dylib",
        libraries: MACOS,
    },
    Target {
        triple: "x86_64-apple-darwin",
        system: "macos",
        architecture: "x86_64",
        file: "libmingpian_uniffi.dylib",
        libraries: MACOS,
    },
];

/// Returns Rust's names for the targets.
pub(super) fn targets() -> impl Iterator<Item = &'static str> {
    TARGETS.iter().map(|target| target.triple)
}

/// Builds a library for each target into the folder where Maven expects it. If one cannot be built, prints the reason.
/// Returns the targets without a library.
pub(super) fn build(project: &Project) -> Result<Vec<&'static str>> {
    let native = project.path(BUILD).join("native");
    empty(&native)?;
    let tools = tools(project);
    let mut missing = Vec::new();
    for target in &TARGETS {
        let built = match &tools {
            Ok(tools) => library(project, tools, target),
            Err(error) => Err(anyhow::anyhow!("{error:#}")),
        };
        match built {
            Ok(library) => {
                let folder = native.join(platform(target.system, target.architecture)?);
                fs::create_dir_all(&folder)?;
                fs::write(folder.join(target.file), library)?;
            }
            Err(error) => {
                println!("• no library for {}: {error:#}", target.triple);
                missing.push(target.triple);
            }
        }
    }
    Ok(missing)
}

/// Builds the library for a target, and checks its requirements.
fn library(project: &Project, tools: &Path, target: &Target) -> Result<Vec<u8>> {
    let triple = target.triple;
    setup::target(project, triple, "what this system runs is missing")?;
    say(&format!("cargo zigbuild --target {triple}"), "to build a library for the jar");
    let program = tools.join("bin/cargo-zigbuild");
    let run = project.program(&program.to_string_lossy()).env("PYTHONPATH", tools);
    let run = run.args(["rustc", "--locked", "--lib", "--crate-type=cdylib"]);
    let run = if triple == LARGEST { run.args(["--config", SMALLEST]) } else { run };
    let run = run.arg("--target");
    let run = match target.system {
        "linux" => run.arg(format!("{triple}.{}.{}", OLDEST_GLIBC.0, OLDEST_GLIBC.1)),
        _ => run.arg(triple),
    };
    let extension = Path::new(target.file).extension().unwrap_or_default().to_string_lossy();
    // Zig takes the oldest macOS version from its own target name, and ignores the version that rustc passes.
    let (major, minor) = OLDEST_MACOS;
    let zig = format!("-Clink-arg={}-macos.{major}.{minor}-none", target.architecture);
    let flags = ["-Clink-arg=-target", zig.as_str()];
    let flags = if target.system == "macos" { &flags[..] } else { &[] };
    let run = run.env("MACOSX_DEPLOYMENT_TARGET", format!("{major}.{minor}"));
    let library = fs::read(artifact::library_for(run, PACKAGE, "native", &extension, flags)?)?;
    let (bytes, links) = (library.len() as u64, Links::read(&library)?);
    println!("  {bytes} bytes, {LIBRARY_BUDGET} at most; {}", shown(&links));
    ensure!(bytes <= LIBRARY_BUDGET, "the library exceeds its budget by {} bytes", bytes - LIBRARY_BUDGET);
    check(target, &links)?;
    Ok(library)
}

/// Checks that every supported system provides what a library requires.
fn check(target: &Target, links: &Links) -> Result<()> {
    let foreign: Vec<_> =
        links.libraries.iter().filter(|name| !target.libraries.contains(&name.as_str())).collect();
    ensure!(foreign.is_empty(), "the library requires {foreign:?}, which the system may lack");
    ensure!(!links.libraries.is_empty(), "expected libraries of the system, got none");
    if let Some((major, minor)) = links.glibc {
        ensure!(
            (major, minor) <= OLDEST_GLIBC,
            "the library requires glibc {major}.{minor}, expected at most {}.{}",
            OLDEST_GLIBC.0,
            OLDEST_GLIBC.1
        );
    }
    ensure!(
        target.system != "linux" || links.glibc.is_some(),
        "the library has no required version of glibc"
    );
    if target.system == "macos" {
        let (major, minor) = links.macos.context("the library has no required version of macOS")?;
        ensure!(
            (major, minor) <= OLDEST_MACOS,
            "the library requires macOS {major}.{minor}, expected at most {}.{}",
            OLDEST_MACOS.0,
            OLDEST_MACOS.1
        );
        // On x86-64, macOS loads unsigned libraries, too.
        ensure!(links.is_signed || target.architecture == "x86_64", "the library is not signed");
    }
    Ok(())
}

fn shown(links: &Links) -> String {
    let libraries: Vec<_> = links.libraries.iter().map(String::as_str).collect();
    let glibc = links.glibc.map_or(String::new(), |(major, minor)| format!("; glibc {major}.{minor}"));
    let macos = links.macos.map_or(String::new(), |(major, minor)| format!("; macOS {major}.{minor}"));
    format!("needs {}{glibc}{macos}", libraries.join(", "))
}

/// Installs the linking tools into a folder of the build, and returns the folder.
fn tools(project: &Project) -> Result<std::path::PathBuf> {
    let folder = project.metadata().target_directory.as_std_path().join("zig");
    let stamp = folder.join(".installed");
    let wanted = TOOLS.join("\n");
    if fs::read_to_string(&stamp).is_ok_and(|found| found == wanted) {
        return Ok(folder);
    }
    ensure!(which::which("python3").is_ok(), "python3 is missing, and Zig is installed as a Python package");
    say(&format!("pip install {}", TOOLS.join(" ")), "to link for other systems");
    empty(&folder)?;
    let pip = project.program("python3").args(["-m", "pip", "install", "--quiet", "--target"]).arg(&folder);
    pip.args(TOOLS).run()?;
    fs::write(&stamp, wanted).context("cannot write the stamp of the tools")?;
    Ok(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn links(libraries: &[&str]) -> Links {
        Links { libraries: libraries.iter().map(|name| (*name).to_owned()).collect(), ..Links::default() }
    }

    fn target(triple: &str) -> &'static Target {
        TARGETS.iter().find(|target| target.triple == triple).unwrap()
    }

    #[test]
    fn a_library_that_old_systems_cannot_load_is_refused() {
        let linux = target("x86_64-unknown-linux-gnu");
        let of_glibc = |libraries: &[&str], glibc| check(linux, &Links { glibc, ..links(libraries) });
        of_glibc(&["libc.so.6"], Some((2, 17))).unwrap();
        assert!(of_glibc(&["libc.so.6"], Some((2, 18))).is_err());
        assert!(of_glibc(&["libc.so.6"], None).is_err());
        assert!(of_glibc(&["libc.so.6", "libgcc_s.so.1"], Some((2, 17))).is_err());
        let system = ["/usr/lib/libSystem.B.dylib"];
        let of_macos = |macos, is_signed| {
            check(target("aarch64-apple-darwin"), &Links { macos, is_signed, ..links(&system) })
        };
        of_macos(Some((11, 0)), true).unwrap();
        assert!(of_macos(Some((11, 0)), false).is_err());
        assert!(of_macos(Some((12, 0)), true).is_err());
        assert!(of_macos(None, true).is_err());
        let windows = target("x86_64-pc-windows-gnu");
        check(windows, &links(&["kernel32.dll"])).unwrap();
        assert!(check(windows, &links(&["libwinpthread-1.dll"])).is_err());
        assert!(check(windows, &links(&[])).is_err());
    }

    #[test]
    fn every_target_has_a_folder_of_its_own() {
        let folders: std::collections::BTreeSet<_> =
            TARGETS.iter().map(|target| platform(target.system, target.architecture).unwrap()).collect();
        assert_eq!(folders.len(), TARGETS.len());
    }
}
