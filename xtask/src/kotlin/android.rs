//! Checks the four Android targets and, with an NDK, builds the AAR.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail, ensure};

use super::{KOTLIN, LIBRARY_BUDGET, PACKAGE, coordinates, empty};
use crate::artifact;
use crate::project::{Project, say};
use crate::setup;

/// The Android targets: Rust's name, Android's name, and the NDK's compiler that links for it.
const TARGETS: [(&str, &str, &str); 4] = [
    ("aarch64-linux-android", "arm64-v8a", "aarch64-linux-android21-clang"),
    ("armv7-linux-androideabi", "armeabi-v7a", "armv7a-linux-androideabi21-clang"),
    ("i686-linux-android", "x86", "i686-linux-android21-clang"),
    ("x86_64-linux-android", "x86_64", "x86_64-linux-android21-clang"),
];

/// Returns Rust's names for the targets.
pub(super) fn targets() -> impl Iterator<Item = &'static str> {
    TARGETS.iter().map(|(target, ..)| *target)
}

/// Runs `cargo check` for every target, which needs no NDK.
pub(super) fn check(project: &Project) -> Result<()> {
    for (target, ..) in TARGETS {
        setup::target(project, target, "what Android runs is missing")?;
        say(
            &format!("cargo check --target {target}"),
            "to check the code for Android; only linking requires an NDK",
        );
        let check = project.cargo().args(["check", "--locked", "--package", PACKAGE]);
        check.args(["--target", target]).run()?;
    }
    Ok(())
}

/// Builds the packages and the AAR.
pub(crate) fn package(project: &Project) -> Result<()> {
    ndk()?;
    super::build(project)?;
    let aar = aar(project)?;
    say(&format!("wrote {}", aar.display()), "it has not been tested on a device");
    Ok(())
}

/// Builds the AAR from the compiled classes and the libraries for the four targets.
pub(super) fn aar(project: &Project) -> Result<PathBuf> {
    let programs = ndk()?;
    let mut libraries = Vec::new();
    for (target, abi, linker) in TARGETS {
        setup::target(project, target, "what Android runs is missing")?;
        say(&format!("cargo build --target {target}"), abi);
        let name = format!("CARGO_TARGET_{}_LINKER", target.replace('-', "_").to_uppercase());
        let run = project.cargo().env(&name, programs.join(linker));
        let library = artifact::library_for(
            run.args(["rustc", "--locked", "--lib", "--crate-type=cdylib", "--target", target]),
            PACKAGE,
            "native",
            "so",
            &[],
        )?;
        let bytes = fs::metadata(&library)?.len();
        ensure!(bytes <= LIBRARY_BUDGET, "{abi} exceeds its budget by {} bytes", bytes - LIBRARY_BUDGET);
        let read = project.program(&programs.join("llvm-readelf").to_string_lossy());
        check_layout(abi, &read.args(["-lW", "-d"]).arg(&library).text()?)?;
        libraries.push((abi, library));
    }
    put_together(project, &libraries)
}

/// Writes an AAR with the classes and the licenses of the jar, its ProGuard rules, and these libraries.
pub(super) fn put_together(project: &Project, libraries: &[(&str, PathBuf)]) -> Result<PathBuf> {
    let module = project.path(KOTLIN).join("mingpian");
    let stage = module.join("target/aar");
    empty(&stage)?;
    for (abi, library) in libraries {
        let folder = stage.join("jni").join(abi);
        fs::create_dir_all(&folder)?;
        fs::copy(library, folder.join("libmingpian_uniffi.so"))?;
    }
    fs::write(stage.join("AndroidManifest.xml"), manifest())?;
    fs::write(stage.join("R.txt"), "")?;
    fs::copy(module.join("src/main/resources/META-INF/proguard/mingpian.pro"), stage.join("proguard.txt"))?;
    let classes = module.join("target/classes");
    let jar = project.program("jar").args(["--create", "--no-manifest", "--file"]);
    let jar = jar.arg(stage.join("classes.jar")).arg("-C").arg(&classes).arg(coordinates::folder());
    jar.arg("-C").arg(&classes).arg(format!("META-INF/{}", coordinates::GROUP)).run()?;
    let aar = module.join("target/mingpian.aar");
    let jar = project.program("jar").args(["--create", "--no-manifest", "--file"]);
    jar.arg(&aar).arg("-C").arg(&stage).arg(".").run()?;
    Ok(aar)
}

/// Returns the manifest. Android 5.0 is the lowest level, as in bindings/kotlin/pom.xml.
fn manifest() -> String {
    format!(
        "<manifest xmlns:android=\"http://schemas.android.com/apk/res/android\" package=\"{}\">\n    \
         <uses-sdk android:minSdkVersion=\"21\" />\n</manifest>\n",
        coordinates::GROUP
    )
}

/// Checks that a library meets Android's requirements: alignment for 16 KiB pages, an soname, no text relocations, and
/// no dependencies besides system libraries.
fn check_layout(abi: &str, elf: &str) -> Result<()> {
    let lines = || elf.lines().map(str::trim);
    let aligned = lines().filter(|line| line.starts_with("LOAD ")).all(|line| line.ends_with("0x4000"));
    ensure!(aligned && elf.contains("LOAD "), "{abi}: expected alignment for pages of 16 KiB");
    ensure!(
        elf.contains("soname: [libmingpian_uniffi.so]"),
        "{abi}: expected the soname libmingpian_uniffi.so"
    );
    ensure!(!elf.contains("(TEXTREL)"), "{abi}: expected no text relocations");
    for line in lines().filter(|line| line.contains("(NEEDED)")) {
        let system = ["[libc.so]", "[libdl.so]", "[libm.so]", "[liblog.so]"];
        ensure!(
            system.iter().any(|library| line.ends_with(library)),
            "{abi}: expected only libraries of the system, got {line}"
        );
    }
    Ok(())
}

/// Returns the folder of the NDK's programs, or a one-line error if there is no NDK.
fn ndk() -> Result<PathBuf> {
    let names = ["ANDROID_NDK_HOME", "ANDROID_NDK_ROOT"];
    let Some(root) = names.iter().find_map(std::env::var_os).filter(|root| Path::new(root).is_dir()) else {
        bail!(
            "the AAR requires an Android NDK (https://developer.android.com/ndk), and ANDROID_NDK_HOME is not the \
             folder of one"
        );
    };
    let hosts = Path::new(&root).join("toolchains/llvm/prebuilt");
    let host = fs::read_dir(&hosts).with_context(|| format!("{} is not an NDK", hosts.display()))?.next();
    Ok(host.context("the NDK has no programs")??.path().join("bin"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "  LOAD           0x000000 0x0 0x0 0x01ddb4 0x01ddb4 R   0x4000\n\
        \x20 LOAD           0x01ddb4 0x0 0x0 0x053a1c 0x053a1c R E 0x4000\n\
        0x01 (NEEDED)       Shared library: [libc.so]\n0x0e (SONAME)       Library soname: [libmingpian_uniffi.so]\n";

    #[test]
    fn what_android_would_not_load_is_refused() {
        check_layout("x86", GOOD).unwrap();
        for (good, bad) in [
            ("0x4000", "0x1000"),
            ("LOAD", "NOTE"),
            ("libmingpian_uniffi.so", "libother.so"),
            ("[libc.so]", "[libc.so.6]"),
            ("(NEEDED)       Shared library: [libc.so]", "(TEXTREL)            0x0"),
        ] {
            assert!(check_layout("x86", &GOOD.replace(good, bad)).is_err(), "{bad}");
        }
    }
}
