//! The outcomes for the identifiers that were requested.

#![expect(
    clippy::disallowed_types,
    reason = "the hash has no random key, so the order is the same in every run"
)]

use super::schema::Schema;
use super::table::{Record, read_row};
use crate::json::hash::FastHash;
use crate::json::{Cursor, Index};
use std::collections::{BTreeMap, HashMap};
use std::fmt;

/// A map from identifiers to records. Its order of iteration is the same in every run.
pub type Found<R> = HashMap<String, R, FastHash>;

/// The outcomes for the requested identifiers. Each identifier is in exactly one of `found`, `not_found`, and
/// `unreadable`.
#[derive(Clone, PartialEq, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Answers<R> {
    /// The records, keyed by the requested identifier.
    pub found: Found<R>,
    /// The identifiers without a record, in the order of the requests and, within each, of its lists.
    pub not_found: Vec<String>,
    /// The identifiers whose record could not be read. They do not affect the other identifiers.
    pub unreadable: Vec<Unreadable>,
    /// The records under keys that were not requested. The keys are spelled as in the response.
    pub unasked: BTreeMap<String, R>,
    /// The ID by which the vendor's support team can identify the request. It is absent if several requests were sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
}

impl<R> Answers<R> {
    /// Adds the answers of the next request of the same lookup.
    pub fn merge(&mut self, other: Self) {
        self.found.extend(other.found);
        self.not_found.extend(other.not_found);
        self.unreadable.extend(other.unreadable);
        self.unasked.extend(other.unasked);
        self.request_id = None;
    }
}

/// Prints counts, without personal data.
impl<R> fmt::Debug for Answers<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answers")
            .field("found", &self.found.len())
            .field("not_found", &self.not_found.len())
            .field("unreadable", &self.unreadable.len())
            .field("unasked", &self.unasked.len())
            .field("request_id", &self.request_id)
            .finish()
    }
}

/// A record that could not be read.
#[derive(Clone, PartialEq, Eq, serde::Serialize)]
pub struct Unreadable {
    /// The requested identifier, or the key that was not requested.
    pub identifier: String,
    /// The field that is missing or of another type than documented. It is empty if the record is not an object.
    pub field: &'static str,
}

/// Prints the field, without personal data.
impl fmt::Debug for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Unreadable").field("field", &self.field).finish_non_exhaustive()
    }
}

/// An untyped answer: the body, the index of its values, and the outcomes for the identifiers.
#[derive(Clone, PartialEq, Eq)]
pub struct Raw {
    /// The body as it was received. If strings in it contain characters that JSON or UTF-8 does not allow, those
    /// characters are replaced.
    pub body: String,
    /// Whether characters were replaced. If so, a host has to read from this body instead of the one that it received.
    pub is_repaired: bool,
    /// The index of the values in the body. Its outcomes contain the rows of `found` and `unasked`.
    pub index: Index,
    /// See [`Answers::not_found`].
    pub not_found: Vec<String>,
    /// See [`Answers::unreadable`].
    pub unreadable: Vec<Unreadable>,
    /// The ID by which the vendor's support team can identify the request.
    pub request_id: Option<String>,
}

/// Prints the length of the body and counts, without personal data.
impl fmt::Debug for Raw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Raw")
            .field("body_bytes", &self.body.len())
            .field("not_found", &self.not_found.len())
            .field("unreadable", &self.unreadable.len())
            .field("request_id", &self.request_id)
            .finish_non_exhaustive()
    }
}

/// The answer of an operation: a record, or [`Answers`].
pub trait FromAnswer: Sized {
    /// The description of the record.
    const RECORD: &'static Schema;
    /// Whether the answer contains records by identifier instead of one record.
    const IS_BY_IDENTIFIER: bool;

    /// Creates the typed answer. The index must count bytes.
    fn from_answer(answer: Raw) -> Self;
}

impl<R: Record> FromAnswer for R {
    const RECORD: &'static Schema = R::SCHEMA;
    const IS_BY_IDENTIFIER: bool = false;

    fn from_answer(answer: Raw) -> Self {
        R::read(&mut Cursor::root(&answer.index, &answer.body).fields())
    }
}

impl<R: Record> FromAnswer for Answers<R> {
    const RECORD: &'static Schema = R::SCHEMA;
    const IS_BY_IDENTIFIER: bool = true;

    fn from_answer(answer: Raw) -> Self {
        let Raw { body, index, not_found, unreadable, request_id, .. } = answer;
        let (found_rows, unasked_rows) = Cursor::root(&index, &body).outcomes();
        let pair = |row: Cursor<'_>| Some((row.key(), read_row(row)?));
        let mut found = Found::with_capacity_and_hasher(found_rows.len(), FastHash::default());
        found.extend(found_rows.filter_map(pair));
        let unasked = unasked_rows.filter_map(pair).collect();
        Self { found, not_found, unreadable, unasked, request_id }
    }
}
