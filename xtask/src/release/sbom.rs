//! Writes software bills of materials in the CycloneDX format, which list the crates in each published package.
//!
//! The npm package and the Apple framework have no other dependencies. Maven's plugin lists those of the Kotlin packages.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use anyhow::{Context as _, Result, ensure};
use cargo_metadata::{DependencyKind, Package};
use serde_json::{Value, json};

use crate::project::Project;

/// A published package, and the crate that it is built from.
pub(super) struct Subject {
    /// The crate.
    pub(super) package: &'static str,
    /// The package URL, without the version.
    pub(super) purl: &'static str,
    /// Cargo's name for the systems on which it runs: a target, or `all`.
    pub(super) target: String,
    /// Whether it is a program. Otherwise, it is a library.
    pub(super) is_application: bool,
}

/// Returns the bill of materials of a package. It contains neither a time nor a serial number, so that the same sources
/// always have the same bill.
pub(super) fn bill(project: &Project, subject: &Subject, version: &str) -> Result<Value> {
    let shipped = shipped(project, subject)?;
    let lock = fs::read_to_string(project.path("Cargo.lock")).context("cannot read Cargo.lock")?;
    let checksums = checksums(&lock);
    let metadata = project.metadata();
    let packages: Vec<&Package> = metadata
        .packages
        .iter()
        .filter(|package| shipped.contains(&(package.name.to_string(), package.version.to_string())))
        .collect();
    let root = packages.iter().find(|package| package.name.as_str() == subject.package);
    let root = root.with_context(|| format!("the workspace has no package {}", subject.package))?;
    let root_reference = format!("{}@{version}", subject.purl);
    let reference = |package: &Package| {
        if package.id == root.id { root_reference.clone() } else { purl(package) }
    };
    let kind = if subject.is_application { "application" } else { "library" };
    let mut components = Vec::new();
    let mut dependencies = Vec::new();
    for package in &packages {
        if package.id != root.id {
            components.push(component(package, &checksums));
        }
        let node = metadata
            .resolve
            .as_ref()
            .and_then(|resolve| resolve.nodes.iter().find(|node| node.id == package.id));
        let mut needed: Vec<String> = Vec::new();
        for dependency in node.iter().flat_map(|node| &node.deps) {
            let is_normal = dependency.dep_kinds.iter().any(|kind| kind.kind == DependencyKind::Normal);
            let found = packages.iter().find(|other| other.id == dependency.pkg);
            needed.extend(found.filter(|_| is_normal).map(|package| reference(package)));
        }
        needed.sort();
        dependencies.push(json!({ "ref": reference(package), "dependsOn": needed }));
    }
    Ok(json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": kind,
                "bom-ref": root_reference,
                "name": subject.purl.rsplit('/').next(),
                "version": version,
                "licenses": [{ "expression": root.license }],
                "purl": root_reference,
            },
        },
        "components": components,
        "dependencies": dependencies,
    }))
}

fn component(package: &Package, checksums: &BTreeMap<(String, String), String>) -> Value {
    let (name, version) = (package.name.to_string(), package.version.to_string());
    let mut component = json!({
        "type": "library",
        "bom-ref": purl(package),
        "name": name,
        "version": version,
        "purl": purl(package),
    });
    // The slash is an old notation for `OR`.
    if let Some(license) = &package.license {
        component["licenses"] = json!([{ "expression": license.replace('/', " OR ") }]);
    }
    if let Some(checksum) = checksums.get(&(name, version)) {
        component["hashes"] = json!([{ "alg": "SHA-256", "content": checksum }]);
    }
    component
}

fn purl(package: &Package) -> String {
    format!("pkg:cargo/{}@{}", package.name, package.version)
}

