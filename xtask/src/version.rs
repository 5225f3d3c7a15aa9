//! Checks the version of everything that is published. The workspace's Cargo.toml defines it, and all other files must
//! agree.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, ensure};

use crate::project::Project;

/// The npm packages: the published one, and others that would otherwise show a different version.
const NPM_PACKAGES: [&str; 4] = ["bindings/wasm", "web-demo", "examples/signing-server", "benches/js"];

/// The folder of the Maven modules.
const MAVEN: &str = "bindings/kotlin";

/// The documents that contain the version of a package.
const DOCUMENTS: [&str; 6] = [
    "README.md",
    "bindings/cli/README.md",
    "bindings/kotlin/README.md",
    "bindings/swift/README.md",
    "bindings/wasm/README.md",
    "docs",
];

/// Returns the version.
pub(crate) fn current(project: &Project) -> Result<String> {
    let packages = project.metadata().workspace_packages();
    let core = packages.iter().find(|package| package.name.as_str() == "mingpian");
    Ok(core.context("the workspace has no package mingpian")?.version.to_string())
}

/// Checks that crates, npm packages, Maven modules, documents, and the changelog have one version.
pub(crate) fn check(project: &Project) -> Result<()> {
    let version = current(project)?;
    let mut others = Vec::new();
    let mut compare = |place: String, found: &str| {
        if found != version {
            others.push(format!("{place}: {found}"));
        }
    };
    for package in project.metadata().workspace_packages() {
        compare(format!("the crate {}", package.name), &package.version.to_string());
        for dependency in package.dependencies.iter().filter(|dependency| dependency.path.is_some()) {
            // A dependency without a version accepts any version, and cannot be published.
            let required = dependency.req.to_string();
            if required != "*" {
                compare(
                    format!("{}, which needs {}", package.name, dependency.name),
                    required.trim_start_matches('='),
                );
            }
        }
    }
    for directory in NPM_PACKAGES {
        let package = json(project, &format!("{directory}/package.json"))?;
        compare(format!("{directory}/package.json"), package["version"].as_str().unwrap_or_default());
        let lock_file = format!("{directory}/package-lock.json");
        if project.path(&lock_file).exists() {
            let lock = json(project, &lock_file)?;
            compare(lock_file.clone(), lock["version"].as_str().unwrap_or_default());
            compare(lock_file, lock["packages"][""]["version"].as_str().unwrap_or_default());
        }
    }
    let poms = poms(&project.path(MAVEN))?;
    ensure!(poms.len() > 1, "{MAVEN} has no Maven modules");
    for (path, text) in &poms {
        let found = pom_version(text).with_context(|| format!("{path} has no version"))?;
        compare(path.clone(), found);
    }
    for name in DOCUMENTS {
        for (path, text) in documents(&project.path(name))? {
            for found in named_versions(&text) {
                compare(path.clone(), found);
            }
        }
    }
    ensure!(
        others.is_empty(),
        "the version is {version}, but these have another one:\n {}",
        others.join("\n  ")
    );
    changelog_section(project, &version).map(drop)
}

/// Returns the section of the changelog about a version.
pub(crate) fn changelog_section(project: &Project, version: &str) -> Result<String> {
    let text = fs::read_to_string(project.path("CHANGELOG.md")).context("cannot read CHANGELOG.md")?;
    section(&text, version).with_context(|| format!("CHANGELOG.md has no section for {version}"))
}

/// Returns the section whose heading contains a version, including the heading.
fn section(text: &str, version: &str) -> Option<String> {
    let is_named = |line: &str| {
        line.starts_with("## ")
            && line
                .split(|c: char| !(c.is_ascii_alphanumeric() || ".-+".contains(c)))
                .any(|word| word == version)
    };
    let mut lines = text.lines().skip_while(|line| !is_named(line));
    let heading = lines.next()?;
    let rest: Vec<_> = lines.take_while(|line| !line.starts_with("## ")).collect();
    Some(format!("{heading}\n{}\n", rest.join("\n").trim_end()))
}

fn json(project: &Project, name: &str) -> Result<serde_json::Value> {
    let text = fs::read_to_string(project.path(name)).with_context(|| format!("cannot read {name}"))?;
    serde_json::from_str(&text).with_context(|| format!("{name} is not JSON"))
}

