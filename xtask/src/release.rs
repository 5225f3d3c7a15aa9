//! Implements `package` without a platform: builds everything that is published into one folder, with checksums.

mod bill;

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail, ensure};
use clap::ValueEnum;
use sha2::{Digest as _, Sha256};

use self::bill::crates::Form;
use self::bill::{Graph, Subject, crates, maven};
use crate::kotlin::coordinates::GROUP;
use crate::project::{Project, say};
use crate::wasm::NPM;
use crate::{artifact, kotlin, npm, setup, swift, table, version};

/// The crates that are published, in the order of their dependencies.
const CRATES: [&str; 4] = ["mingpian-json", "mingpian-derive", "mingpian", "mingpian-cli"];

/// The file with the checksums.
const CHECKSUMS: &str = "SHA256SUMS";

/// The file that is in the folder only if a part is missing.
const INCOMPLETE: &str = "INCOMPLETE.txt";

/// The archive that SwiftPM loads.
const FRAMEWORK: &str = "MingpianFFI.xcframework.zip";

/// A part of a release.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Part {
    /// The crates, with a dry run of the publication
    Crates,
    /// The npm tarball, with a dry run of the publication
    Npm,
    /// The command-line program for this machine
    Cli,
    /// The XCFramework of the Swift package
    Swift,
    /// The Kotlin packages, as a Maven repository
    Kotlin,
    /// The AAR in the Kotlin packages, which requires an Android NDK
    Android,
}

/// Builds every part except those that are left out, and writes bills of materials, the section of the changelog, and
/// checksums. A part that fails does not stop the others. Fails at the end if a part is missing that was not left out.
pub(crate) fn run(project: &Project, without: &[Part]) -> Result<()> {
    version::check(project)?;
    let version = version::current(project)?;
    let directory = project.metadata().target_directory.join("release").join(&version).into_std_path_buf();
    empty(&directory)?;
    let release = Release { project, version, directory, with_android: !without.contains(&Part::Android) };
    let mut missing = Vec::new();
    for part in Part::value_variants().iter().filter(|part| !without.contains(part)) {
        // The Kotlin packages contain the AAR, and say whether it was built.
        if *part != Part::Android {
            missing.extend(release.build(*part));
        }
    }
    let notes = version::changelog_section(project, &release.version)?;
    fs::write(release.directory.join("CHANGELOG.md"), notes)?;
    if !missing.is_empty() {
        fs::write(release.directory.join(INCOMPLETE), listed(&missing))?;
    }
    release.write_checksums()?;
    for part in without {
        say(&format!("left out: {}", part.name()), "as --without says");
    }
    verdict(&missing)
}

/// A part that could not be built, with the reason.
type Missing = (Part, anyhow::Error);

/// Returns a line for each part that is missing.
fn listed(missing: &[Missing]) -> String {
    missing.iter().map(|(part, reason)| format!("{}: {reason:#}\n", part.name())).collect()
}

/// Prints what is missing and why, and fails if anything is. The error contains the options that leave it out.
fn verdict(missing: &[Missing]) -> Result<()> {
    if missing.is_empty() {
        return Ok(());
    }
    eprint!("\nMissing in this release:\n{}", listed(missing));
    let options: String = missing.iter().map(|(part, _)| format!(" --without {}", part.name())).collect();
    bail!("the release is incomplete. To make one without what is missing, add{options}")
}

impl Part {
    /// Returns the name on the command line.
    fn name(self) -> String {
        self.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
    }
}

struct Release<'a> {
    project: &'a Project,
    version: String,
    directory: PathBuf,
    with_android: bool,
}

