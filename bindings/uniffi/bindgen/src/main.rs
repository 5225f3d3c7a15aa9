//! Writes the Kotlin or the Swift that calls the library `mingpian-uniffi`, as `uniffi.toml` beside it says.

use anyhow::Result;
use camino::Utf8PathBuf;
use clap::{Parser, ValueEnum};
use uniffi_bindgen::bindings::{GenerateOptions, TargetLanguage, generate};

/// Writes the code of one language.
#[derive(Parser)]
struct Options {
    /// Which
    language: Language,
    /// A library that has its metadata: a static one, or a dynamic one that was not stripped
    library: Utf8PathBuf,
    /// Where to
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
