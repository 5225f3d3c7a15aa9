//! Parses the output of a part, and computes medians and ratios.

use std::collections::BTreeMap;

use anyhow::{Context as _, Result, ensure};
use serde::{Deserialize, Serialize};

/// A line of a part's output.
#[derive(Deserialize)]
#[serde(untagged)]
enum Line {
    /// The times of our code and of one peer in each round, in microseconds for one run.
    Samples { what: String, peer: String, ours: Vec<f64>, theirs: Vec<f64> },
    /// The versions of the libraries and tools that ran.
    Versions { versions: BTreeMap<String, String> },
}

/// A comparison of our code with one peer.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub(super) struct Row {
    /// The part that measured it, such as `node`.
    pub(super) part: String,
    /// The name of the measurement.
    pub(super) what: String,
    /// The name of the peer.
    pub(super) peer: String,
    /// Our median, in microseconds.
    pub(super) ours_us: f64,
    /// The peer's median, in microseconds.
    pub(super) peer_us: f64,
    /// The median of the ratios of all rounds. It is less than 1 if our code is faster.
    pub(super) ratio: f64,
}

/// The results of a part.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Findings {
    /// A row for each peer of each measurement.
    pub(super) rows: Vec<Row>,
    /// Versions by name.
    pub(super) versions: BTreeMap<String, String>,
}

impl Findings {
    /// Reads a line of a part's output. A line that is not a JSON object is printed.
    pub(super) fn read(&mut self, part: &str, line: &str) -> Result<()> {
        if !line.starts_with('{') {
            println!("{line}");
            return Ok(());
        }
        match serde_json::from_str(line).with_context(|| format!("cannot parse the output of {part}"))? {
            Line::Versions { versions } => self.versions.extend(versions),
            Line::Samples { what, peer, ours, theirs } => {
                ensure!(
                    !ours.is_empty() && ours.len() == theirs.len(),
                    "expected the same number of samples for our code and {peer}, at least one, got {} and {}",
                    ours.len(),
                    theirs.len()
                );
                let ratios = ours.iter().zip(&theirs).map(|(ours, theirs)| ours / theirs).collect();
                let part = part.to_owned();
                let (ours_us, peer_us) = (median(ours), median(theirs));
                self.rows.push(Row { part, what, peer, ours_us, peer_us, ratio: median(ratios) });
            }
        }
        Ok(())
    }
}

/// Returns the value in the middle, or the mean of the two in the middle.
fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    if values.len().is_multiple_of(2) { (values[middle - 1] + values[middle]) / 2.0 } else { values[middle] }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn medians_are_robust() {
        assert_eq!(median(vec![3.0, 1.0, 1000.0]), 3.0);
        assert_eq!(median(vec![4.0, 1.0, 2.0, 1000.0]), 3.0);
    }

    #[test]
    fn a_ratio_compares_within_a_round() {
        let mut findings = Findings::default();
        let line = r#"{"what":"a lookup","peer":"zod","ours":[1,20,3],"theirs":[2,40,3]}"#;
        findings.read("node", line).unwrap();
        findings.read("node", r#"{"versions":{"Node":"20.20.2"}}"#).unwrap();
        let row = &findings.rows[0];
        assert_eq!((row.ours_us, row.peer_us, row.ratio), (3.0, 3.0, 0.5));
        assert_eq!(findings.versions["Node"], "20.20.2");
    }

    #[test]
    fn lists_of_different_lengths_are_refused() {
        let mut findings = Findings::default();
        assert!(findings.read("node", r#"{"what":"a","peer":"b","ours":[1],"theirs":[]}"#).is_err());
        assert!(findings.read("node", r#"{"what":"a","peer":"b","ours":[],"theirs":[]}"#).is_err());
        assert!(findings.read("node", "{oops").is_err());
    }
}
