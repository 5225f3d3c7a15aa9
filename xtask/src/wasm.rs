//! Builds a crate into a WebAssembly module and its JavaScript with cargo, wasm-bindgen, and wasm-opt.

pub(crate) mod glue;
pub(crate) mod text;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};
use cargo_metadata::camino::Utf8PathBuf;
use wasm_bindgen_cli_support::Bindgen;

use crate::project::{Project, say};
use crate::{artifact, setup};

/// The folder of the npm package, which also has the tools for building modules.
pub(crate) const NPM: &str = "bindings/wasm";

/// The WebAssembly features that rustc uses for this target and Node 20 supports. wasm-opt may use no others, because
/// Node 20 cannot load a module that uses all features of wasm-opt.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// Inlines less than `opt-level = "z"` alone, which makes the module of the npm package 2% smaller.
const SMALL: &str = "-Cllvm-args=-inline-threshold=5";

/// A crate that is built into a module.
pub(crate) struct Module {
    /// The name of the crate.
    pub(crate) package: &'static str,
    /// The name of the module's files.
    pub(crate) name: &'static str,
    /// The folder of the module's files.
    pub(crate) directory: &'static str,
    /// How the module reaches its JavaScript.
    pub(crate) loaded: Loaded,
}

/// How a module reaches its JavaScript.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Loaded {
    /// The package's own code passes the module to the JavaScript.
    ByUs,
    /// The JavaScript fetches the module from its own folder.
    ByItself,
}

/// The page's module that calls the Rust core directly.
const GLOO: Module = Module {
    package: "mingpian-gloo",
    name: "mingpian_gloo",
    directory: "web-demo/gloo/build",
    loaded: Loaded::ByItself,
};

/// Builds the page's module that calls the Rust core directly.
pub(crate) fn build_gloo(project: &Project) -> Result<()> {
    project.once("gloo", || {
        let bound = bind(project, &GLOO)?;
        optimize(project, &bound, &bound)
    })
}

/// Builds the crate and its JavaScript. Returns the path of the module that the JavaScript belongs to.
pub(crate) fn bind(project: &Project, module: &Module) -> Result<PathBuf> {
    check_versions(project)?;
    setup::wasm_target(project)?;
    say(&format!("cargo build {}", module.package), "to build the Rust module, optimized for size");
    let build = project.cargo().args(["build", "--locked", "--profile", "wasm", "--package", module.package]);
    let mut flags = rustflags(project)?;
    flags.push(SMALL.to_owned());
    let build = build.env("CARGO_ENCODED_RUSTFLAGS", flags.join("\x1f"));
    let built = artifact::module(build, module.package, &[])?;

    say(&format!("wasm-bindgen into {}", module.directory), "to generate its JavaScript and TypeScript");
    let directory = project.path(module.directory);
    Bindgen::new()
        .input_path(&built)
        .out_name(module.name)
        .web(true)?
        .typescript(true)
        .omit_default_module_path(module.loaded == Loaded::ByUs)
        .remove_producers_section(true)
        .generate(&directory)
        .with_context(|| format!("wasm-bindgen cannot bind {}", module.package))?;
    Ok(directory.join(format!("{}_bg.wasm", module.name)))
}

/// Optimizes a module for size, and checks that it contains no paths of this machine.
pub(crate) fn optimize(project: &Project, from: &Path, to: &Path) -> Result<()> {
    let tool = setup::tool(project, NPM, "wasm-opt")?;
    say(&format!("wasm-opt {}", inside(project, to)), "to make the module a fifth smaller");
    let run = tool.arg(from).arg("-o").arg(to);
    // The first KiB is the end of the stack and holds no data, so `--low-memory-unused` is safe.
    run.args(["--flatten", "--rereloop", "-Oz", "--converge", "--mvp-features", "--low-memory-unused"])
        // Zeros compress better than the offsets of the data between them.
        .arg("--skip-pass=memory-packing")
        .args(FEATURES)
        .args(["--strip-debug", "--strip-producers", "--strip-target-features"])
        .run()?;
    check_paths(project, to)
}

