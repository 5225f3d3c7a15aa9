//! `test`: runs the tests of all languages, in an order that finds failures early.

use std::time::Instant;

use anyhow::{Context as _, Result, ensure};
use clap::ValueEnum;

use crate::packages::{self, Environments};
use crate::page::PAGE;
use crate::project::{Project, say};
use crate::sandbox::Sandbox;
use crate::tally::{self, Tally};
use crate::wasm::NPM;
use crate::{api, browser, demo, docs, imports, kotlin, lint, npm, page, setup, size, swift, table};

/// The example of a server that signs for pages.
const SIGNING: &str = "examples/signing-server";
/// Small example apps that can be copied.
const RECIPES: &str = "examples/recipes";

/// The groups of tests, in the order in which they run.
#[derive(Clone, Copy, Debug, PartialEq, ValueEnum)]
pub(crate) enum Group {
    /// Formatting, clippy, and the documentation's text
    Lint,
    /// Whether the vectors are up to date
    Vectors,
    /// The core, its documentation and examples, and this tool
    Rust,
    /// The local services
    Sandbox,
    /// The command-line program
    Cli,
    /// The npm package, in Node and a browser
    Npm,
    /// The packed npm package in the environments of its users
    Packages,
    /// The example of a server that signs, against a real Redis
    Signing,
    /// The documentation: its site, its samples, and its proxies
    Docs,
    /// The recipes: React, a plain page, and servers that sign
    Recipes,
    /// The size of the npm package
    Size,
    /// The public API of the crate and of the npm package
    Api,
    /// The Swift package
    Swift,
    /// The page, and `demo --once`
    Page,
    /// The Kotlin packages, on a JVM
    Kotlin,
}

/// Runs groups of tests, or all of them. The last line of the output says how many tests passed.
pub(crate) fn run(project: &Project, groups: &[Group], all_environments: bool) -> Result<()> {
    let all = Group::value_variants().iter().copied();
    let chosen: Vec<Group> = all.filter(|group| groups.is_empty() || groups.contains(group)).collect();
    ensure!(!all_environments || chosen.contains(&Group::Packages), "--all: expected the group packages");
    let environments = if all_environments { Environments::All } else { Environments::Fragile };
    // Checks the requirements first, so that a missing tool is reported at once and not after ten minutes.
    setup::node(project)?;
    if chosen.contains(&Group::Signing) {
        setup::redis(project)?;
    }
    if chosen.contains(&Group::Docs) {
        setup::proxies(project)?;
    }
    if chosen.contains(&Group::Kotlin) {
        setup::java(project)?;
    }
    if chosen.iter().any(|group| group.drives_a_browser()) {
        browser::find(project)?;
    }
    let mut total = Tally::default();
    let mut rows = Vec::new();
    for group in chosen {
        let name = group.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default();
        println!("\n{name}");
        let start = Instant::now();
        let tally = group.run(project, environments).with_context(|| format!("the group {name} failed"))?;
        let checks =
            if tally == Tally::default() { "ok".to_owned() } else { format!("{} passed", tally.passed) };
        rows.push([name, checks, format!("{:.0} s", start.elapsed().as_secs_f64())]);
        total += tally;
    }
    println!("\n{}", table::aligned(["Group", "Tests", "Time"], rows));
    if total.skipped > 0 {
        println!("{} skipped", total.skipped);
    }
    println!("{} passed, {} failed", total.passed, total.failed);
    Ok(())
}

impl Group {
    fn drives_a_browser(self) -> bool {
        matches!(self, Self::Npm | Self::Packages | Self::Recipes | Self::Page)
    }

    /// Runs the group and counts its tests. Some groups have no tests to count, and report problems only as errors.
    fn run(self, project: &Project, environments: Environments) -> Result<Tally> {
        match self {
            Self::Lint => lint::run(project).map(|()| Tally::default()),
            Self::Vectors => vectors(project).map(|()| Tally::default()),
            Self::Rust => rust(project),
            Self::Sandbox => cargo_test(project, "mingpian-sandbox", "to test the local services"),
            Self::Cli => cargo_test(project, "mingpian-cli", "to test the command-line program"),
            Self::Npm => npm_test(project),
            Self::Packages => packages::test(project, environments),
            Self::Signing => signing_test(project),
            Self::Docs => docs_test(project),
            Self::Recipes => recipes_test(project),
            Self::Size => npm::build(project).and_then(|()| size::check(project)).map(|()| Tally::default()),
            Self::Api => api::check_rust(project)
                .and_then(|()| npm::build(project))
                .and_then(|()| api::check_typescript(project))
                .map(|()| Tally::default()),
            Self::Swift => swift::test(project),
            Self::Page => page_test(project),
            Self::Kotlin => kotlin::test(project),
        }
    }
}

