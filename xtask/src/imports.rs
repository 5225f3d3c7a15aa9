//! Checks what a module imports from its host. The core imports nothing, which shows that it performs no I/O.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use wasmparser::{KnownCustom, Name, Parser, Payload};

use crate::project::{Project, say};
use crate::{artifact, setup};

/// The prefixes of the imports that wasm-bindgen itself needs. All other imports are functions of the host.
const INTRINSICS: [&str; 2] = ["__wbindgen_", "__wbg___wbindgen_"];

/// Links the core by itself into a module, with all its code, and checks that the module imports nothing.
///
/// The linker would remove everything from a library without exports, and an empty module proves nothing. So the linker
/// is told to keep unused code, and the names of the functions show that the core is present. Generic functions are
/// compiled where they are used, so they are checked in the package's module; see [`check_package`].
pub(crate) fn check_core(project: &Project) -> Result<()> {
    setup::wasm_target(project)?;
    say("link the core alone into a module", "to check that it imports nothing");
    let run = project.cargo().args(["rustc", "--locked", "--package", "mingpian", "--lib"]);
    let run = run.args(["--crate-type", "cdylib"]);
    let module = artifact::module(run, "mingpian", &["-Clink-dead-code", "-Clink-args=--no-gc-sections"])?;
    let bytes = fs::read(&module).with_context(|| format!("cannot read {}", module.display()))?;
    let contents = Contents::of(&bytes)?;
    ensure!(
        contents.imports.is_empty(),
        "expected no imports in the core, got {}",
        contents.imports.join(", ")
    );
    let own = contents.functions.iter().filter(|name| name.contains("8mingpian")).count();
    ensure!(own > 0, "the linker removed all code from the core's module, so the check is meaningless");
    println!("  0 imports; {own} functions of the core in a module of {}", contents.functions.len());
    Ok(())
}

/// Checks that the package's module calls only methods of the objects that it is given. Every import that wasm-bindgen
/// itself does not need has to be such a method.
pub(crate) fn check_package(module: &Path, glue: &str) -> Result<()> {
    let bytes = fs::read(module).context("cannot read the module")?;
    let contents = Contents::of(&bytes)?;
    let foreign = contents.foreign();
    let global: Vec<&str> = foreign.iter().copied().filter(|import| !is_method(glue, import)).collect();
    ensure!(global.is_empty(), "the package's module imports functions of the host: {}", global.join(", "));
    println!("  {} methods of the host's objects, and no other function of the host", foreign.len());
    Ok(())
}

/// Returns whether the glue implements an import, `__wbg_NAME_HASH`, as a call of the method NAME of its first
/// argument.
fn is_method(glue: &str, import: &str) -> bool {
    let name = import.strip_prefix("__wbg_").and_then(|name| name.rsplit_once('_'));
    let body =
        glue.split_once(&format!("{import}: function(arg0")).and_then(|(_, rest)| rest.split_once("\n"));
    name.zip(body)
        .is_some_and(|((name, _), (_, body))| body.trim_start().starts_with(&format!("arg0.{name}(")))
}

/// The imports and functions of a module.
#[derive(Debug, PartialEq)]
struct Contents {
    /// The names of the imports.
    imports: Vec<String>,
    /// The names of the functions, if the module has a name section.
    functions: Vec<String>,
}

impl Contents {
    fn of(module: &[u8]) -> Result<Self> {
        let mut contents = Self { imports: Vec::new(), functions: Vec::new() };
        for payload in Parser::new(0).parse_all(module) {
            match payload.context("this is not a WebAssembly module")? {
                Payload::ImportSection(section) => {
                    for import in section.into_imports() {
                        contents.imports.push(import?.name.to_owned());
                    }
                }
                Payload::CustomSection(section) => {
                    if let KnownCustom::Name(names) = section.as_known() {
                        for name in names {
                            if let Name::Function(functions) = name? {
                                for function in functions {
                                    contents.functions.push(function?.name.to_owned());
                                }
                            }
                        }
                    }
                }
                _ => {}
            }
        }
        Ok(contents)
    }

    /// Returns the imports that wasm-bindgen itself does not need.
    fn foreign(&self) -> Vec<&str> {
        let own = |name: &&str| INTRINSICS.iter().any(|prefix| name.starts_with(prefix));
        self.imports.iter().map(String::as_str).filter(|name| !own(name)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: [u8; 8] = *b"\0asm\x01\0\0\0";

    /// Returns a module that imports these functions from `m` and names its functions.
    fn module(imports: &[&str], functions: &[&str]) -> Vec<u8> {
        let section = |id: u8, body: &[u8]| [&[id, u8::try_from(body.len()).unwrap()], body].concat();
        let text = |text: &str| [&[u8::try_from(text.len()).unwrap()], text.as_bytes()].concat();
        let mut module = HEAD.to_vec();
        // Type 0 is a function without parameters and results.
        module.extend(section(1, &[1, 0x60, 0, 0]));
        let mut body = vec![u8::try_from(imports.len()).unwrap()];
        for name in imports {
            body.extend([text("m"), text(name), vec![0, 0]].concat());
        }
        module.extend(section(2, &body));
        let mut names = vec![u8::try_from(functions.len()).unwrap()];
        for (number, name) in functions.iter().enumerate() {
            names.push(u8::try_from(number).unwrap());
            names.extend(text(name));
        }
        module.extend(section(0, &[text("name"), section(1, &names)].concat()));
        module
    }

    #[test]
    fn imports_and_functions_are_read() {
        let contents = Contents::of(&module(&["now", "random"], &["one", "two"])).unwrap();
        assert_eq!(contents.imports, ["now", "random"]);
        assert_eq!(contents.functions, ["one", "two"]);
        assert_eq!(Contents::of(&HEAD).unwrap(), Contents { imports: vec![], functions: vec![] });
    }

    #[test]
    fn what_is_no_module_is_an_error() {
        assert!(Contents::of(b"").is_err());
        assert!(Contents::of(b"<!doctype html>").is_err());
        let whole = module(&["now"], &[]);
        assert!(Contents::of(&whole[..whole.len() - 3]).is_err());
    }

    #[test]
    fn wasm_bindgens_own_imports_are_told_from_the_hosts() {
        let names =
            ["__wbindgen_init_externref_table", "__wbg___wbindgen_throw_0123456789abcdef", "__wbg_now_0123"];
        let contents = Contents::of(&module(&names, &[])).unwrap();
        assert_eq!(contents.foreign(), ["__wbg_now_0123"]);
    }

    #[test]
    fn methods_are_told_from_functions() {
        let glue = "__wbg_send_01: function(arg0, arg1) {\n    arg0.send(arg1);\n},\n\
                    __wbg_now_02: function() {\n    return Date.now();\n},\n\
                    __wbg_log_03: function(arg0) {\n    console.log(arg0);\n},\n";
        assert!(is_method(glue, "__wbg_send_01"));
        for import in ["__wbg_now_02", "__wbg_log_03", "__wbg_gone_04", "now"] {
            assert!(!is_method(glue, import), "{import}");
        }
    }
}
