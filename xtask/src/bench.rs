//! `bench`: times our code beside its peers.
//!
//! A part is a program of its own language. It runs ours and its peers by turns and prints, as lines of JSON, how long
//! each took in each round. What follows from the times is the same for all of them and is worked out here.

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

/// What to time.
#[derive(Args)]
pub(crate) struct Options {
    /// The parts to run. Defaults to all of them
    parts: Vec<Part>,
    /// Write the results to this file, as JSON
    #[arg(long, value_name = "FILE")]
    save: Option<PathBuf>,
    /// Print the ratios that were saved in this file beside the new ones
    #[arg(long, value_name = "FILE")]
    compare: Option<PathBuf>,
}

/// One part of the benchmark.
#[derive(Clone, Copy, Debug, PartialEq, ValueEnum)]
pub(crate) enum Part {
    /// The core, beside serde_json and sha1
    Native,
    /// The npm package in Node, beside JSON.parse, zod, valibot, and js-sha1
    Node,
    /// The same in Chromium, Firefox, and WebKit, without a display
    Browser,
    /// The Kotlin package, beside kotlinx.serialization and MessageDigest
    Kotlin,
    /// The Swift package, beside Codable
    Swift,
}

/// Runs the parts and prints one table.
pub(crate) fn run(project: &Project, options: &Options) -> Result<()> {
    // A file that cannot be read should not be noticed after ten minutes.
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
