//! Tests the npm package as apps use it: packed, installed, bundled, and run in the environments of its users.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context as _, Result};
use serde::Deserialize;

use crate::project::{Project, say};
use crate::sandbox::Sandbox;
use crate::tally::{self, Tally};
use crate::wasm::NPM;
use crate::{browser, engines, npm, setup};

/// The folder of the tests and their apps.
const PACKAGES: &str = "tests/packages";

/// The environments to test.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Environments {
    /// The environments that break most easily.
    Fragile,
    /// Every environment that runs on this machine.
    All,
}

/// Packs the npm package and tests it in each environment.
pub(crate) fn test(project: &Project, environments: Environments) -> Result<Tally> {
    let browser = browser::find(project)?;
    npm::build(project)?;
    setup::packages(project, PACKAGES)?;
    let tarball = pack(project)?;
    let sandbox = Sandbox::start(project, &[])?;
    let script = match environments {
        Environments::Fragile => "test",
        Environments::All => "test:all",
    };
    say(
        &format!("npm run {script} in {PACKAGES}"),
        "to install the package in small apps outside the project",
    );
    let mut run = project.program("npm").args(["run", script]).within(PACKAGES);
    if environments == Environments::All {
        for engine in engines::find(project, "to test the npm package in it")? {
            run = run.env(&format!("MINGPIAN_{}", engine.name.to_ascii_uppercase()), engine.path);
        }
    }
    tally::count(browser.tell(run).env("MINGPIAN_TARBALL", tarball).env("MINGPIAN_ORIGIN", sandbox.origin()))
}

/// The description of a tarball that `npm pack` prints.
#[derive(Deserialize)]
struct Packed {
    filename: String,
}

/// Packs the package and returns the path of the tarball.
fn pack(project: &Project) -> Result<PathBuf> {
    say(&format!("npm pack in {NPM}"), "to create the tarball that apps install");
    let directory = project.metadata().target_directory.join("packages");
    fs::create_dir_all(&directory)?;
    let pack = project.program("npm").args(["pack", "--json", "--pack-destination", directory.as_str()]);
    let output = pack.within(NPM).output()?;
    let packed: Vec<Packed> =
        serde_json::from_slice(&output).context("cannot parse the output of npm pack")?;
    let packed = packed.first().context("npm pack created no tarball")?;
    Ok(directory.join(&packed.filename).into_std_path_buf())
}