impl Release<'_> {
    /// Builds a part, and returns what is missing.
    fn build(&self, part: Part) -> Vec<Missing> {
        let mut missing = Vec::new();
        let built = staged(&self.directory, |stage| match part {
            Part::Crates => self.crates(stage),
            Part::Npm => self.npm(stage),
            Part::Cli => self.cli(stage),
            Part::Swift => self.swift(stage),
            Part::Kotlin | Part::Android => {
                missing.extend(self.kotlin(stage)?.map(|reason| (Part::Android, reason)));
                Ok(())
            }
        });
        if let Err(error) = built {
            eprintln!("error: {}: {error:#}", part.name());
            missing = vec![(part, error)];
        }
        missing
    }

    /// Packs the crates, and compiles each from its package alone, as a publication does.
    fn crates(&self, stage: &Path) -> Result<()> {
        say("cargo publish --dry-run", "to compile every crate from its package, without uploading");
        let packages = CRATES.iter().flat_map(|name| ["--package", name]);
        let publish = self.project.cargo().args(["publish", "--dry-run", "--locked"]);
        publish.args(packages.clone()).run()?;
        // `cargo publish` does not leave packages in the documented folder.
        self.project.cargo().args(["package", "--no-verify", "--locked"]).args(packages).run()?;
        let packed = self.project.metadata().target_directory.join("package");
        for name in CRATES {
            let file = format!("{name}-{}.crate", self.version);
            copy(packed.join(&file).as_std_path(), &stage.join(file))?;
        }
        let subject = self.subject(format!("pkg:cargo/mingpian@{}", self.version));
        self.write_bill(stage, "crate", &subject, &self.crates_of("mingpian", &Form::Source, &subject)?)
    }

    fn npm(&self, stage: &Path) -> Result<()> {
        npm::build(self.project)?;
        say("npm pack", "to create the tarball to publish");
        self.project.program("npm").args(["pack", "--pack-destination"]).arg(stage).within(NPM).run()?;
        let tarball = stage.join(format!("mingpian-{}.tgz", self.version));
        ensure!(tarball.exists(), "npm pack did not write {}", tarball.display());
        say("npm publish --dry-run", "to check the tarball, without uploading");
        self.project.program("npm").args(["publish", "--dry-run"]).arg(&tarball).run()?;
        let subject = self.subject(format!("pkg:npm/mingpian@{}", self.version));
        let form = Form::Compiled(&[setup::WASM_TARGET]);
        self.write_bill(stage, "npm", &subject, &self.crates_of("mingpian-wasm", &form, &subject)?)
    }

    /// Builds the program and packs it with what belongs to it.
    fn cli(&self, stage: &Path) -> Result<()> {
        let rustc = std::env::var("RUSTC").unwrap_or_else(|_| "rustc".to_owned());
        let host = self.project.program(&rustc).args(["--print", "host-tuple"]).text()?;
        say("cargo build mingpian-cli --profile cli", "to build the command-line program for this machine");
        let program = artifact::program_of(self.project, "mingpian-cli", "mingpian", "cli")?;
        let name = format!("mingpian-{}-{host}", self.version);
        let parent = self.project.metadata().target_directory.join("cli-package").into_std_path_buf();
        let folder = parent.join(&name);
        empty(&parent)?;
        fs::create_dir_all(folder.join("completions"))?;
        copy(&program, &folder.join(program.file_name().context("the program has no file name")?))?;
        for file in ["LICENSE-APACHE", "LICENSE-MIT", "bindings/cli/README.md"] {
            let from = self.project.path(file);
            copy(&from, &folder.join(from.file_name().context("the file has no name")?))?;
        }
        for (shell, file) in [
            ("bash", "mingpian.bash"),
            ("zsh", "_mingpian"),
            ("fish", "mingpian.fish"),
            ("powershell", "mingpian.ps1"),
            ("elvish", "mingpian.elv"),
        ] {
            let script = self.project.program(&program.to_string_lossy()).args(["completions", shell]);
            fs::write(folder.join("completions").join(file), script.output()?)?;
        }
        let archive = stage.join(format!("{name}.tar.gz"));
        self.project.program("tar").arg("-czf").arg(&archive).arg("-C").arg(&parent).arg(&name).run()?;
        let mut subject = self.subject(format!("pkg:cargo/mingpian-cli@{}", self.version));
        (subject.name, subject.is_application) = ("mingpian-cli", true);
        let graph = self.crates_of("mingpian-cli", &Form::Compiled(&[&host]), &subject)?;
        self.write_bill(stage, "cli", &subject, &graph)
    }

    /// Builds the XCFramework, and packs it as SwiftPM loads it.
    fn swift(&self, stage: &Path) -> Result<()> {
        setup::java(self.project)?;
        swift::package(self.project, false)?;
        let archive = stage.join(FRAMEWORK);
        let folder = self.project.path("bindings/swift");
        let jar = self.project.program("jar").args(["--create", "--no-manifest", "--file"]).arg(&archive);
        jar.arg("-C").arg(folder).arg("MingpianFFI.xcframework").run()?;
        let (repository, version) = (self.project.repository(), &self.version);
        say("for `released` in Package.swift", "the checksum that SwiftPM compares is the SHA-256");
        let checksum = sha256(&archive)?;
        println!("  (\"{repository}/releases/download/v{version}/{FRAMEWORK}\", \"{checksum}\")");
        let path = repository.trim_start_matches("https://");
        let subject = self.subject(format!("pkg:swift/{path}@{version}"));
        let form = Form::Compiled(&swift::targets());
        self.write_bill(stage, "swift", &subject, &self.crates_of("mingpian-uniffi", &form, &subject)?)
    }

    /// Publishes the Kotlin packages into a folder in the layout of a Maven repository. Returns the reason if the AAR
    /// could not be built.
    fn kotlin(&self, stage: &Path) -> Result<Option<anyhow::Error>> {
        let missing = kotlin::package(self.project, self.with_android)?;
        ensure!(missing.libraries.is_empty(), "there is no library for {}", missing.libraries.join(", "));
        let repository = self.project.path(kotlin::REPOSITORY);
        for from in files(&repository)? {
            let to = stage.join("maven").join(from.strip_prefix(&repository)?);
            fs::create_dir_all(to.parent().context("the file is not in a folder")?)?;
            copy(&from, &to)?;
        }
        let mut graph = maven::graph(&kotlin::bill(self.project)?)?;
        let mut subject = self.subject(maven::purl("mingpian", &self.version));
        subject.group = Some(GROUP);
        let form = Form::Compiled(&kotlin::targets());
        graph.merge(self.crates_of("mingpian-uniffi", &form, &subject)?);
        self.write_bill(stage, "kotlin", &subject, &graph)?;
        (subject.name, subject.purl) = ("mingpian-okhttp", maven::purl("mingpian-okhttp", &self.version));
        self.write_bill(stage, "kotlin-okhttp", &subject, &graph)?;
        Ok(missing.android)
    }

    /// Returns a library of the project's name and version.
    fn subject(&self, purl: String) -> Subject {
        Subject { purl, group: None, name: "mingpian", version: self.version.clone(), is_application: false }
    }

    fn crates_of(&self, package: &str, form: &Form<'_>, subject: &Subject) -> Result<Graph> {
        crates::graph(self.project, package, form, &subject.purl)
    }

    fn write_bill(&self, stage: &Path, name: &str, subject: &Subject, graph: &Graph) -> Result<()> {
        let file = stage.join(format!("mingpian-{name}-{}.cdx.json", self.version));
        say(&format!("wrote the bill of materials of {}", subject.purl), "CycloneDX");
        fs::write(file, serde_json::to_string_pretty(&graph.bill(subject)?)? + "\n")?;
        Ok(())
    }

    /// Writes the checksums in the format of `sha256sum --check`, and prints the list of files.
    fn write_checksums(&self) -> Result<()> {
        let mut rows = Vec::new();
        for path in files(&self.directory)? {
            let name = path.strip_prefix(&self.directory)?.to_string_lossy().replace('\\', "/");
            rows.push([name, fs::metadata(&path)?.len().to_string(), sha256(&path)?]);
        }
        let lines: String = rows.iter().map(|[name, _, sum]| format!("{sum}  {name}\n")).collect();
        fs::write(self.directory.join(CHECKSUMS), lines)?;
        // Maven's own checksums are in the repository, but of no interest here.
        rows.retain(|[name, ..]| {
            ![".md5", ".sha1", ".sha256", ".sha512"].iter().any(|end| name.ends_with(end))
        });
        println!("\n{}", table::aligned(["File", "Bytes", "SHA-256"], rows));
        say(&format!("wrote {}", self.directory.display()), "SHA256SUMS contains the checksum of each file");
        Ok(())
    }
}

