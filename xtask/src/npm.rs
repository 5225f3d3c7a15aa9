//! Builds the npm package: its module, the module's JavaScript, and the package itself.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context as _, Result};

use crate::project::{Project, say};
use crate::wasm::{self, Loaded, Module, NPM, glue, text};
use crate::{imports, setup};

/// The name of the files that wasm-bindgen writes. The names of the module's imports contain it, so that the package
/// rejects a module of another version that an app passes to it.
const BOUND: Module = Module {
    package: "mingpian-wasm",
    name: concat!(
        "mingpian-",
        env!("CARGO_PKG_VERSION_MAJOR"),
        "_",
        env!("CARGO_PKG_VERSION_MINOR"),
        "_",
        env!("CARGO_PKG_VERSION_PATCH")
    ),
    directory: "bindings/wasm/build/bound",
    loaded: Loaded::ByUs,
};

/// The folder that becomes the folder `module` of the package.
const DIRECTORY: &str = "bindings/wasm/build/module";

/// Returns the path of the optimized module.
pub(crate) fn module(project: &Project) -> PathBuf {
    project.path(DIRECTORY).join("mingpian.wasm")
}

/// Builds the package into its folder `dist`.
pub(crate) fn build(project: &Project) -> Result<()> {
    project.once("npm", || {
        setup::node(project)?;
        let bound = wasm::bind(project, &BOUND)?;
        let directory = project.path(DIRECTORY);
        // Files from an earlier build would be packed, too.
        if directory.exists() {
            fs::remove_dir_all(&directory).context("cannot remove the previous build")?;
        }
        fs::create_dir_all(&directory)?;
        wasm::optimize(project, &bound, &module(project))?;
        write_glue(project)?;
        imports::check_package(&module(project), &glue(project)?)?;
        write_text(project)?;
        setup::packages(project, NPM)?;
        say(&format!("npm run build in {NPM}"), "to compile the package's TypeScript");
        project.program("npm").args(["run", "build"]).within(NPM).run()
    })
}

/// Writes the JavaScript from wasm-bindgen as a function.
fn write_glue(project: &Project) -> Result<()> {
    let read = |extension: &str| {
        let path = project.path(BOUND.directory).join(format!("{}.{extension}", BOUND.name));
        fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))
    };
    let directory = project.path(DIRECTORY);
    fs::write(directory.join("glue.js"), glue::function(&read("js")?)?)?;
    fs::write(directory.join("glue.d.ts"), glue::declarations(&read("d.ts")?)?)?;
    Ok(())
}

/// Writes the module as a JavaScript string, so that the package does not have to load a file.
fn write_text(project: &Project) -> Result<()> {
    say(&format!("write {DIRECTORY}/text.js"), "so that apps do not have to fetch the module");
    let bytes = fs::read(module(project)).context("cannot read the module")?;
    let directory = project.path(DIRECTORY);
    fs::write(directory.join("text.js"), format!("export const text = \"{}\";\n", text::encode(&bytes)))?;
    fs::write(
        directory.join("text.d.ts"),
        "/** The WebAssembly module as text. */\nexport declare const text: string;\n",
    )?;
    Ok(())
}

/// Returns the JavaScript that belongs to the module.
fn glue(project: &Project) -> Result<String> {
    fs::read_to_string(project.path(DIRECTORY).join("glue.js")).context("cannot read the glue")
}
