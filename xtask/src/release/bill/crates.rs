//! The crates that an artifact is compiled from.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use anyhow::{Context as _, Result, ensure};
use cargo_metadata::{DependencyKind, Package};
use serde_json::{Value, json};

use super::Graph;
use crate::project::Project;

/// How a crate is published.
pub(in super::super) enum Form<'a> {
    /// As source code, with everything that compiling it needs on any system.
    Source,
    /// Compiled for these targets. Procedural macros are not in the result.
    Compiled(&'a [&'a str]),
}

/// Returns the crates that a crate of the workspace needs. The crate itself gets the reference of the artifact that is
/// built from it.
pub(in super::super) fn graph(
    project: &Project,
    package: &str,
    form: &Form<'_>,
    artifact: &str,
) -> Result<Graph> {
    let needed = needed(project, package, form)?;
    let lock = fs::read_to_string(project.path("Cargo.lock")).context("Cargo.lock cannot be read")?;
    let checksums = checksums(&lock);
    let metadata = project.metadata();
    let packages: Vec<&Package> = metadata
        .packages
        .iter()
        .filter(|package| needed.contains(&(package.name.to_string(), package.version.to_string())))
        .collect();
    let is_in_workspace =
        |found: &&&Package| found.name.as_str() == package && metadata.workspace_members.contains(&found.id);
    let root = packages.iter().find(is_in_workspace);
    let root = root.with_context(|| format!("the workspace has no package {package}"))?;
    let reference =
        |package: &Package| if package.id == root.id { artifact.to_owned() } else { purl(package) };
    let mut graph = Graph::default();
    for package in &packages {
        if package.id != root.id {
            graph.add(&purl(package), component(package, &checksums));
        }
        let node = metadata
            .resolve
            .as_ref()
            .and_then(|resolve| resolve.nodes.iter().find(|node| node.id == package.id));
        for dependency in node.iter().flat_map(|node| &node.deps) {
            let is_normal = dependency.dep_kinds.iter().any(|kind| kind.kind == DependencyKind::Normal);
            let found = packages.iter().find(|other| other.id == dependency.pkg);
            graph.add_needs(
                &reference(package),
                found.filter(|_| is_normal).map(|package| reference(package)),
            );
        }
    }
    Ok(graph)
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
    // An old way to write `OR`.
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

/// Returns the name and the version of every crate that a crate needs, with its own. Cargo's metadata would add what
/// other packages of the workspace make crates need.
fn needed(project: &Project, package: &str, form: &Form<'_>) -> Result<BTreeSet<(String, String)>> {
    let (edges, targets) = match form {
        Form::Source => ("normal", &["all"][..]),
        Form::Compiled(targets) => ("normal,no-proc-macro", *targets),
    };
    let tree = project.cargo().args(["tree", "--locked", "--edges", edges, "--prefix", "none"]);
    let tree = tree.args(["--package", package, "--format", "{p}"]);
    let text = targets.iter().fold(tree, |tree, target| tree.args(["--target", target])).text()?;
    let found: BTreeSet<_> = text.lines().filter_map(name_and_version).collect();
    ensure!(!found.is_empty(), "cargo tree lists nothing for {package}");
    Ok(found)
}

/// `mingpian v0.1.0 (/path) (*)` → `mingpian` and `0.1.0`
fn name_and_version(line: &str) -> Option<(String, String)> {
    let mut words = line.split_whitespace();
    let name = words.next()?;
    Some((name.to_owned(), words.next()?.strip_prefix('v')?.to_owned()))
}

/// Returns the SHA-256 of every crate from a registry, as Cargo.lock has them.
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
    use super::super::{LICENSE, Subject};
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

    /// Returns the names of the crates in the bill of the npm package, if it were published in this form.
    fn names(form: &Form<'_>) -> (BTreeSet<String>, Value) {
        let project = Project::find(false).unwrap();
        let purl = "pkg:npm/mingpian@1.2.3".to_owned();
        let graph = graph(&project, "mingpian-wasm", form, &purl).unwrap();
        let version = "1.2.3".to_owned();
        let bill = graph
            .bill(&Subject { purl, group: None, name: "mingpian", version, is_application: false })
            .unwrap();
        let components = bill["components"].as_array().unwrap();
        let names = components.iter().map(|component| component["name"].as_str().unwrap().to_owned());
        (names.collect(), bill)
    }

    #[test]
    fn the_bill_of_the_npm_package_lists_what_is_in_its_module() {
        let (found, bill) = names(&Form::Compiled(&["wasm32-unknown-unknown"]));
        for name in ["mingpian", "mingpian-json", "sha1", "wasm-bindgen"] {
            assert!(found.contains(name), "{name}: {found:?}");
        }
        // The first two are in the program, and the next is only needed to compile.
        for name in ["clap", "ureq", "mingpian-derive", "mingpian-wasm"] {
            assert!(!found.contains(name), "{name}: {found:?}");
        }
        let components = bill["components"].as_array().unwrap();
        let sha1 = components.iter().find(|component| component["name"] == "sha1").unwrap();
        assert_eq!(sha1["hashes"][0]["content"].as_str().unwrap().len(), 64);
        // Every crate is needed by another one or by the package.
        for component in components {
            let is_needed = bill["dependencies"].as_array().unwrap().iter().any(|dependency| {
                dependency["dependsOn"].as_array().unwrap().contains(&component["bom-ref"])
            });
            assert!(is_needed, "{component}");
        }
    }

    #[test]
    fn source_code_needs_procedural_macros_and_what_other_systems_need() {
        let (source, _) = names(&Form::Source);
        let (compiled, _) = names(&Form::Compiled(&["wasm32-unknown-unknown"]));
        assert!(source.is_superset(&compiled));
        assert!(source.contains("mingpian-derive"), "{source:?}");
    }

    #[test]
    fn everything_that_is_published_has_the_license_of_the_bills() {
        let project = Project::find(false).unwrap();
        for package in project.metadata().workspace_packages() {
            assert_eq!(package.license.as_deref(), Some(LICENSE), "{}", package.name);
        }
    }
}
