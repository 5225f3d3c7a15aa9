//! Converts the JavaScript that wasm-bindgen writes for a module to a function.
//!
//! wasm-bindgen stores one instance of a module in variables of the JavaScript module, and uses `TextDecoder` and other
//! globals when the JavaScript module is loaded. With a function, each call creates separate glue. Another call can
//! replace a failed instance, objects of the old instance never touch the memory of the new one, and importing the
//! package requires no globals.

use anyhow::{Context as _, Result, ensure};

/// The code that instantiates the module from a URL, a response, or bytes. The package does that itself.
const LOADING: &str = "async function __wbg_load(";
/// The code that frees objects that are no longer reachable. A registration costs a microsecond per lookup, and the
/// package knows when most lookups are over.
const REGISTRY: &str = ": new FinalizationRegistry(ptr => wasm.__wbg_lookup_free(ptr, 1));";

/// Returns the JavaScript of the function, `glue`.
pub(crate) fn function(bindings: &str) -> Result<String> {
    let (body, _) = bindings.split_once(LOADING).context("wasm-bindgen's glue has no loading code")?;
    ensure!(!body.contains("\nimport "), "wasm-bindgen's glue imports something");
    ensure!(body.matches(REGISTRY).count() == 1, "wasm-bindgen's glue has no registry, or several");
    let body = body.replace(REGISTRY, ": { register: () => {}, unregister: () => {} };");
    let mut function = String::from("export function glue() {\n");
    let mut names = Vec::new();
    for line in body.lines().filter(|line| !line.starts_with("/* @ts-self-types")) {
        let inner = line.strip_prefix("export ").unwrap_or(line);
        if inner.len() < line.len() {
            let name =
                inner.split(['(', ' ']).nth(1).context("wasm-bindgen's glue has an export without a name")?;
            names.push(name.to_owned());
        }
        function.push_str(inner);
        function.push('\n');
    }
    names.extend(["imports: __wbg_get_imports", "start: __wbg_finalize_init"].map(str::to_owned));
    function.push_str(&format!("return {{ {} }};\n}}\n", names.join(", ")));
    Ok(function)
}

/// Returns the declarations of the function.
pub(crate) fn declarations(bindings: &str) -> Result<String> {
    let (body, _) = bindings
        .split_once("export type InitInput")
        .context("wasm-bindgen's declarations have no types for loading")?;
    ensure!(body.contains("export class Lookup {"), "wasm-bindgen's declarations have no class Lookup");
    // Apps that do not declare `Symbol.dispose` have to compile, and the package calls `free`.
    let body = body.replace("    [Symbol.dispose](): void;\n", "");
    let mut functions = String::new();
    for line in body.lines().filter_map(|line| line.strip_prefix("export function ")) {
        functions.push_str(&format!("    {line}\n"));
    }
    Ok(format!(
        "{body}\
         /** The glue of an instance. */\n\
         export interface Glue {{\n    \
             readonly Lookup: typeof Lookup;\n\
         {functions}    \
             imports(): object;\n    \
             start(instance: object): void;\n\
         }}\n\
         /** Creates the glue for another instance. */\n\
         export function glue(): Glue;\n"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_exported_is_returned() {
        let bindings = format!(
            "/* @ts-self-types=\"./a.d.ts\" */\nexport class Lookup {{\n}}\nexport function sum(a) {{\n}}\n\
             const R = x\n    {REGISTRY}\n{LOADING}module) {{}}\nexport {{ initSync }};\n"
        );
        assert_eq!(
            function(&bindings).unwrap(),
            "export function glue() {\nclass Lookup {\n}\nfunction sum(a) {\n}\nconst R = x\n    \
             : { register: () => {}, unregister: () => {} };\n\
             return { Lookup, sum, imports: __wbg_get_imports, start: __wbg_finalize_init };\n}\n"
        );
        assert!(function("export class Lookup {}").is_err());
        assert!(function(&format!("\nimport a;\n{bindings}")).is_err());
    }

    #[test]
    fn what_is_declared_is_part_of_the_glue() {
        let bindings = "export class Lookup {\n    [Symbol.dispose](): void;\n}\nexport function sum(a: number): number;\n\
             export type InitInput = 1;\n";
        let declared = declarations(bindings).unwrap();
        assert!(declared.starts_with("export class Lookup {\n}\n"), "{declared}");
        assert!(declared.contains("\n    sum(a: number): number;\n    imports()"), "{declared}");
        assert!(!declared.contains("InitInput"));
        assert!(declarations("").is_err());
    }
}
