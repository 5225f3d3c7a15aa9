//! Generates the Kotlin or Swift code that calls the library `mingpian-uniffi`, as configured in its `uniffi.toml`.

use anyhow::Result;
use camino::Utf8PathBuf;
use clap::{Parser, ValueEnum};
use uniffi_bindgen::bindings::{GenerateOptions, TargetLanguage, generate};

/// Generates the code of one language.
#[derive(Parser)]
struct Options {
    /// The language
    language: Language,
    /// A library that contains the metadata: a static library, or a dynamic one that was not stripped
    library: Utf8PathBuf,
    /// The directory for the generated files
    directory: Utf8PathBuf,
}

#[derive(Clone, Copy, ValueEnum)]
enum Language {
    Kotlin,
    Swift,
}

fn main() -> Result<()> {
    let Options { language, library, directory } = Options::parse();
    let language = match language {
        Language::Kotlin => TargetLanguage::Kotlin,
        Language::Swift => TargetLanguage::Swift,
    };
    let options = GenerateOptions {
        languages: vec![language],
        source: library,
        out_dir: directory,
        crate_filter: Some("mingpian_uniffi".to_owned()),
        ..Default::default()
    };
    generate(options)
}