fn vectors(project: &Project) -> Result<()> {
    say("node tests/vectors/make.mjs --check", "to check that the vectors are up to date");
    project.program("node").args(["tests/vectors/make.mjs", "--check"]).run()
}

fn rust(project: &Project) -> Result<Tally> {
    // Without a target, cargo also runs the examples in the documentation and builds the example programs. Tests that
    // need the local services are marked as ignored.
    let sandbox = Sandbox::start(project, &[])?;
    say("cargo test mingpian", "to test the core, its documentation, and its examples");
    let test = project.cargo().args(["test", "--locked", "--package", "mingpian", "--", "--include-ignored"]);
    let mut tally = tally::count(test.env("MINGPIAN_ORIGIN", sandbox.origin()))?;
    imports::check_core(project)?;
    tally += cargo_test(project, "mingpian-json", "to test the JSON reader")?;
    tally += cargo_test(project, "mingpian-uniffi", "to test the interface for Kotlin and Swift")?;
    tally += cargo_test(project, "xtask", "to test this tool")?;
    Ok(tally)
}

fn cargo_test(project: &Project, package: &str, why: &str) -> Result<Tally> {
    say(&format!("cargo test {package}"), why);
    tally::count(project.cargo().args(["test", "--locked", "--package", package]))
}

fn npm_test(project: &Project) -> Result<Tally> {
    let browser = browser::find(project)?;
    npm::build(project)?;
    let sandbox = Sandbox::start(project, &[])?;
    say(&format!("npm test in {NPM}"), "to test the package in Node and a browser");
    let test = project.program("npm").arg("test").within(NPM).env("MINGPIAN_ORIGIN", sandbox.origin());
    tally::count(browser.tell(test))
}

fn signing_test(project: &Project) -> Result<Tally> {
    let redis = setup::redis(project)?;
    npm::build(project)?;
    setup::packages(project, SIGNING)?;
    let sandbox = Sandbox::start(project, &[])?;
    say(
        &format!("npm test in {SIGNING}"),
        "to test the package with two signing processes that share a Redis",
    );
    let mut test =
        project.program("npm").arg("test").within(SIGNING).env("MINGPIAN_ORIGIN", sandbox.origin());
    // Without Redis, the tests that need it are skipped.
    if let Some(redis) = redis {
        test = test.env("MINGPIAN_REDIS_SERVER", redis);
    }
    tally::count(test)
}

fn docs_test(project: &Project) -> Result<Tally> {
    setup::proxies(project)?;
    let site = docs::books(project)?;
    docs::typescript_reference(project, &site.join("api"))?;
    let sandbox = Sandbox::start(project, &[])?;
    let samples = docs::SAMPLES;
    say(&format!("npm test in {samples}"), "to test the samples of the documentation, and proxies");
    tally::count(project.program("npm").arg("test").within(samples).env("MINGPIAN_ORIGIN", sandbox.origin()))
}

fn recipes_test(project: &Project) -> Result<Tally> {
    let browser = browser::find(project)?;
    npm::build(project)?;
    setup::packages(project, RECIPES)?;
    let sandbox = Sandbox::start(project, &[])?;
    say(&format!("npm test in {RECIPES}"), "to test small apps in a browser, in Next, and in workerd");
    let test = project.program("npm").arg("test").within(RECIPES).env("MINGPIAN_ORIGIN", sandbox.origin());
    tally::count(browser.tell(test))
}

fn page_test(project: &Project) -> Result<Tally> {
    let browser = browser::find(project)?;
    page::build(project)?;
    let sandbox = Sandbox::start(project, &["--page".to_owned(), page::dist(project).display().to_string()])?;
    say(&format!("npm test in {PAGE}"), "to test the page in a browser");
    let test = project.program("npm").arg("test").within(PAGE).env("MINGPIAN_ORIGIN", sandbox.origin());
    let tally = tally::count(browser.tell(test))?;
    demo::once(project, &sandbox, &browser, None)?;
    Ok(tally)
}
