//! Defines the outcome for one identifier.

use mingpian::{LookupError, Profile};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use std::ops::AddAssign;

/// The outcome for an identifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Outcome {
    /// The service knows the person.
    Found,
    /// The service does not know the identifier.
    NotFound,
    /// The service rejected the identifier and gave a reason.
    Rejected,
    /// The service sent a record that cannot be read.
    Unreadable,
    /// The request failed.
    Failed,
    /// The service sent a record under a key that was not requested.
    Unasked,
}

impl Outcome {
    /// Returns the name in the output.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Found => "found",
            Self::NotFound => "not_found",
            Self::Rejected => "rejected",
            Self::Unreadable => "unreadable",
            Self::Failed => "failed",
            Self::Unasked => "unasked",
        }
    }
}

/// The outcome for an identifier, as it is printed.
#[derive(Serialize)]
pub(crate) struct Row {
    /// The requested identifier, or the key that was not requested.
    pub(crate) identifier: String,
    /// The kind of the identifier, such as `email`.
    pub(crate) kind: &'static str,
    pub(crate) result: Outcome,
    /// The reason why there is no record, or the field that cannot be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) detail: Option<String>,
    /// The columns of a table and of CSV.
    #[serde(skip)]
    pub(crate) profile: Option<Profile>,
    /// The whole record as JSON, with its profile.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) record: Option<Box<RawValue>>,
}

impl Row {
    /// Returns the row of an identifier with a record.
    pub(crate) fn found(
        identifier: &str,
        kind: &'static str,
        profile: Profile,
        record: &impl Serialize,
    ) -> Self {
        // Serialization cannot fail, because records consist of texts, numbers, and lists.
        let record = serde_json::value::to_raw_value(record).ok();
        let identifier = identifier.to_owned();
        Self { identifier, kind, result: Outcome::Found, detail: None, profile: Some(profile), record }
    }

    /// Returns the row of an identifier without a record.
    pub(crate) fn without(
        identifier: &str,
        kind: &'static str,
        result: Outcome,
        detail: Option<String>,
    ) -> Self {
        Self { identifier: identifier.to_owned(), kind, result, detail, profile: None, record: None }
    }

    /// Returns the row of an identifier whose request failed.
    pub(crate) fn failed(identifier: &str, kind: &'static str, error: &LookupError) -> Self {
        let result = match error {
            LookupError::Rejected { .. } => Outcome::Rejected,
            _ => Outcome::Failed,
        };
        Self::without(identifier, kind, result, Some(format!("{}: {error}", error.code())))
    }
}

/// The number of identifiers with each outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(crate) struct Counts {
    pub(crate) found: u64,
    pub(crate) not_found: u64,
    pub(crate) rejected: u64,
    pub(crate) unreadable: u64,
    pub(crate) failed: u64,
    /// The number of lines that were read, including duplicates.
    pub(crate) lines: u64,
}

impl Counts {
    /// Counts rows. Records that were not requested do not count.
    pub(crate) fn of(rows: &[Row], lines: u64) -> Self {
        let mut counts = Self { lines, ..Self::default() };
        for row in rows {
            match row.result {
                Outcome::Found => counts.found += 1,
                Outcome::NotFound => counts.not_found += 1,
                Outcome::Rejected => counts.rejected += 1,
                Outcome::Unreadable => counts.unreadable += 1,
                Outcome::Failed => counts.failed += 1,
                Outcome::Unasked => {}
            }
        }
        counts
    }

    /// Returns the number of requested identifiers.
    pub(crate) fn asked(&self) -> u64 {
        self.found + self.not_found + self.rejected + self.unreadable + self.failed
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.found += other.found;
        self.not_found += other.not_found;
        self.rejected += other.rejected;
        self.unreadable += other.unreadable;
        self.failed += other.failed;
        self.lines += other.lines;
    }
}
