//! The artifacts and their dependencies.

use anyhow::{Context as _, Result};

use super::super::coordinates::{GROUP, VERSION};

/// An artifact that is published.
pub(super) struct Artifact {
    pub(super) name: &'static str,
    pub(super) title: &'static str,
    pub(super) description: &'static str,
    pub(super) dependencies: Vec<Dependency>,
}

/// A dependency on another artifact.
pub(super) struct Dependency {
    pub(super) group: String,
    pub(super) name: &'static str,
    /// The name in a POM. Maven does not read Gradle's metadata, so the POM has to name the artifact that has the
    /// classes for the JVM if the main artifact has none.
    pub(super) maven_name: &'static str,
    pub(super) version: String,
    /// Whether code that uses our artifact also compiles against this one.
    pub(super) is_api: bool,
    /// Whether Android has to use the AAR, although the artifact has no Gradle metadata that selects it.
    pub(super) is_aar_on_android: bool,
}

impl Artifact {
    /// Returns the name of a file of this artifact.
    pub(super) fn file(&self, ending: &str) -> String {
        format!("{}-{VERSION}{ending}", self.name)
    }

    /// Returns whether the native library and the Kotlin that UniFFI generates belong to it.
    pub(super) fn has_core(&self) -> bool {
        self.name == "mingpian"
    }
}

/// Returns the artifacts. The versions are the properties of the parent POM.
pub(super) fn artifacts(parent: &str) -> Result<[Artifact; 2]> {
    let version = |name: &str| property(parent, &format!("{name}.version"));
    let kotlin = "org.jetbrains.kotlin";
    let core = vec![
        Dependency { is_api: true, ..dependency(kotlin, "kotlin-stdlib", version("stdlib")?) },
        Dependency {
            is_api: true,
            ..dependency("org.jetbrains.kotlinx", "kotlinx-coroutines-core", version("coroutines")?)
        },
        Dependency { is_aar_on_android: true, ..dependency("net.java.dev.jna", "jna", version("jna")?) },
    ];
    let okhttp = vec![
        Dependency { is_api: true, ..dependency(GROUP, "mingpian", VERSION.to_owned()) },
        Dependency {
            is_api: true,
            maven_name: "okhttp-jvm",
            ..dependency("com.squareup.okhttp3", "okhttp", version("okhttp")?)
        },
    ];
    Ok([
        Artifact {
            name: "mingpian",
            title: "Mingpian",
            description: "Asks three Chinese account services who a user is",
            dependencies: core,
        },
        Artifact {
            name: "mingpian-okhttp",
            title: "Mingpian for OkHttp",
            description: "Sends the requests of Mingpian with OkHttp",
            dependencies: okhttp,
        },
    ])
}

fn dependency(group: &str, name: &'static str, version: String) -> Dependency {
    let group = group.to_owned();
    Dependency { group, name, maven_name: name, version, is_api: false, is_aar_on_android: false }
}

/// Returns the value of a property in a POM.
pub(super) fn property(pom: &str, name: &str) -> Result<String> {
    let (start, end) = (format!("<{name}>"), format!("</{name}>"));
    let value = pom.split_once(&start).and_then(|(_, rest)| rest.split_once(&end));
    value.map(|(value, _)| value.to_owned()).with_context(|| format!("the parent POM has no {name}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_those_of_the_parent_pom() {
        let pom = "<stdlib.version>1</stdlib.version><coroutines.version>2</coroutines.version>\
            <jna.version>3</jna.version><okhttp.version>4</okhttp.version>";
        let [core, okhttp] = artifacts(pom).unwrap();
        let of = |artifact: &Artifact| -> Vec<String> {
            artifact.dependencies.iter().map(|each| format!("{}:{}", each.name, each.version)).collect()
        };
        assert_eq!(of(&core), ["kotlin-stdlib:1", "kotlinx-coroutines-core:2", "jna:3"]);
        assert_eq!(of(&okhttp), [format!("mingpian:{VERSION}"), "okhttp:4".to_owned()]);
        let error = artifacts("<stdlib.version>1</stdlib.version>").err().unwrap().to_string();
        assert_eq!(error, "the parent POM has no coroutines.version");
    }
}
