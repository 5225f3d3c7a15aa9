//! Runs the sample as built and after shrinking, which shows that the ProGuard rules in the jar are sufficient.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};

use crate::process::Run;
use crate::project::{Project, say};

const SAMPLE: &str = "bindings/kotlin/sample";
/// The ProGuard rules in the jar.
const RULES: &str = "bindings/kotlin/mingpian/src/main/resources/META-INF/proguard/mingpian.pro";
/// The API level of Android 5.0, the oldest version that OkHttp supports.
const LOWEST_API: &str = "21";

/// The output of the sample for invented people.
const EXPECTED: &str = "person1@example.com: 80000001, 林知夏
10000000002: 80000002, 彭景行
not found: [nobody@example.com]
a page: 200
a page: 200
a page: 100
彭景行: [平台研发部]
REJECTED, retryable: false: dmtz rejected the request (HTTP 200, code 500): 微信授权失败: errcode 40029, invalid code (expired)";

/// Runs the sample, shrinks it with R8 to class files, runs those, and shrinks it to dex for the lowest API level.
pub(super) fn run(project: &Project, origin: &str) -> Result<()> {
    let target = project.path(SAMPLE).join("target");
    let mut jars = jars(&target.join("libraries"))?;
    jars.push(own_jar(&target)?);
    say("java MainKt", "to run the sample against the local services");
    println!("{EXPECTED}");
    look_up(project, &std::env::join_paths(&jars)?, origin)?;

    let shrunk = target.join("shrunk.jar");
    say("r8 --classfile", "to check that the shrunk sample still works");
    let home = project.program("java").args(["-XshowSettings:properties", "-version"]).all_text()?;
    let home = home.lines().find_map(|line| line.trim().strip_prefix("java.home = "));
    let home = PathBuf::from(home.context("java does not print its home directory")?);
    let shrink = r8(project, &target).arg("--lib").arg(&home).arg("--classfile");
    shrink.arg("--output").arg(&shrunk).args(&jars).run()?;
    look_up(project, shrunk.as_os_str(), origin)?;

    let dex = target.join("dex.zip");
    say(&format!("r8 --min-api {LOWEST_API}"), "to shrink the sample to dex against Android's API");
    // The JDK provides the classes of java.lang that Android's library lacks. animal-sniffer has already checked which
    // methods are used.
    let shrink = r8(project, &target).arg("--lib").arg(target.join("tools/android-all.jar"));
    let shrink = shrink.arg("--lib").arg(&home).args(["--min-api", LOWEST_API]);
    shrink.arg("--output").arg(&dex).args(&jars).run()?;
    println!("  {} bytes of class files, {} of dex", fs::metadata(&shrunk)?.len(), fs::metadata(&dex)?.len());
    Ok(())
}

/// Runs the sample from this class path, and checks its output.
pub(super) fn look_up(project: &Project, path: &std::ffi::OsStr, origin: &str) -> Result<()> {
    let printed = project.program("java").arg("-Dstdout.encoding=UTF-8").arg("-Dfile.encoding=UTF-8");
    // Cargo adds its own directories to this path, and JNA would load the debug library instead of that of the jar.
    let printed = ["LD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH"]
        .into_iter()
        .fold(printed, |run, name| run.env(name, ""));
    let printed = printed.arg("-cp").arg(path).args(["MainKt", origin]).text()?.replace('\r', "");
    ensure!(printed == EXPECTED, "the sample printed something else than expected:\n{printed}");
    Ok(())
}

fn r8<'a>(project: &'a Project, target: &Path) -> Run<'a> {
    let run = project.program("java").arg("-cp").arg(target.join("tools/r8.jar"));
    let run = run.args(["com.android.tools.r8.R8", "--release", "--map-diagnostics", "warning", "info"]);
    let run = run.arg("--pg-conf").arg(project.path(RULES));
    run.arg("--pg-conf").arg(project.path(SAMPLE).join("sample.pro"))
}

fn own_jar(target: &Path) -> Result<OsString> {
    let own = jars(target)?.into_iter().find(|jar| jar.to_string_lossy().contains("mingpian-sample-"));
    own.context("the sample has no jar")
}

/// Returns the jars in a directory.
pub(super) fn jars(directory: &Path) -> Result<Vec<OsString>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(directory).with_context(|| format!("no {}", directory.display()))? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "jar") {
            found.push(path.into_os_string());
        }
    }
    found.sort();
    Ok(found)
}