/// Lets `build` write into an empty folder, and moves the result into the directory. If `build` fails, nothing is moved, so
/// the directory never contains half of a part.
fn staged(directory: &Path, build: impl FnOnce(&Path) -> Result<()>) -> Result<()> {
    let stage = directory.join(".stage");
    empty(&stage)?;
    let built = build(&stage);
    if built.is_ok() {
        for entry in fs::read_dir(&stage)? {
            let entry = entry?;
            fs::rename(entry.path(), directory.join(entry.file_name()))?;
        }
    }
    fs::remove_dir_all(&stage).with_context(|| format!("cannot remove {}", stage.display()))?;
    built
}

/// Makes a folder, or removes what is in it.
fn empty(directory: &Path) -> Result<()> {
    if directory.exists() {
        fs::remove_dir_all(directory).with_context(|| format!("cannot remove {}", directory.display()))?;
    }
    fs::create_dir_all(directory).with_context(|| format!("cannot make {}", directory.display()))
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::copy(from, to).with_context(|| format!("cannot copy {}", from.display()))?;
    Ok(())
}

/// Returns every file of a folder and of its folders, in the order of their names.
fn files(directory: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(directory)? {
        let path = entry?.path();
        if path.is_dir() { found.extend(files(&path)?) } else { found.push(path) }
    }
    found.sort();
    Ok(found)
}

