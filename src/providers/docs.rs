//! Descriptions of providers for the generators of other languages. They are not part of a WebAssembly module.

use crate::operation::{Metadata, Operation};
use crate::record::{Credentials as _, CredentialsSchema, FromAnswer as _, Schema};

/// The description of a provider for the generators of other languages.
#[derive(Debug)]
pub struct Provider {
    /// Its name, as errors and profiles give it.
    pub name: &'static str,
    /// What it is, in a sentence.
    pub title: &'static str,
    /// Its URL, or why there is no default.
    pub base_url: Result<&'static str, &'static str>,
    /// Its operations.
    pub operations: &'static [OperationDocs],
}

/// The description of an operation for the generators of other languages.
#[derive(Debug)]
pub struct OperationDocs {
    /// The fixed properties of the operation.
    pub metadata: &'static Metadata,
    /// What it does, in a sentence.
    pub doc: &'static str,
    /// The question.
    pub question: &'static Schema,
    /// The credentials, if there are any.
    pub credentials: Option<&'static CredentialsSchema>,
    /// The record that it answers with.
    pub record: &'static Schema,
    /// Whether it answers with records by identifier, rather than one.
    pub is_by_identifier: bool,
    /// Every record in its answer. A nested record comes after the one that holds it.
    pub records: &'static [&'static Schema],
}

impl OperationDocs {
    pub(super) const fn new<O: Operation>(doc: &'static str, records: &'static [&'static Schema]) -> Self {
        Self {
            metadata: O::METADATA,
            doc,
            question: O::SCHEMA,
            credentials: O::Credentials::SCHEMA,
            record: O::Answer::RECORD,
            is_by_identifier: O::Answer::IS_BY_IDENTIFIER,
            records,
        }
    }
}
