//! The npm package: module, glue, and the package's own build.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context as _, Result};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::project::{Project, say};
use crate::wasm::{self, Loaded, Module, NPM, Std};
use crate::{imports, setup};

const MODULE: Module = Module {
    package: "mingpian-wasm",
    name: "mingpian",
    directory: "bindings/wasm/build",
    loaded: Loaded::ByUs,
    std: Std::Built,
};

/// The optimized module of the package.
pub(crate) fn module(project: &Project) -> PathBuf {
    project.path(MODULE.directory).join("mingpian.wasm")
}

/// Builds the package, up to its `dist`.
pub(crate) fn build(project: &Project) -> Result<()> {
    project.once("npm", || {
        setup::node(project)?;
        let bound = wasm::bind(project, &MODULE)?;
        wasm::optimize(project, &bound, &module(project))?;
        imports::check_package(project)?;
        inline(project)?;
        setup::packages(project, NPM)?;
        say(&format!("npm run build in {NPM}"), "the package's TypeScript");
        project.program("npm").args(["run", "build"]).within(NPM).run()
    })
}

/// Writes the module as a JavaScript string: the package loads nothing, from nowhere.
fn inline(project: &Project) -> Result<()> {
    let directory = project.path(MODULE.directory);
    say(
        &format!("write {}/wasm.js", MODULE.directory),
        "the module as text, so that nothing has to be fetched",
    );
    let bytes = fs::read(module(project)).context("the module cannot be read")?;
    fs::write(directory.join("wasm.js"), format!("export default \"{}\";\n", STANDARD.encode(bytes)))?;
    fs::write(
        directory.join("wasm.d.ts"),
        "/** The WebAssembly module, in base64. */\ndeclare const base64: string;\nexport default base64;\n",
    )?;
    Ok(())
}
