//! `demo`: builds everything, starts the local services, and opens the page.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};
use clap::Args;
use mingpian::providers::{self, Provider};
use serde::Deserialize;

use crate::browser::{self, Browser};
use crate::project::{Project, say};
use crate::sandbox::Sandbox;
use crate::{page, setup, table};

#[derive(Args)]
pub(crate) struct Options {
    /// Look up one person at each service in a headless browser, print the results, and exit
    #[arg(long)]
    once: bool,
    /// Port of the page and the services [default: a free port]
    #[arg(long, value_name = "N")]
    port: Option<u16>,
    /// Write a screenshot of the page to this file (PNG)
    #[arg(long, value_name = "FILE", requires = "once")]
    screenshot: Option<PathBuf>,
    /// Forward a service's requests to a real one, as in `quanshi=https://host.example`. For Quanshi, the app's server
    /// then signs with QUANSHI_APP_ID and QUANSHI_SECRET_KEY from the environment
    #[arg(long, value_name = "NAME=URL")]
    upstream: Vec<String>,
}

/// Runs the demo until Ctrl-C or, with `--once`, to its end.
pub(crate) fn run(project: &Project, options: &Options) -> Result<()> {
    // Reports what is missing before everything is built.
    setup::node(project)?;
    let browser = options.once.then(|| browser::find(project)).transpose()?;
    page::build(project)?;
    let sandbox = Sandbox::start(project, &arguments(project, options))?;
    if let Some(browser) = browser {
        return once(project, &sandbox, &browser, options.screenshot.as_deref());
    }
    let origin = sandbox.origin();
    println!("\nThe page:      {origin}/");
    for Provider { name: service, .. } in providers::ALL {
        println!("{:<15}{origin}/{service}", format!("{service}:"));
    }
    println!("{:<15}{origin}/app/quanshi/authorize", "signatures:");
    println!("Credentials:   tests/sandbox/README.md (invented, as are the people)");
    println!("Stop with Ctrl-C.\n");
    browser::open(&format!("{origin}/"));
    // Ctrl-C ends both processes, so this line is reached only if the server exits by itself.
    let status = sandbox.wait()?;
    ensure!(status.success(), "the local services failed ({status})");
    Ok(())
}

/// Looks up one person at each service in a headless browser and prints the results.
pub(crate) fn once(
    project: &Project,
    sandbox: &Sandbox,
    browser: &Browser,
    screenshot: Option<&Path>,
) -> Result<()> {
    say(&format!("look people up in {}", browser.path.display()), "one at each service, with the built page");
    let drive = project.program("node").arg("web-demo/drive/once.mjs");
    let mut drive = drive.args(["--origin", sandbox.origin(), "--kind", browser.kind.name(), "--browser"]);
    drive = drive.arg(&browser.path);
    if let Some(file) = screenshot {
        // The path is relative to the user's directory, but node runs in another one.
        drive = drive.args([OsStr::new("--screenshot"), std::path::absolute(file)?.as_os_str()]);
    }
    let found = read(&drive.text()?)?;
    println!("\n{}", shown(&found));
    for Provider { name: service, .. } in providers::ALL {
        ensure!(
            found.iter().any(|person| person.provider == *service),
            "expected a person from {service}, got none"
        );
    }
    Ok(())
}

fn arguments(project: &Project, options: &Options) -> Vec<String> {
    let mut arguments = vec!["--page".to_owned(), page::dist(project).display().to_string()];
    if let Some(port) = options.port {
        arguments.extend(["--port".to_owned(), port.to_string()]);
    }
    for upstream in &options.upstream {
        arguments.extend(["--upstream".to_owned(), upstream.clone()]);
    }
    arguments
}

/// A person that the page found, as the driver prints it.
#[derive(Debug, Deserialize, PartialEq)]
#[serde(rename_all = "camelCase")]
struct Person {
    provider: String,
    door: String,
    id: String,
    display_name: Option<String>,
    organization: Option<String>,
    phone: Option<String>,
    ms: f64,
}

/// Reads the driver's lines. Each line is one lookup.
fn read(lines: &str) -> Result<Vec<Person>> {
    let mut people = Vec::new();
    let mut seen = BTreeSet::new();
    for line in lines.lines().filter(|line| !line.trim().is_empty()) {
        let person: Person =
            serde_json::from_str(line).with_context(|| format!("expected a person, got {line}"))?;
        ensure!(!person.id.is_empty(), "expected a person with an ID, got {line}");
        ensure!(
            seen.insert((person.provider.clone(), person.door.clone())),
            "expected each person once, got another {line}"
        );
        people.push(person);
    }
    Ok(people)
}

fn shown(people: &[Person]) -> String {
    let cell =
        |value: &Option<String>| value.clone().filter(|text| !text.is_empty()).unwrap_or_else(|| "–".into());
    let rows = people.iter().map(|person| {
        [
            person.provider.clone(),
            person.door.clone(),
            cell(&person.display_name),
            cell(&person.organization),
            cell(&person.phone),
            person.id.clone(),
            format!("{:.0} ms", person.ms),
        ]
    });
    table::aligned(["Service", "Door", "Name", "Organization", "Phone", "ID", "Time"], rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINES: &str = concat!(
        r#"{"provider":"dmtz","door":"npm","displayName":"张伟","phone":"10000000001","id":"u-1","ms":12.6}"#,
        "\n",
        r#"{"provider":"quanshi","door":"npm","displayName":"李娜","organization":"示例科技","id":"7","ms":3}"#,
        "\n",
    );

    #[test]
    fn the_drivers_lines_become_a_table() {
        let table = shown(&read(LINES).unwrap());
        assert_eq!(
            table,
            "Service  Door  Name  Organization  Phone        ID   Time \n\
             ───────  ────  ────  ────────────  ───────────  ───  ─────\n\
             dmtz     npm   张伟  –             10000000001  u-1  13 ms\n\
             quanshi  npm   李娜  示例科技      –            7    3 ms \n"
                .replace(" \n", "\n")
        );
    }

    #[test]
    fn anything_but_a_person_is_an_error() {
        assert!(read("Segmentation fault").is_err());
        assert!(read(r#"{"provider":"dmtz","door":"npm","id":"","ms":1}"#).is_err());
        assert!(read(&LINES.repeat(2)).is_err());
        assert_eq!(read("\n").unwrap(), []);
    }
}
