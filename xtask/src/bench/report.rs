//! The report of a benchmark: a table, and a file that stores it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};
use serde::{Deserialize, Serialize};

use super::machine;
use super::samples::{Findings, Row};
use crate::project::Project;
use crate::table;

/// The results of a benchmark, with the machine and the versions.
#[derive(Deserialize, Serialize)]
pub(super) struct Report {
    /// The commit, if git knows it.
    commit: Option<String>,
    /// The machine.
    machine: String,
    /// Versions by name.
    versions: BTreeMap<String, String>,
    /// One row for each peer of each measurement.
    rows: Vec<Row>,
}

impl Report {
    /// Creates a report without rows.
    pub(super) fn new(project: &Project) -> Self {
        let (commit, machine) = (machine::commit(project), machine::describe(project));
        Self { commit, machine, versions: BTreeMap::new(), rows: Vec::new() }
    }

    /// Adds the results of a part.
    pub(super) fn add(&mut self, findings: Findings) {
        self.versions.extend(findings.versions);
        self.rows.extend(findings.rows);
    }

    /// Reads a file that [`save`](Self::save) wrote.
    pub(super) fn load(file: &Path) -> Result<Self> {
        let text = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
        serde_json::from_slice(&text).with_context(|| format!("{} is not a saved report", file.display()))
    }

    /// Writes the report to a file, as JSON.
    pub(super) fn save(&self, file: &Path) -> Result<()> {
        let text = format!("{}\n", serde_json::to_string_pretty(self)?);
        fs::write(file, text).with_context(|| format!("cannot write {}", file.display()))
    }

    /// Returns the report as text. With a saved report, each row has the saved ratio and the change.
    pub(super) fn to_text(&self, saved: Option<&Self>) -> String {
        let rows = self.rows.iter();
        let table = match saved {
            None => table::aligned(["Part", "What", "Ours", "Peer", "Peer's", "Ratio"], rows.map(cells)),
            Some(saved) => {
                let head = ["Part", "What", "Ours", "Peer", "Peer's", "Ratio", "Saved", "Change"];
                table::aligned(head, rows.map(|row| compared(row, saved.find(row))))
            }
        };
        let mut lines = vec![table, self.origin("measured")];
        lines.extend(saved.map(|saved| saved.origin("saved")));
        lines.concat()
    }

    /// Returns a description of the commit, the machine, and the versions.
    fn origin(&self, verb: &str) -> String {
        let commit = self.commit.as_deref().unwrap_or("an unknown commit");
        let versions: Vec<_> =
            self.versions.iter().map(|(name, version)| format!("{name} {version}")).collect();
        format!("\n{verb} at {commit} on {}\n{}\n", self.machine, versions.join(", "))
    }

    /// Finds the row for the same measurement and peer.
    fn find(&self, row: &Row) -> Option<&Row> {
        let same =
            |other: &&Row| (&other.part, &other.what, &other.peer) == (&row.part, &row.what, &row.peer);
        self.rows.iter().find(same)
    }
}

fn cells(row: &Row) -> [String; 6] {
    [
        row.part.clone(),
        row.what.clone(),
        time(row.ours_us),
        row.peer.clone(),
        time(row.peer_us),
        format!("{:.2}", row.ratio),
    ]
}

fn compared(row: &Row, saved: Option<&Row>) -> [String; 8] {
    let [part, what, ours, peer, theirs, ratio] = cells(row);
    let (before, change) = match saved {
        Some(saved) => {
            (format!("{:.2}", saved.ratio), format!("{:+.0} %", (row.ratio / saved.ratio - 1.0) * 100.0))
        }
        None => Default::default(),
    };
    [part, what, ours, peer, theirs, ratio, before, change]
}

/// Formats a time with three digits.
fn time(us: f64) -> String {
    let (value, unit) = match us {
        us if us < 0.9995 => (us * 1e3, "ns"),
        us if us < 999.5 => (us, "µs"),
        us => (us / 1e3, "ms"),
    };
    let decimals = if value < 10.0 { 2 } else { usize::from(value < 100.0) };
    format!("{value:.decimals$} {unit}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(peer: &str, ratio: f64) -> Row {
        let (part, what) = ("node".to_owned(), "a lookup".to_owned());
        Row { part, what, peer: peer.to_owned(), ours_us: 100.0 * ratio, peer_us: 100.0, ratio }
    }

    fn report(rows: Vec<Row>) -> Report {
        Report { commit: None, machine: "2 cores".to_owned(), versions: BTreeMap::new(), rows }
    }

    #[test]
    fn a_saved_ratio_stands_beside_the_new_one() {
        let (now, before) = (report(vec![row("zod", 0.5), row("new", 0.5)]), report(vec![row("zod", 0.4)]));
        let text = now.to_text(Some(&before));
        let lines: Vec<_> = text.lines().collect();
        assert_eq!(lines[2], "node  a lookup  50.0 µs  zod   100 µs  0.50   0.40   +25 %");
        assert_eq!(lines[3], "node  a lookup  50.0 µs  new   100 µs  0.50");
    }

    #[test]
    fn times_have_three_digits() {
        let times = [0.087, 0.9, 7.25, 82.04, 667.4, 999.7, 1234.5];
        assert_eq!(
            times.map(time),
            ["87.0 ns", "900 ns", "7.25 µs", "82.0 µs", "667 µs", "1.00 ms", "1.23 ms"]
        );
    }
}
