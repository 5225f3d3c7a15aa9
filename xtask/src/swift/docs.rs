//! Builds the documentation of the package, and lists its public API.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};
use serde::Deserialize;

use super::toolchain::Toolchain;
use super::{SWIFT, scratch};
use crate::project::{Project, say};

/// The modules that apps import.
const MODULES: [&str; 2] = ["Mingpian", "MingpianTesting"];

/// The public symbols of a module, as the compiler writes them.
#[derive(Deserialize)]
struct Graph {
    symbols: Vec<Symbol>,
    relationships: Vec<Relationship>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Symbol {
    identifier: Identifier,
    path_components: Vec<String>,
    declaration_fragments: Vec<Fragment>,
}

#[derive(Deserialize)]
struct Identifier {
    precise: String,
}

#[derive(Deserialize)]
struct Fragment {
    spelling: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Relationship {
    kind: String,
    source: String,
    target_fallback: Option<String>,
}

/// Builds the documentation of modules that have been built. Warnings are errors.
pub(super) fn build(project: &Project, toolchain: &Toolchain) -> Result<()> {
    let graphs = graphs(project, toolchain)?;
    say("docc convert", "to check the documentation and its links");
    let run = toolchain.tool(project, "docc", SWIFT).args(["convert", "Sources/Mingpian/Mingpian.docc"]);
    let run = run.arg("--additional-symbol-graph-dir").arg(graphs);
    let run = run.args(["--fallback-display-name", "Mingpian", "--fallback-bundle-identifier", "mingpian"]);
    let run = run.arg("--output-path").arg(scratch(project).join("Mingpian.doccarchive"));
    run.args(["--no-transform-for-static-hosting", "--warnings-as-errors"]).run()
}

/// Writes the lists of the modules' public APIs.
pub(super) fn write_api(project: &Project, toolchain: &Toolchain) -> Result<()> {
    for (path, text) in api(project, toolchain)? {
        fs::create_dir_all(path.parent().context("the file is not in a folder")?)?;
        fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}

/// Fails if the public API of a module differs from its list, so that every change is deliberate.
pub(super) fn check_api(project: &Project, toolchain: &Toolchain) -> Result<()> {
    say("compare the public API of the modules", "so that every change is deliberate");
    for (path, text) in api(project, toolchain)? {
        let listed = fs::read_to_string(&path).unwrap_or_default();
        let changes = changes(&listed, &text);
        ensure!(
            changes.is_empty(),
            "the public API differs from {}; if that is intended, run `cargo xtask build swift`:\n{}",
            path.display(),
            changes.join("\n")
        );
    }
    Ok(())
}

/// Returns the lines that are in only one of the two texts.
fn changes(old: &str, new: &str) -> Vec<String> {
    let [old, new] = [old, new].map(|text| text.lines().collect::<BTreeSet<_>>());
    let gone = old.difference(&new).map(|line| format!("- {line}"));
    gone.chain(new.difference(&old).map(|line| format!("+ {line}"))).collect()
}

fn api(project: &Project, toolchain: &Toolchain) -> Result<Vec<(PathBuf, String)>> {
    let graphs = graphs(project, toolchain)?;
    let list = |module: &str| {
        let json = fs::read(graphs.join(format!("{module}.symbols.json")))?;
        let graph: Graph = serde_json::from_slice(&json).context("cannot parse a symbol graph")?;
        Ok((project.path(SWIFT).join("api").join(format!("{module}.txt")), text(&graph)))
    };
    MODULES.into_iter().map(list).collect()
}

/// Extracts the symbol graphs of the modules with the compiler's tool, and returns their folder.
fn graphs(project: &Project, toolchain: &Toolchain) -> Result<PathBuf> {
    #[derive(Deserialize)]
    struct Info {
        target: Target,
    }
    #[derive(Deserialize)]
    struct Target {
        triple: String,
    }
    let directory = scratch(project).join("graphs");
    project.once("symbol graphs", || {
        fs::create_dir_all(&directory)?;
        let info = toolchain.tool(project, "swiftc", SWIFT).arg("-print-target-info").output()?;
        let info: Info = serde_json::from_slice(&info).context("cannot parse the target of swiftc")?;
        for module in MODULES {
            let run =
                toolchain.tool(project, "swift-symbolgraph-extract", SWIFT).args(["-module-name", module]);
            let run = run.args(["-target", &info.target.triple, "-I"]).arg(modules(project));
            let run = run.args(["-I", "Sources/MingpianFFI", "-output-dir"]).arg(&directory);
            run.args(["-minimum-access-level", "public", "-skip-synthesized-members"]).run()?;
        }
        Ok(())
    })?;
    Ok(directory)
}

/// Returns the folder in which SwiftPM puts the modules that it builds.
fn modules(project: &Project) -> PathBuf {
    scratch(project).join("build").join(Path::new("debug/Modules"))
}

/// Returns a line for each symbol, and one for each protocol that a type conforms to.
fn text(graph: &Graph) -> String {
    let path = |symbol: &Symbol| symbol.path_components.join(".");
    let mut lines = BTreeSet::new();
    for symbol in &graph.symbols {
        let declaration: String =
            symbol.declaration_fragments.iter().map(|fragment| fragment.spelling.as_str()).collect();
        lines.insert(format!(
            "{}: {}",
            path(symbol),
            declaration.split_whitespace().collect::<Vec<_>>().join(" ")
        ));
    }
    for relationship in graph.relationships.iter().filter(|relationship| relationship.kind == "conformsTo") {
        let source = graph.symbols.iter().find(|symbol| symbol.identifier.precise == relationship.source);
        let (Some(source), Some(target)) = (source, &relationship.target_fallback) else { continue };
        // Every type conforms to these protocols by default.
        if !matches!(target.as_str(), "Swift.Copyable" | "Swift.Escapable" | "Swift.SendableMetatype") {
            lines.insert(format!("{} conforms to {target}", path(source)));
        }
    }
    lines.into_iter().map(|line| line + "\n").collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_graph_becomes_a_list() {
        let json = r#"{
            "symbols": [
                { "identifier": { "precise": "s:1" }, "pathComponents": ["Profile"],
                  "declarationFragments": [{ "spelling": "struct" }, { "spelling": " " }, { "spelling": "Profile" }] },
                { "identifier": { "precise": "s:2" }, "pathComponents": ["Profile", "id"],
                  "declarationFragments": [{ "spelling": "let id:\n  " }, { "spelling": "String" }] }
            ],
            "relationships": [
                { "kind": "conformsTo", "source": "s:1", "targetFallback": "Swift.Hashable" },
                { "kind": "conformsTo", "source": "s:1", "targetFallback": "Swift.Copyable" },
                { "kind": "memberOf", "source": "s:2", "targetFallback": "Mingpian.Profile" }
            ]
        }"#;
        let graph: Graph = serde_json::from_str(json).unwrap();
        assert_eq!(
            text(&graph),
            "Profile conforms to Swift.Hashable\nProfile.id: let id: String\nProfile: struct Profile\n"
        );
    }

    #[test]
    fn changes_are_told() {
        assert_eq!(changes("a\nb\n", "a\nc\n"), ["- b", "+ c"]);
        assert!(changes("a\nb\n", "b\na\n").is_empty());
    }
}
