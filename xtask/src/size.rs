//! What the npm package weighs, and what it may.

use std::fs;
use std::io::Write as _;

use anyhow::{Context as _, Result, bail, ensure};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::Value;

use crate::project::{Project, say};
use crate::wasm::NPM;
use crate::{npm, setup, table};

/// The most that the module of every app may weigh, in bytes of brotli.
const CALLS_BUDGET: usize = 20 * 1024;
/// The most that the JavaScript of the default entry may weigh.
const JAVASCRIPT_BUDGET: usize = 6 * 1024;
/// The most that the module for long lists may weigh, which is loaded when it is needed.
const BATCHES_BUDGET: usize = 26 * 1024;
/// The most that the JavaScript of the default entry may weigh with all that is loaded when it is needed.
const ALL_JAVASCRIPT_BUDGET: usize = 9 * 1024;

/// What the JavaScript loads when it is needed.
const LATER: [&str; 2] = ["*/pages.js", "*/server.js"];

/// Prints the sizes of the built package and checks that they keep to the budgets.
pub(crate) fn check(project: &Project) -> Result<()> {
    say("weigh the npm package", "it travels to every visitor");
    let wasm = |module| fs::read(npm::optimized(project, module)).context("the module cannot be read");
    let manifest = fs::read_to_string(project.path(NPM).join("package.json")).context("no package.json")?;
    let entry = entry(&serde_json::from_str(&manifest).context("package.json is not JSON")?)?;
    let parts = [
        ("WebAssembly", wasm(&npm::CALLS)?, CALLS_BUDGET),
        ("JavaScript", bundle(project, &entry, &LATER)?, JAVASCRIPT_BUDGET),
        ("WebAssembly of long lists", wasm(&npm::BATCHES)?, BATCHES_BUDGET),
        ("JavaScript, all of it", bundle(project, &entry, &[])?, ALL_JAVASCRIPT_BUDGET),
    ]
    .map(|(name, bytes, budget)| Weight::of(name, &bytes, budget));
    let rows = parts.iter().map(Weight::row);
    println!("\n{}", table::aligned(["Bytes", "raw", "gzip -9", "brotli -11", "brotli, at most"], rows));
    for part in &parts {
        ensure!(
            part.brotli <= part.budget,
            "{} weighs {} bytes, {} too many",
            part.name,
            part.brotli,
            part.brotli - part.budget
        );
    }
    Ok(())
}

struct Weight {
    name: &'static str,
    raw: usize,
    gzip: usize,
    brotli: usize,
    budget: usize,
}

impl Weight {
    fn of(name: &'static str, bytes: &[u8], budget: usize) -> Self {
        Self { name, raw: bytes.len(), gzip: gzip(bytes).len(), brotli: brotli(bytes).len(), budget }
    }

    fn row(&self) -> [String; 5] {
        let [raw, gzip, brotli, budget] = [self.raw, self.gzip, self.brotli, self.budget].map(grouped);
        [self.name.to_owned(), raw, gzip, brotli, budget]
    }
}

/// `20480` → `20 480`
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(' ');
        }
        grouped.push(digit);
    }
    grouped
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).and_then(|()| encoder.finish()).expect("memory takes every write")
}

fn brotli(bytes: &[u8]) -> Vec<u8> {
    let params = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut packed, &params).expect("memory takes every write");
    packed
}

/// All that an entry loads in one, minified, without the files that only carry a module, and without `later`.
fn bundle(project: &Project, entry: &str, later: &[&str]) -> Result<Vec<u8>> {
    let mut bundle = setup::tool(project, NPM, "esbuild")?.within(NPM).arg(entry);
    for file in later.iter().chain(&["*.base64.js"]) {
        bundle = bundle.arg(format!("--external:{file}"));
    }
    let bytes = bundle.args(["--bundle", "--minify", "--format=esm", "--log-level=warning"]).output()?;
    for module in &npm::MODULES {
        let wasm = fs::read(npm::optimized(project, module)).context("the module cannot be read")?;
        let start = STANDARD.encode(&wasm[..wasm.len().min(48)]);
        ensure!(
            !String::from_utf8_lossy(&bytes).contains(&start),
            "a module is in the JavaScript: it has to come from a file called *.base64.js"
        );
    }
    Ok(bytes)
}

/// The file that `import "mingpian"` loads.
fn entry(manifest: &Value) -> Result<String> {
    let mut export = &manifest["exports"]["."];
    while let Value::Object(conditions) = export {
        let next = ["browser", "import", "default"].iter().find_map(|condition| conditions.get(*condition));
        export = next.context("package.json exports nothing to a browser")?;
    }
    match export {
        Value::String(file) => Ok(file.clone()),
        _ => bail!("package.json has no exports"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped() {
        assert_eq!(
            [0, 999, 1000, 20_480, 1_234_567].map(grouped),
            ["0", "999", "1 000", "20 480", "1 234 567"]
        );
    }

    #[test]
    fn text_gets_smaller() {
        let text = b"dmtz mysoft quanshi ".repeat(100);
        assert!(gzip(&text).len() < 100);
        assert!(brotli(&text).len() < gzip(&text).len());
    }

    #[test]
    fn the_default_entry_is_found() {
        let entry = |text: &str| entry(&serde_json::from_str(text).unwrap()).ok();
        let nested = r#"{"exports":{".":{"types":"./dist/a.d.ts","import":{"node":"./n.js","default":"./dist/a.js"}}}}"#;
        assert_eq!(entry(nested).as_deref(), Some("./dist/a.js"));
        assert_eq!(entry(r#"{"exports":{".":"./b.js"}}"#).as_deref(), Some("./b.js"));
        assert_eq!(entry(r#"{"exports":{".":{"node":"./n.js"}}}"#), None);
        assert_eq!(entry("{}"), None);
    }
}
