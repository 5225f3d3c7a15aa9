//! Writes the metadata that Gradle reads instead of the POM: one artifact, with different files on Android and on the
//! JVM.
//!
//! Its format is described in the
//! [specification](https://github.com/gradle/gradle/blob/master/platforms/documentation/docs/src/docs/design/gradle-module-metadata-latest-specification.md)
//! of Gradle Module Metadata 1.1.

use std::collections::BTreeMap;

use anyhow::{Context as _, Result};
use serde::Serialize;
use serde_json::{Value, json};

use super::super::coordinates::{GROUP, VERSION};
use super::artifact::{Artifact, Dependency};
use super::digests::Digests;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Metadata {
    // This member has to be the first.
    format_version: &'static str,
    component: Value,
    variants: Vec<Variant>,
}

#[derive(Serialize)]
struct Variant {
    name: &'static str,
    attributes: BTreeMap<&'static str, Value>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    dependencies: Vec<Value>,
    files: [Value; 1],
}

/// The purpose of a variant.
#[derive(Clone, Copy, PartialEq)]
enum Use {
    Api,
    Runtime,
}

/// The environment in which the classes run.
#[derive(Clone, Copy, PartialEq)]
enum Environment {
    /// The artifact has the same files everywhere.
    Any,
    Jvm,
    Android,
}

/// Returns the metadata of an artifact. Each file is given with the end of its name.
pub(super) fn metadata(artifact: &Artifact, files: &[(&str, Digests)]) -> Result<String> {
    let file = |ending: &str| {
        let found = files.iter().find(|(each, _)| *each == ending);
        found.map(|(_, digests)| described(&artifact.file(ending), digests))
    };
    let jar = file(".jar").with_context(|| format!("{} has no jar", artifact.name))?;
    let mut variants = Vec::new();
    let jvm = if artifact.has_core() { Environment::Jvm } else { Environment::Any };
    let names = if artifact.has_core() { ["jvmApi", "jvmRuntime"] } else { ["api", "runtime"] };
    variants.extend(library(artifact, names, jvm, &jar));
    if let Some(aar) = file(".aar") {
        variants.extend(library(artifact, ["androidApi", "androidRuntime"], Environment::Android, &aar));
    }
    for (name, ending) in [("sources", "-sources.jar"), ("javadoc", "-javadoc.jar")] {
        if let Some(file) = file(ending) {
            let attributes = BTreeMap::from([
                ("org.gradle.category", json!("documentation")),
                ("org.gradle.dependency.bundling", json!("external")),
                ("org.gradle.docstype", json!(name)),
                ("org.gradle.usage", json!("java-runtime")),
            ]);
            variants.push(Variant { name, attributes, dependencies: Vec::new(), files: [file] });
        }
    }
    let component = json!({ "group": GROUP, "module": artifact.name, "version": VERSION });
    let metadata = Metadata { format_version: "1.1", component, variants };
    Ok(serde_json::to_string_pretty(&metadata)? + "\n")
}

/// Returns the variants for compiling and for running.
fn library(
    artifact: &Artifact,
    names: [&'static str; 2],
    environment: Environment,
    file: &Value,
) -> [Variant; 2] {
    let [api, runtime] = names;
    [(api, Use::Api), (runtime, Use::Runtime)].map(|(name, purpose)| Variant {
        name,
        attributes: attributes(purpose, environment),
        dependencies: artifact
            .dependencies
            .iter()
            .filter(|each| each.is_api || purpose == Use::Runtime)
            .map(|each| needed(each, environment))
            .collect(),
        files: [file.clone()],
    })
}

fn attributes(purpose: Use, environment: Environment) -> BTreeMap<&'static str, Value> {
    let android = environment == Environment::Android;
    let mut attributes = BTreeMap::from([
        ("org.gradle.category", json!("library")),
        ("org.gradle.dependency.bundling", json!("external")),
        ("org.gradle.libraryelements", json!(if android { "aar" } else { "jar" })),
        ("org.gradle.usage", json!(if purpose == Use::Api { "java-api" } else { "java-runtime" })),
        ("org.jetbrains.kotlin.platform.type", json!(if android { "androidJvm" } else { "jvm" })),
    ]);
    if !android {
        attributes.insert("org.gradle.jvm.version", json!(8));
    }
    match environment {
        Environment::Any => None,
        Environment::Jvm => attributes.insert("org.gradle.jvm.environment", json!("standard-jvm")),
        Environment::Android => attributes.insert("org.gradle.jvm.environment", json!("android")),
    };
    attributes
}

fn needed(dependency: &Dependency, environment: Environment) -> Value {
    let Dependency { group, name, version, .. } = dependency;
    let mut value = json!({ "group": group, "module": name, "version": { "requires": version } });
    if dependency.is_aar_on_android && environment == Environment::Android {
        let selector = json!({ "name": name, "type": "aar", "extension": "aar" });
        value["thirdPartyCompatibility"] = json!({ "artifactSelector": selector });
    }
    value
}

fn described(name: &str, digests: &Digests) -> Value {
    let mut value = json!({ "name": name, "url": name, "size": digests.size });
    for (kind, digest) in digests.each() {
        value[kind] = json!(digest);
    }
    value
}

#[cfg(test)]
mod tests;
