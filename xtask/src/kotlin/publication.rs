//! Writes the publication: a folder in the layout of a Maven repository. Maven Central also requires signatures.

mod artifact;
mod digests;
mod gradle;
mod pom;

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};

use super::coordinates::{self, VERSION};
use super::{BUILD, KOTLIN, empty};
use crate::project::{Project, say};
use artifact::{Artifact, artifacts};
use digests::Digests;

/// The ends of the names of an artifact's files, after the version.
const FILES: [&str; 4] = [".jar", ".aar", "-sources.jar", "-javadoc.jar"];

/// Replaces the repository with one of the jars that Maven has built. Without an AAR, it contains nothing for Android.
pub(super) fn write(project: &Project, repository: &Path, aar: Option<&Path>) -> Result<()> {
    say(&format!("wrote {}", shown(project, repository)), "it contains the packages as a Maven repository");
    empty(repository)?;
    let versions = fs::read_to_string(project.path(KOTLIN).join("pom.xml"))?;
    for artifact in artifacts(&versions)? {
        let folder = repository.join(coordinates::folder()).join(artifact.name).join(VERSION);
        fs::create_dir_all(&folder)?;
        let module = project.path(KOTLIN).join(artifact.name);
        let built = |ending: &str| module.join("target").join(artifact.file(ending));
        sources(project, &module, artifact.has_core(), &built("-sources.jar"))?;
        for ending in [".jar", "-sources.jar", "-javadoc.jar"] {
            // Tests publish without the documentation.
            if ending != "-javadoc.jar" || built(ending).exists() {
                put(&folder, &artifact.file(ending), &read(&built(ending))?)?;
            }
        }
        if let Some(aar) = aar.filter(|_| artifact.has_core()) {
            put(&folder, &artifact.file(".aar"), &read(aar)?)?;
        }
        describe(&artifact, &folder)?;
    }
    Ok(())
}

/// Returns the version of Kotlin's standard library that the packages depend on.
pub(super) fn stdlib_version(project: &Project) -> Result<String> {
    artifact::property(&fs::read_to_string(project.path(KOTLIN).join("pom.xml"))?, "stdlib.version")
}

/// Writes the metadata for Maven and Gradle of an artifact whose files exist.
fn describe(artifact: &Artifact, folder: &Path) -> Result<()> {
    let mut files = Vec::new();
    for ending in FILES {
        let path = folder.join(artifact.file(ending));
        if path.exists() {
            files.push((ending, Digests::of(&read(&path)?)));
        }
    }
    put(folder, &artifact.file(".module"), gradle::metadata(artifact, &files)?.as_bytes())?;
    put(folder, &artifact.file(".pom"), pom::pom(artifact).as_bytes())
}

/// Writes the sources of a module into a jar, including those that UniFFI generated.
fn sources(project: &Project, module: &Path, has_core: bool, jar: &Path) -> Result<()> {
    let run = project.program("jar").args(["--create", "--no-manifest", "--file"]).arg(jar);
    let mut folders = vec![module.join("src/main/kotlin")];
    if has_core {
        folders.extend([module.join("src/generated/kotlin"), project.path(BUILD).join("uniffi")]);
    }
    let run = folders.iter().fold(run, |run, folder| run.arg("-C").arg(folder).arg("."));
    run.run()
}

/// Writes a file and its checksums.
fn put(folder: &Path, name: &str, bytes: &[u8]) -> Result<()> {
    let write = |name: &str, bytes: &[u8]| {
        fs::write(folder.join(name), bytes).with_context(|| format!("cannot write {name}"))
    };
    write(name, bytes)?;
    Digests::of(bytes)
        .each()
        .into_iter()
        .try_for_each(|(kind, digest)| write(&format!("{name}.{kind}"), digest.as_bytes()))
}

fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}

fn shown(project: &Project, path: &Path) -> String {
    path.strip_prefix(project.root()).unwrap_or(path).display().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_lies_beside_its_checksums() {
        let folder = std::env::temp_dir().join(format!("mingpian-put-{}", std::process::id()));
        empty(&folder).unwrap();
        put(&folder, "a.jar", b"abc").unwrap();
        let mut names: Vec<_> = fs::read_dir(&folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        // The digest of "abc" is an example of FIPS 180-4.
        let sha1 = fs::read_to_string(folder.join("a.jar.sha1")).unwrap();
        fs::remove_dir_all(&folder).unwrap();
        assert_eq!(names, ["a.jar", "a.jar.md5", "a.jar.sha1", "a.jar.sha256", "a.jar.sha512"]);
        assert_eq!(sha1, "a9993e364706816aba3e25717850c26c9cd0d89d");
    }
}
