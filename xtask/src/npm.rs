//! The npm package: modules, glue, and the package's own build.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context as _, Result};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::project::{Project, say};
use crate::wasm::{self, Loaded, Module, NPM, Std};
use crate::{imports, setup};

/// The module that every app loads.
pub(crate) const CALLS: Module = module("mingpian-wasm", "calls");
/// The one that long lists load.
pub(crate) const BATCHES: Module = module("mingpian-wasm-batches", "batches");
/// The one that a server which signs for others loads.
const SIGNER: Module = module("mingpian-wasm-signer", "signer");

/// All modules of the package.
pub(crate) const MODULES: [Module; 3] = [CALLS, BATCHES, SIGNER];

const fn module(package: &'static str, name: &'static str) -> Module {
    let directory = "bindings/wasm/build/modules";
    Module { package, name, directory, loaded: Loaded::ByUs, std: Std::Built }
}

/// A module of the package, optimized.
pub(crate) fn optimized(project: &Project, module: &Module) -> PathBuf {
    project.path(module.directory).join(format!("{}.wasm", module.name))
}

/// Builds the package, up to its `dist`.
pub(crate) fn build(project: &Project) -> Result<()> {
    project.once("npm", || {
        setup::node(project)?;
        for module in &MODULES {
            let bound = wasm::bind(project, module)?;
            wasm::optimize(project, &bound, &optimized(project, module))?;
            imports::check_package(project, module)?;
            inline(project, module)?;
        }
        setup::packages(project, NPM)?;
        say(&format!("npm run build in {NPM}"), "the package's TypeScript");
        project.program("npm").args(["run", "build"]).within(NPM).run()
    })
}

/// Writes a module as a JavaScript string: the package loads nothing, from nowhere.
fn inline(project: &Project, module: &Module) -> Result<()> {
    let file = format!("{}.base64", module.name);
    let directory = project.path(module.directory);
    say(
        &format!("write {}/{file}.js", module.directory),
        "the module as text, so that nothing has to be fetched",
    );
    let bytes = fs::read(optimized(project, module)).context("the module cannot be read")?;
    let text = format!("export default \"{}\";\n", STANDARD.encode(bytes));
    fs::write(directory.join(format!("{file}.js")), text)?;
    fs::write(
        directory.join(format!("{file}.d.ts")),
        "/** The WebAssembly module, in base64. */\ndeclare const base64: string;\nexport default base64;\n",
    )?;
    Ok(())
}
