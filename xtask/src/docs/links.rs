//! Checks the links between Markdown files, and the paths that they name.

use std::collections::BTreeMap;
use std::path::Path;

use super::markdown::Document;

/// Folders and files that exist only after a build.
const BUILT: [&str; 10] = [
    "target/",
    "web-demo/dist",
    "bindings/wasm/dist",
    "bindings/wasm/build",
    "bindings/kotlin/target",
    "bindings/kotlin/mingpian/build",
    "bindings/kotlin/mingpian/target",
    "bindings/kotlin/mingpian-okhttp/target",
    "bindings/swift/MingpianFFI.xcframework",
    "docs/api",
];

/// Files of the reader's own project, which the quick starts tell them to write.
const OF_READERS: [&str; 3] = ["src/main.rs", "src/main.ts", "src/main/kotlin/Main.kt"];

/// The placeholder for the name of a provider that does not exist yet.
const PLACEHOLDER: &str = "NAME";

/// Returns the file that a link in a file leads to, as a path from the root, if it leads to a file of the project.
pub(super) fn resolved(from: &str, link: &str) -> Option<String> {
    let (path, _) = link.split_once('#').unwrap_or((link, ""));
    if path.is_empty() || path.contains(':') || path.starts_with('/') {
        return None;
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "." | "" => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// Returns the problems in the links of a file.
pub(super) fn dead(root: &Path, path: &str, documents: &BTreeMap<String, Document>) -> Vec<String> {
    let mut problems = Vec::new();
    let Some(document) = documents.get(path) else { return problems };
    for (_, link) in &document.links {
        let fragment = link.split_once('#').map(|(_, fragment)| fragment);
        let target = if link.starts_with('#') { Some(path.to_owned()) } else { resolved(path, link) };
        let Some(target) = target else { continue };
        // The references are built with the site.
        if target.starts_with("docs/api/") {
            continue;
        }
        if target != path && !root.join(&target).exists() {
            problems.push(format!("{path}: the link {link} leads nowhere"));
        } else if let (Some(fragment), Some(other)) = (fragment, documents.get(&target))
            && !other.anchors.iter().any(|anchor| anchor == fragment)
        {
            problems.push(format!("{path}: {target} has no heading for the link {link}"));
        }
    }
    problems
}

/// Returns the paths that a file mentions in code and that exist neither in the root nor in the file's own folder.
pub(super) fn missing(root: &Path, path: &str, document: &Document, folders: &[String]) -> Vec<String> {
    let own = root.join(path);
    let own = own.parent().unwrap_or(root);
    let is_path = |named: &&str| {
        folders.iter().any(|folder| named.starts_with(folder.as_str()))
            && named.chars().all(|c| c.is_ascii_alphanumeric() || "-_./".contains(c))
    };
    let is_excused = |named: &str| {
        let is_built = BUILT.iter().any(|built| named.starts_with(built));
        is_built || OF_READERS.contains(&named) || named.contains(PLACEHOLDER)
    };
    let named = document.spans.iter().map(|span| span.trim_end_matches("/*")).filter(is_path);
    let missing =
        named.filter(|named| !is_excused(named) && !root.join(named).exists() && !own.join(named).exists());
    missing.map(|named| format!("{path}: there is no {named}")).collect()
}

#[cfg(test)]
mod tests {
    use super::super::markdown;
    use super::*;

    #[test]
    fn links_are_resolved_from_their_file() {
        assert_eq!(resolved("docs/en/a.md", "../zh/a.md#b").as_deref(), Some("docs/zh/a.md"));
        assert_eq!(resolved("docs/en/a.md", "b.md").as_deref(), Some("docs/en/b.md"));
        assert_eq!(resolved("README.md", "./docs/").as_deref(), Some("docs"));
        assert_eq!(resolved("README.md", "https://example.com/a"), None);
        assert_eq!(resolved("README.md", "#part"), None);
    }

    #[test]
    fn a_link_to_a_missing_file_or_heading_is_dead() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let read = |text: &str| markdown::read(text);
        let documents = BTreeMap::from([(
            "a.md".to_owned(),
            read("# A\n[b](Cargo.toml) [c](no.toml) [d](#a) [e](#b) [f](https://example.com)\n"),
        )]);
        assert_eq!(
            dead(root, "a.md", &documents),
            ["a.md: the link no.toml leads nowhere", "a.md: a.md has no heading for the link #b"]
        );
    }

    #[test]
    fn a_path_that_does_not_exist_is_found() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let document =
            markdown::read("`src/main.rs`, `src/docs/*`, `src/none.rs`, `src/none or so`, `none.rs`\n");
        assert_eq!(missing(root, "a.md", &document, &["src/".to_owned()]), ["a.md: there is no src/none.rs"]);
    }
}
