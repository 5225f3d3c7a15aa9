//! `bench`: compares the speed of our code with its peers.
//!
//! Each part is a program in one language. It runs our code and its peers in turn, and prints the time that each took
//! in each round as lines of JSON. The statistics are the same for all parts and are computed here.

mod data;
mod machine;
mod parts;
mod report;
mod samples;

use std::path::PathBuf;

use anyhow::Result;
use clap::{Args, ValueEnum};

use crate::project::Project;
use report::Report;

/// The options of `bench`.
#[derive(Args)]
pub(crate) struct Options {
    /// Parts to run. Defaults to all of them
    parts: Vec<Part>,
    /// Write the results to this file, as JSON
    #[arg(long, value_name = "FILE")]
    save: Option<PathBuf>,
    /// Also print the ratios that were saved in this file
    #[arg(long, value_name = "FILE")]
    compare: Option<PathBuf>,
}

/// One part of the benchmark.
#[derive(Clone, Copy, Debug, PartialEq, ValueEnum)]
pub(crate) enum Part {
    /// The core, compared with serde_json and sha1
    Native,
    /// The npm package in Node, compared with JSON.parse, zod, valibot, and js-sha1
    Node,
    /// The npm package in headless Chromium, Firefox, and WebKit
    Browser,
    /// The Kotlin package, compared with kotlinx.serialization and MessageDigest
    Kotlin,
    /// The Swift package, compared with Codable
    Swift,
}

/// Runs the parts and prints one table.
pub(crate) fn run(project: &Project, options: &Options) -> Result<()> {
    // Reads the file first, so that an error in it is reported at once and not after ten minutes.
    let saved = options.compare.as_deref().map(Report::load).transpose()?;
    let data = data::write(project)?;
    let mut report = Report::new(project);
    let all = Part::value_variants().iter().copied();
    for part in all.filter(|part| options.parts.is_empty() || options.parts.contains(part)) {
        part.run(project, &data, &mut report)?;
    }
    println!("\n{}", report.to_text(saved.as_ref()));
    if let Some(file) = &options.save {
        report.save(file)?;
    }
    Ok(())
}