fn sha256(path: &Path) -> Result<String> {
    let mut file = fs::File::open(path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            return Ok(hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect());
        }
        hasher.update(&buffer[..read]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(name: &str) -> PathBuf {
        std::env::temp_dir().join(format!("mingpian-{name}-{}", std::process::id()))
    }

    #[test]
    fn a_release_lacks_a_part_only_on_request() {
        verdict(&[]).unwrap();
        let missing =
            [(Part::Swift, anyhow::anyhow!("no linker")), (Part::Android, anyhow::anyhow!("no NDK"))];
        assert_eq!(listed(&missing), "swift: no linker\nandroid: no NDK\n");
        let error = verdict(&missing).unwrap_err().to_string();
        assert!(error.ends_with("add --without swift --without android"), "{error}");
        // The options that the message names are those that are read.
        for (part, _) in missing {
            assert_eq!(Part::from_str(&part.name(), false).unwrap(), part);
        }
    }

    #[test]
    fn a_part_is_there_as_a_whole_or_not_at_all() {
        let directory = folder("stage");
        empty(&directory).unwrap();
        let write = |stage: &Path, name: &str| {
            fs::create_dir_all(stage.join("maven")).unwrap();
            fs::write(stage.join("maven").join(name), name).unwrap();
        };
        staged(&directory, |stage| {
            write(stage, "a.jar");
            Ok(())
        })
        .unwrap();
        let failed = staged(&directory, |stage| {
            // The folder is a new one for each part.
            assert_eq!(fs::read_dir(stage).unwrap().count(), 0);
            fs::write(stage.join("b.tgz"), "half").unwrap();
            bail!("no compiler")
        });
        assert_eq!(failed.unwrap_err().to_string(), "no compiler");
        let found = files(&directory).unwrap();
        fs::remove_dir_all(&directory).unwrap();
        assert_eq!(found, [directory.join("maven").join("a.jar")]);
    }

    #[test]
    fn a_checksum_is_that_of_fips_180() {
        let path = folder("sum");
        fs::write(&path, "abc").unwrap();
        let sum = sha256(&path).unwrap();
        fs::remove_file(&path).unwrap();
        // FIPS 180-4's example for SHA-256.
        assert_eq!(sum, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
