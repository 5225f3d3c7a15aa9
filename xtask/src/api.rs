//! Compares the public API of the crates and of the npm package with committed lists, so that every change is
//! deliberate.
//!
//! `MINGPIAN_WRITE_API=1` writes new lists. Kotlin and Swift have separate lists.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};
use public_api::Builder;

use crate::project::{Project, say};
use crate::setup;
use crate::wasm::NPM;

/// The crates with lists. The derive macros have no API of their own, because `mingpian` re-exports them.
const CRATES: [&str; 2] = ["mingpian", "mingpian-json"];

/// The folder of the crates' lists.
const RUST: &str = "tests/api";

/// The list of the npm package.
const TYPESCRIPT: &str = "bindings/wasm/api/mingpian.d.ts";

/// Compares the crates with their lists.
pub(crate) fn check_rust(project: &Project) -> Result<()> {
    for package in CRATES {
        say(&format!("cargo rustdoc {package} --output-format json"), "to list its public API");
        // The JSON output is unstable, so a stable toolchain needs this variable. `public-api` in Cargo.toml must
        // support the format of the toolchain in rust-toolchain.toml.
        let doc = project.cargo().args(["rustdoc", "--quiet", "--locked", "--package", package, "--lib"]);
        let doc = doc.args(["--", "-Zunstable-options", "--output-format=json", "--cap-lints=allow"]);
        doc.env("RUSTC_BOOTSTRAP", "1").run()?;
        let json = format!("doc/{}.json", package.replace('-', "_"));
        let json = project.metadata().target_directory.join(json);
        let api = Builder::from_rustdoc_json(json).omit_blanket_impls(true).omit_auto_trait_impls(true);
        let api = api.omit_auto_derived_impls(true).build().context("cannot parse rustdoc's JSON")?;
        compare(project, &format!("{RUST}/{package}.txt"), &format!("{api}"))?;
    }
    Ok(())
}

/// Compares the npm package with its list, which contains the declarations of its entry points and of every file that
/// they import, without comments. The package must have been built.
pub(crate) fn check_typescript(project: &Project) -> Result<()> {
    let directory = project.metadata().target_directory.join("npm-api");
    if directory.exists() {
        fs::remove_dir_all(&directory)?;
    }
    say("tsc --emitDeclarationOnly", "to list the public API of the npm package");
    let compile = setup::tool(project, NPM, "tsc")?.within(NPM);
    let compile = compile.args(["-p", ".", "--emitDeclarationOnly", "--removeComments", "--outDir"]);
    compile.arg(&directory).run()?;
    let package = fs::read_to_string(project.path(NPM).join("package.json"))?;
    let package: serde_json::Value = serde_json::from_str(&package)?;
    let exports = package["exports"].as_object().context("package.json has no exports")?;
    let types = exports.values().map(|entry| &entry["types"]);
    let types = types.filter_map(|types| types.as_str().or_else(|| types["default"].as_str()));
    let entries: Vec<_> = types.filter_map(|path| path.strip_prefix("./dist/")).map(PathBuf::from).collect();
    ensure!(!entries.is_empty(), "package.json lists no declarations");
    let mut text = String::new();
    for name in reachable(directory.as_std_path(), entries)? {
        let declarations = fs::read_to_string(directory.as_std_path().join(&name))?;
        text += &format!("// {}\n{}\n\n", name.display(), declarations.trim_end());
    }
    compare(project, TYPESCRIPT, &text)
}

/// Returns the entry points and every file that they import, in the order of their names.
fn reachable(directory: &Path, mut open: Vec<PathBuf>) -> Result<BTreeSet<PathBuf>> {
    let mut found = BTreeSet::new();
    while let Some(name) = open.pop() {
        let path = directory.join(&name);
        // The files of the module have no declarations here.
        if found.contains(&name) || !path.exists() {
            continue;
        }
        let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        for import in imports(&text) {
            let target = name.parent().unwrap_or(Path::new("")).join(import).with_extension("d.ts");
            open.push(normal(&target));
        }
        found.insert(name);
    }
    Ok(found)
}

/// Returns the files that declarations import: `from "./a.js"`, and `import("./a.js")`.
fn imports(text: &str) -> impl Iterator<Item = &str> {
    let quoted = text.split('"').skip(1).step_by(2);
    quoted.filter(|text| (text.starts_with("./") || text.starts_with("../")) && text.ends_with(".js"))
}

/// Returns a path without `.` and `..`.
fn normal(path: &Path) -> PathBuf {
    let mut parts = PathBuf::new();
    for part in path.components() {
        match part {
            std::path::Component::ParentDir => drop(parts.pop()),
            std::path::Component::CurDir => {}
            other => parts.push(other),
        }
    }
    parts
}

/// Compares a list with the committed one, or writes it if `MINGPIAN_WRITE_API` is set.
fn compare(project: &Project, name: &str, found: &str) -> Result<()> {
    let path = project.path(name);
    if std::env::var("MINGPIAN_WRITE_API").is_ok_and(|value| value == "1") {
        fs::create_dir_all(path.parent().context("the list is not in a folder")?)?;
        return fs::write(&path, found).with_context(|| format!("cannot write {name}"));
    }
    let committed = fs::read_to_string(&path).unwrap_or_default();
    let changes = changes(&committed, found);
    ensure!(
        committed == found,
        "the public API differs from {name}:\n{}\nIf that is intended, run the test with MINGPIAN_WRITE_API=1 to update the list",
        changes.join("\n")
    );
    Ok(())
}

/// Returns the lines that are in only one of two lists, at most 40 of them.
fn changes(committed: &str, found: &str) -> Vec<String> {
    let (old, new): (BTreeSet<_>, BTreeSet<_>) = (committed.lines().collect(), found.lines().collect());
    let removed = committed.lines().filter(|line| !new.contains(line)).map(|line| format!("- {line}"));
    let added = found.lines().filter(|line| !old.contains(line)).map(|line| format!("+ {line}"));
    removed.chain(added).take(40).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declarations_name_what_they_import() {
        let text = "import type { A } from \"./a.js\";\nexport * from \"../b/c.js\";\n\
            declare const x: import(\"./d.js\").D;\ndeclare const y: \"./no\";\nimport \"node:fs\";\n";
        assert_eq!(imports(text).collect::<Vec<_>>(), ["./a.js", "../b/c.js", "./d.js"]);
        assert_eq!(normal(Path::new("generated/.././errors.d.ts")), Path::new("errors.d.ts"));
    }

    #[test]
    fn files_are_followed_from_the_entries() {
        let folder = std::env::temp_dir().join(format!("mingpian-api-{}", std::process::id()));
        fs::create_dir_all(folder.join("inner")).unwrap();
        for (name, text) in [
            ("index.d.ts", "export * from \"./inner/a.js\";"),
            ("inner/a.d.ts", "export * from \"../b.js\"; import \"./gone.js\";"),
            ("b.d.ts", "export * from \"./index.js\";"),
            ("private.d.ts", ""),
        ] {
            fs::write(folder.join(name), text).unwrap();
        }
        let found = reachable(&folder, vec!["index.d.ts".into()]).unwrap();
        fs::remove_dir_all(&folder).unwrap();
        let names: Vec<_> = found.iter().map(|name| name.to_str().unwrap()).collect();
        assert_eq!(names, ["b.d.ts", "index.d.ts", "inner/a.d.ts"]);
    }

    #[test]
    fn changes_are_listed() {
        assert_eq!(changes("a\nb\n", "a\nc\n"), ["- b", "+ c"]);
    }
}
