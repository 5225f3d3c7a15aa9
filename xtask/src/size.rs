//! Measures the size of the npm package and compares it with the budgets.

use std::fs;
use std::io::Write as _;

use anyhow::{Context as _, Result, ensure};
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::project::{Project, say};
use crate::wasm::NPM;
use crate::{npm, setup, table};

/// The budget of the module, in bytes after brotli. The target is 36 KiB, which the module exceeds. This limit keeps it
/// from growing.
pub(crate) const MODULE_BUDGET: usize = 43_740;
/// The budget of a page that imports `Quanshi`: the module, as text, and all JavaScript. The target is 44,000 bytes.
pub(crate) const PAGE_BUDGET: usize = 53_500;

/// The page that is measured.
const PAGE: &str = "export { Quanshi } from \"../dist/index.js\";\n";

/// Prints the sizes of the built package, and checks that they do not exceed the budgets.
pub(crate) fn check(project: &Project) -> Result<()> {
    say("measure the npm package", "every visitor of a page downloads it");
    let module = fs::read(npm::module(project)).context("cannot read the module")?;
    let parts = [("Module", module, MODULE_BUDGET), ("Page with Quanshi", page(project)?, PAGE_BUDGET)]
        .map(|(name, bytes, budget)| Weight::of(name, &bytes, budget));
    let rows = parts.iter().map(Weight::row);
    println!("\n{}", table::aligned(["Bytes", "raw", "gzip -9", "brotli -11", "brotli, at most"], rows));
    for part in &parts {
        ensure!(
            part.brotli <= part.budget,
            "{} has {} bytes, which exceeds its budget by {}",
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

/// Formats a number with spaces between groups of three digits: `20480` → `20 480`.
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

/// Bundles and minifies a page, as it is delivered to visitors.
fn page(project: &Project) -> Result<Vec<u8>> {
    let file = "build/page.js";
    fs::write(project.path(NPM).join(file), PAGE).context("cannot write the page")?;
    let bundle = setup::tool(project, NPM, "esbuild")?.within(NPM).arg(file);
    bundle.args(["--bundle", "--minify", "--format=esm", "--log-level=warning"]).output()
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
}