/// Returns the text of the parent POM and of the POM of each module. Other projects in the folder are tests.
fn poms(directory: &Path) -> Result<Vec<(String, String)>> {
    let read = |folder: &Path| -> Result<(String, String)> {
        let pom = folder.join("pom.xml");
        let text = fs::read_to_string(&pom).with_context(|| format!("cannot read {}", pom.display()))?;
        Ok((pom.display().to_string(), text))
    };
    let whole = read(directory)?;
    let parts: Result<Vec<_>> = modules(&whole.1).map(|module| read(&directory.join(module))).collect();
    Ok(std::iter::once(whole).chain(parts?).collect())
}

/// Returns the folders of the modules that a POM names.
fn modules(pom: &str) -> impl Iterator<Item = &str> {
    pom.split("<module>").skip(1).filter_map(|rest| Some(rest.split_once("</module>")?.0.trim()))
}

/// Returns the version of a POM's own artifact, which is that of its parent or the POM's own.
fn pom_version(text: &str) -> Option<&str> {
    let part = text.split_once("<parent>").map_or(text, |(_, parent)| parent);
    let (_, rest) = part.split_once("<version>")?;
    Some(rest.split_once("</version>")?.0.trim())
}

/// Returns the text of a document, or of every document in a folder and its subfolders.
fn documents(path: &Path) -> Result<Vec<(String, String)>> {
    if path.is_dir() {
        let mut found = Vec::new();
        for entry in fs::read_dir(path)? {
            let path = entry?.path();
            if path.is_dir() || path.extension().is_some_and(|extension| extension == "md") {
                found.extend(documents(&path)?);
            }
        }
        return Ok(found);
    }
    if !path.exists() {
        return Ok(Vec::new());
    }
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    Ok(vec![(path.display().to_string(), text)])
}

/// Returns the versions that follow the name of a package, as dependencies are written: `mingpian@1.2.3`,
/// `mingpian:1.2.3`, `mingpian-okhttp:1.2.3`, `mingpian = "1.2.3"`, and `mingpian", from: "1.2.3"`.
fn named_versions(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for (at, name) in text.match_indices("mingpian") {
        let rest = &text[at + name.len()..];
        let rest = rest.trim_start_matches(|c: char| c.is_ascii_lowercase() || c == '-');
        let rest = ["@", ":", " = \"", "\", from: \"", ".git\", from: \""]
            .iter()
            .find_map(|between| rest.strip_prefix(between));
        let Some(rest) = rest else { continue };
        let end =
            rest.find(|c: char| !(c.is_ascii_alphanumeric() || ".-+".contains(c))).unwrap_or(rest.len());
        let version = rest[..end].trim_end_matches(['.', '-']);
        if version.starts_with(|c: char| c.is_ascii_digit()) && version.matches('.').count() >= 2 {
            found.push(version);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_project_has_one_version() {
        check(&Project::find(false).unwrap()).unwrap();
    }

    #[test]
    fn the_section_of_a_version_is_found() {
        let text =
            "# Changelog\n\n## Unreleased: 0.2.0\n\n* b\n\n## 0.1.10 (2026)\n\n* x\n\n## 0.1.1\n\n* a\n";
        assert_eq!(section(text, "0.2.0").unwrap(), "## Unreleased: 0.2.0\n\n* b\n");
        assert_eq!(section(text, "0.1.1").unwrap(), "## 0.1.1\n\n* a\n");
        assert_eq!(section(text, "0.1.10").unwrap(), "## 0.1.10 (2026)\n\n* x\n");
        assert_eq!(section(text, "0.1"), None);
    }

    #[test]
    fn the_version_of_a_module_is_that_of_its_parent() {
        let module = "<project><parent><artifactId>p</artifactId><version>1.0.0</version></parent>\
            <dependency><version>9.9.9</version></dependency></project>";
        assert_eq!(pom_version(module), Some("1.0.0"));
        let parent = "<project><artifactId>p</artifactId><version>1.0.1</version><x><version>9</version></x></project>";
        assert_eq!(pom_version(parent), Some("1.0.1"));
        assert_eq!(pom_version("<project/>"), None);
        let whole = "<modules><module>a</module>\n<module> b </module></modules>";
        assert_eq!(modules(whole).collect::<Vec<_>>(), ["a", "b"]);
    }

    #[test]
    fn versions_in_documents_are_found() {
        let text = "npm install mingpian@0.1.0, `com.example:mingpian-okhttp:0.1.1`; mingpian = \"0.1.2\"\n\
            .package(url: \"https://example.com/mingpian.git\", from: \"0.1.3\"), mingpian:latest, mingpian 9.9.9";
        assert_eq!(named_versions(text), ["0.1.0", "0.1.1", "0.1.2", "0.1.3"]);
    }
}
