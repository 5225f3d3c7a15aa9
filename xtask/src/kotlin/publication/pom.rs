//! Writes the POM of an artifact, with everything that Maven and Maven Central require.

use std::fmt::Write as _;

use super::super::coordinates::{GROUP, VERSION};
use super::artifact::Artifact;

/// The URL of the project.
const HOME: &str = "github.com/mingpian/mingpian";

/// Returns the POM. The comment at its beginning tells Gradle to read Gradle's metadata instead.
pub(super) fn pom(artifact: &Artifact) -> String {
    let Artifact { name, title, description, .. } = artifact;
    let mut dependencies = String::new();
    for dependency in &artifact.dependencies {
        let scope = if dependency.is_api { "compile" } else { "runtime" };
        let (group, name, version) = (&dependency.group, dependency.maven_name, &dependency.version);
        _ = write!(
            dependencies,
            "
    <dependency>
      <groupId>{group}</groupId>
      <artifactId>{name}</artifactId>
      <version>{version}</version>
      <scope>{scope}</scope>
    </dependency>"
        );
    }
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<project xmlns="http://maven.apache.org/POM/4.0.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    xsi:schemaLocation="http://maven.apache.org/POM/4.0.0 http://maven.apache.org/xsd/maven-4.0.0.xsd">
  <!-- do_not_remove: published-with-gradle-metadata -->
  <modelVersion>4.0.0</modelVersion>
  <groupId>{GROUP}</groupId>
  <artifactId>{name}</artifactId>
  <version>{VERSION}</version>
  <name>{title}</name>
  <description>{description}</description>
  <url>https://{HOME}</url>
  <licenses>
    <license>
      <name>MIT</name>
      <url>https://opensource.org/license/mit</url>
    </license>
    <license>
      <name>Apache-2.0</name>
      <url>https://www.apache.org/licenses/LICENSE-2.0.txt</url>
    </license>
  </licenses>
  <developers>
    <developer>
      <name>The Mingpian authors</name>
      <url>https://{HOME}</url>
    </developer>
  </developers>
  <scm>
    <connection>scm:git:https://{HOME}.git</connection>
    <developerConnection>scm:git:ssh://git@{HOME}.git</developerConnection>
    <url>https://{HOME}</url>
  </scm>
  <dependencies>{dependencies}
  </dependencies>
</project>
"#
    )
}

#[cfg(test)]
mod tests {
    use super::super::artifact::artifacts;
    use super::*;

    const VERSIONS: &str = "<stdlib.version>1</stdlib.version><coroutines.version>2</coroutines.version>\
        <jna.version>3</jna.version><okhttp.version>4</okhttp.version>";

    /// <https://central.sonatype.org/publish/requirements/>
    #[test]
    fn every_pom_has_what_maven_central_asks_for() {
        for artifact in artifacts(VERSIONS).unwrap() {
            let pom = pom(&artifact);
            for element in [
                "modelVersion",
                "groupId",
                "artifactId",
                "version",
                "name",
                "description",
                "url",
                "licenses",
                "license",
                "developers",
                "developer",
                "scm",
                "connection",
                "developerConnection",
            ] {
                let (_, rest) = pom.split_once(&format!("<{element}>")).expect(element);
                let (value, _) = rest.split_once(&format!("</{element}>")).expect(element);
                assert!(!value.trim().is_empty(), "{element}");
            }
            assert!(!pom.contains("SNAPSHOT") && !pom.contains("${") && !pom.contains("<parent>"));
        }
    }

    #[test]
    fn maven_gets_the_classes_of_okhttp() {
        let [core, okhttp] = artifacts(VERSIONS).unwrap();
        let pom = pom(&okhttp);
        assert!(
            pom.contains("<artifactId>okhttp-jvm</artifactId>")
                && !pom.contains("<artifactId>okhttp</artifactId>")
        );
        assert!(!super::pom(&core).contains("okhttp"));
    }
}
