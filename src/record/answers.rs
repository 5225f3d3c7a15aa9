//! What becomes of the identifiers that were asked for.

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

/// Records by identifier. It iterates in the same order in every run.
pub type Found<R> = HashMap<String, R, FastHash>;

/// What became of each identifier that was asked for. Each is in exactly one of `found`, `not_found`, and `unreadable`.
#[derive(Clone, PartialEq, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Answers<R> {
    /// The records by the identifier that was asked for.
    pub found: Found<R>,
    /// The identifiers without a record, in the order of the requests and, within each, of its lists.
    pub not_found: Vec<String>,
    /// The identifiers whose record could not be read. They cost the others nothing.
    pub unreadable: Vec<Unreadable>,
    /// The records under keys that were not asked for, as the vendor wrote them.
    pub unasked: BTreeMap<String, R>,
    /// The ID under which the vendor's support finds the request. It is absent if several requests were sent.
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

/// Prints how many there are, and nothing about a person.
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
    /// The identifier, or the key that was not asked for.
    pub identifier: String,
    /// The field that is missing or of another type than documented. It is empty if the record is not an object.
    pub field: &'static str,
}

/// Prints the field, and nothing about a person.
impl fmt::Debug for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Unreadable").field("field", &self.field).finish_non_exhaustive()
    }
}

/// An answer that no type has been made of yet: the body, where its values stand, and what became of the identifiers.
#[derive(Clone, PartialEq, Eq)]
pub struct Raw {
    /// The body as it came, but for characters inside strings that JSON or UTF-8 does not allow.
    pub body: String,
    /// Whether there were any, and so whether a host has to read from this body rather than from the one that it received.
    pub is_repaired: bool,
    /// Where its values stand. Its outcomes name the rows of `found` and `unasked`.
    pub index: Index,
    /// See [`Answers::not_found`].
    pub not_found: Vec<String>,
    /// See [`Answers::unreadable`].
    pub unreadable: Vec<Unreadable>,
    /// The ID under which the vendor's support finds the request.
    pub request_id: Option<String>,
}

/// Prints how long the body is, and nothing about a person.
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

/// What an operation answers: a record, or [`Answers`].
pub trait FromAnswer: Sized {
    /// The description of the record.
    const RECORD: &'static Schema;
    /// Whether there are records by identifier, rather than one.
    const IS_BY_IDENTIFIER: bool;

    /// Makes the typed answer. The index has to count bytes.
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