/// Returns a path relative to the project.
fn inside(project: &Project, path: &Path) -> String {
    path.strip_prefix(project.root()).unwrap_or(path).display().to_string()
}

/// Checks the version of wasm-bindgen. The glue that it writes only fits a module of the same version.
fn check_versions(project: &Project) -> Result<()> {
    let versions = |name: &str| -> BTreeSet<String> {
        let packages = project.metadata().packages.iter().filter(|package| package.name.as_str() == name);
        packages.map(|package| package.version.to_string()).collect()
    };
    let (library, tool) = (versions("wasm-bindgen"), versions("wasm-bindgen-cli-support"));
    let said = |versions: &BTreeSet<String>| versions.iter().cloned().collect::<Vec<_>>().join(" and ");
    ensure!(
        library == tool && tool.len() == 1,
        "Cargo.lock has wasm-bindgen {} and wasm-bindgen-cli-support {}: \
         they have to be equal, see xtask/Cargo.toml and the crates that use wasm-bindgen",
        said(&library),
        said(&tool)
    );
    Ok(())
}

/// Returns the flags from the environment, and those that keep this machine's paths out of the module.
fn rustflags(project: &Project) -> Result<Vec<String>> {
    let own = std::env::var("CARGO_ENCODED_RUSTFLAGS").ok().filter(|flags| !flags.is_empty()).or_else(|| {
        let plain = std::env::var("RUSTFLAGS").ok()?;
        Some(plain.split_whitespace().collect::<Vec<_>>().join("\x1f"))
    });
    let mut flags: Vec<String> =
        own.iter().flat_map(|flags| flags.split('\x1f')).map(str::to_owned).collect();
    flags.retain(|flag| !flag.is_empty());
    for (from, to) in remapped(project)? {
        flags.push(format!("--remap-path-prefix={from}={to}"));
    }
    Ok(flags)
}

/// Returns the directories of this machine that rustc may write into a module, and their replacements. If two entries
/// match, rustc uses the later one.
fn remapped(project: &Project) -> Result<Vec<(String, String)>> {
    let metadata = project.metadata();
    let mut paths = vec![(metadata.workspace_root.to_string(), "/mingpian".to_owned())];
    paths.push((metadata.target_directory.to_string(), "/target".to_owned()));
    // Cargo unpacks dependencies into directories that are named after the registry. All get the same replacement.
    let sources = metadata.packages.iter().filter(|package| package.source.is_some());
    let sources: BTreeSet<Utf8PathBuf> = sources
        .filter_map(|package| package.manifest_path.parent()?.parent().map(Utf8PathBuf::from))
        .collect();
    paths.extend(sources.into_iter().map(|path| (path.into_string(), "/crates".to_owned())));
    // With the component rust-src, rustc writes the path of the component. Without it, rustc writes /rustc and the
    // commit.
    let (sysroot, commit) = toolchain(project)?;
    paths.push((sysroot.clone(), "/rust".to_owned()));
    paths.push((format!("{sysroot}/lib/rustlib/src/rust"), format!("/rustc/{commit}")));
    Ok(paths)
}

/// Returns the directory of the toolchain and the commit that it was built from.
fn toolchain(project: &Project) -> Result<(String, String)> {
    let rustc = std::env::var("RUSTC").unwrap_or_else(|_| "rustc".to_owned());
    let sysroot = project.program(&rustc).args(["--print", "sysroot"]).text()?;
    let version = project.program(&rustc).args(["--version", "--verbose"]).text()?;
    let commit = version.lines().find_map(|line| line.strip_prefix("commit-hash: "));
    Ok((sysroot, commit.unwrap_or("unknown").to_owned()))
}

/// Fails if a module contains a directory of this machine in spite of the flags.
fn check_paths(project: &Project, module: &Path) -> Result<()> {
    let bytes = fs::read(module).with_context(|| format!("cannot read {}", module.display()))?;
    for (path, _) in remapped(project)? {
        let found = bytes.windows(path.len()).any(|window| window == path.as_bytes());
        ensure!(!found, "{} contains a path of this machine: {path}", inside(project, module));
    }
    Ok(())
}
