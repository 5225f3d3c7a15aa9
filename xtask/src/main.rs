//! The project's tool, `cargo xtask`, which builds, tests, measures, and demonstrates everything.
//!
//! It starts cargo, node, and npm, and prints what it does and why. A fresh machine only needs Rust and Node.

mod api;
mod artifact;
mod bench;
mod browser;
mod debian;
mod demo;
mod docs;
mod engines;
mod generate;
mod imports;
mod kotlin;
mod lint;
mod npm;
mod packages;
mod page;
mod process;
mod project;
mod release;
mod sandbox;
mod setup;
mod size;
mod swift;
mod table;
mod tally;
mod test;
mod version;
mod wasm;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand, ValueEnum};

use crate::project::Project;

/// Builds, tests, measures, and demonstrates Mingpian.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Cli {
    /// Also print the commands that are run
    #[arg(short, long, global = true)]
    verbose: bool,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build everything, start the local services, and open the page
    Demo(demo::Options),
    /// Run the tests of all languages, or only some groups
    Test {
        /// Groups to run. Defaults to all of them
        groups: Vec<test::Group>,
        /// In the group packages, test every environment, and not only those that break most easily
        #[arg(long)]
        all: bool,
    },
    /// Compare the speed of our code with its peers, and print the ratios
    Bench(bench::Options),
    /// Build one part and everything that it needs
    Build {
        /// Part to build
        part: Part,
    },
    /// Write the generated files from the core's tables
    Generate {
        /// Files to write. Defaults to all of them
        source: Option<generate::Source>,
        /// Write nothing, and fail if a file is out of date
        #[arg(long)]
        check: bool,
    },
    /// Build everything that is published, with checksums, into target/release/VERSION; or one package alone
    Package {
        /// The package
        platform: Option<Platform>,
        /// Keep the debug information that crash reports need to show files and lines (Swift only)
        #[arg(long)]
        symbols: bool,
        /// Leave out a part that cannot be built on this machine
        #[arg(long, value_name = "PART", conflicts_with = "platform")]
        without: Vec<release::Part>,
    },
    /// Print the size of the npm package, and fail if it exceeds the budget
    Size,
}

#[derive(Clone, Copy, ValueEnum)]
enum Platform {
    /// An AAR for Android, which requires an NDK
    Android,
    /// The Kotlin packages for all systems, as a Maven repository
    Kotlin,
    /// The XCFramework of the Swift package
    Swift,
}

#[derive(Clone, Copy, ValueEnum)]
enum Part {
    /// The npm package, bindings/wasm
    Npm,
    /// The demo page, web-demo
    Page,
    /// The WebAssembly module of the page that calls the Rust core directly, web-demo/gloo
    Gloo,
    /// The Swift package, bindings/swift
    Swift,
    /// The Kotlin packages, bindings/kotlin
    Kotlin,
    /// The documentation site, docs
    Docs,
}

fn main() -> ExitCode {
    match run(Cli::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(cli: Cli) -> Result<()> {
    let project = Project::find(cli.verbose)?;
    match cli.command {
        Command::Demo(options) => demo::run(&project, &options),
        Command::Test { groups, all } => test::run(&project, &groups, all),
        Command::Bench(options) => bench::run(&project, &options),
        Command::Build { part: Part::Npm } => npm::build(&project),
        Command::Build { part: Part::Page } => page::build(&project),
        Command::Build { part: Part::Gloo } => wasm::build_gloo(&project),
        Command::Build { part: Part::Swift } => swift::build(&project),
        Command::Build { part: Part::Kotlin } => kotlin::build(&project),
        Command::Build { part: Part::Docs } => docs::build(&project),
        Command::Generate { source, check } => generate::run(&project, source, check),
        Command::Package { platform: Some(Platform::Android), .. } => kotlin::android::package(&project),
        Command::Package { platform: Some(Platform::Kotlin), .. } => {
            kotlin::package(&project, true).map(drop)
        }
        Command::Package { platform: Some(Platform::Swift), symbols, .. } => {
            swift::package(&project, symbols)
        }
        Command::Package { platform: None, without, .. } => release::run(&project, &without),
        Command::Size => {
            npm::build(&project)?;
            size::check(&project)
        }
    }
}
