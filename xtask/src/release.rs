//! Implements `package` without a platform: builds everything that is published into one folder, with checksums.

mod sbom;

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail, ensure};
use clap::ValueEnum;
use sha2::{Digest as _, Sha256};

use self::sbom::Subject;
use crate::project::{Project, say};
use crate::wasm::NPM;
use crate::{artifact, kotlin, npm, swift, table, version};

/// The crates that are published, in the order of their dependencies.
const CRATES: [&str; 4] = ["mingpian-json", "mingpian-derive", "mingpian", "mingpian-cli"];

/// The file with the checksums.
const CHECKSUMS: &str = "SHA256SUMS";

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
}

/// Builds every part except those that are left out, and writes bills of materials, the section of the changelog, and
/// checksums. The parts that failed are named at the end, so that one run reports all of them.
pub(crate) fn run(project: &Project, without: &[Part]) -> Result<()> {
    version::check(project)?;
    let version = version::current(project)?;
    let directory = project.metadata().target_directory.join("release").join(&version).into_std_path_buf();
    if directory.exists() {
        fs::remove_dir_all(&directory).with_context(|| format!("cannot remove {}", directory.display()))?;
    }
    fs::create_dir_all(&directory)?;
    let release = Release { project, version, directory };
    let mut failed = Vec::new();
    for part in Part::value_variants().iter().filter(|part| !without.contains(part)) {
        if let Err(error) = release.build(*part) {
            eprintln!("error: {part:?}: {error:#}");
            failed.push(format!("{part:?}").to_lowercase());
        }
    }
    release.write_bills()?;
    let notes = version::changelog_section(project, &release.version)?;
    fs::write(release.directory.join("CHANGELOG.md"), notes)?;
    release.write_checksums()?;
    if !failed.is_empty() {
        let names = failed.join(", ");
        let options: String = failed.iter().map(|name| format!(" --without {name}")).collect();
        bail!("these parts failed: {names}. To make a release without them:{options}");
    }
    Ok(())
}

struct Release<'a> {
    project: &'a Project,
    version: String,
    directory: PathBuf,
}

