//! The Maven coordinates of the packages.

/// The version of the packages, which is that of the whole project.
pub(crate) const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The group of the artifacts, and the package of their classes. UniFFI's configuration, the POMs, and the handwritten
/// Kotlin contain it, too, and the tests in this file compare them.
pub(crate) const GROUP: &str = "io.github.mingpian";

/// Returns the folder of the package below a folder of sources or classes.
pub(crate) fn folder() -> String {
    GROUP.replace('.', "/")
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::{Path, PathBuf};

    use super::*;

    fn project() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
    }

    fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                sources(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "kt") {
                found.push(path);
            }
        }
    }

    #[test]
    fn every_source_is_in_the_folder_of_its_package() {
        let kotlin = project().join("bindings/kotlin");
        let mut found = Vec::new();
        for folder in ["mingpian/src", "mingpian-okhttp/src"] {
            sources(&kotlin.join(folder), &mut found);
        }
        assert!(found.len() > 30, "only {} files", found.len());
        for path in found {
            let text = fs::read_to_string(&path).unwrap();
            let package = text.lines().find_map(|line| line.strip_prefix("package ")).unwrap();
            assert!(package == GROUP || package.starts_with(&format!("{GROUP}.")), "{}", path.display());
            assert!(path.parent().unwrap().ends_with(package.replace('.', "/")), "{}", path.display());
        }
    }

    #[test]
    fn every_pom_has_the_group_and_the_version() {
        let kotlin = project().join("bindings/kotlin");
        for module in ["", "mingpian", "mingpian-okhttp", "sample", "benchmark"] {
            let pom = fs::read_to_string(kotlin.join(module).join("pom.xml")).unwrap();
            let first = pom.split("<groupId>").nth(1).unwrap();
            assert!(first.starts_with(&format!("{GROUP}</groupId>")), "{module}");
            assert!(pom.contains(&format!("<version>{VERSION}</version>")), "{module}");
        }
    }

    #[test]
    fn uniffi_writes_the_package() {
        let configuration = fs::read_to_string(project().join("bindings/uniffi/uniffi.toml")).unwrap();
        assert!(configuration.contains(&format!("package_name = \"{GROUP}.core\"\n")));
    }
}