/// Returns the name and the version of every crate that is compiled into a package. Cargo's metadata would also contain
/// crates that are needed only because of other packages in the workspace.
fn shipped(project: &Project, subject: &Subject) -> Result<BTreeSet<(String, String)>> {
    let tree = project.cargo().args(["tree", "--locked", "--edges", "normal", "--prefix", "none"]);
    let tree = tree.args(["--package", subject.package, "--target", &subject.target]);
    let text = tree.args(["--format", "{p}"]).text()?;
    let found: BTreeSet<_> = text.lines().filter_map(name_and_version).collect();
    ensure!(!found.is_empty(), "cargo tree printed no crates for {}", subject.package);
    Ok(found)
}

/// Parses a line of `cargo tree`: `mingpian v0.1.0 (/path) (*)` → `mingpian` and `0.1.0`.
fn name_and_version(line: &str) -> Option<(String, String)> {
    let mut words = line.split_whitespace();
    let name = words.next()?;
    Some((name.to_owned(), words.next()?.strip_prefix('v')?.to_owned()))
}

/// Returns the SHA-256 of every crate from a registry, which Cargo.lock contains.
fn checksums(lock: &str) -> BTreeMap<(String, String), String> {
    let mut found = BTreeMap::new();
    for entry in lock.split("[[package]]") {
        let value = |key: &str| {
            let line = entry.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(" = \""))?;
            Some(line.strip_suffix('"')?.to_owned())
        };
        if let (Some(name), Some(version), Some(checksum)) =
            (value("name"), value("version"), value("checksum"))
        {
            found.insert((name, version), checksum);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_cargo_are_read() {
        let found = name_and_version("mingpian v0.1.0 (/home/a b/mingpian) (*)").unwrap();
        assert_eq!(found, ("mingpian".to_owned(), "0.1.0".to_owned()));
        assert_eq!(name_and_version(""), None);
        let lock = "version = 4\n\n[[package]]\nname = \"a\"\nversion = \"1.0.0\"\n\n[[package]]\nname = \"b\"\n\
            version = \"2.0.0\"\nchecksum = \"00ff\"\ndependencies = [\n \"a\",\n]\n";
        let expected = BTreeMap::from([(("b".to_owned(), "2.0.0".to_owned()), "00ff".to_owned())]);
        assert_eq!(checksums(lock), expected);
    }

    #[test]
    fn the_bill_of_the_npm_package_lists_what_is_in_its_module() {
        let project = Project::find(false).unwrap();
        let target = "wasm32-unknown-unknown".to_owned();
        let subject =
            Subject { package: "mingpian-wasm", purl: "pkg:npm/mingpian", target, is_application: false };
        let bill = bill(&project, &subject, "1.2.3").unwrap();
        assert_eq!(bill["metadata"]["component"]["purl"], "pkg:npm/mingpian@1.2.3");
        let components = bill["components"].as_array().unwrap();
        let names: BTreeSet<_> =
            components.iter().map(|component| component["name"].as_str().unwrap()).collect();
        assert!(
            names.is_superset(&["mingpian", "mingpian-json", "sha1", "wasm-bindgen"].into()),
            "{names:?}"
        );
        // These crates are in the program, but not in the module.
        assert!(names.is_disjoint(&["clap", "ureq", "mingpian-wasm"].into()), "{names:?}");
        let sha1 = components.iter().find(|component| component["name"] == "sha1").unwrap();
        assert_eq!(sha1["hashes"][0]["content"].as_str().unwrap().len(), 64);
        // Every reference must lead to a component.
        let root = std::iter::once(&bill["metadata"]["component"]);
        let references: BTreeSet<_> =
            components.iter().chain(root).map(|part| part["bom-ref"].as_str()).collect();
        for dependency in bill["dependencies"].as_array().unwrap() {
            let others = dependency["dependsOn"].as_array().unwrap();
            let all = std::iter::once(&dependency["ref"]).chain(others);
            assert!(all.into_iter().all(|other| references.contains(&other.as_str())), "{dependency}");
        }
        assert_eq!(bill["dependencies"].as_array().unwrap().len(), components.len() + 1);
    }
}
