//! Checks the manifest, `Package.swift`: where it finds the library on each system, before and after a release.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use serde::Deserialize;

use super::scratch;
use super::toolchain::Toolchain;
use crate::project::{Project, say};

/// The target that is the library.
const LIBRARY: &str = "MingpianFFI";

/// The line in the manifest before a release, and example values for the line that replaces it in a release.
const UNRELEASED: &str = "let released: (url: String, checksum: String)? = nil\n";
const URL: &str = "https://example.com/MingpianFFI.xcframework.zip";
const CHECKSUM: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/// A package as SwiftPM parses its manifest.
#[derive(Deserialize)]
struct Package {
    targets: Vec<Target>,
}

#[derive(Debug, PartialEq, Deserialize)]
struct Target {
    name: String,
    r#type: String,
    path: Option<String>,
    url: Option<String>,
    checksum: Option<String>,
}

/// Checks that SwiftPM parses the manifest as intended for this machine, for a Mac with a checkout, and for a Mac with
/// a release.
pub(super) fn check(project: &Project, toolchain: &Toolchain) -> Result<()> {
    say(
        "swift package dump-package",
        "to check where the package finds its library, in a checkout and in a release",
    );
    let manifest = fs::read_to_string(project.path("Package.swift"))?;
    let system = target("system", Some("bindings/swift/Sources/MingpianFFI"), None);
    let framework = target("binary", Some("bindings/swift/MingpianFFI.xcframework"), None);
    let released = target("binary", None, Some((URL, CHECKSUM)));
    let here = if cfg!(target_vendor = "apple") { &framework } else { &system };
    for (form, text, wanted) in [
        ("here", manifest.clone(), here),
        ("checkout", on_a_mac(&manifest)?, &framework),
        ("release", release(&on_a_mac(&manifest)?)?, &released),
    ] {
        let directory = scratch(project).join("manifest").join(form);
        fs::create_dir_all(&directory)?;
        fs::write(directory.join("Package.swift"), text)?;
        let library = library(project, toolchain, &directory)?;
        ensure!(library == *wanted, "expected the library {wanted:?} for the form `{form}`, got {library:?}");
    }
    Ok(())
}

fn target(kind: &str, path: Option<&str>, release: Option<(&str, &str)>) -> Target {
    Target {
        name: LIBRARY.to_owned(),
        r#type: kind.to_owned(),
        path: path.map(str::to_owned),
        url: release.map(|(url, _)| url.to_owned()),
        checksum: release.map(|(_, checksum)| checksum.to_owned()),
    }
}

/// Returns the manifest as a Mac reads it.
fn on_a_mac(manifest: &str) -> Result<String> {
    replace(manifest, "#if canImport(Darwin)\n", "#if true\n")
}

/// Returns the manifest of a release.
fn release(manifest: &str) -> Result<String> {
    let line = format!("let released: (url: String, checksum: String)? = (\"{URL}\", \"{CHECKSUM}\")\n");
    replace(manifest, UNRELEASED, &line)
}

fn replace(manifest: &str, from: &str, to: &str) -> Result<String> {
    ensure!(manifest.matches(from).count() == 1, "expected this line once in Package.swift: {from}");
    Ok(manifest.replacen(from, to, 1))
}

/// Returns the target that SwiftPM uses as the library in the package of a directory.
fn library(project: &Project, toolchain: &Toolchain, directory: &Path) -> Result<Target> {
    let run = toolchain.tool(project, "swift", ".").args(["package", "--package-path"]).arg(directory);
    let run = run.arg("--scratch-path").arg(scratch(project).join("manifest/build"));
    let package = run.arg("dump-package").output()?;
    let package: Package = serde_json::from_slice(&package).context("cannot parse the dumped package")?;
    let mut libraries = package.targets.into_iter().filter(|target| target.name == LIBRARY);
    libraries.next().with_context(|| format!("the manifest has no {LIBRARY}"))
}
