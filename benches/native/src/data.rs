//! Reads the data sets that `cargo xtask bench` writes.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};
use serde::Deserialize;

/// A question and the body that answers it.
pub(crate) struct DataSet {
    /// The identifiers.
    pub(crate) identifiers: Identifiers,
    /// The body of the response.
    pub(crate) body: Vec<u8>,
}

/// The lists of a question.
#[derive(Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Identifiers {
    /// Email addresses.
    pub(crate) emails: Vec<String>,
    /// Mobile numbers.
    pub(crate) mobiles: Vec<String>,
    /// Login names.
    pub(crate) login_names: Vec<String>,
}

impl DataSet {
    /// Reads the data set of this name.
    pub(crate) fn read(directory: &Path, name: &str) -> Result<Self> {
        let read = |file: String| {
            let path = directory.join(file);
            fs::read(&path).with_context(|| format!("cannot read {}", path.display()))
        };
        let identifiers = serde_json::from_slice(&read(format!("{name}.question.json"))?)
            .with_context(|| format!("cannot parse the question of {name}"))?;
        Ok(Self { identifiers, body: read(format!("{name}.body.json"))? })
    }
}

impl Identifiers {
    /// Returns the number of identifiers.
    pub(crate) fn len(&self) -> usize {
        self.emails.len() + self.mobiles.len() + self.login_names.len()
    }
}