impl Release<'_> {
    fn build(&self, part: Part) -> Result<()> {
        match part {
            Part::Crates => self.crates(),
            Part::Npm => self.npm(),
            Part::Cli => self.cli(),
            Part::Swift => self.swift(),
            Part::Kotlin => self.kotlin(),
        }
    }

    /// Packs the crates, and compiles each crate from its package alone, as `cargo publish` does.
    fn crates(&self) -> Result<()> {
        say("cargo publish --dry-run", "to compile every crate from its package, without uploading");
        let packages = CRATES.iter().flat_map(|name| ["--package", name]);
        let publish = self.project.cargo().args(["publish", "--dry-run", "--locked"]);
        publish.args(packages.clone()).run()?;
        // `cargo publish` does not leave packages in the documented folder.
        self.project.cargo().args(["package", "--no-verify", "--locked"]).args(packages).run()?;
        let packed = self.project.metadata().target_directory.join("package");
        for name in CRATES {
            let file = format!("{name}-{}.crate", self.version);
            self.take(packed.join(&file).as_std_path(), &file)?;
        }
        Ok(())
    }

    fn npm(&self) -> Result<()> {
        npm::build(self.project)?;
        say("npm pack", "to create the tarball to publish");
        let pack = self.project.program("npm").args(["pack", "--pack-destination"]).arg(&self.directory);
        pack.within(NPM).run()?;
        let tarball = self.directory.join(format!("mingpian-{}.tgz", self.version));
        ensure!(tarball.exists(), "npm pack did not write {}", tarball.display());
        say("npm publish --dry-run", "to check the tarball, without uploading");
        self.project.program("npm").args(["publish", "--dry-run"]).arg(&tarball).run()
    }

    /// Builds the program and packs it with its README and the licenses.
    fn cli(&self) -> Result<()> {
        let rustc = std::env::var("RUSTC").unwrap_or_else(|_| "rustc".to_owned());
        let host = self.project.program(&rustc).args(["--print", "host-tuple"]).text()?;
        say("cargo build mingpian-cli --profile cli", "to build the command-line program for this machine");
        let program = artifact::program_of(self.project, "mingpian-cli", "mingpian", "cli")?;
        let name = format!("mingpian-{}-{host}", self.version);
        let folder = self.project.metadata().target_directory.join("cli-package").into_std_path_buf();
        let stage = folder.join(&name);
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::create_dir_all(stage.join("completions"))?;
        fs::copy(&program, stage.join(program.file_name().context("the program has no file name")?))?;
        for file in ["LICENSE-APACHE", "LICENSE-MIT", "bindings/cli/README.md"] {
            let from = self.project.path(file);
            fs::copy(&from, stage.join(from.file_name().context("the file has no name")?))
                .with_context(|| format!("cannot copy {file}"))?;
        }
        for (shell, file) in [
            ("bash", "mingpian.bash"),
            ("zsh", "_mingpian"),
            ("fish", "mingpian.fish"),
            ("powershell", "mingpian.ps1"),
            ("elvish", "mingpian.elv"),
        ] {
            let script = self.project.program(&program.to_string_lossy()).args(["completions", shell]);
            fs::write(stage.join("completions").join(file), script.output()?)?;
        }
        let archive = self.directory.join(format!("{name}.tar.gz"));
        let tar = self.project.program("tar").arg("-czf").arg(&archive).arg("-C").arg(&folder);
        tar.arg(&name).run()
    }

    /// Builds the XCFramework, and packs it as SwiftPM loads it.
    fn swift(&self) -> Result<()> {
        swift::package(self.project, false)?;
        let archive = self.directory.join("MingpianFFI.xcframework.zip");
        let folder = self.project.path("bindings/swift");
        let jar = self.project.program("jar").args(["--create", "--no-manifest", "--file"]).arg(&archive);
        jar.arg("-C").arg(folder).arg("MingpianFFI.xcframework").run()
    }

    /// Publishes the Kotlin packages into a folder in the layout of a Maven repository.
    fn kotlin(&self) -> Result<()> {
        let missing = kotlin::package(self.project)?;
        let repository = self.project.path(kotlin::REPOSITORY);
        for from in files(&repository)? {
            let to = self.directory.join("maven").join(from.strip_prefix(&repository)?);
            fs::create_dir_all(to.parent().context("the file is not in a folder")?)?;
            fs::copy(&from, &to).with_context(|| format!("cannot copy {}", from.display()))?;
        }
        ensure!(missing.is_empty(), "the libraries for {missing} are missing");
        Ok(())
    }

    /// Writes a bill of materials for each kind of package.
    fn write_bills(&self) -> Result<()> {
        say("write bills of materials", "to list the crates in each package, as CycloneDX");
        let subject = |package, purl, target: &str, is_application| Subject {
            package,
            purl,
            target: target.to_owned(),
            is_application,
        };
        for (name, subject) in [
            ("crate", subject("mingpian", "pkg:cargo/mingpian", "all", false)),
            ("cli", subject("mingpian-cli", "pkg:cargo/mingpian-cli", "all", true)),
            ("npm", subject("mingpian-wasm", "pkg:npm/mingpian", "wasm32-unknown-unknown", false)),
            ("native", subject("mingpian-uniffi", "pkg:generic/mingpian-native", "all", false)),
        ] {
            let bill = sbom::bill(self.project, &subject, &self.version)?;
            let file = self.directory.join(format!("mingpian-{name}-{}.cdx.json", self.version));
            fs::write(file, serde_json::to_string_pretty(&bill)? + "\n")?;
        }
        Ok(())
    }

    fn take(&self, from: &Path, name: &str) -> Result<()> {
        fs::copy(from, self.directory.join(name))
            .with_context(|| format!("cannot copy {}", from.display()))?;
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
        println!("\n{}", table::aligned(["File", "Bytes", "SHA-256"], rows));
        say(&format!("wrote {}", self.directory.display()), "it contains everything that is published");
        Ok(())
    }
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

    #[test]
    fn a_checksum_is_that_of_fips_180() {
        let path = std::env::temp_dir().join(format!("mingpian-sum-{}", std::process::id()));
        fs::write(&path, "abc").unwrap();
        let sum = sha256(&path).unwrap();
        fs::remove_file(&path).unwrap();
        // FIPS 180-4's example for SHA-256.
        assert_eq!(sum, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
