//! Builds separate projects that use the packages from the repository, as apps do.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, ensure};

use super::coordinates::{self, GROUP, VERSION};
use super::{maven, sample};
use crate::project::{Project, say};

/// The Kotlin compilers that have to build against the packages: the first and the last release of 2.1, and the last
/// release of each later version.
pub(super) const COMPILERS: &[&str] = &["2.1.0", "2.1.21", "2.2.21", "2.3.21", "2.4.21"];

/// The compilers that `cargo xtask test` uses.
pub(super) const OLDEST_AND_NEWEST: &[&str] = &["2.1.0", "2.4.21"];

/// OWASP's plugin that lists what a project depends on.
const BILL: &str = "org.cyclonedx:cyclonedx-maven-plugin:2.9.3:makeBom";

/// Builds the sample as a separate project with each compiler, and runs it.
pub(super) fn build(project: &Project, repository: &Path, compilers: &[&str], origin: &str) -> Result<()> {
    for compiler in compilers {
        say(&format!("mvn compile -Dkotlin.version={compiler}"), "to build the sample as a separate project");
        // Maven resolves dependencies before it cleans, so these are two calls.
        for phase in ["clean", "compile"] {
            let run = maven(project).args(["--quiet", "--file", "consumer", phase]);
            let run = run.arg(format!("-Dkotlin.version={compiler}"));
            let folder = format!("-Dmingpian.folder={}", coordinates::folder());
            of_repository(run, repository).arg(folder).run()?;
        }
        let target = project.path(super::KOTLIN).join("consumer/target").join(compiler);
        let mut path = sample::jars(&target.join("libraries"))?;
        path.push(target.join("classes").into_os_string());
        sample::look_up(project, &std::env::join_paths(&path)?, origin)?;
    }
    Ok(())
}

/// Resolves the packages with Gradle, for the JVM and for Android.
pub(super) fn resolve(project: &Project, repository: &Path) -> Result<()> {
    say("mvn exec:java in bindings/kotlin/gradle", "to see which files Gradle selects from the repository");
    let run = maven(project).args(["--quiet", "--file", "gradle", "compile", "exec:exec"]);
    let printed = of_repository(run, repository).text()?;
    println!("{printed}");
    let own = |ending: &str| format!("mingpian-{VERSION}.{ending}");
    let (jar, aar) = (own("jar"), own("aar"));
    for (line, there, absent) in [
        ("standard-jvm java-api", &[jar.as_str(), "okhttp-jvm-"][..], &["jna", ".aar"][..]),
        ("standard-jvm java-runtime", &[&jar, "okhttp-jvm-", "jna-*.jar"], &[".aar"]),
        ("android java-api", &[&aar, "okhttp*.aar"], &["jna", "okhttp-jvm", &jar]),
        ("android java-runtime", &[&aar, "okhttp*.aar", "jna-*.aar"], &["okhttp-jvm", "jna-*.jar", &jar]),
    ] {
        // Some Mavens reset the colors of the terminal first.
        let files =
            printed.lines().find_map(|each| each.split_once(&format!("{line}: "))).map(|(_, files)| files);
        let files: Vec<&str> = files.unwrap_or_default().split_whitespace().collect();
        for wanted in there {
            ensure!(
                files.iter().any(|file| matches(file, wanted)),
                "{line}: expected Gradle to select {wanted}"
            );
        }
        for unwanted in absent {
            ensure!(!files.iter().any(|file| matches(file, unwanted)), "{line}: Gradle selected {unwanted}");
        }
    }
    Ok(())
}

/// Returns the bill of materials of the sample as a separate project. `stdlib` is the version of Kotlin's standard
/// library that the packages depend on. A newer compiler would replace it.
pub(super) fn bill(project: &Project, repository: &Path, stdlib: &str) -> Result<serde_json::Value> {
    say(&format!("mvn {BILL}"), "what the packages need of Maven's");
    let run = maven(project).args(["--quiet", "--file", "consumer", BILL, "-DoutputFormat=json"]);
    let run = run.arg("-DoutputName=bill").arg(format!("-Dkotlin.version={stdlib}"));
    of_repository(run, repository).run()?;
    let written = project.path(super::KOTLIN).join("consumer/target").join(stdlib).join("bill.json");
    let text = fs::read(&written).with_context(|| format!("no {}", written.display()))?;
    serde_json::from_slice(&text).with_context(|| format!("{} is not JSON", written.display()))
}

fn of_repository<'a>(run: crate::process::Run<'a>, repository: &Path) -> crate::process::Run<'a> {
    let run = run.arg(format!("-Dmingpian.repository=file://{}", repository.display()));
    run.arg(format!("-Dmingpian.group={GROUP}")).arg(format!("-Dmingpian.version={VERSION}"))
}

/// Returns whether the name of a file has all parts of a pattern, in this order.
fn matches(file: &str, pattern: &str) -> bool {
    let mut rest = Some(file);
    for part in pattern.split('*') {
        rest = rest.and_then(|rest| rest.split_once(part)).map(|(_, rest)| rest);
    }
    rest.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_found_by_their_parts() {
        assert!(matches("jna-5.19.1.aar", "jna-*.aar"));
        assert!(!matches("jna-5.19.1.jar", "jna-*.aar"));
        assert!(matches("okhttp-jvm-5.5.1.jar", "okhttp-jvm"));
        assert!(!matches("mingpian-okhttp-0.1.0.jar", "mingpian-0.1.0.jar"));
    }

    #[test]
    fn the_oldest_and_the_newest_compiler_are_in_every_test() {
        assert_eq!(OLDEST_AND_NEWEST, [COMPILERS[0], COMPILERS[COMPILERS.len() - 1]]);
    }
}
